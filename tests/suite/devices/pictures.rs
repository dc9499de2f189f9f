//! QR codes: what a phone's camera reads of them.

use palier_tests::{
    both,
    field::{
        devices::{code, exchange},
        workers::worker,
    },
};

/// The pixels of a PNG file, true where it is dark, and its side.
fn pixels(file: &[u8]) -> (Vec<bool>, usize) {
    let decoder = png::Decoder::new(std::io::Cursor::new(file));
    let mut reader = decoder.read_info().expect("a PNG file");
    let mut buffer = vec![0; reader.output_buffer_size().expect("a size")];
    let frame = reader.next_frame(&mut buffer).expect("a picture");
    assert_eq!((frame.bit_depth, frame.color_type), (png::BitDepth::One, png::ColorType::Grayscale));
    let side = frame.width as usize;
    let bit = |x: usize, y: usize| buffer[y * frame.line_size + x / 8] >> (7 - x % 8) & 1 == 0;
    ((0..side * side).map(|at| bit(at % side, at / side)).collect(), side)
}

/// What a camera would read.
fn read(dark: &[bool], side: usize) -> String {
    let shade = |x: usize, y: usize| if dark[y * side + x] { 0 } else { 255 };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side, side, shade);
    let grids = picture.detect_grids();
    assert_eq!(grids.len(), 1, "one code in the picture");
    grids[0].decode().expect("a code that can be read").1
}

/// The rectangles of our SVG files, drawn.
fn drawn(svg: &str) -> (Vec<bool>, usize) {
    let side = svg.split("viewBox=\"0 0 ").nth(1).and_then(|rest| rest.split(' ').next());
    let side: usize = side.and_then(|side| side.parse().ok()).expect("a side");
    let path = svg.split(" d=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a path");
    let mut dark = vec![false; side * side];
    for rectangle in path.split('M').filter(|text| !text.is_empty()) {
        let numbers: Vec<usize> =
            rectangle.split(|c: char| !c.is_ascii_digit()).filter_map(|text| text.parse().ok()).collect();
        let [left, top, width, height, ..] = numbers[..] else { panic!("{rectangle}") };
        for y in top..top + height {
            dark[y * side + left..y * side + left + width].fill(true);
        }
    }
    (dark, side)
}

both! {
    async fn a_camera_reads_server_and_code(app) {
        let made = code(app, &worker(app, &[]).await).await;
        let text = made["code"].as_str().expect("a code");
        let uri = format!("palier://enrol?server={}&code={text}", app.url().replace(':', "%3A").replace('/', "%2F"));
        assert_eq!(made["uri"], uri);
        let path = made["qr_code_url"].as_str().expect("a URL");

        let picture = app.as_operator().get(path).await.expect(200);
        assert_eq!(picture.header("content-type"), "image/png");
        assert_eq!(picture.header("cache-control"), "no-store");
        let (dark, side) = pixels(&picture.body);
        assert_eq!(read(&dark, side), uri);

        let drawing = app.as_operator().get(path).accept("image/svg+xml").await.expect(200);
        assert_eq!(drawing.header("content-type"), "image/svg+xml");
        let (dark, side) = drawn(&drawing.text());
        assert_eq!(read(&dark, side), uri);

        assert_ne!(picture.etag(), drawing.etag());
        let known = app.as_operator().get(path).header("if-none-match", &picture.etag()).await.expect(304);
        assert!(known.body.is_empty());
        app.as_operator().get(path).accept("image/jpeg").await.problem(406, "not_acceptable");
    }

    async fn a_picture_is_as_secret_as_its_code_and_goes_with_it(app) {
        let made = code(app, &worker(app, &[]).await).await;
        let path = made["qr_code_url"].as_str().expect("a URL");
        let reader = app.as_operator().with_scope("devices:read field-workers:read");
        reader.get(path).await.problem(403, "insufficient_scope");
        let _used = exchange(app, made["code"].as_str().expect("a code"), &[]).await.expect(200);
        app.as_operator().get(path).await.problem(404, "not_found");
    }
}

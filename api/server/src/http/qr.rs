//! QR codes as pictures.

use qrcode::{Color, EcLevel, QrCode, render::svg};

/// Pixels of a module's side: enough for the camera of a cheap phone that looks at a screen.
const MODULE: usize = 8;

/// Modules of white around the code, as ISO/IEC 18004 asks for.
const QUIET: usize = 4;

/// Why a picture can't be made.
type Cause = Box<dyn std::error::Error + Send + Sync>;

fn code(text: &str) -> Result<QrCode, Cause> {
    Ok(QrCode::with_error_correction_level(text, EcLevel::M)?)
}

/// The text as a QR code in SVG.
///
/// # Errors
/// If it is too long for one.
pub fn svg(text: &str) -> Result<Vec<u8>, Cause> {
    let side = u32::try_from(MODULE)?;
    let picture = code(text)?.render::<svg::Color<'_>>().module_dimensions(side, side).build();
    Ok(picture.into_bytes())
}

/// The text as a QR code in PNG: black and white, a bit a pixel.
///
/// # Errors
/// If it is too long for one.
pub fn png(text: &str) -> Result<Vec<u8>, Cause> {
    let code = code(text)?;
    let modules = code.width();
    let side = (modules + 2 * QUIET) * MODULE;
    let colors = code.to_colors();
    let dark = |x: usize, y: usize| {
        let (x, y) = ((x / MODULE).checked_sub(QUIET), (y / MODULE).checked_sub(QUIET));
        let inside = x.zip(y).filter(|(x, y)| *x < modules && *y < modules);
        inside.is_some_and(|(x, y)| colors[y * modules + x] == Color::Dark)
    };
    let row = side.div_ceil(8);
    let mut pixels = vec![0_u8; row * side];
    for (y, line) in pixels.chunks_exact_mut(row).enumerate() {
        for x in (0..side).filter(|x| !dark(*x, y)) {
            line[x / 8] |= 0x80 >> (x % 8);
        }
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, u32::try_from(side)?, u32::try_from(side)?);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(file)
}

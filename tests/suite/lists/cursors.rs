//! Cursors that were changed, or are used elsewhere.

use palier_tests::{App, both};

async fn cursor(app: &App, path: &str) -> String {
    let page = app.as_operator().get(path).await.expect(200).json();
    page["next_cursor"].as_str().expect("there are more").to_owned()
}

both! {
    async fn c31_a_tampered_cursor_is_refused(app) {
        let cursor = cursor(app, "/v1/organisations?limit=2").await;
        let list = |cursor: &str| {
            app.as_operator().get(&format!("/v1/organisations?limit=2&cursor={cursor}")).into_future()
        };
        let _good = list(&cursor).await.expect(200);
        let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (at, byte) in cursor.bytes().enumerate() {
            let place = alphabet.iter().position(|known| *known == byte).expect("base64url");
            // The lowest and the highest bit of each character.
            for flipped in [place ^ 1, place ^ 32] {
                let mut changed = cursor.clone().into_bytes();
                changed[at] = alphabet[flipped];
                let changed = String::from_utf8(changed).expect("ASCII");
                list(&changed).await.problem(400, "invalid_cursor");
            }
        }
        for cut in
            [&cursor[1..], &cursor[..cursor.len() - 1], &cursor[..10], "A", "AAAA", "%00", "é", "!", ""]
        {
            let answer = list(cut).await;
            assert_eq!(answer.status, 400, "{cut:?} is taken: {}", answer.text());
        }
        list(&format!("{cursor}A")).await.problem(400, "invalid_cursor");
        list(&format!("{cursor}=")).await.problem(400, "invalid_cursor");
    }

    async fn c31_a_cursor_serves_its_own_list_and_filters_only(app) {
        let of_all = cursor(app, "/v1/organisations?limit=1").await;
        let of_partners = cursor(app, "/v1/organisations?limit=1&kind=partner").await;
        let get = |path: String| app.as_operator().get(&path).into_future();
        for path in [
            format!("/v1/organisations?kind=partner&cursor={of_all}"),
            format!("/v1/organisations?cursor={of_partners}"),
            format!("/v1/organisations?kind=municipality&cursor={of_partners}"),
            format!("/v1/clients?cursor={of_all}"),
            format!("/v1/campaigns?cursor={of_all}"),
            format!("/v1/neighbourhoods?cursor={of_all}"),
        ] {
            get(path).await.problem(400, "invalid_cursor");
        }
        // How many are asked for at a time is no filter.
        let _more = get(format!("/v1/organisations?limit=5&cursor={of_all}")).await.expect(200);
        let _same = get(format!("/v1/organisations?cursor={of_partners}&kind=partner")).await.expect(200);
    }

    async fn c31_a_cursor_opens_nothing_to_another_caller(app) {
        let of_operator = cursor(app, "/v1/organisations?limit=1").await;
        let page = app.as_partner().get(&format!("/v1/organisations?cursor={of_operator}")).await;
        if page.status == 200 {
            let own = app.seed().partner.id.to_string();
            assert!(
                page.json()["items"].as_array().expect("items").iter().all(|item| item["id"] == own.as_str())
            );
        } else {
            page.problem(400, "invalid_cursor");
        }
    }

    async fn c31_another_instance_reads_the_cursor(app) {
        let first = cursor(app, "/v1/organisations?limit=2").await;
        let elsewhere = app.another_instance();
        let path = format!("/v1/organisations?limit=2&cursor={first}");
        let (here, there) = (
            app.as_operator().get(&path).await.expect(200),
            elsewhere.as_operator().get(&path).await.expect(200),
        );
        assert_eq!(here.body, there.body);
    }
}

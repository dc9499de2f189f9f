//! Limits, last pages, links, and parameters that are unknown.

use palier_tests::both;
use reqwest::Url;

use crate::isolation::operations::all;

both! {
    async fn c32_limits_are_as_documented(app) {
        let document = app.anonymous().get("/v1/openapi.json").await.expect(200).json();
        let schema = &document["components"]["parameters"]["Limit"]["schema"];
        assert_eq!(
            (schema["minimum"].as_i64(), schema["maximum"].as_i64(), schema["default"].as_i64()),
            (Some(1), Some(200), Some(50))
        );
        let list = |limit: &str| app.as_operator().get(&format!("/v1/themes?limit={limit}")).into_future();
        for outside in
            ["0", "-1", "201", "1000000", "9999999999999999999999", "1.5", "many", "", "0x10", "+5"]
        {
            let problem = list(outside).await.problem(400, "invalid_parameters");
            assert_eq!(problem["errors"][0]["parameter"], "limit", "{outside}: {problem}");
        }
        let count =
            async |limit: &str| list(limit).await.expect(200).json()["items"].as_array().map(Vec::len);
        assert_eq!(count("1").await, Some(1));
        assert_eq!(count("7").await, Some(7));
        let usual = app.as_operator().get("/v1/themes").await.expect(200).json();
        assert_eq!(usual["items"].as_array().map(Vec::len), Some(50));
    }

    async fn c32_the_last_page_has_no_next(app) {
        for (path, full) in [
            ("/v1/organisations?limit=6", 6),
            ("/v1/organisations?limit=200", 6),
            ("/v1/organisations?kind=partner&limit=2", 2),
        ] {
            let page = app.as_operator().get(path).await.expect(200);
            assert_eq!(page.json()["items"].as_array().map(Vec::len), Some(full), "{path}");
            assert!(page.json()["next_cursor"].is_null(), "{path}");
            assert!(page.maybe_header("link").is_none(), "{path}");
        }
        let empty = app.as_operator().get("/v1/campaigns").await.expect(200);
        assert_eq!(empty.text(), r#"{"items":[],"next_cursor":null}"#);
        // An exactly full page that is the last one says so.
        let first = app.as_operator().get("/v1/organisations?limit=3").await.expect(200).json();
        let cursor = first["next_cursor"].as_str().expect("more");
        let second =
            app.as_operator().get(&format!("/v1/organisations?limit=3&cursor={cursor}")).await.expect(200);
        assert_eq!(second.json()["items"].as_array().map(Vec::len), Some(3));
        assert!(second.json()["next_cursor"].is_null());
    }

    async fn c33_next_in_body_and_link_agree(app) {
        for path in [
            "/v1/organisations?limit=2",
            "/v1/clients?limit=5",
            "/v1/themes?limit=30",
            "/v1/neighbourhoods?limit=5",
            "/v1/organisations?kind=partner&limit=1",
            "/v1/neighbourhoods?q=t%C3%A9&limit=1",
            "/v1/neighbourhoods?near=48.5,2.5&limit=4",
            "/v1/themes?limit=10&parent=logement-hebergement",
        ] {
            let mut seen = Vec::new();
            let mut next = format!("{}{path}", app.url());
            loop {
                let page = app.as_operator().get(&next).await.expect(200);
                let body = page.json();
                seen.extend(body["items"].as_array().expect("items").iter().cloned());
                let Some(link) = page.maybe_header("link") else {
                    assert!(body["next_cursor"].is_null(), "{next}");
                    break;
                };
                let (target, rest) =
                    link.strip_prefix('<').and_then(|link| link.split_once('>')).expect("a link");
                assert_eq!(rest, "; rel=\"next\"");
                let url = Url::parse(target).expect("an absolute URL");
                let cursor =
                    url.query_pairs().find(|(name, _)| name == "cursor").map(|(_, value)| value.into_owned());
                assert_eq!(cursor.as_deref(), body["next_cursor"].as_str(), "{next}");
                assert!(target.starts_with(app.url()));
                next = target.to_owned();
            }
            let mut by_body = app
                .as_operator()
                .all(
                    path.split(['?', '&'])
                        .filter(|part| !part.starts_with("limit="))
                        .collect::<Vec<_>>()
                        .join("?")
                        .as_str(),
                    200,
                )
                .await;
            assert!(seen.len() > 1, "{path} has one page only");
            seen.sort_by_key(ToString::to_string);
            by_body.sort_by_key(ToString::to_string);
            assert_eq!(seen, by_body, "{path}");
        }
    }

    async fn c34_unknown_parameters_are_refused_by_every_operation(app) {
        for operation in all(app).await {
            for (query, name) in
                [("unheard=1", "unheard"), ("sort=name", "sort"), ("Limit=5", "Limit"), ("page=2", "page")]
            {
                let path = operation.unknown_path();
                let separator = if path.contains('?') { '&' } else { '?' };
                let mut request = app
                    .as_operator()
                    .request(operation.method.clone(), &format!("{path}{separator}{query}"));
                if let Some((media_type, body)) = operation.body() {
                    request = request.body(&media_type, body.to_string());
                }
                let answer = request.key(&uuid::Uuid::now_v7().to_string()).if_match("*").await;
                let problem = answer.problem(400, "invalid_parameters");
                assert_eq!(problem["errors"][0]["parameter"], name, "{}: {problem}", operation.id);
                assert_eq!(problem["errors"][0]["code"], "unknown_parameter", "{}: {problem}", operation.id);
            }
        }
    }

    async fn c34_values_that_can_not_be_are_refused(app) {
        for (query, name) in [
            ("/v1/campaigns?status=flying", "status"),
            ("/v1/campaigns?on=yesterday", "on"),
            ("/v1/campaigns?on=2026-02-30", "on"),
            ("/v1/campaigns?organisation_id=1", "organisation_id"),
            ("/v1/campaigns?commune_code=9900", "commune_code"),
            ("/v1/campaigns?neighbourhood_code=QN1", "neighbourhood_code"),
            ("/v1/organisations?kind=king", "kind"),
            ("/v1/neighbourhoods?vintage=1999", "vintage"),
            ("/v1/neighbourhoods?near=48.5", "near"),
            ("/v1/neighbourhoods?near=2.5,248.5", "near"),
            ("/v1/neighbourhoods?contains=north,east", "contains"),
            ("/v1/neighbourhoods?contains=NaN,1", "contains"),
            ("/v1/neighbourhoods?q=", "q"),
            ("/v1/neighbourhoods?limit=1&limit=2", "limit"),
            ("/v1/campaigns?status=draft&status=running", "status"),
        ] {
            let problem = app.as_operator().get(query).await.problem(400, "invalid_parameters");
            assert_eq!(problem["errors"][0]["parameter"], name, "{query}: {problem}");
        }
        let both = app
            .as_operator()
            .get("/v1/campaigns?status=x&colour=red")
            .await
            .problem(400, "invalid_parameters");
        assert_eq!(both["errors"].as_array().map(Vec::len), Some(2), "{both}");
    }
}

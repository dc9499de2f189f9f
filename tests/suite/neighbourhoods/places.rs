//! Where a neighbourhood lies, and what it was before.

use palier_tests::{App, both, town};
use serde_json::json;

async fn codes(app: &App, query: &str) -> Vec<String> {
    // The boundaries are read beside the requests, right after the start.
    for _ in 0..100 {
        if app.state().geography.load().len() >= 13 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let items = app.as_municipality().all(&format!("/v1/neighbourhoods?{query}"), 3).await;
    items.iter().map(|item| item["code"].as_str().expect("a code").to_owned()).collect()
}

both! {
    async fn contains_is_right_for_holes_and_parts(app) {
        let at = async |position: &str| codes(app, &format!("vintage=2024&contains={position}")).await;
        assert_eq!(at("48.505,2.505").await, ["QN09901N"]);
        assert_eq!(at("48.505,2.545").await, [town::WITH_HOLE]);
        assert!(at("48.515,2.555").await.is_empty(), "in the hole");
        assert_eq!(at("48.51,2.555").await, [town::WITH_HOLE], "on the edge of the hole");
        assert_eq!(at("48.525,2.555").await, [town::WITH_HOLE], "behind the hole");
        assert_eq!(
            (at("48.535,2.605").await, at("48.555,2.625").await),
            (vec![town::TWO_PARTS.to_owned()], vec![town::TWO_PARTS.to_owned()])
        );
        assert!(!at("48.545,2.615").await.contains(&town::TWO_PARTS.to_owned()), "between the parts");
        assert_eq!(at("48.50,2.50").await, ["QN09901N"], "on a corner");
        assert!(at("48.505,2.515").await.is_empty(), "between two neighbourhoods");
        assert!(at("0,0").await.is_empty() && at("-90,180").await.is_empty());
        // Latitude first: the other way round is somewhere in the Indian Ocean.
        assert!(at("2.505,48.505").await.is_empty());
        assert_eq!(codes(app, "contains=48.502,2.502").await, ["QN09901N", "QP099001"]);
        assert_eq!(codes(app, "contains=48.502,2.502&commune_code=99002").await, Vec::<String>::new());
    }

    async fn near_orders_by_distance_across_pages(app) {
        let _loaded = codes(app, "vintage=2015").await;
        let items = app.as_municipality().all("/v1/neighbourhoods?vintage=2024&near=48.505,2.505", 2).await;
        assert_eq!(items.len(), 11, "the one without a boundary is left out");
        assert_eq!((&items[0]["code"], items[0]["distance_m"].as_f64()), (&json!("QN09901N"), Some(0.0)));
        assert_eq!(items[1]["code"], town::TWO_COMMUNES);
        // 0.015 degrees of longitude at 48.505 north.
        let metres = items[1]["distance_m"].as_f64().expect("a distance");
        assert!((metres - 1_105.0).abs() < 12.0, "{metres}");
        let distances: Vec<_> =
            items.iter().map(|item| item["distance_m"].as_f64().expect("a distance")).collect();
        assert!(distances.is_sorted(), "{distances:?}");
    }

    async fn filters_narrow_the_list(app) {
        assert_eq!(codes(app, "vintage=2024").await, town::ALL_2024);
        assert_eq!(codes(app, "vintage=2015").await, town::ALL_2015);
        assert_eq!(codes(app, "vintage=2030").await, Vec::<String>::new());
        assert_eq!(codes(app, "commune_code=99001&vintage=2024").await, ["QN09901N", town::TWO_COMMUNES]);
        assert_eq!(codes(app, "commune_code=99002").await, [town::TWO_COMMUNES, town::WITH_HOLE]);
        assert_eq!(codes(app, "commune_code=2A004").await, Vec::<String>::new());
        // Accents and case do not matter; wildcards of SQL are plain characters.
        for (q, found) in [
            ("saint-eloi", vec!["QN09905M"]),
            ("SAINT-%C3%89LOI", vec!["QN09905M"]),
            ("qn09905", vec!["QN09905M"]),
            ("%25", vec!["QN09909N"]),
            ("100%20%25", vec!["QN09909N"]),
            ("_nord", vec!["QN09910N"]),
            ("%22", vec![town::TRICKY]),
            ("tilleuls", vec!["QN09901N", "QP099001", "QP099002"]),
            ("%5C", vec![]),
            ("'", vec![town::TWO_COMMUNES, town::TWO_PARTS]),
            ("nowhere", vec![]),
        ] {
            assert_eq!(codes(app, &format!("q={q}")).await, found, "q={q}");
        }
    }

    async fn one_neighbourhood_with_its_past(app) {
        let get = |code: &str| app.as_partner().get(&format!("/v1/neighbourhoods/{code}")).into_future();
        let tilleuls = get("QN09901N").await.expect(200).json();
        assert_eq!(
            (&tilleuls["predecessors"], &tilleuls["successors"]),
            (&json!(["QP099001", "QP099002"]), &json!([]))
        );
        let south = get("QP099002").await.expect(200).json();
        assert_eq!(south["successors"], json!(["QN09901N", town::TWO_COMMUNES]));
        assert_eq!((&south["vintage"], &south["predecessors"]), (&json!(2015), &json!([])));
        let two = get(town::TWO_COMMUNES).await.expect(200).json();
        assert_eq!(two["commune_codes"], json!(["99001", "99002"]));
        for unknown in ["QN09999N", "qn09901n", "QN09901X", "x", "QN09901N%20"] {
            get(unknown).await.problem(404, "not_found");
        }
    }

    async fn one_neighbourhood_as_a_feature(app) {
        let get = |code: &str| {
            app.as_partner()
                .get(&format!("/v1/neighbourhoods/{code}"))
                .accept("application/geo+json")
                .into_future()
        };
        let feature = get(town::WITH_HOLE).await.expect(200);
        assert_eq!(feature.header("content-type"), "application/geo+json");
        let feature = feature.json();
        assert_eq!(
            (&feature["type"], &feature["geometry"]["type"]),
            (&json!("Feature"), &json!("MultiPolygon"))
        );
        assert_eq!(feature["geometry"]["coordinates"][0].as_array().map(Vec::len), Some(2));
        let plain =
            app.as_partner().get(&format!("/v1/neighbourhoods/{}", town::WITH_HOLE)).await.expect(200).json();
        assert_eq!(feature["properties"], plain);
        assert!(get(town::NO_BOUNDARY).await.expect(200).json()["geometry"].is_null());
    }

    /// The index in memory follows the database, on every instance.
    async fn an_import_is_seen_without_a_restart(app) {
        assert_eq!(codes(app, "contains=48.505,2.505&vintage=2024").await, ["QN09901N"]);
        let elsewhere = app.another_instance();
        let file = app.folder().join("list.geojson");
        let list = json!({"type": "FeatureCollection", "features": [{
            "type": "Feature",
            "properties": {"code_qp": "QN09920N", "lib_qp": "Neuf", "insee_com": "99001", "lib_com": "Montrelais"},
            "geometry": {"type": "Polygon", "coordinates": [[[2.502, 48.502], [2.508, 48.502], [2.508, 48.508], [2.502, 48.508], [2.502, 48.502]]]},
        }]});
        std::fs::write(&file, list.to_string()).expect("written");
        let report =
            palier_server::import::run::neighbourhoods(app.store(), &file, Some(2024), &mut Vec::new());
        assert_eq!(report.expect("imported").refused.len(), 0);
        for instance in [app, &elsewhere] {
            let mut found = Vec::new();
            for _ in 0..30 {
                found = codes(instance, "contains=48.505,2.505&vintage=2024").await;
                if found.len() == 2 {
                    break;
                }
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            }
            assert_eq!(found, ["QN09901N", "QN09920N"]);
        }
    }
}

//! Themes.

use palier_tests::both;

both! {
    async fn all_themes_have_a_group_and_labels(app) {
        let themes = app.as_app_publisher().all("/v1/themes", 7).await;
        let of = |source: &str| themes.iter().filter(|theme| theme["source"] == source).count();
        assert_eq!(of("data_inclusion"), 69);
        assert!(of("palier") > 5);
        for theme in &themes {
            let code = theme["code"].as_str().expect("a code");
            let (parent, _) = code.split_once("--").expect("parent--child");
            assert_eq!(theme["parent"], parent);
            for label in ["/labels/fr", "/labels/en", "/parent_labels/fr", "/parent_labels/en"] {
                assert!(
                    theme.pointer(label).and_then(|text| text.as_str()).is_some_and(|text| !text.is_empty()),
                    "{code} {label}"
                );
            }
            let one = app.as_app_publisher().get(&format!("/v1/themes/{code}")).await.expect(200).json();
            assert_eq!(one, *theme);
        }
        let water = app.as_app_publisher().all("/v1/themes?parent=palier:eau", 50).await;
        assert!(!water.is_empty() && water.iter().all(|theme| theme["parent"] == "palier:eau"));
    }
}

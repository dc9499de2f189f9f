//! Themes on the wire: a table of this build, not of the database.

use std::hash::{DefaultHasher, Hash, Hasher};

use actix_web::{HttpRequest, HttpResponse, get, web::Data};
use palier_domain::{
    paging::{From as Start, Page},
    theme::{self, parents, themes},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    app::App,
    http::{
        extract::{Authorized, IfNoneMatch, Listing, Named, Query, scopes},
        list::{self, Columns, Item, PageOf},
        problem::Problem,
        reply,
    },
};

/// Who defines a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ThemeSource {
    /// The data·inclusion taxonomy of French public inclusion services, version 1.
    DataInclusion,
    /// Palier's own namespace, `palier:…`: water, energy, waste, post, transport, neighbourhood life.
    Palier,
}

super::same_names!(theme::ThemeSource, ThemeSource { DataInclusion, Palier });

/// The same in two languages.
#[derive(Clone, Debug, Hash, Serialize, ToSchema)]
#[schema(example = json!({"fr": "Comprendre sa facture d'eau", "en": "Understanding a water bill"}))]
pub struct Labels {
    /// In French.
    pub fr: &'static str,
    /// In English.
    pub en: &'static str,
}

/// What a campaign or a need is about.
#[derive(Clone, Debug, Hash, Serialize, ToSchema)]
#[schema(example = json!({
    "code": "palier:eau--facture", "labels": {"fr": "Comprendre sa facture d'eau", "en": "Understanding a water bill"},
    "parent": "palier:eau", "parent_labels": {"fr": "Eau", "en": "Water"}, "source": "palier",
}))]
pub struct Theme {
    /// Its code, `parent--child`.
    pub code: &'static str,
    /// What people read.
    pub labels: Labels,
    /// The code of the group it belongs to.
    pub parent: &'static str,
    /// What people read as the group's name.
    pub parent_labels: Labels,
    /// Who defines it.
    pub source: ThemeSource,
}

impl From<&'static theme::Theme> for Theme {
    fn from(theme: &'static theme::Theme) -> Self {
        let parent = parents().iter().find(|parent| parent.code == theme.parent);
        Self {
            code: theme.code,
            labels: Labels { fr: theme.label_fr, en: theme.label_en },
            parent: theme.parent,
            parent_labels: Labels {
                fr: parent.map_or(theme.parent, |parent| parent.label_fr),
                en: parent.map_or(theme.parent, |parent| parent.label_en),
            },
            source: theme.source.into(),
        }
    }
}

impl Item for Theme {
    const COLUMNS: Columns = &[
        ("code", "/code"),
        ("label_fr", "/labels/fr"),
        ("label_en", "/labels/en"),
        ("parent", "/parent"),
        ("parent_label_fr", "/parent_labels/fr"),
        ("parent_label_en", "/parent_labels/en"),
        ("source", "/source"),
    ];
}

/// Narrows the list of themes.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ThemeFilter {
    /// Only themes of this group.
    #[param(min_length = 1, max_length = 100, example = "palier:eau")]
    pub parent: Option<String>,
}

/// A page of themes, by code.
fn page(parent: Option<&str>, start: &Start<String>) -> Page<Theme, String> {
    let mut found: Vec<&'static theme::Theme> = themes()
        .iter()
        .filter(|theme| parent.is_none_or(|parent| theme.parent == parent))
        .filter(|theme| start.after.as_deref().is_none_or(|after| theme.code > after))
        .collect();
    found.sort_by_key(|theme| theme.code);
    Page::cut(found, start.limit, |theme| theme.code.to_owned()).map(Theme::from)
}

/// List themes
///
/// By code. Campaigns and needs carry these codes: the data·inclusion taxonomy as French public inclusion services use
/// it, and Palier's own for what that does not have.
#[utoipa::path(
    tag = "themes",
    params(ThemeFilter),
    security(("oauth2" = ["themes:read"])),
    responses((status = 200, description = "A page of themes.", body = PageOf<Theme>)),
)]
#[get("/themes")]
pub async fn list_themes(
    app: Data<App>,
    _caller: Authorized<scopes::ThemesRead>,
    filter: Query<ThemeFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let parent = filter.0.parent;
    list::respond(&app, &request, listing, move |_, start| Ok(page(parent.as_deref(), start))).await
}

/// Get a theme
///
/// With its labels and those of its group.
#[utoipa::path(
    tag = "themes",
    params(("code" = String, Path, description = "The theme's code.", example = "palier:eau--facture")),
    security(("oauth2" = ["themes:read"])),
    responses((status = 200, description = "The theme.", body = Theme)),
)]
#[get("/themes/{code}")]
pub async fn get_theme(
    _caller: Authorized<scopes::ThemesRead>,
    code: Named,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let found = themes().iter().find(|theme| theme.code == code.0).ok_or_else(Problem::not_found)?;
    let theme = Theme::from(found);
    reply::conditional(&known, version(&theme), &theme)
}

/// Themes change with the server's releases and have no version of their own: their content is it.
fn version(theme: &Theme) -> i32 {
    let mut hasher = DefaultHasher::new();
    theme.hash(&mut hasher);
    (hasher.finish() >> 33) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_hold_each_theme_once() {
        let (mut start, mut codes) = (Start { after: None, limit: 7 }, Vec::new());
        loop {
            let page = page(None, &start);
            codes.extend(page.items.iter().map(|theme| theme.code));
            let Some(next) = page.next else { break };
            start.after = Some(next);
        }
        assert_eq!(codes.len(), themes().len());
        assert!(codes.is_sorted());
    }

    #[test]
    fn a_parent_narrows_and_an_unknown_one_leaves_nothing() {
        let start = Start { after: None, limit: 200 };
        let water = page(Some("palier:eau"), &start).items;
        assert!(!water.is_empty() && water.iter().all(|theme| theme.code.starts_with("palier:eau--")));
        assert!(page(Some("palier:e"), &start).items.is_empty());
        assert!(version(&water[0]) >= 0);
    }
}

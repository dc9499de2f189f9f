//! Protected figures on the wire.

use palier_domain::release;
use serde::Serialize;
use utoipa::ToSchema;

use super::same_names;

/// What a figure tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FigureStatus {
    /// Its value, rounded at random to a multiple of 5 (never by more than 4).
    Published,
    /// Nothing: it is not told, and may be zero or not.
    Withheld,
    /// Zero, because no campaign is active there. That is public.
    StructuralZero,
}

same_names!(release::FigureStatus, FigureStatus { Published, Withheld, StructuralZero });

/// A protected count of distinct households. Withheld is `null`, never 0: a count that is not told may be anything from 0
/// up that the published figures allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"value": 35, "status": "published"}))]
pub struct Figure {
    /// The protected value.
    pub value: Option<u32>,
    /// What it tells.
    pub status: FigureStatus,
}

impl From<(Option<u32>, release::FigureStatus)> for Figure {
    fn from((value, status): (Option<u32>, release::FigureStatus)) -> Self {
        Self { value, status: status.into() }
    }
}

impl Figure {
    /// What is not told.
    pub const WITHHELD: Self = Self { value: None, status: FigureStatus::Withheld };

    /// The share of a whole, to three decimals, where both are published. Both are rounded, so that a share can be off by
    /// some points where they are small, and is never told above 1.
    #[must_use]
    pub fn share_of(self, whole: Self) -> Option<f64> {
        let (part, whole) = (self.value?, whole.value?);
        (whole > 0)
            .then(|| (f64::from(part) / f64::from(whole)).min(1.0))
            .map(|share| (share * 1e3).round() / 1e3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_told_of_two_published_figures_alone() {
        let figure = |value| Figure { value: Some(value), status: FigureStatus::Published };
        assert_eq!(figure(35).share_of(figure(100)), Some(0.35));
        assert_eq!(figure(105).share_of(figure(100)), Some(1.0));
        assert_eq!(figure(35).share_of(Figure::WITHHELD), None);
        assert_eq!(Figure::WITHHELD.share_of(figure(100)), None);
    }
}

//! What the auditor is shown: what would be public, and nothing of how it was made.

use palier_domain::{
    disclosure::Protection,
    release::{Frame, Method, Period, ReleaseFigure},
};
use serde_json::Value;

use super::ServiceError;

/// What is public of a release.
#[allow(dead_code)]
pub struct Public {
    /// What it is about.
    pub period: Period,
    /// The neighbourhoods' vintage.
    pub vintage: i32,
    /// Its public structure.
    pub frame: Frame,
    /// Its figures.
    pub figures: Vec<ReleaseFigure>,
}
pub fn before_publishing(_m: &Method, _p: Vec<Public>, _x: &Protection) -> Result<Value, ServiceError> {
    Ok(Value::Null)
}

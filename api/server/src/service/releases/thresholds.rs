//! Which threshold holds. What was told of a calendar year under one threshold can't be reckoned with under another, so
//! the first figures of a year fix it for all of them; a raised one holds from the next year on.

use palier_domain::{
    caller::Mode,
    release::{Method, Period},
};
use palier_store::{Tx, query};

use super::ServiceError;

/// The method by which a period is protected: the deployment's, with the threshold that the year's figures were told
/// under, if there are any.
///
/// # Errors
/// If the database fails.
pub fn method_of(
    tx: &mut Tx<'_>,
    (mode, period): (Mode, Period),
    method: &Method,
) -> Result<Method, ServiceError> {
    let fixed = query!(tx, year_thresholds::find(mode, period.year()))?;
    Ok(fixed.map_or_else(|| method.clone(), |threshold| method.clone().with_threshold(threshold)))
}

/// Nothing was told under another threshold meanwhile.
///
/// # Errors
/// A conflict `threshold_changed` if it was.
pub fn still_holds(tx: &mut Tx<'_>, of: (Mode, Period), method: &Method) -> Result<(), ServiceError> {
    let now = method_of(tx, of, method)?;
    if now.threshold == method.threshold { Ok(()) } else { Err(changed(of.1, now.threshold)) }
}

/// Fixes the threshold of a year, now that figures of it are told.
///
/// # Errors
/// A conflict `threshold_changed` if it was fixed to another one.
pub fn fix(tx: &mut Tx<'_>, (mode, period): (Mode, Period), method: &Method) -> Result<(), ServiceError> {
    let threshold = query!(tx, year_thresholds::fix((mode, period.year()), method.threshold))?;
    if threshold == method.threshold { Ok(()) } else { Err(changed(period, threshold)) }
}

fn changed(period: Period, threshold: u32) -> ServiceError {
    ServiceError::Conflict {
        code: "threshold_changed",
        detail: format!(
            "Figures of {} were told under a threshold of {threshold} since this was asked for; ask for it again.",
            period.year()
        ),
    }
}

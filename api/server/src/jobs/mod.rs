//! What runs beside the requests.

pub mod geography;

use actix_web::web::Data;

use crate::app::App;

/// The running jobs.
pub struct Jobs;

impl Jobs {
    /// Ends them.
    pub fn stop(self) {}
}

/// Starts all jobs.
pub fn start(_app: &Data<App>) -> Jobs {
    Jobs
}

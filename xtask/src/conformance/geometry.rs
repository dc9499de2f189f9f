//! An independent library, shapely, is asked the same as `GET /v1/neighbourhoods?contains=`.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{ours, tools::Tools};
use crate::Outcome;
use crate::postgres::free_port;
use crate::process::run;
use crate::served::Setting;

/// Names a list of neighbourhoods to use instead of the fictional ones.
const LIST: &str = "TEST_NEIGHBOURHOODS";

/// Imports a list into a server of its own and compares the answers; what differs is printed.
pub fn judge(tools: &Tools, binary: &Path) -> Outcome<()> {
    let folder = TempDir::with_prefix("palier-geometry-")?;
    let setting = Setting {
        binary: binary.to_path_buf(),
        folder: folder.path().to_path_buf(),
        database: folder.path().join("palier.db").display().to_string(),
        port: free_port()?,
        keys: None,
        environment: Vec::new(),
    };
    let list = list(tools, folder.path())?;
    run(setting.command().args(["import", "neighbourhoods"]).arg(&list))?;
    let operator = setting.client("Association", "operator")?;
    let _server = setting.serve(&[])?;
    let mut compare = tools.python("python");
    compare.arg(ours("geometry.py")).arg("check").arg(&list).arg(setting.url(""));
    run(compare.env("PALIER_TOKEN", setting.token(&operator)?))
}

fn list(tools: &Tools, folder: &Path) -> Outcome<PathBuf> {
    if let Some(named) = std::env::var_os(LIST) {
        let path = PathBuf::from(named);
        return path.canonicalize().map_err(|e| format!("{LIST} names {}: {e}", path.display()).into());
    }
    let list = folder.join("shapes.geojson");
    run(tools.python("python").arg(ours("geometry.py")).arg("write").arg(&list))?;
    Ok(list)
}

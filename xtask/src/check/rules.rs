//! The rules that `cargo xtask check` holds, as tables. Change the house here, and say why.

/// What no file of a folder may name.
pub struct Layer {
    /// Paths that begin so are judged.
    pub folder: &'static str,
    /// Paths that contain one of these are not.
    pub except: &'static [&'static str],
    /// Beginnings of names that may not occur in the code (comments are not read).
    pub never: &'static [&'static str],
    /// Ends the message.
    pub because: &'static str,
}

/// Which floor may know what. Imports run downwards: http -> service -> store -> domain.
pub const LAYERS: &[Layer] = &[
    Layer {
        folder: "api/domain/src/",
        except: &[],
        never: &["diesel", "actix", "utoipa", "tokio", "reqwest", "palier_store", "palier_server"],
        because: "the domain knows neither the database nor HTTP",
    },
    Layer {
        folder: "api/domain/src/",
        except: &[],
        never: &["std::fs", "std::net", "std::env", "std::process", "std::io"],
        because: "the domain does no I/O: its callers hand it what it judges",
    },
    Layer {
        folder: "api/domain/src/",
        except: &[],
        never: &["SystemTime", "Instant::now", "Timestamp::now", "Zoned::now"],
        because: "the domain has no clock: an instant is an argument",
    },
    Layer {
        folder: "api/store/src/",
        except: &[],
        never: &["actix", "utoipa", "jsonwebtoken", "palier_server"],
        because: "the store knows neither HTTP nor tokens",
    },
    Layer {
        folder: "api/server/src/http/",
        except: &[],
        never: &["diesel", "palier_store::queries", "palier_store::sqlite", "palier_store::postgres"],
        because: "a handler calls one service; only services compose queries",
    },
    Layer {
        folder: "api/server/src/service/",
        except: &[],
        never: &["actix", "utoipa", "StatusCode", "HttpResponse"],
        because: "a service does not know that it is called over HTTP",
    },
    Layer {
        folder: "api/server/src/",
        except: &["/http/problem", "/http/reply.rs", "/http/openapi", "_tests.rs", "/tests.rs", "/tests/"],
        never: &["StatusCode::"],
        because: "http/problem.rs alone turns errors into HTTP statuses, http/reply.rs sends what is given",
    },
    Layer {
        folder: "api/",
        except: &["api/server/src/demo/"],
        never: &["palier_sdk"],
        because: "only the demo is a caller of the API; what serves it knows no client of it",
    },
    Layer {
        folder: "sdk/",
        except: &[],
        never: &["palier_domain", "palier_store", "palier_server"],
        because: "the SDK knows the API by its document alone",
    },
];

/// What no manifest may depend on, also not for its tests.
pub const DEPENDENCIES: &[(&str, &[&str])] = &[
    (
        "api/domain/Cargo.toml",
        &["diesel", "actix-web", "utoipa", "tokio", "reqwest", "palier-store", "palier-server", "palier-sdk"],
    ),
    ("api/store/Cargo.toml", &["actix-web", "utoipa", "jsonwebtoken", "palier-server", "palier-sdk"]),
    // What it finds would be worth little if it shared the mistakes of what it looks at.
    ("api/audit/Cargo.toml", &["palier-domain", "palier-store", "palier-server", "diesel", "actix-web"]),
    ("tests/attack/Cargo.toml", &["palier-audit", "palier-store", "palier-server"]),
    ("sdk/Cargo.toml", &["palier-domain", "palier-store", "palier-server"]),
];

/// The longest a hand-written file may be.
pub const MOST_LINES: usize = 400;

/// Files that are not written by hand, or that are one table.
pub const MAY_BE_LONGER: &[&str] = &["api/store/src/schema.rs", "sdk/src/generated/"];

/// What may stand in no file: work that is not done, tests that do not run.
pub const WORDS: &[&str] = &[
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
    concat!("FIX", "ME"),
    concat!("TO", "DO"),
    concat!("#[", "ignore"),
];

//! Gathers the sources, refuses unknown names, and explains a bad value by its key and where it was written.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use figment::{
    Figment, Metadata, Profile, Provider,
    providers::{Format, Toml},
    value::{Dict, Map, Value},
};

use super::{Config, ConfigError, check};

const PREFIX: &str = "PALIER_";
const DEFAULT_FILE: &str = "palier.toml";

/// Variables that other tools know, taken where ours is not set.
const FALLBACKS: [(&str, &str); 3] = [
    ("DATABASE_URL", "database.url"),
    ("OTEL_EXPORTER_OTLP_ENDPOINT", "telemetry.otlp_endpoint"),
    ("OTEL_SERVICE_NAME", "telemetry.service_name"),
];

/// Values given by command-line flags.
#[derive(Clone, Debug, Default)]
pub struct Overrides(Vec<Given>);

impl Overrides {
    /// Adds the value of a flag, if it was given: `overrides.set("--listen", "server.listen", cli.listen)`.
    #[must_use]
    pub fn set(mut self, flag: &str, key: &'static str, value: Option<impl ToString>) -> Self {
        if let Some(value) = value {
            self.0.push(Given {
                source: format!("the flag {flag}"),
                key: key.to_owned(),
                text: value.to_string(),
            });
        }
        self
    }
}

/// Where a configuration is read from.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The TOML file, if there is one.
    pub file: Option<PathBuf>,
    /// The environment.
    pub environment: BTreeMap<String, String>,
    /// The flags.
    pub overrides: Overrides,
}

/// One value as somebody wrote it in a flag or a variable.
#[derive(Clone, Debug)]
struct Given {
    source: String,
    key: String,
    text: String,
}

impl Sources {
    /// The sources of this process. A file that is named must exist; `./palier.toml` may.
    pub fn of_process(file: Option<&Path>, overrides: Overrides) -> Result<Self, ConfigError> {
        let file = match file {
            Some(path) if path.is_file() => Some(path.to_owned()),
            Some(path) => {
                return Err(ConfigError::one(format!(
                    "The configuration file {} does not exist or is not a file. Check the path given to --config, \
                     or leave the flag out to use ./{DEFAULT_FILE} or the defaults.",
                    path.display()
                )));
            }
            None => Some(PathBuf::from(DEFAULT_FILE)).filter(|path| path.is_file()),
        };
        let environment = std::env::vars_os()
            .filter_map(|(name, value)| {
                // A name that is not Unicode is none of ours; a value that is not is refused below as unreadable.
                Some((name.into_string().ok()?, value.to_string_lossy().into_owned()))
            })
            .collect();
        Ok(Self { file, environment, overrides })
    }

    /// Reads all sources into one configuration.
    pub fn load(&self) -> Result<Config, ConfigError> {
        let known = Known::from_defaults();
        let mut figment = Figment::new();
        let mut problems = Vec::new();
        if let Some(path) = &self.file {
            let toml = Toml::file_exact(path);
            let data = toml.data().map_err(|error| unreadable_file(path, &error))?;
            known.check_file(path, &data, &mut problems);
            figment = figment.merge(toml);
        }
        let variables = self.variables(&known, &mut problems);
        ConfigError::from_problems(problems)?;
        for given in variables.iter().chain(&self.overrides.0) {
            figment =
                figment.merge(Typed { given: given.clone(), value: known.typed(&given.key, &given.text) });
        }
        let config: Config = figment.extract().map_err(|error| bad_values(error, &known))?;
        check::check(&config)?;
        Ok(config)
    }

    fn variables(&self, known: &Known, problems: &mut Vec<String>) -> Vec<Given> {
        let given = |name: &str, key: &str, text: &str| Given {
            source: format!("the environment variable {name}"),
            key: key.to_owned(),
            text: text.to_owned(),
        };
        let mut found: Vec<Given> = FALLBACKS
            .iter()
            .filter_map(|(name, key)| {
                let text = self.environment.get(*name).filter(|text| !text.is_empty())?;
                Some(given(name, key, text))
            })
            .collect();
        for (name, text) in self.environment.iter().filter(|(name, _)| name.starts_with(PREFIX)) {
            match known.key_of_variable(name) {
                Some(key) => found.push(given(name, &key, text)),
                None => problems.push(known.unknown_variable(name)),
            }
        }
        found
    }
}

/// A value that knows who gave it, so that figment can blame the right source.
struct Typed {
    given: Given,
    value: Value,
}

impl Provider for Typed {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.given.source.clone())
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        let (section, field) = self.given.key.split_once('.').unwrap_or((&self.given.key, ""));
        let fields = Dict::from([(field.to_owned(), self.value.clone())]);
        Ok(Map::from([(Profile::Default, Dict::from([(section.to_owned(), Value::from(fields))]))]))
    }
}

/// The keys there are, with their default values, read off a default configuration.
struct Known(BTreeMap<String, Value>);

impl Known {
    fn from_defaults() -> Self {
        let defaults = Value::serialize(Config::default()).expect("the default configuration is plain data");
        let mut keys = BTreeMap::new();
        for (section, fields) in defaults.into_dict().unwrap_or_default() {
            for (field, value) in fields.into_dict().unwrap_or_default() {
                keys.insert(format!("{section}.{field}"), value);
            }
        }
        Self(keys)
    }

    fn key_of_variable(&self, name: &str) -> Option<String> {
        self.0.keys().find(|key| variable(key) == name).cloned()
    }

    /// The text of a flag or a variable as the type that the key's default has. What does not parse stays text,
    /// and is then refused by the struct with the right expectation.
    fn typed(&self, key: &str, text: &str) -> Value {
        let plain = || Value::from(text);
        match self.0.get(key) {
            Some(Value::Num(..)) => text.trim().parse::<u64>().map_or_else(|_| plain(), Value::from),
            Some(Value::Bool(..)) => text.trim().parse::<bool>().map_or_else(|_| plain(), Value::from),
            Some(Value::Array(..)) => {
                let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
                Value::from(items.map(Value::from).collect::<Vec<_>>())
            }
            // An optional setting; an empty variable is the usual way to say "not set".
            Some(Value::Empty(..)) if text.is_empty() => {
                Value::serialize(None::<&str>).expect("nothing is plain data")
            }
            _ => plain(),
        }
    }

    fn check_file(&self, path: &Path, data: &Map<Profile, Dict>, problems: &mut Vec<String>) {
        for (section, value) in data.values().flatten() {
            let prefix = format!("{section}.");
            if !self.0.keys().any(|key| key.starts_with(&prefix)) {
                problems.push(self.unknown_section(path, section));
                continue;
            }
            // A section that is no table is found by its type later.
            for field in value.as_dict().into_iter().flat_map(Dict::keys) {
                let key = format!("{section}.{field}");
                if !self.0.contains_key(&key) {
                    problems.push(format!(
                        "{} has an unknown key {key}.{}",
                        path.display(),
                        self.nearest(&key)
                    ));
                }
            }
        }
    }

    fn unknown_section(&self, path: &Path, section: &str) -> String {
        // The likeliest slip is a key written outside its section.
        let as_field =
            self.0.keys().find(|key| key.split_once('.').is_some_and(|(_, field)| field == section));
        let hint = match as_field {
            Some(key) => format!(" Did you mean {key}?"),
            None => {
                let sections: Vec<&str> =
                    self.0.keys().filter_map(|key| Some(key.split_once('.')?.0)).collect();
                suggestion(closest(section, sections.into_iter()))
            }
        };
        format!("{} has an unknown key {section}.{hint}", path.display())
    }

    fn unknown_variable(&self, name: &str) -> String {
        let variables: Vec<String> = self.0.keys().map(|key| variable(key)).collect();
        let hint = suggestion(closest(name, variables.iter().map(String::as_str)));
        format!(
            "The environment variable {name} is unknown.{hint} Variables that start with {PREFIX} are all read."
        )
    }

    fn nearest(&self, key: &str) -> String {
        suggestion(closest(key, self.0.keys().map(String::as_str)))
    }

    fn accepted(&self, key: &str) -> String {
        let by_type = match self.0.get(key) {
            Some(Value::Num(..)) => "a whole number that is not negative",
            Some(Value::Bool(..)) => "true or false",
            Some(Value::Array(..)) => "a list of texts (in the environment: separated by commas)",
            Some(_) => "a text",
            None => "a table of settings",
        };
        check::accepted(key).unwrap_or(by_type).to_owned()
    }
}

/// The environment variable of a key.
fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.replace('.', "_").to_ascii_uppercase())
}

fn closest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, candidate)| candidate)
}

fn suggestion(nearest: Option<&str>) -> String {
    nearest.map(|name| format!(" Did you mean {name}?")).unwrap_or_default()
}

fn unreadable_file(path: &Path, error: &figment::Error) -> ConfigError {
    ConfigError::one(format!(
        "The configuration file {} cannot be read as TOML: {}",
        path.display(),
        error.kind
    ))
}

fn bad_values(error: figment::Error, known: &Known) -> ConfigError {
    let problems = error.into_iter().map(|error| {
        let key = error.path.iter().take(2).map(String::as_str).collect::<Vec<_>>().join(".");
        let source = match &error.metadata {
            Some(metadata) => match &metadata.source {
                Some(figment::Source::File(path)) => format!("the file {}", path.display()),
                _ => metadata.name.to_string(),
            },
            None => "the configuration".to_owned(),
        };
        format!(
            "{key}, from {source}, is not accepted{}. It takes {}.",
            found(&key, &error.kind),
            known.accepted(&key)
        )
    });
    match ConfigError::from_problems(problems.collect()) {
        Err(error) => error,
        Ok(()) => ConfigError::one("The configuration cannot be read."),
    }
}

/// What was found instead. The database's URL may hold a password and is not repeated.
fn found(key: &str, kind: &figment::error::Kind) -> String {
    use figment::error::Kind;
    if key == "database.url" {
        return String::new();
    }
    match kind {
        Kind::InvalidType(actual, _) | Kind::InvalidValue(actual, _) => format!(" (found {actual})"),
        Kind::UnknownVariant(name, _) => format!(" (found \"{name}\")"),
        Kind::Message(text) => format!(" ({text})"),
        other => format!(" ({other})"),
    }
}

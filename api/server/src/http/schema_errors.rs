//! From a JSON Schema validator's errors to ours: located, with a stable code and a sentence for people.

use jsonschema::{ValidationError, Validator, error::ValidationErrorKind as Kind};
use palier_domain::error::Invalid;
use serde_json::Value;

/// Everything that is wrong with a value.
///
/// # Errors
/// That.
pub fn all(validator: &Validator, value: &Value) -> Result<(), Invalid> {
    too_much(value)?;
    let mut invalid = Invalid::default();
    for error in validator.iter_errors(value).take(MOST_ERRORS) {
        note(&mut invalid, &error);
    }
    nul_characters(&mut invalid, "", value);
    // The order of a validator's errors is that of its schema's keywords; people read a body from top to bottom.
    invalid.0.sort_by(|a, b| a.pointer.cmp(&b.pointer));
    invalid.0.dedup();
    invalid.0.truncate(MOST_ERRORS);
    invalid.or(())
}

/// The most errors that are told at once: nobody reads more, and a body made of nothing else must not cost more to
/// answer than to send.
const MOST_ERRORS: usize = 100;
/// The most values of a body: more than the largest campaign has.
const MOST_VALUES: usize = 60_000;
/// The most items of a list or an object, anywhere: twice what any schema takes.
const MOST_ITEMS: usize = 1_000;

/// Refuses a value that is too large to be judged, before it is.
fn too_much(value: &Value) -> Result<(), Invalid> {
    let mut left = MOST_VALUES;
    weigh(&mut left, "", value)
}

fn weigh(left: &mut usize, at: &str, value: &Value) -> Result<(), Invalid> {
    let refused = |detail: String| Err(Invalid::one(at, "too_many", detail));
    *left = match left.checked_sub(1) {
        Some(left) => left,
        None => return refused(format!("A body may have {MOST_VALUES} values.")),
    };
    match value {
        Value::Array(items) if items.len() > MOST_ITEMS => {
            refused(format!("There must be at most {MOST_ITEMS}."))
        }
        Value::Object(members) if members.len() > MOST_ITEMS => {
            refused(format!("There must be at most {MOST_ITEMS}."))
        }
        Value::Array(items) => {
            items.iter().enumerate().try_for_each(|(index, item)| weigh(left, &format!("{at}/{index}"), item))
        }
        Value::Object(members) => {
            members.iter().try_for_each(|(name, member)| weigh(left, &child(at, name), member))
        }
        _ => Ok(()),
    }
}

fn note(invalid: &mut Invalid, error: &ValidationError<'_>) {
    let at = error.instance_path().as_str().to_owned();
    match error.kind() {
        Kind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            invalid.push(child(&at, name), "required", format!("{name} is required."));
        }
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            for name in unexpected {
                invalid.push(
                    child(&at, name),
                    "unknown_member",
                    format!("{name} is not known here, or read-only."),
                );
            }
        }
        Kind::OneOfNotValid { context } | Kind::AnyOf { context } => match likeliest(context) {
            Some(branch) => branch.iter().for_each(|error| note(invalid, error)),
            None => invalid.push(at, "no_variant", "It is none of the forms that are taken here."),
        },
        kind => {
            let (code, detail) = explain(kind);
            invalid.push(at, code, detail);
        }
    }
}

/// Of the forms a value could have had, the one it came closest to: the branch whose discriminator fits, and
/// among those the one with the fewest errors.
fn likeliest<'e>(context: &'e [Vec<ValidationError<'static>>]) -> Option<&'e Vec<ValidationError<'static>>> {
    let off = |error: &ValidationError<'_>| {
        matches!(error.kind(), Kind::Constant { .. } | Kind::Enum { .. } | Kind::Type { .. })
    };
    context
        .iter()
        .filter(|branch| !branch.is_empty())
        .min_by_key(|branch| (branch.iter().filter(|error| off(error)).count(), branch.len()))
}

fn explain(kind: &Kind) -> (&'static str, String) {
    match kind {
        Kind::Type { kind } => ("wrong_type", format!("It must be {}.", types(kind))),
        Kind::MinLength { limit: 1 } => ("too_short", "It must not be empty.".to_owned()),
        Kind::MinLength { limit } => ("too_short", format!("It must have at least {limit} characters.")),
        Kind::MaxLength { limit } => ("too_long", format!("It must have at most {limit} characters.")),
        Kind::MinItems { limit } => ("too_few", format!("There must be at least {limit}.")),
        Kind::MaxItems { limit } => ("too_many", format!("There must be at most {limit}.")),
        Kind::MinProperties { limit } => ("too_few", format!("There must be at least {limit} members.")),
        Kind::MaxProperties { limit } => ("too_many", format!("There must be at most {limit} members.")),
        Kind::Minimum { limit } => ("too_small", format!("The least is {limit}.")),
        Kind::Maximum { limit } => ("too_large", format!("The most is {limit}.")),
        Kind::Enum { options } => ("unknown_value", format!("It must be one of {}.", listed(options))),
        Kind::Constant { expected_value } => ("unknown_value", format!("It must be {expected_value}.")),
        Kind::Format { format } => ("malformed", format!("It must be a {format}.")),
        Kind::Pattern { pattern } => ("malformed", format!("It must match {pattern}.")),
        Kind::UniqueItems => ("duplicate", "Something is listed twice.".to_owned()),
        Kind::PropertyNames { .. } => ("malformed", "A member has a name that is not taken here.".to_owned()),
        other => ("invalid", format!("It does not fit the schema ({}).", other.keyword())),
    }
}

fn types(kind: &jsonschema::error::TypeKind) -> String {
    match kind {
        jsonschema::error::TypeKind::Single(kind) => format!("of type {kind}"),
        jsonschema::error::TypeKind::Multiple(kinds) => {
            let kinds: Vec<String> = kinds.iter().map(|kind| kind.to_string()).collect();
            format!("of type {}", kinds.join(" or "))
        }
    }
}

fn listed(options: &Value) -> String {
    let texts = options.as_array().into_iter().flatten();
    texts
        .map(|option| option.as_str().map_or_else(|| option.to_string(), str::to_owned))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A pointer to a member (RFC 6901, section 3).
fn child(at: &str, name: &str) -> String {
    format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// PostgreSQL takes no U+0000 in text, SQLite does; neither shall here.
fn nul_characters(invalid: &mut Invalid, at: &str, value: &Value) {
    match value {
        Value::String(text) if text.contains('\0') => {
            invalid.push(at, "null_character", "The character U+0000 is not allowed.");
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                nul_characters(invalid, &format!("{at}/{index}"), item);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                if name.contains('\0') {
                    invalid.push(at, "null_character", "The character U+0000 is not allowed.");
                }
                nul_characters(invalid, &child(at, name), member);
            }
        }
        _ => {}
    }
}

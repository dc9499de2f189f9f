//! Checks of text that a JSON Schema can't say well; wire types name them in `#[validate]`.

use validator::ValidationError;

/// A line of text for people: something besides spaces, no control characters.
///
/// # Errors
/// `blank` or `control_character`.
pub fn line(text: &str) -> Result<(), ValidationError> {
    if text.trim().is_empty() {
        return Err(error("blank", "It must hold more than spaces."));
    }
    if text.chars().any(char::is_control) {
        return Err(error("control_character", "It must not hold control characters."));
    }
    Ok(())
}

/// Text of several lines for people: something besides white space.
///
/// # Errors
/// `blank`.
pub fn paragraph(text: &str) -> Result<(), ValidationError> {
    if text.trim().is_empty() { Err(error("blank", "It must hold more than spaces.")) } else { Ok(()) }
}

fn error(code: &'static str, message: &'static str) -> ValidationError {
    ValidationError::new(code).with_message(message.into())
}

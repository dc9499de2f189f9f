//! Checks of text that a JSON Schema can't say well; wire types name them in `#[validate]`.

use validator::ValidationError;

/// A line of text for people: something besides spaces, no control characters.
///
/// # Errors
/// `blank` or `control_character`.
pub fn line(text: &str) -> Result<(), ValidationError> {
    if !text.chars().any(char::is_alphanumeric) {
        return Err(error("blank", "It must hold a letter or a digit."));
    }
    if text.chars().any(|c| c.is_control() || reorders(c)) {
        return Err(error("control_character", "It must not hold control characters."));
    }
    Ok(())
}

/// The characters that turn the direction of what follows (Unicode UAX 9): in one line they only serve to deceive.
const fn reorders(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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

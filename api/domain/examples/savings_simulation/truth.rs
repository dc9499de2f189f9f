//! What is true of the programmes that are made up.

use palier_domain::{consumption::Quality, savings::pair};

use super::generator::{Shape, price, programme};

/// The effect as the estimate tells it, known.
#[derive(Clone, Copy, Debug)]
pub struct Truth {
    /// Cubic metres a person and year.
    pub volume: f64,
    /// Percent.
    pub percent: f64,
    /// Cents a household and year.
    pub cents: f64,
}

/// In percent the truth is given: the effect multiplies what a household would have used, whatever else happens to it. How
/// much that is, is the mean of a large population without an effect, by the same pairs.
pub fn truth(shape: &Shape, stairwells: usize) -> Truth {
    let large = Shape { treated: stairwells, control: stairwells, effect: 0.0, ..*shape };
    let (programme, households) = programme(&large, 1);
    let (mut count, mut volume, mut cents) = (0.0, 0.0, 0.0);
    for household in &households {
        let Ok(found) = pair(&programme, household) else { continue };
        if found.quality != Quality::Measured {
            continue;
        }
        let micros = household.commune_code.as_ref().and_then(|commune| price(commune, found.ends_on));
        let micros = f64::from(u32::try_from(micros.unwrap_or_default()).unwrap_or_default());
        count += 1.0;
        volume += found.after;
        cents += found.after * found.occupants * micros / 10_000.0;
    }
    let effect = shape.effect;
    Truth { volume: effect * volume / count, percent: effect * 100.0, cents: effect * cents / count }
}

//! Samples of households.

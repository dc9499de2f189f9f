//! The contact rules: how far households are spared.

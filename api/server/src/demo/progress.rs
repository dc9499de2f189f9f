//! How far the town is: a bar on a terminal, a line a part elsewhere.

use std::{
    io::{IsTerminal, Write, stderr},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::DemoError;

/// Tells how far the town is.
pub struct Progress<'a> {
    out: &'a mut dyn Write,
    bar: Option<ProgressBar>,
}

impl<'a> Progress<'a> {
    /// A bar on standard error if that is a terminal, else lines.
    pub fn new(out: &'a mut dyn Write) -> Self {
        let bar = stderr().is_terminal().then(|| {
            let bar = ProgressBar::with_draw_target(Some(1), ProgressDrawTarget::stderr());
            // A template that indicatif can't read would only make the bar plainer.
            let style = ProgressStyle::with_template("  {msg:<34} {bar:30} {pos}/{len}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.enable_steady_tick(Duration::from_millis(200));
            bar
        });
        Self { out, bar }
    }

    /// A part of so many steps begins; its name says what it is about.
    ///
    /// # Errors
    /// If it can't be printed.
    pub fn begin(&mut self, part: &str, steps: usize) -> Result<Steps, DemoError> {
        match &self.bar {
            Some(bar) => {
                bar.set_message(part.to_owned());
                bar.set_length(steps as u64);
                bar.set_position(0);
            }
            None => {
                writeln!(self.out, "  {part} ({steps})")?;
                self.out.flush()?;
            }
        }
        Ok(Steps(self.bar.clone()))
    }

    /// The town is there.
    pub fn end(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}

/// The steps of a part.
#[derive(Clone, Debug)]
pub struct Steps(Option<ProgressBar>);

impl Steps {
    /// So many more are done.
    pub fn done(&self, steps: usize) {
        if let Some(bar) = &self.0 {
            bar.inc(steps as u64);
        }
    }
}

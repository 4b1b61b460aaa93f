//! Progress bars: on a terminal only, on standard error.

use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use restated_dossier::{Progress, Stage};

/// Draws what a build tells; draws nothing where standard error is no terminal.
pub(crate) struct Bars {
    bar: Mutex<ProgressBar>,
}

impl Bars {
    pub(crate) fn new() -> Self {
        Self {
            bar: Mutex::new(ProgressBar::hidden()),
        }
    }

    /// Clears the bar, so that what is printed next stands on a clean line.
    pub(crate) fn finish(&self) {
        self.with(ProgressBar::finish_and_clear);
    }

    fn with(&self, act: impl FnOnce(&ProgressBar)) {
        act(&self
            .bar
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner));
    }
}

impl Progress for Bars {
    fn stage(&self, stage: Stage, total: Option<u64>) {
        let verb = match stage {
            Stage::Copying => "copying",
            Stage::Reading => "reading",
            Stage::Analysing => "analysing",
            Stage::Comparing => "comparing",
            Stage::Finishing => "finishing",
        };
        let (bar, template) = match total {
            Some(total) => (
                ProgressBar::new(total),
                "{prefix:>10} {bar:30} {pos}/{len} {msg:.dim}",
            ),
            None => (
                ProgressBar::no_length(),
                "{prefix:>10} {spinner} {pos} {msg:.dim}",
            ),
        };
        bar.set_draw_target(ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_prefix(verb);
        bar.enable_steady_tick(Duration::from_millis(120));
        let mut shown = self
            .bar
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        shown.finish_and_clear();
        *shown = bar;
    }

    fn read(&self, path: &str, _bytes: u64) {
        self.with(|bar| {
            bar.set_message(shortened(path));
            bar.inc(1);
        });
    }

    fn analysed(&self, path: &str) {
        self.with(|bar| {
            bar.set_message(shortened(path));
            bar.inc(1);
        });
    }

    fn skipped(&self, path: &str, reason: &str) {
        self.with(|bar| bar.suspend(|| tracing::info!("{path}: {reason}")));
    }
}

/// The end of a path, without control characters: it is the pile's, not ours.
fn shortened(path: &str) -> String {
    const LONGEST: usize = 40;
    let clean: Vec<char> = path.chars().filter(|c| !c.is_control()).collect();
    clean[clean.len().saturating_sub(LONGEST)..]
        .iter()
        .collect()
}

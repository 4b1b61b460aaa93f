//! Standard output and error: colours, width, and readers that leave early.

use std::io::{self, IsTerminal as _, Write};

use crate::args::When;

/// A buffered, locked standard output.
pub(crate) fn stdout() -> impl Write {
    io::BufWriter::new(io::stdout().lock())
}

/// Whether to colour what goes to standard output.
pub(crate) fn stdout_has_color(when: When) -> bool {
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => io::stdout().is_terminal() && allows_color(),
    }
}

/// Whether to colour what goes to standard error.
pub(crate) fn stderr_has_color() -> bool {
    io::stderr().is_terminal() && allows_color()
}

/// <https://no-color.org>: set and not empty means no.
fn allows_color() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
}

/// Columns of the terminal, or 100 where there is none.
pub(crate) fn width() -> usize {
    console::Term::stdout()
        .size_checked()
        .map_or(100, |(_, columns)| usize::from(columns).clamp(40, 120))
}

/// Whether `error` only says that nobody reads our output any more.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause
            .downcast_ref::<serde_json::Error>()
            .and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}

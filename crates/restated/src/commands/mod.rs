//! One file a command: flags in, a library call, output.

pub(crate) mod annotate;
pub(crate) mod build;
pub(crate) mod demo;
pub(crate) mod export;
pub(crate) mod extract;
mod lines;
pub(crate) mod mcp;
pub(crate) mod report;
pub(crate) mod serve;
pub(crate) mod shell;
pub(crate) mod verify;

use std::path::PathBuf;

use restated_capture::Input;

/// `-` is standard input, everything else a path.
pub(crate) fn inputs(paths: &[PathBuf]) -> Vec<Input> {
    paths
        .iter()
        .map(|path| {
            if path.as_os_str() == "-" {
                Input::Stdin
            } else {
                Input::Path(path.clone())
            }
        })
        .collect()
}

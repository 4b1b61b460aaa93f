//! Running the binary and looking at what it did.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// What a run of the binary gave.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        }
    }
}

impl Ran {
    /// This run, which must have succeeded.
    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        assert_eq!(self.code, Some(0), "{}", self.stderr);
        self
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).expect("standard output is JSON")
    }
}

/// The binary with a clean environment.
pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_restated"));
    command
        .env_remove("RUST_LOG")
        .env_remove("NO_COLOR")
        .stdin(Stdio::null());
    command
}

/// Runs the binary in `folder`.
pub(crate) fn run_in<A: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = A>) -> Ran {
    command()
        .current_dir(folder)
        .args(args)
        .output()
        .expect("the binary runs")
        .into()
}

/// A folder of its own for a test.
pub(crate) fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// The sample pile.
pub(crate) fn pile() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../samples/pile")
        .canonicalize()
        .expect("the samples are there")
}

/// The files of the sample pile, by name.
pub(crate) fn sample_files() -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(pile())
        .expect("the samples")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    files
}

/// The JSON export of `dossier` in `folder`.
#[track_caller]
pub(crate) fn export(folder: &Path, dossier: &str) -> String {
    run_in(folder, ["export", dossier]).ok().stdout
}

/// Builds `inputs` into a fresh dossier in `folder` and exports it.
#[track_caller]
pub(crate) fn build_and_export(folder: &Path, inputs: &[&Path]) -> Value {
    let dossier = folder.join("dossier.db");
    let _ = std::fs::remove_file(&dossier);
    let mut args: Vec<&OsStr> = vec![OsStr::new("build")];
    args.extend(inputs.iter().map(|path| path.as_os_str()));
    args.extend([OsStr::new("-o"), dossier.as_os_str()]);
    run_in(folder, args).ok();
    serde_json::from_str(&export(folder, "dossier.db")).expect("the export is JSON")
}

/// The reason why what stands at `path` was skipped.
#[track_caller]
pub(crate) fn reason<'v>(export: &'v Value, path: &str) -> &'v str {
    let captures = export["captures"].as_array().expect("captures");
    let found = captures
        .iter()
        .find(|capture| capture["path"].as_str().is_some_and(|p| p.ends_with(path)));
    found.unwrap_or_else(|| panic!("{path} is not listed: {captures:#?}"))["skipped"]
        .as_str()
        .unwrap_or_else(|| panic!("{path} was not skipped"))
}

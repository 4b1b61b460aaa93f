//! `restated`: see who first said what in a pile of web captures.

mod args;
mod commands;
mod output;
mod progress;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Args, Command};
use crate::output::is_broken_pipe;

/// Something went wrong; the message says what and what to do.
const FAILURE: u8 = 1;

fn main() -> ExitCode {
    let args = Args::parse();
    init_log(args.verbose);
    // One capture that trips a fault of ours costs that capture alone; the dossier
    // lists it. A backtrace in the middle of a progress bar helps nobody.
    std::panic::set_hook(Box::new(|panic| {
        eprintln!("restated: internal error, please report it: {panic}")
    }));
    match run(args) {
        Ok(code) => code,
        // The reader of our output has seen enough: `restated export x.db | head`.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("restated: {error:#}");
            ExitCode::from(FAILURE)
        }
    }
}

fn run(args: Args) -> anyhow::Result<ExitCode> {
    match args.command {
        Command::Build(options) => commands::build::run(&options),
        Command::Report(options) => commands::report::run(&options, args.color),
        Command::Export(options) => commands::export::run(&options),
        Command::Extract(options) => commands::extract::run(&options),
        Command::Annotate(options) => commands::annotate::run(&options),
        Command::Serve(options) => commands::serve::run(&options),
        Command::Mcp(options) => commands::mcp::run(&options),
        Command::Verify(options) => commands::verify::run(&options),
        Command::Demo(options) => commands::demo::run(&options, args.color),
        Command::Completions(options) => commands::shell::completions(&options),
        Command::Man(options) => commands::shell::man(&options),
    }
}

/// Logs go to stderr: warnings always, more with each `-v`. `RUST_LOG` overrules.
fn init_log(verbose: u8) {
    use tracing_subscriber::EnvFilter;
    let level = match verbose {
        0 => "restated=warn",
        1 => "restated=info",
        2 => "restated=debug",
        _ => "trace",
    };
    // Crates are called restated_capture, restated_article, …: one prefix names them all.
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(crate_levels(level)));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(output::stderr_has_color())
        .without_time()
        .init();
}

fn crate_levels(level: &str) -> String {
    let Some((_, level)) = level.split_once('=') else {
        return level.to_owned();
    };
    [
        "",
        "_capture",
        "_article",
        "_language",
        "_claims",
        "_lineage",
        "_stories",
        "_dossier",
        "_workbench",
    ]
    .map(|room| format!("restated{room}={level}"))
    .join(",")
}

//! `restated serve`: the workbench.

use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use restated_workbench::Options;

use crate::args::{Listening, Serve};

pub(crate) fn run(options: &Serve) -> anyhow::Result<ExitCode> {
    serve(&options.dossier, &options.listening)
}

/// Serves the dossier at `path` until the program is asked to stop.
pub(crate) fn serve(path: &Path, listening: &Listening) -> anyhow::Result<ExitCode> {
    let options = Options {
        dossier: path.to_owned(),
        address: SocketAddr::new(listening.bind, listening.port),
        token: listening.token.clone(),
        hosts: listening.allow_host.clone(),
        upload_limit: listening.upload_limit.map(|limit| limit << 20),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start the server")?;
    runtime.block_on(restated_workbench::serve(
        options,
        |address| eprintln!("{}", open(address, listening)),
        stopped(),
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// Done when the program is asked to stop: at the keyboard, or by whoever started it.
async fn stopped() {
    let asked = async {
        // Where no signal can be heard, the process is simply ended.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let ended = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let ended = std::future::pending::<()>();
    tokio::select! {
        () = asked => {}
        _ = ended => {}
    }
}

/// Where to look: "Open http://127.0.0.1:8420/ (Ctrl-C stops it)".
fn open(address: SocketAddr, listening: &Listening) -> String {
    let host = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => "127.0.0.1".to_owned(),
        IpAddr::V6(ip) if ip.is_unspecified() => "[::1]".to_owned(),
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    };
    let token = match &listening.token {
        Some(_) => "?token=YOUR-TOKEN",
        None => "",
    };
    format!(
        "Open http://{host}:{}/{token} in a browser; Ctrl-C stops the server.",
        address.port()
    )
}

//! A dossier of a test's own, to which captures are sent.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::http::header::{CONTENT_TYPE, HOST};
use restated_workbench::{Options, router};
use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

use crate::desk::{Answer, options};

pub(crate) const FERRY: &str = "The Marl Courier\n\nFerry runs aground at Lindholt\n\nBy Esme Korvald\nJune 4, 2034\n\n\
LINDHOLT — Three people were injured when the night ferry ran aground at Lindholt on Saturday, the harbour office said.\n\n\
The harbour master Jon Attervik said that 84 people were on board, and that all of them were brought ashore before noon.\n";

/// Work goes on between requests, as it does while a server runs.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap()
});

/// A dossier of the test's own, served.
pub(crate) struct Desk {
    pub(crate) folder: TempDir,
    pub(crate) server: Router,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self::with(None)
    }

    pub(crate) fn with(upload_limit: Option<u64>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dossier = folder.path().join("desk.db");
        fs::copy(options().dossier, &dossier).unwrap();
        let server = serve(&dossier, upload_limit);
        Self { folder, server }
    }

    pub(crate) fn dossier(&self) -> PathBuf {
        self.folder.path().join("desk.db")
    }

    pub(crate) fn ask(&self, request: Request<Body>) -> Answer {
        RUNTIME.block_on(async {
            let answer = self.server.clone().oneshot(request).await.unwrap();
            let (parts, body) = answer.into_parts();
            Answer {
                status: parts.status,
                headers: parts.headers,
                body: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
            }
        })
    }

    pub(crate) fn get(&self, address: &str) -> Answer {
        self.ask(asking(address).body(Body::empty()).unwrap())
    }

    pub(crate) fn send(&self, files: &[(&str, &[u8])]) -> Answer {
        self.ask(form(asking("/captures"), files))
    }

    /// What becomes of the last that was sent.
    #[track_caller]
    pub(crate) fn outcome(&self) -> Value {
        let began = Instant::now();
        loop {
            let told = self.get("/adding.json").json();
            if told["busy"] == false {
                return told["additions"][0].clone();
            }
            assert!(began.elapsed() < Duration::from_secs(120), "{told:#}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// What lies beside the dossier.
    pub(crate) fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name != "desk.db").collect()
    }
}

pub(crate) fn serve(dossier: &Path, upload_limit: Option<u64>) -> Router {
    router(&Options {
        dossier: dossier.to_owned(),
        upload_limit,
        ..options()
    })
    .unwrap()
}

pub(crate) fn asking(address: &str) -> axum::http::request::Builder {
    Request::builder().uri(address).header(HOST, "127.0.0.1")
}

/// A form with files, as a browser sends it.
pub(crate) fn form(
    request: axum::http::request::Builder,
    files: &[(&str, &[u8])],
) -> Request<Body> {
    let mut body = Vec::new();
    for (name, bytes) in files {
        body.extend(
            format!(
                "--here\r\nContent-Disposition: form-data; name=\"captures\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            )
            .into_bytes(),
        );
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--here--\r\n");
    request
        .method("POST")
        .header(CONTENT_TYPE, "multipart/form-data; boundary=here")
        .body(Body::from(body))
        .unwrap()
}

impl Desk {
    pub(crate) fn outcome_with(&self, token: &str) -> Value {
        loop {
            let request = asking("/adding.json").header("authorization", format!("Bearer {token}"));
            let told = self.ask(request.body(Body::empty()).unwrap()).json();
            if told["busy"] == false {
                return told["additions"][0].clone();
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

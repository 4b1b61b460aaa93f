//! Requests that get no page, and what is said then.

use axum::http::header::{ACCEPT, ALLOW, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use restated_dossier::Error;

use crate::view;

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Failure {
    /// There is no such thing in the dossier.
    NotFound,
    /// The request cannot be meant: what is wrong with it.
    Bad(String),
    /// Who asks may not.
    Forbidden(&'static str),
    /// More is sent than is taken: what is too much.
    TooLarge(String),
    /// Not now: what is in the way, and what to do.
    Later(&'static str, &'static str),
    /// There is no room for what is sent.
    DiskFull,
    /// What is sent cannot be kept: what the system says.
    Unwritable(String),
    /// The dossier cannot be read.
    Dossier(Error),
    /// A fault of this program.
    Broken,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Dossier(error)
    }
}

impl Failure {
    /// Status, what is wrong, and what to do.
    fn explained(self) -> (StatusCode, String, &'static str) {
        match self {
            Self::NotFound => (
                StatusCode::NOT_FOUND,
                "There is nothing at this address".to_owned(),
                "The dossier may have changed since the link was made: ids of stories and \
                 questions go on, others may not. Look for it by its words.",
            ),
            Self::Bad(what) => (
                StatusCode::BAD_REQUEST,
                what,
                "Go back and change what you asked for.",
            ),
            Self::Forbidden(what) => (
                StatusCode::FORBIDDEN,
                what.to_owned(),
                "Open the address that restated printed when it was started.",
            ),
            Self::TooLarge(what) => (
                StatusCode::PAYLOAD_TOO_LARGE,
                what,
                "Nothing was added. restated build FILE -o DOSSIER reads files of any size into a \
                 dossier; --upload-limit changes what restated serve takes.",
            ),
            Self::Later(what, remedy) => (StatusCode::SERVICE_UNAVAILABLE, what.to_owned(), remedy),
            Self::DiskFull => (
                StatusCode::INSUFFICIENT_STORAGE,
                "The disk is full".to_owned(),
                "Nothing was added. Free some space and send the files again.",
            ),
            Self::Unwritable(what) => (
                StatusCode::INTERNAL_SERVER_ERROR,
                format!("What was sent cannot be kept beside the dossier: {what}"),
                "Nothing was added. The folder of the dossier must be one that restated may write \
                 into.",
            ),
            Self::Dossier(Error::Undecidable { what, .. }) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                format!("This cannot be decided: {what}"),
                "Go back and change what you decided. Nothing was noted.",
            ),
            Self::Dossier(
                error @ (Error::InUse(_) | Error::Replaced(_) | Error::Unfinished(_)),
            ) => (
                StatusCode::SERVICE_UNAVAILABLE,
                error.to_string(),
                "Load the page again in a moment.",
            ),
            Self::Dossier(error @ Error::Write(_)) => (
                StatusCode::INSUFFICIENT_STORAGE,
                error.to_string(),
                "The folder for temporary files may be full: free some space, or start restated \
                 with TMPDIR naming another folder.",
            ),
            Self::Dossier(error) => {
                tracing::error!("{error}");
                (
                    StatusCode::INTERNAL_SERVER_ERROR,
                    error.to_string(),
                    "restated verify shows what is wrong with the file.",
                )
            }
            Self::Broken => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "restated failed at this page".to_owned(),
                "Please report it, with the address of the page.",
            ),
        }
    }
}

/// What went wrong, for the last layer to say: it knows who asked.
#[derive(Clone)]
struct Explained {
    status: StatusCode,
    what: String,
    remedy: &'static str,
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, what, remedy) = self.explained();
        let mut response = status.into_response();
        response.extensions_mut().insert(Explained {
            status,
            what,
            remedy,
        });
        response
    }
}

/// Whether a program asks: it says so.
pub(super) fn asks_for_data(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|accept| accept.to_str().ok());
    accept.is_some_and(|accept| accept.starts_with("application/json"))
}

/// `response` to a request for `path`; where it failed, in the form that whoever asked can read:
/// as `data` or as a page.
pub(super) fn told(path: &str, data: bool, mut response: Response) -> Response {
    let explained = response
        .extensions_mut()
        .remove::<Explained>()
        .or_else(|| refused(path, response.status()));
    let Some(explained) = explained else {
        return response;
    };
    let mut told = if data || is_for_programs(path) {
        explained.problem()
    } else {
        explained.page()
    };
    if let Some(allowed) = response.headers_mut().remove(ALLOW) {
        told.headers_mut().insert(ALLOW, allowed);
    }
    told
}

/// What stands between a request and its handler explains nothing.
fn refused(path: &str, status: StatusCode) -> Option<Explained> {
    // Answers of the Model Context Protocol are its own.
    if path == MCP || !(status.is_client_error() || status.is_server_error()) {
        return None;
    }
    let (what, remedy) = match status {
        StatusCode::METHOD_NOT_ALLOWED => (
            "This address cannot be asked in this way",
            "Pages are read with GET; decisions and captures are sent by the forms of their pages.",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => (
            "This is more than the server takes at once",
            "Send less at a time.",
        ),
        status if status.is_server_error() => (
            "restated failed at this page",
            "Please report it, with the address of the page.",
        ),
        _ => (
            "The question cannot be read",
            "Numbers of pages are whole numbers from 1; go back and change what you asked for.",
        ),
    };
    Some(Explained {
        status,
        what: what.to_owned(),
        remedy,
    })
}

const MCP: &str = "/mcp";

/// Whether programs ask there.
fn is_for_programs(path: &str) -> bool {
    path == MCP
        || path == "/api"
        || path.starts_with("/api/")
        || path.ends_with(".json")
        || path.ends_with(".csv")
}

impl Explained {
    fn page(self) -> Response {
        let page = view::Failed {
            frame: view::Frame::plain(),
            status: self.status.as_u16(),
            what: self.what,
            remedy: self.remedy,
        };
        match askama::Template::render(&page) {
            Ok(html) => (self.status, Html(html)).into_response(),
            Err(_) => (self.status, page.what).into_response(),
        }
    }

    /// RFC 9457.
    fn problem(self) -> Response {
        let problem = serde_json::json!({
            "type": "about:blank", "status": self.status.as_u16(),
            "title": self.what, "detail": self.remedy,
        });
        let headers = [(CONTENT_TYPE, "application/problem+json")];
        (self.status, headers, problem.to_string()).into_response()
    }
}

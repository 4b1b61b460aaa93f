//! Requests that get no page, and what is said then.

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
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

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, what, remedy) = self.explained();
        let page = view::Failed {
            frame: view::Frame::plain(),
            status: status.as_u16(),
            what,
            remedy,
        };
        match askama::Template::render(&page) {
            Ok(html) => (status, Html(html)).into_response(),
            Err(_) => (status, page.what).into_response(),
        }
    }
}

/// The same for programs: RFC 9457.
#[derive(Debug)]
pub(super) struct Problem(Failure);

impl<F: Into<Failure>> From<F> for Problem {
    fn from(failure: F) -> Self {
        Self(failure.into())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, what, remedy) = self.0.explained();
        let problem = serde_json::json!({
            "type": "about:blank", "status": status.as_u16(), "title": what, "detail": remedy,
        });
        let headers = [(CONTENT_TYPE, "application/problem+json")];
        (status, headers, problem.to_string()).into_response()
    }
}

//! Captures that come from pages.

use std::sync::Arc;

use axum::extract::{Query, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, LOCATION, REFRESH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use super::App;
use super::failure::{Failure, asks_for_data};
use super::format::{Format, Page};
use super::receive::{self, Form, unwritten};
use crate::adding::{Bounds, Refused, size};
use crate::view::AddingPage;

type Answer = Result<Response, Failure>;

/// What a form has around its files, in bytes: a line and some headers a file.
const AROUND: u64 = 4 << 20;

impl Page for AddingPage {}

/// `POST /captures`: for people it leads to the page that tells how it gets on, for programs it
/// is a number on that page.
pub(super) async fn captures(State(app): State<App>, request: Request) -> Response {
    let data = asks_for_data(request.headers());
    match receive(&app, request).await {
        Ok(number) if data => {
            let said = serde_json::json!({ "number": number }).to_string();
            let headers = [
                ("content-type", "application/json"),
                ("location", "/adding.json"),
            ];
            (StatusCode::ACCEPTED, headers, said).into_response()
        }
        // The last is the first there. With a fragment in the address browsers do not load it again.
        Ok(_) => (StatusCode::SEE_OTHER, [(LOCATION, "/adding?reload=true")]).into_response(),
        Err(failure) => failure.into_response(),
    }
}

async fn receive(app: &App, request: Request) -> Result<u64, Failure> {
    let bounds = app.adding.bounds().ok_or(Failure::Forbidden(
        "This server takes no captures: it was started with --upload-limit 0",
    ))?;
    let bounds = announced(request.headers(), bounds)?;
    let form = Form::of(request).await?;
    let mut incoming = app.adding.receive().map_err(|refused| match refused {
        Refused::Later => Failure::Later(
            "Other files wait to be added, as many as may",
            "Send these when some of them are done.",
        ),
        Refused::Disk(error) => unwritten(error),
    })?;
    receive::files(form, &mut incoming, bounds).await?;
    incoming.finish().map_err(unwritten)
}

/// Refuses at once what says itself that it is far too large: reading on to the end of that, so
/// that a browser shows the answer, would take as long as taking it.
fn announced(headers: &HeaderMap, bounds: Bounds) -> Result<Bounds, Failure> {
    let length = headers.get(CONTENT_LENGTH).and_then(|length| {
        let length: u64 = length.to_str().ok()?.parse().ok()?;
        Some(length)
    });
    match length {
        Some(length) if length > bounds.upload.saturating_mul(4).saturating_add(AROUND) => {
            Err(Failure::TooLarge(format!(
                "These files are {} together; {} is as much as is taken at a time",
                size(length),
                size(bounds.upload)
            )))
        }
        _ => Ok(bounds),
    }
}

/// How the page is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asking {
    /// To come again by itself as long as anything changes. Scripts follow it without.
    reload: bool,
}

/// `/adding`
pub(super) async fn page(State(app): State<App>, Query(asking): Query<Asking>) -> Answer {
    told(app, Format::Html, asking.reload).await
}

/// `/adding.json`
pub(super) async fn data(State(app): State<App>) -> Answer {
    told(app, Format::Json, false).await
}

async fn told(app: App, format: Format, reload: bool) -> Answer {
    let adding = Arc::clone(&app.adding);
    let told =
        app.read(move |dossier| AddingPage::of(dossier, adding.additions(), reload).map(Some));
    let page = told.await?;
    let mut answer = format.answer(&page)?;
    let headers = answer.headers_mut();
    // It changes while the dossier does not.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if page.reloads {
        headers.insert(REFRESH, HeaderValue::from_static("2"));
    }
    Ok(answer)
}

//! Style and script: part of the program, the same for every dossier.

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};

use super::failure::Failure;

const STYLE: &str = include_str!("../../assets/style.css");
const SCRIPT: &str = include_str!("../../assets/workbench.js");
const ICON: &str = include_str!("../../assets/icon.svg");

/// The version stands in the address, so that what a browser keeps is never out of date.
pub(super) async fn asset(Path((_, name)): Path<(String, String)>) -> Result<Response, Failure> {
    let (media_type, body) = match name.as_str() {
        "style.css" => ("text/css; charset=utf-8", STYLE),
        "workbench.js" => ("text/javascript; charset=utf-8", SCRIPT),
        "icon.svg" => ("image/svg+xml", ICON),
        _ => return Err(Failure::NotFound),
    };
    let headers = [
        (CONTENT_TYPE, media_type),
        (CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, body).into_response())
}

//! Captures as they were found: bytes to keep, never a page.

use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName};
use axum::response::{IntoResponse, Response};
use restated_dossier::records::{Capture, Within};
use restated_dossier::{Dossier, Error};

/// Bytes of a capture.
pub(super) struct Download {
    /// Made of the hash: a capture has no say in what a file is called.
    name: String,
    bytes: Vec<u8>,
}

/// The capture of article `id`; `None` if there is no such article.
pub(super) fn of(dossier: &Dossier, id: &str) -> Result<Option<Download>, Error> {
    let capture = dossier.records::<Capture>(Within::Article(id))?.pop();
    let Some(hash) = capture.and_then(|capture| capture.id) else {
        return Ok(None);
    };
    let bytes = dossier.bytes(&hash)?;
    let name: String = hash.chars().filter(char::is_ascii_alphanumeric).collect();
    Ok(bytes.map(|bytes| Download {
        name: format!("{name}.capture"),
        bytes,
    }))
}

impl IntoResponse for Download {
    fn into_response(self) -> Response {
        let headers = attachment(&self.name, "application/octet-stream");
        (headers, self.bytes).into_response()
    }
}

/// Headers of a file called `name`, which is to be kept and not shown.
pub(super) fn attachment(name: &str, media_type: &'static str) -> [(HeaderName, HeaderValue); 3] {
    let attachment = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let attachment = attachment.unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    [
        (CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (CONTENT_DISPOSITION, attachment),
        // Should a browser show it all the same, nothing of it may do anything.
        (
            CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; sandbox"),
        ),
    ]
}

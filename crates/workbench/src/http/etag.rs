//! Answers that have not changed are not made again.

use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::App;

/// Of which state of the dossier a request is answered: see [`Pool::stamp`](crate::pool::Pool::stamp).
#[derive(Clone)]
pub(super) struct Stamp(pub(super) String);

/// A page changes when the dossier or the program does, or what may be sent to it. Whoever has it
/// asks each time whether that is so, which costs a look at the file's head.
pub(super) async fn unchanged(
    State(app): State<App>,
    mut request: Request,
    next: Next,
) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let Some(stamp) = app.pool.stamp() else {
        return next.run(request).await;
    };
    let taken = app.adding.bounds().map_or(0, |bounds| bounds.upload);
    let tag = format!("\"{}-{taken:x}-{stamp}\"", env!("CARGO_PKG_VERSION"));
    let Ok(tag) = HeaderValue::from_str(&tag) else {
        return next.run(request).await;
    };
    request.extensions_mut().insert(Stamp(stamp));
    let known = request.headers().get_all(IF_NONE_MATCH).iter();
    let fresh = known.filter_map(|value| value.to_str().ok()).any(|tags| {
        tags.split(',')
            .any(|one| one.trim().trim_start_matches("W/") == tag)
    });
    let mut response = if fresh {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        next.run(request).await
    };
    if fresh || response.status().is_success() {
        let headers = response.headers_mut();
        headers.insert(ETAG, tag);
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
    response
}

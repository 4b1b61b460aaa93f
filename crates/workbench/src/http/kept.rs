//! Pages that took long to make, kept as long as the dossier stays what it is.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::App;
use super::etag::Stamp;

/// What is made sooner is made again.
const LONG: Duration = Duration::from_millis(4);
/// Bytes that are kept at most, and of one page.
const ROOM: usize = 48 << 20;
const LARGEST: usize = 2 << 20;

/// How long an answer was in the making, without waiting for its turn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Took(pub(super) Duration);

/// The pages, and of which state of the dossier they are.
#[derive(Default)]
pub(super) struct Kept(Mutex<Shelf>);

#[derive(Default)]
struct Shelf {
    /// See [`Pool::stamp`](crate::pool::Pool::stamp).
    stamp: String,
    pages: Vec<Page>,
    bytes: usize,
    /// What the page that was let go last was worth.
    least: Duration,
}

#[derive(Clone)]
struct Page {
    address: String,
    media_type: HeaderValue,
    body: Bytes,
    took: Duration,
    /// What took longest to make stays longest; what is not asked for loses its worth as others go
    /// (GreedyDual: Young, 1994).
    worth: Duration,
}

impl Kept {
    fn find(&self, stamp: &str, address: &str) -> Option<Page> {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if shelf.stamp != stamp {
            return None;
        }
        let least = shelf.least;
        let page = shelf
            .pages
            .iter_mut()
            .find(|page| page.address == address)?;
        page.worth = least + page.took;
        Some(page.clone())
    }

    /// Keeps a page, in place of those worth least if there is no room.
    fn put(&self, stamp: &str, mut page: Page) {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if shelf.stamp != stamp {
            *shelf = Shelf {
                stamp: stamp.to_owned(),
                ..Shelf::default()
            };
        }
        if page.body.len() > LARGEST || shelf.pages.iter().any(|one| one.address == page.address) {
            return;
        }
        shelf.bytes += page.body.len();
        page.worth = shelf.least + page.took;
        shelf.pages.push(page);
        while shelf.bytes > ROOM {
            let worth = shelf.pages.iter().map(|page| page.worth).enumerate();
            let Some((at, least)) = worth.min_by_key(|(_, worth)| *worth) else {
                return;
            };
            shelf.least = least;
            shelf.bytes -= shelf.pages.swap_remove(at).body.len();
        }
    }
}

/// Answers with the page that was made before. Only for pages that are the same for everybody: those
/// that show who decided last are not.
pub(super) async fn kept(State(app): State<App>, request: Request, next: Next) -> Response {
    let stamp = request.extensions().get::<Stamp>().cloned();
    let Some(Stamp(stamp)) = stamp.filter(|_| *request.method() == Method::GET) else {
        return next.run(request).await;
    };
    let address = request.uri().to_string();
    if let Some(page) = app.kept.find(&stamp, &address) {
        return ([(CONTENT_TYPE, page.media_type)], page.body).into_response();
    }
    let response = next.run(request).await;
    let media_type = response.headers().get(CONTENT_TYPE).cloned();
    let (true, Some(media_type)) = (response.status().is_success(), media_type) else {
        return response;
    };
    let took = response.extensions().get().map(|Took(took)| *took);
    let Some(took) = took.filter(|took| *took > LONG) else {
        return response;
    };
    let (head, body) = response.into_parts();
    // The body was made whole, and stands in memory.
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    // A page that was begun before the dossier changed may be of either state.
    if app.pool.stamp().as_ref() == Some(&stamp) {
        let page = Page {
            address,
            media_type,
            body: body.clone(),
            took,
            worth: took,
        };
        app.kept.put(&stamp, page);
    }
    Response::from_parts(head, Body::from(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(address: &str, bytes: usize) -> Page {
        long(address, bytes, 10)
    }

    fn long(address: &str, bytes: usize, millis: u64) -> Page {
        Page {
            address: address.to_owned(),
            media_type: HeaderValue::from_static("text/html"),
            body: vec![b'x'; bytes].into(),
            took: Duration::from_millis(millis),
            worth: Duration::ZERO,
        }
    }

    #[test]
    fn pages_are_kept_for_one_state_of_the_dossier() {
        let kept = Kept::default();
        kept.put("one", page("/", 10));
        assert!(kept.find("one", "/").is_some());
        assert!(kept.find("one", "/?page=2").is_none());
        assert!(kept.find("two", "/").is_none());
        kept.put("two", page("/story/s1", 10));
        assert!(kept.find("one", "/").is_none() && kept.find("two", "/").is_none());
        assert!(kept.find("two", "/story/s1").is_some());
    }

    #[test]
    fn what_took_long_stays_longest_but_not_for_ever() {
        let kept = Kept::default();
        kept.put("one", long("long", LARGEST, 35));
        let all = ROOM / LARGEST;
        for number in 0..all {
            kept.put("one", page(&number.to_string(), LARGEST));
        }
        let there = |address: &str| kept.find("one", address).is_some();
        assert!(there("long"));
        assert_eq!(
            (0..all).filter(|number| there(&number.to_string())).count(),
            all - 1
        );
        // Asked for no more, it goes as what is newer comes and goes.
        for number in 0..10 * all {
            kept.put("one", page(&format!("new {number}"), LARGEST));
        }
        assert!(!there("long"));
        kept.put("one", page("too large", LARGEST + 1));
        assert!(!there("too large"));
    }
}

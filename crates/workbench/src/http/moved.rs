//! Links to what goes by another id now.

use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse as _, Response};
use restated_dossier::{Dossier, Error};

use super::App;
use super::failure::Failure;
use crate::view;

/// What has an id that another may take over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Stories are renamed, merged and split by captures that are added.
    Story,
    /// Entities are merged by decisions.
    Source,
}

impl Kind {
    fn now(self, dossier: &Dossier, id: &str) -> Result<Option<String>, Error> {
        match self {
            Self::Story => view::story_now(dossier, id),
            Self::Source => view::source_now(dossier, id),
        }
    }

    fn page(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Source => "source",
        }
    }
}

/// `answer`; where nothing is at the address of `name`, the way to what took over its id.
pub(super) async fn or_moved(
    answer: Result<Response, Failure>,
    app: App,
    kind: Kind,
    name: String,
) -> Result<Response, Failure> {
    if !matches!(answer, Err(Failure::NotFound)) {
        return answer;
    }
    let (id, ending) = match name.split_once('.') {
        Some((id, ending)) => (id.to_owned(), format!(".{ending}")),
        None => (name, String::new()),
    };
    let now = app.read(move |dossier| kind.now(dossier, &id)).await?;
    let place = format!("/{}/{now}{ending}", kind.page());
    // Not for good: decisions are undone.
    Ok((StatusCode::TEMPORARY_REDIRECT, [(LOCATION, place)]).into_response())
}

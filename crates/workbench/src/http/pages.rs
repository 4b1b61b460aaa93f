//! One handler an address.

use axum::extract::{Path, Query, State};
use axum::http::header::LOCATION;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use restated_dossier::records::{Claim, Within};

use super::App;
use super::failure::Failure;
use super::format::{Format, Page};
use crate::view::{
    About, Asking, ClaimFilter, Claims, Home, Log, LogAsking, QuestionPage, Search, Sought,
    Sources, SourcesAsking, StoryPage,
};

type Answer = Result<Response, Failure>;

impl Page for Home {
    fn table(&self) -> Option<Vec<Vec<String>>> {
        Some(self.sheet())
    }
}
impl Page for StoryPage {}
impl Page for QuestionPage {}
impl Page for Claims {
    fn table(&self) -> Option<Vec<Vec<String>>> {
        Some(self.sheet())
    }
}
impl Page for Sources {
    fn table(&self) -> Option<Vec<Vec<String>>> {
        Some(self.sheet())
    }
}
impl Page for Log {
    fn table(&self) -> Option<Vec<Vec<String>>> {
        Some(self.sheet())
    }
}
impl Page for Search {}
impl Page for About {}

/// `/`, `/stories.json`, `/stories.csv`
pub(super) async fn stories(app: App, format: Format, asking: Asking) -> Answer {
    app.page(format, move |dossier| Home::of(dossier, &asking).map(Some))
        .await
}

/// `/story/{id}`
pub(super) async fn story(State(app): State<App>, Path(name): Path<String>) -> Answer {
    let (id, format) = Format::split(&name);
    let id = id.to_owned();
    app.page(format, move |dossier| StoryPage::of(dossier, &id))
        .await
}

/// `/story/{id}/claims`
pub(super) async fn of_story(
    State(app): State<App>,
    Path((id, what)): Path<(String, String)>,
    Query(filter): Query<ClaimFilter>,
) -> Answer {
    match Format::split(&what) {
        ("claims", format) => {
            app.page(format, move |dossier| Claims::of(dossier, &id, &filter))
                .await
        }
        _ => Err(Failure::NotFound),
    }
}

/// `/question/{id}`
pub(super) async fn question(State(app): State<App>, Path(name): Path<String>) -> Answer {
    let (id, format) = Format::split(&name);
    let id = id.to_owned();
    app.page(format, move |dossier| QuestionPage::of(dossier, &id))
        .await
}

/// `/claim/{id}` leads to its sentence.
pub(super) async fn claim(State(app): State<App>, Path(id): Path<String>) -> Answer {
    let pool = std::sync::Arc::clone(&app.pool);
    let found = tokio::task::spawn_blocking(move || {
        pool.with(|dossier| dossier.records::<Claim>(Within::One(&id)))
    });
    let found = found.await.map_err(|_| Failure::Broken)??;
    let claim = found.first().ok_or(Failure::NotFound)?;
    let place = format!("/article/{}#{}", claim.article, claim.id);
    Ok((StatusCode::SEE_OTHER, [(LOCATION, place)]).into_response())
}

/// `/sources`, `/sources.json`, `/sources.csv`
pub(super) async fn sources(app: App, format: Format, asking: SourcesAsking) -> Answer {
    app.page(format, move |dossier| Sources::of(dossier, &asking).map(Some))
        .await
}

/// `/search`, `/search.json`
pub(super) async fn search(app: App, format: Format, sought: Sought) -> Answer {
    app.page(format, move |dossier| Search::of(dossier, &sought).map(Some))
        .await
}

/// `/log`, `/log.json`, `/log.csv`
pub(super) async fn log(app: App, format: Format, asking: LogAsking) -> Answer {
    app.page(format, move |dossier| Log::of(dossier, &asking).map(Some))
        .await
}

/// `/about`
pub(super) async fn about(State(app): State<App>) -> Answer {
    app.page(Format::Html, |dossier| Ok(Some(About::of(dossier))))
        .await
}

/// Every other address.
pub(super) async fn nowhere() -> Failure {
    Failure::NotFound
}

/// Handlers of one list in its three forms.
macro_rules! forms {
    ($($name:ident: $list:ident($asking:ty), $format:ident;)*) => {
        $(
            pub(super) async fn $name(State(app): State<App>, Query(asking): Query<$asking>) -> Answer {
                $list(app, Format::$format, asking).await
            }
        )*
    };
}

forms! {
    home: stories(Asking), Html;
    stories_json: stories(Asking), Json;
    stories_csv: stories(Asking), Csv;
    sources_html: sources(SourcesAsking), Html;
    sources_json: sources(SourcesAsking), Json;
    sources_csv: sources(SourcesAsking), Csv;
    search_html: search(Sought), Html;
    search_json: search(Sought), Json;
    log_html: log(LogAsking), Html;
    log_json: log(LogAsking), Json;
    log_csv: log(LogAsking), Csv;
}

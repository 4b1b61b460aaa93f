//! One handler an address.

use axum::extract::{Path, Query, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use restated_dossier::records::{Claim, Within};

use super::App;
use super::download;
use super::failure::Failure;
use super::format::{Format, Page, json};
use super::moved::{Kind, or_moved};
use super::review::for_author;
use crate::view::{
    About, ArticleAsking, ArticlePage, ArticlesPage, Asking, BesidePage, ChangesPage, ClaimCard,
    ClaimFilter, Claims, Home, Leaf, Log, LogAsking, QuestionPage, Search, Sought, SourceAsking,
    SourcePage, Sources, SourcesAsking, StoryPage, place,
};

type Answer = Result<Response, Failure>;

impl Page for Home {
    fn table(&self) -> Option<Vec<Vec<String>>> {
        Some(self.sheet())
    }
}
impl Page for StoryPage {}
impl Page for ArticlesPage {}
impl Page for ChangesPage {}
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
impl Page for ArticlePage {}
impl Page for BesidePage {}
impl Page for SourcePage {
    fn table(&self) -> Option<Vec<Vec<String>>> {
        Some(self.sheet())
    }
}
impl Page for About {}

/// `/`, `/stories.json`, `/stories.csv`
pub(super) async fn stories(app: App, format: Format, asking: Asking) -> Answer {
    if let Some(day) = asking.filter().no_day() {
        return Err(Failure::Bad(format!(
            "“{day}” is no day: a day is written 2033-09-13, a month 2033-09"
        )));
    }
    let bounds = app.adding.bounds();
    app.page(format, move |dossier| {
        let home = Home::of(dossier, &asking, format.extent())?;
        Ok(Some(Home { bounds, ..home }))
    })
    .await
}

/// `/story/{id}`
pub(super) async fn story(State(app): State<App>, Path(name): Path<String>) -> Answer {
    let (id, format) = Format::split(&name);
    let id = id.to_owned();
    let page = app.page(format, move |dossier| StoryPage::of(dossier, &id));
    or_moved(page.await, app.clone(), Kind::Story, name).await
}

/// `/story/{id}/claims`, `/story/{id}/articles`, `/story/{id}/changes`
pub(super) async fn of_story(
    State(app): State<App>,
    Path((id, what)): Path<(String, String)>,
    Query(filter): Query<ClaimFilter>,
    Query(leaf): Query<Leaf>,
) -> Answer {
    match Format::split(&what) {
        ("claims", format) => {
            app.page(format, move |dossier| {
                Claims::of(dossier, &id, &filter, format.extent())
            })
            .await
        }
        ("articles", format @ (Format::Html | Format::Json)) => {
            app.page(format, move |dossier| {
                ArticlesPage::of(dossier, &id, leaf.page)
            })
            .await
        }
        ("changes", format @ (Format::Html | Format::Json)) => {
            app.page(format, move |dossier| {
                ChangesPage::of(dossier, &id, leaf.page)
            })
            .await
        }
        _ => Err(Failure::NotFound),
    }
}

/// `/question/{id}`
pub(super) async fn question(
    State(app): State<App>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Answer {
    for_author(app, &name, &headers, QuestionPage::of).await
}

/// `/claim/{id}` leads to its sentence; `/claim/{id}.json` is the claim itself.
pub(super) async fn claim(State(app): State<App>, Path(name): Path<String>) -> Answer {
    match Format::split(&name) {
        (id, Format::Html) => {
            let id = id.to_owned();
            let place = app.read(move |dossier| {
                let claim = dossier.records::<Claim>(Within::One(&id))?.pop();
                claim.map(|claim| place(dossier, &claim)).transpose()
            });
            Ok((StatusCode::SEE_OTHER, [(LOCATION, place.await?)]).into_response())
        }
        (id, Format::Json) => {
            let id = id.to_owned();
            let card = app.read(move |dossier| ClaimCard::of(dossier, &id));
            json(&card.await?)
        }
        (_, Format::Csv) => Err(Failure::NotFound),
    }
}

/// `/article/{id}`
pub(super) async fn article(
    State(app): State<App>,
    Path(name): Path<String>,
    Query(asking): Query<ArticleAsking>,
) -> Answer {
    let (id, format) = Format::split(&name);
    let id = id.to_owned();
    app.page(format, move |dossier| {
        ArticlePage::of(dossier, &id, &asking)
    })
    .await
}

/// `/article/{id}/capture`
pub(super) async fn capture(State(app): State<App>, Path(id): Path<String>) -> Answer {
    let download = app.read(move |dossier| download::of(dossier, &id));
    Ok(download.await?.into_response())
}

/// `/article/{id}/beside/{other}`
pub(super) async fn beside(
    State(app): State<App>,
    Path((id, other)): Path<(String, String)>,
) -> Answer {
    let (other, format) = Format::split(&other);
    let other = other.to_owned();
    app.page(format, move |dossier| BesidePage::of(dossier, &id, &other))
        .await
}

/// `/source/{id}`
pub(super) async fn source(
    State(app): State<App>,
    Path(name): Path<String>,
    Query(asking): Query<SourceAsking>,
) -> Answer {
    let (id, format) = Format::split(&name);
    let id = id.to_owned();
    let page = app.page(format, move |dossier| {
        SourcePage::of(dossier, &id, &asking, format.extent())
    });
    or_moved(page.await, app.clone(), Kind::Source, name).await
}

/// `/sources`, `/sources.json`, `/sources.csv`
pub(super) async fn sources(app: App, format: Format, asking: SourcesAsking) -> Answer {
    app.page(format, move |dossier| {
        Sources::of(dossier, &asking, format.extent()).map(Some)
    })
    .await
}

/// `/search`, `/search.json`
pub(super) async fn search(app: App, format: Format, sought: Sought) -> Answer {
    app.page(format, move |dossier| {
        Search::of(dossier, &sought).map(Some)
    })
    .await
}

/// `/log`, `/log.json`, `/log.csv`
pub(super) async fn log(app: App, format: Format, asking: LogAsking) -> Answer {
    app.page(format, move |dossier| {
        Log::of(dossier, &asking, format.extent()).map(Some)
    })
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

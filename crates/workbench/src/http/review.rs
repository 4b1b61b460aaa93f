//! Decisions that come from pages.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{Path, Query, RawForm, State};
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use restated_dossier::{Dossier, Error};

use super::App;
use super::failure::Failure;
use super::form::Form;
use super::format::{Format, Page};
use crate::view::{
    ClaimReview, Decisions, DecisionsAsking, FamilyReview, Finding, Review, ReviewAsking,
    SourceReview,
};

type Answer = Result<Response, Failure>;

/// How long an answer waits for a decision to be worked in, before the page says that it is not.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long a decision waits for captures that are being added, before it is refused.
const QUIET: Duration = Duration::from_secs(10);
/// How often the file is asked for, when readers hold it.
const ATTEMPTS: usize = 5;
/// Remembers who decides.
const AUTHOR: &str = "restated_author";

impl Page for Review {}
impl Page for Decisions {
    fn table(&self) -> Option<Vec<Vec<String>>> {
        Some(self.sheet())
    }
}
impl Page for ClaimReview {}
impl Page for SourceReview {}
impl Page for FamilyReview {}

/// Works decisions in, one after the other.
pub(super) struct Reviewer {
    writer: Arc<Mutex<()>>,
}

impl Reviewer {
    /// Works decisions in while it holds `writer`.
    pub(super) fn new(writer: Arc<Mutex<()>>) -> Self {
        Self { writer }
    }

    fn work_in(&self, dossier: &Dossier) -> Result<(), Error> {
        // Whoever waited finds that its decision was worked in along with the last.
        let _writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut last = dossier.work_in();
        for _ in 1..ATTEMPTS {
            match last {
                Err(Error::InUse(_)) => last = dossier.work_in(),
                _ => break,
            }
        }
        match last {
            // Captures were added since, by all decisions that were noted.
            Err(Error::Replaced(_)) => Ok(()),
            last => last,
        }
    }
}

/// `/review`, `/review.json`
async fn waiting(app: App, format: Format, asking: ReviewAsking, author: String) -> Answer {
    app.page(format, move |dossier| {
        Review::of(dossier, &asking, author).map(Some)
    })
    .await
}

/// `/review/log`, `/review/log.json`, `/review/log.csv`
async fn decisions(app: App, format: Format, asking: DecisionsAsking, author: String) -> Answer {
    app.page(format, move |dossier| {
        Decisions::of(dossier, &asking, format.extent(), author).map(Some)
    })
    .await
}

/// Handlers of one list in its forms.
macro_rules! forms {
    ($($name:ident: $list:ident($asking:ty), $format:ident;)*) => {
        $(
            pub(super) async fn $name(
                State(app): State<App>,
                Query(asking): Query<$asking>,
                headers: HeaderMap,
            ) -> Answer {
                $list(app, Format::$format, asking, author(&headers)).await
            }
        )*
    };
}

forms! {
    queue: waiting(ReviewAsking), Html;
    queue_json: waiting(ReviewAsking), Json;
    log: decisions(DecisionsAsking), Html;
    log_json: decisions(DecisionsAsking), Json;
    log_csv: decisions(DecisionsAsking), Csv;
}

/// The page that `view` makes for whoever decides in this browser, of the thing that the last part
/// of an address names.
pub(super) async fn for_author<P: Page>(
    app: App,
    name: &str,
    headers: &HeaderMap,
    view: impl FnOnce(&Dossier, &str, String) -> Result<Option<P>, Error> + Send + 'static,
) -> Answer {
    let (id, format) = Format::split(name);
    let (id, author) = (id.to_owned(), author(headers));
    app.page(format, move |dossier| view(dossier, &id, author))
        .await
}

/// `/review/claim/{id}`
pub(super) async fn claim(
    State(app): State<App>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Answer {
    for_author(app, &name, &headers, ClaimReview::of).await
}

/// `/review/source/{id}`
pub(super) async fn source(
    State(app): State<App>,
    Path(name): Path<String>,
    Query(finding): Query<Finding>,
    headers: HeaderMap,
) -> Answer {
    for_author(app, &name, &headers, move |dossier, id, author| {
        SourceReview::of(dossier, id, &finding, author)
    })
    .await
}

/// `/review/article/{id}`
pub(super) async fn family(
    State(app): State<App>,
    Path(name): Path<String>,
    Query(finding): Query<Finding>,
    headers: HeaderMap,
) -> Answer {
    for_author(app, &name, &headers, move |dossier, id, author| {
        FamilyReview::of(dossier, id, &finding, author)
    })
    .await
}

/// `/decision/{number}` leads to its line in the log.
pub(super) async fn decision(State(app): State<App>, Path(number): Path<i64>) -> Answer {
    let place = app.read(move |dossier| Decisions::place(dossier, number));
    Ok((StatusCode::SEE_OTHER, [(LOCATION, place.await?)]).into_response())
}

/// `POST /decide`
pub(super) async fn decide(State(app): State<App>, RawForm(bytes): RawForm) -> Answer {
    let form = Form::read(&bytes);
    let back = form.back().to_owned();
    let author = form.one("author").trim().to_owned();
    if author.is_empty() {
        return Err(Failure::Bad(
            "A decision needs the name of whoever takes it".to_owned(),
        ));
    }
    let cookie: String = url::form_urlencoded::byte_serialize(author.as_bytes()).collect();
    let adding = Arc::clone(&app.adding);
    let quiet = tokio::task::spawn_blocking(move || adding.is_quiet_within(QUIET));
    if !quiet.await.map_err(|_| Failure::Broken)? {
        return Err(Failure::Later(
            "Captures are being added, and the decision was not noted",
            "Go back and send it again when they are in the dossier: /adding shows how far they are.",
        ));
    }
    let path = app.pool.path().to_owned();
    let reviewer = Arc::clone(&app.reviewer);
    let (decided, heard) = tokio::sync::oneshot::channel();
    let work = tokio::task::spawn_blocking(move || {
        let noted = Dossier::open_to_review(path)
            .map_err(Failure::from)
            .and_then(|dossier| {
                let decision = form.decision(&dossier)?;
                let now = jiff::Timestamp::now()
                    .strftime("%Y-%m-%dT%H:%M:%SZ")
                    .to_string();
                dossier.decide(&decision, &author, form.one("note").trim(), &now)?;
                Ok(dossier)
            });
        // Whoever asked may have gone; what is decided stays.
        match noted {
            Ok(dossier) => {
                let _ = decided.send(Ok(()));
                if let Err(error) = reviewer.work_in(&dossier) {
                    tracing::error!("a decision waits to be worked in: {error}");
                }
            }
            Err(failure) => {
                let _ = decided.send(Err(failure));
            }
        }
    });
    heard.await.map_err(|_| Failure::Broken)??;
    // A large dossier takes its time; the page then says that the decision waits.
    let _ = tokio::time::timeout(PATIENCE, work).await;
    let cookie = format!("{AUTHOR}={cookie}; HttpOnly; SameSite=Strict; Path=/; Max-Age=31536000");
    let headers = [(LOCATION, back), (SET_COOKIE, cookie)];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}

/// Who decided last in this browser.
fn author(headers: &HeaderMap) -> String {
    let found = super::guard::cookie(headers, AUTHOR).next();
    let decode = |value: &str| {
        let pair = format!("v={value}");
        let mut pairs = url::form_urlencoded::parse(pair.as_bytes());
        pairs.next().map(|(_, value)| value.into_owned())
    };
    found.and_then(decode).unwrap_or_default()
}

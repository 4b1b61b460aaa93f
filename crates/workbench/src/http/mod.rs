//! From a request to an answer.

mod add;
mod api;
mod arrays;
mod assets;
mod download;
mod etag;
mod export;
mod failure;
mod form;
mod format;
mod guard;
mod kept;
mod moved;
mod openapi;
mod pages;
mod receive;
mod review;

use std::future::Future;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::response::Response;
use axum::routing::{get, post};
use restated_dossier::Dossier;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::adding::Adding;
use crate::pool::Pool;
use crate::{Error, Options, mcp};
use failure::Failure;
use format::{Format, Page};
use guard::Guard;
use kept::{Kept, Took};
use review::Reviewer;

/// What every request can reach.
#[derive(Clone)]
struct App {
    pool: Arc<Pool>,
    guard: Arc<Guard>,
    reviewer: Arc<Reviewer>,
    adding: Arc<Adding>,
    /// One for each page that may be made at a time. Others wait: made all at once, each would take
    /// as long as all together, and their memory would add up.
    turns: Arc<Semaphore>,
    kept: Arc<Kept>,
}

impl App {
    fn over(options: &Options) -> Result<Self, Error> {
        let writer = Arc::new(Mutex::new(()));
        let pool = Arc::new(Pool::open(&options.dossier)?);
        let adding = Adding::new(Arc::clone(&pool), options.upload_limit, Arc::clone(&writer));
        Ok(Self {
            pool,
            guard: Arc::new(Guard::new(options.address, options)),
            reviewer: Arc::new(Reviewer::new(writer)),
            adding: Arc::new(adding),
            turns: Arc::new(Semaphore::new(turns())),
            kept: Arc::default(),
        })
    }

    /// What `read` finds in the dossier; `None` is what is not there.
    async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Dossier) -> Result<Option<T>, restated_dossier::Error> + Send + 'static,
    ) -> Result<T, Failure> {
        let pool = Arc::clone(&self.pool);
        let _turn = self.turns.acquire().await;
        let found = tokio::task::spawn_blocking(move || pool.with(read));
        found
            .await
            .map_err(|_| Failure::Broken)??
            .ok_or(Failure::NotFound)
    }

    /// The page that `view` makes of the dossier; `None` is a page that is not there.
    async fn page<P: Page>(
        &self,
        format: Format,
        view: impl FnOnce(&Dossier) -> Result<Option<P>, restated_dossier::Error> + Send + 'static,
    ) -> Result<Response, Failure> {
        let pool = Arc::clone(&self.pool);
        let _turn = self.turns.acquire().await;
        let made = tokio::task::spawn_blocking(move || {
            let clock = Instant::now();
            let page = pool.with(view)?.ok_or(Failure::NotFound)?;
            let mut answer = format.answer(&page)?;
            answer.extensions_mut().insert(Took(clock.elapsed()));
            Ok(answer)
        });
        made.await.map_err(|_| Failure::Broken)?
    }
}

/// Answers requests until `stop` is done. `ready` is told the address once it listens.
///
/// # Errors
/// If the dossier cannot be read, or the address cannot be listened on or must not be.
pub async fn serve(
    options: Options,
    ready: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Error> {
    closed(&options)?;
    let listener = TcpListener::bind(options.address)
        .await
        .map_err(|source| Error::Listen {
            address: options.address,
            source,
        })?;
    let address = listener.local_addr().map_err(Error::Broken)?;
    let app = App::over(&Options { address, ..options })?;
    let adding = Arc::clone(&app.adding);
    ready(address);
    let served = axum::serve(listener, routes(app))
        .with_graceful_shutdown(stop)
        .await;
    adding.end();
    served.map_err(Error::Broken)
}

/// The pages of a dossier, for whoever serves them at `options.address` in a way of their own.
///
/// # Errors
/// If the dossier cannot be read, or others could read it.
pub fn router(options: &Options) -> Result<Router, Error> {
    closed(options)?;
    App::over(options).map(routes)
}

/// How many pages are made at a time: one a core, and one more, so that a long one does not hold up
/// all others; and so few that memory stays bounded on large machines.
fn turns() -> usize {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    cores.min(3) + 1
}

/// What other machines can reach asks for a token.
fn closed(options: &Options) -> Result<(), Error> {
    if options.address.ip().is_loopback() || options.token.is_some() {
        Ok(())
    } else {
        Err(Error::Open(options.address))
    }
}

/// Pages that everybody sees alike, and many ask for.
fn same_for_all(app: &App) -> Router<App> {
    Router::new()
        .route("/", get(pages::home))
        .route("/story/{id}", get(pages::story))
        .route("/story/{id}/{what}", get(pages::of_story))
        .route("/search", get(pages::search_html))
        .route("/search.json", get(pages::search_json))
        .layer(middleware::from_fn_with_state(app.clone(), kept::kept))
}

fn routes(app: App) -> Router {
    // The last layer added is the first that a request meets.
    Router::new()
        .merge(same_for_all(&app))
        .route("/stories.json", get(pages::stories_json))
        .route("/stories.csv", get(pages::stories_csv))
        .route("/question/{id}", get(pages::question))
        .route("/claim/{id}", get(pages::claim))
        .route("/article/{id}", get(pages::article))
        .route("/article/{id}/capture", get(pages::capture))
        .route("/article/{id}/beside/{other}", get(pages::beside))
        .route("/source/{id}", get(pages::source))
        .route("/sources", get(pages::sources_html))
        .route("/sources.json", get(pages::sources_json))
        .route("/sources.csv", get(pages::sources_csv))
        .route("/log", get(pages::log_html))
        .route("/log.json", get(pages::log_json))
        .route("/log.csv", get(pages::log_csv))
        .route("/review", get(review::queue))
        .route("/review.json", get(review::queue_json))
        .route("/review/log", get(review::log))
        .route("/review/log.json", get(review::log_json))
        .route("/review/log.csv", get(review::log_csv))
        .route("/review/claim/{id}", get(review::claim))
        .route("/review/source/{id}", get(review::source))
        .route("/review/article/{id}", get(review::family))
        .route("/decision/{number}", get(review::decision))
        .route("/decide", post(review::decide))
        .route("/export", get(export::choose))
        .route("/export/file", get(export::file))
        .route("/about", get(pages::about))
        .route("/api", get(api::index))
        .route("/api/{array}", get(api::list))
        .route("/api/{array}/{id}", get(api::one))
        .route("/dossier.json", get(api::dossier))
        .route("/openapi.json", get(api::description))
        .layer(middleware::from_fn_with_state(app.clone(), etag::unchanged))
        // How captures get on is known to the program alone: the file does not change by it.
        .route("/adding", get(add::page))
        .route("/adding.json", get(add::data))
        .route(
            "/captures",
            // Counted as it comes, file by file.
            post(add::captures).layer(DefaultBodyLimit::disable()),
        )
        .route("/assets/{version}/{name}", get(assets::asset))
        .route_service("/mcp", mcp::service(Arc::clone(&app.pool)))
        .fallback(pages::nowhere)
        .layer(middleware::from_fn_with_state(app.clone(), guard::guard))
        .with_state(app)
}

//! The dossier for language models and their tools: a server of the Model Context Protocol.
//!
//! Six tools, all of which only read (`ask`, one file a tool). A call runs through `server` (the
//! protocol, by the official SDK, which nothing outside of this module sees), `tools` (which tool,
//! with what arguments) and the tool itself, and comes back in an `answer`: as data that validates
//! against the tool's output schema, and as a short text.
//!
//! Invariants:
//! - Words of captures stand in fields of type [`quoted::Quoted`] only: their schema says that
//!   they are untrusted data, and the text puts them between marks that they cannot forge.
//! - Every answer says how it was made, of what, and what it cannot tell.
//! - Lists have a limit, and say where they go on.

mod answer;
mod ask;
mod page;
mod parts;
mod quoted;
mod schema;
mod server;
#[cfg(test)]
mod tests;
mod tools;
mod trouble;

use std::io;
use std::path::Path;
use std::sync::Arc;

use rmcp::ServiceExt as _;
use rmcp::service::ServerInitializeError;
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use tokio::io::{AsyncRead, AsyncWrite};

use crate::Error;
use crate::pool::Pool;
use server::Server;

/// Largest request in bytes: arguments are an id or a few words.
const LARGEST: usize = 256 << 10;

/// Answers tool calls about the dossier at `path` that come on standard input, until it ends.
///
/// # Errors
/// If the dossier cannot be read, or what comes in is not the protocol.
pub async fn serve_stdio(path: &Path) -> Result<(), Error> {
    let pool = Arc::new(Pool::open(path)?);
    converse(pool, rmcp::transport::stdio()).await
}

/// The same over any pair of streams.
async fn converse<R, W>(pool: Arc<Pool>, streams: (R, W)) -> Result<(), Error>
where
    R: AsyncRead + Send + Unpin + 'static,
    W: AsyncWrite + Send + Unpin + 'static,
{
    let broken = |why: String| Error::Broken(io::Error::other(why));
    let served = match Server::new(pool).serve(streams).await {
        // Who leaves before the greeting has asked for nothing.
        Err(ServerInitializeError::ConnectionClosed(_)) => return Ok(()),
        served => served.map_err(|error| broken(error.to_string()))?,
    };
    served
        .waiting()
        .await
        .map_err(|error| broken(error.to_string()))?;
    Ok(())
}

/// The same over HTTP, as a service to be mounted behind the guard, which has seen to host, origin
/// and token. No sessions: a request holds nothing once it is answered.
pub(crate) fn service(pool: Arc<Pool>) -> StreamableHttpService<Server, NeverSessionManager> {
    let server = Server::new(pool);
    let config = StreamableHttpServerConfig::default()
        .with_legacy_session_mode(false)
        .with_json_response(true)
        .with_max_request_body_bytes(LARGEST)
        .disable_allowed_hosts();
    StreamableHttpService::new(
        move || Ok(server.clone()),
        Arc::new(NeverSessionManager::default()),
        config,
    )
}

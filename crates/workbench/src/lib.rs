//! A dossier as a place to work: pages for people, the same as data for programs.
//!
//! [`serve`] answers requests over one dossier. A request runs through `http` (who may ask, what
//! is asked for, has it changed), reads what it needs through the records of the dossier crate,
//! and becomes a view: one type a page (`view`), which a template makes HTML of and `serde` JSON.
//! Drawings (`draw`) are SVG, made here. [`serve_stdio`] answers tool calls of the Model Context
//! Protocol (`mcp`), which [`serve`] does too, at `/mcp`. Captures that people send to [`serve`]
//! come into the dossier by `adding`. [`export`] writes a dossier to hand on, also as a report
//! (`report`): the views of all stories in one document.
//!
//! Invariants:
//! - Text of captures reaches a page only through a template that escapes it. No page has a script
//!   or a style of its own: the content security policy forbids them.
//! - A page needs no script: what scripts add can be had without them.
//! - What a page says is in the dossier; nothing is computed that an export could not say.

mod adding;
mod draw;
pub mod export;
mod http;
mod mcp;
mod pool;
mod report;
mod view;

use std::net::SocketAddr;
use std::path::PathBuf;

pub use http::{router, serve};
pub use mcp::serve_stdio;

/// How to serve a dossier.
#[derive(Clone, Debug)]
pub struct Options {
    /// The dossier.
    pub dossier: PathBuf,
    /// Where to listen; port 0 takes any that is free.
    pub address: SocketAddr,
    /// What whoever asks must know. Needed for addresses that others can reach.
    pub token: Option<String>,
    /// Names under which the server is asked, beside the address and those of this machine.
    pub hosts: Vec<String>,
    /// Bytes that may be sent at a time, to be added to the dossier; 0 for none at all, `None` for
    /// what fits most.
    pub upload_limit: Option<u64>,
}

/// Why a dossier could not be served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The dossier cannot be read.
    #[error(transparent)]
    Dossier(#[from] restated_dossier::Error),
    /// Everybody on the network could read it.
    #[error(
        "{0} can be reached from other machines, and whoever reaches it could read and change the dossier; name a secret with --token, or serve on 127.0.0.1"
    )]
    Open(SocketAddr),
    /// The address is taken, or not this machine's.
    #[error("cannot listen on {address}: {source}; choose another with --port")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The server broke off.
    #[error("the server stopped: {0}")]
    Broken(#[source] std::io::Error),
}

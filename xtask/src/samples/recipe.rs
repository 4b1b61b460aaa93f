//! `samples/sources/recipe.json`: which sources go into which file of the pile.

use serde::{Deserialize, Serialize};

/// One file of the pile. `source` always names a file in `samples/sources/`.
#[derive(Deserialize)]
#[serde(tag = "make", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Output {
    /// A source as it is, or in another charset.
    File {
        file: String,
        source: String,
        charset: Option<String>,
    },
    /// A crawl.
    Warc {
        file: String,
        info: Info,
        responses: Vec<Response>,
    },
    /// A crawl with its index and list of pages.
    Wacz(Wacz),
    /// A page saved from a browser.
    Mhtml(Mhtml),
    /// Ready articles and then pages, one JSON object a line.
    Jsonl {
        file: String,
        articles: Vec<ReadyArticle>,
        pages: Vec<Page>,
    },
    /// A feed with full content.
    Atom(Atom),
}

/// The record that opens a WARC.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Info {
    pub(super) id: String,
    pub(super) date: String,
}

/// A request and what came back.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Response {
    /// `urn:uuid:…` of the response record; its request gets the same with the
    /// last group's first digit set to `f`.
    pub(super) id: String,
    /// RFC 3339, UTC.
    pub(super) date: String,
    pub(super) url: String,
    /// Shown in a WACZ's list of pages.
    pub(super) title: Option<String>,
    /// `200 OK` where absent.
    pub(super) status: Option<String>,
    /// Value of Content-Type.
    #[serde(rename = "type")]
    pub(super) media_type: String,
    #[serde(default)]
    pub(super) coding: Coding,
    pub(super) source: String,
}

/// How a response's body travels.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Coding {
    /// As it is.
    #[default]
    Identity,
    /// `Content-Encoding: gzip`.
    Gzip,
    /// `Content-Encoding: gzip` and `Transfer-Encoding: chunked`.
    GzipChunked,
}

/// A web archive collection.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wacz {
    pub(super) file: String,
    pub(super) title: String,
    /// RFC 3339, UTC.
    pub(super) created: String,
    pub(super) info: Info,
    pub(super) responses: Vec<Response>,
}

/// A saved page with its pictures.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mhtml {
    pub(super) file: String,
    pub(super) subject: String,
    /// RFC 5322.
    pub(super) date: String,
    pub(super) url: String,
    pub(super) source: String,
    pub(super) images: Vec<Image>,
}

/// A picture beside a page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Image {
    pub(super) url: String,
    #[serde(rename = "type")]
    pub(super) media_type: String,
    pub(super) source: String,
}

/// A ready article; written in this order, `text` last.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReadyArticle {
    pub(super) id: String,
    pub(super) url: String,
    pub(super) title: String,
    pub(super) published: String,
    pub(super) outlet: String,
    #[serde(skip_serializing)]
    pub(super) source: String,
}

/// A page in a JSON Lines file; written with its HTML as `html`.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Page {
    pub(super) id: String,
    pub(super) url: String,
    #[serde(skip_serializing)]
    pub(super) source: String,
}

/// A feed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Atom {
    pub(super) file: String,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) url: String,
    pub(super) author: String,
    pub(super) entries: Vec<Entry>,
}

/// An entry of a feed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) url: String,
    pub(super) title: String,
    /// RFC 3339.
    pub(super) published: String,
    pub(super) source: String,
}

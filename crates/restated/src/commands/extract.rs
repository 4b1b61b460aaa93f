//! `restated extract`: captures in, articles out as JSON Lines, in input order.

use std::process::ExitCode;

use restated_article::{Article, Dated};
use restated_capture::Capture;
use serde::Serialize;

use super::lines;
use crate::args::Extract;

/// One line of output.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    title: Option<&'a str>,
    byline: &'a [String],
    outlet: Option<&'a str>,
    published: Option<&'a Dated>,
    language: Option<&'a str>,
    text: &'a str,
}

impl<'a> Line<'a> {
    fn new(capture: &'a Capture, article: &'a Article) -> Self {
        Self {
            id: lines::id(capture),
            title: article.title.as_deref(),
            byline: &article.byline,
            outlet: article.outlet.as_deref(),
            published: article.published.as_ref(),
            language: article.language.as_deref(),
            text: &article.text,
        }
    }
}

pub(crate) fn run(options: &Extract) -> anyhow::Result<ExitCode> {
    lines::write(&options.paths, &options.reading, &line)
}

/// The article in `capture` as one line of JSON, if there is one.
fn line(capture: &Capture) -> lines::Line {
    let (article, issues) = restated_article::read(capture);
    for issue in issues {
        tracing::info!("{}: {}", capture.place.path, issue.0);
    }
    match article {
        Some(article) => lines::json(&Line::new(capture, &article)),
        None => Ok(None),
    }
}

//! The report for a terminal.

use unicode_width::UnicodeWidthStr;

use super::model::{Listed, Report, Sentence};
use super::sanitise::visible;
use super::wrap::{Look, Paper, Piece};
use super::{events, lists};
use crate::words::{self, count};

/// Other articles named behind a sentence.
const ALSO: usize = 4;
/// Characters of a sentence shown on each side of its figure.
const AROUND: usize = 300;

pub(crate) fn render(report: &Report, width: usize, color: bool) -> String {
    // Long lines tire; a table does not get better by being spread out.
    let paper = Paper {
        width: width.clamp(30, 110),
        color,
    };
    let mut out = String::new();
    out.push_str(&paper.fill("", &[(summary(report), Look::Strong)]));
    events::events(&mut out, paper, report);
    lists::shared(&mut out, paper, report);
    lists::articles(&mut out, paper, report);
    lists::skipped(&mut out, paper, report);
    out
}

pub(super) fn plain(text: &str) -> Vec<Piece> {
    vec![(text.to_owned(), Look::Plain)]
}

pub(super) fn faint(text: &str) -> Vec<Piece> {
    vec![(text.to_owned(), Look::Faint)]
}

pub(super) fn heading(out: &mut String, paper: Paper, text: &str) {
    out.push('\n');
    out.push_str(&paper.fill("", &[(visible(text), Look::Strong)]));
    let rule = "─".repeat(visible(text).width().min(paper.width));
    out.push_str(&paper.paint(&rule, Look::Faint));
    out.push('\n');
}

/// The pile in one or two sentences.
pub(super) fn summary(report: &Report) -> String {
    let skipped: usize = report
        .skipped
        .iter()
        .map(|skipped| skipped.paths.len())
        .sum();
    let articles = report.articles.len();
    let mut text = format!(
        "{} {} {}",
        count(report.captures, "capture", "captures"),
        if report.captures == 1 {
            "holds"
        } else {
            "hold"
        },
        count(articles, "article", "articles")
    );
    if report.families > 0 {
        text.push_str(&format!(
            "; {} of them share text, in {}, so that these are {}",
            words::number(report.sharing as f64),
            count(report.families, "family", "families"),
            count(
                articles - report.sharing.min(articles) + report.families,
                "text",
                "different texts"
            ),
        ));
    }
    text.push_str(&match skipped {
        0 => ". Nothing was skipped.".to_owned(),
        1 => ". 1 was skipped.".to_owned(),
        n => format!(". {} were skipped.", words::number(n as f64)),
    });
    text
}

/// Said where no question is.
pub(super) const NO_FIGURES: &str = "No figures were found that answer a question.";
/// Heading of the figures that answer none.
pub(super) const OTHERS: &str = "Figures put as possible, expected, denied or not verified";

/// What the numbers beside an answer mean.
pub(super) const LEGEND: [&str; 2] = [
    "Families: texts, with copies counted once.",
    "Origins: an upper bound, of those not shown to depend on one another.",
];

pub(super) fn quote(out: &mut String, paper: Paper, report: &Report, sentence: &Sentence) {
    let figure = if paper.color {
        visible(&sentence.figure)
    } else {
        format!("*{}*", visible(&sentence.figure))
    };
    let mut pieces = vec![
        (
            format!("“{}", visible(&last(&sentence.before))),
            Look::Plain,
        ),
        (figure, Look::Figure),
        (
            format!("{}”", visible(&first(&sentence.after))),
            Look::Plain,
        ),
    ];
    if !sentence.notes.is_empty() {
        pieces.push((
            format!(" [{}]", visible(&sentence.notes.join("; "))),
            Look::Faint,
        ));
    }
    out.push_str(&paper.fill("    ", &pieces));
    let mut articles = sentence
        .articles
        .iter()
        .filter_map(|&number| Some((number, report.articles.get(number)?)));
    if let Some((number, article)) = articles.next() {
        out.push_str(&paper.fill("      – ", &faint(&named(number, article))));
    }
    let others: Vec<_> = articles.collect();
    if !others.is_empty() {
        let mut names: Vec<String> = others
            .iter()
            .take(ALSO)
            .map(|(number, article)| named(*number, article))
            .collect();
        if others.len() > ALSO {
            names.push(format!("and {} more", others.len() - ALSO));
        }
        out.push_str(&paper.fill(
            "        ",
            &faint(&format!("also in: {}", names.join("; "))),
        ));
    }
}

/// The end of `text`, if there is much of it.
pub(super) fn last(text: &str) -> String {
    match text.char_indices().rev().nth(AROUND) {
        Some((byte, _)) => format!("…{}", &text[byte..]),
        None => text.to_owned(),
    }
}

/// The beginning of `text`, if there is much of it.
pub(super) fn first(text: &str) -> String {
    match text.char_indices().nth(AROUND) {
        Some((byte, _)) => format!("{}…", &text[..byte]),
        None => text.to_owned(),
    }
}

/// "3 Title, Outlet, 2031-03-04".
pub(super) fn named(number: usize, article: &Listed) -> String {
    let mut parts = vec![format!("[{}] {}", number + 1, article.title)];
    parts.extend(article.outlet.clone());
    parts.extend(article.published.as_ref().map(|(day, _)| day.clone()));
    visible(&parts.join(", "))
}

pub(super) fn more(
    out: &mut String,
    paper: Paper,
    report: &Report,
    indent: &str,
    all: usize,
    shown: usize,
    what: &str,
) {
    if all > shown {
        let dossier = visible(&report.dossier);
        let hint = format!(
            "… and {} more {what}: `restated export {dossier} --format markdown`",
            all - shown
        );
        out.push_str(&paper.fill(indent, &faint(&hint)));
    }
}

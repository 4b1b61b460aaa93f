//! What was found, as text for snapshots.

use std::fmt::Write;

use restated_stories::{Dating, Question};

use crate::pile::Shown;

pub(crate) fn stories(stories: &[Shown]) -> String {
    let mut out = String::new();
    for shown in stories {
        story(&mut out, shown).unwrap();
    }
    out
}

fn story(out: &mut String, shown: &Shown) -> std::fmt::Result {
    let story = &shown.story;
    let title = story.title.as_deref().unwrap_or("(no title)");
    writeln!(out, "STORY {title}: {}", story.articles.join(" "))?;
    for joined in &story.why {
        writeln!(
            out,
            "  {} with {}: {}",
            joined.article, joined.to, joined.why
        )?;
    }
    for question in &shown.findings.questions {
        self::question(out, shown, question)?;
    }
    drifted(out, shown)?;
    writeln!(out)
}

/// What changed, and nothing else.
pub(crate) fn drifts(stories: &[Shown]) -> String {
    let mut out = String::new();
    for shown in stories {
        drifted(&mut out, shown).unwrap();
    }
    out
}

fn drifted(out: &mut String, shown: &Shown) -> std::fmt::Result {
    for drift in &shown.findings.drifts {
        writeln!(
            out,
            "DRIFT {:?} ({:?}) {} -> {}: {}",
            drift.kind,
            drift.severity,
            said(shown, &drift.from),
            drift
                .to
                .as_ref()
                .map_or(drift.article.clone(), |to| said(shown, to)),
            drift.why
        )?;
    }
    Ok(())
}

fn question(out: &mut String, shown: &Shown, question: &Question) -> std::fmt::Result {
    writeln!(out, "Q {}", question.text)?;
    for why in &question.why {
        writeln!(out, "    because: {why}")?;
    }
    for position in &question.positions {
        let claims: Vec<String> = position.claims.iter().map(|id| said(shown, id)).collect();
        writeln!(
            out,
            "  {} articles, {} families, {} origins: {}",
            position.articles,
            position.families,
            position.origins,
            claims.join("; ")
        )?;
    }
    writeln!(
        out,
        "  {} to {} origins",
        question.at_least,
        question.origins.len()
    )?;
    for origin in &question.origins {
        let source = origin.source.as_deref().unwrap_or("nobody named");
        let anonymous = if origin.anonymous { " (anonymous)" } else { "" };
        writeln!(
            out,
            "  ORIGIN {source}{anonymous}: {}",
            origin.claims.join(" ")
        )?;
        for why in &origin.why {
            writeln!(out, "    because: {why}")?;
        }
    }
    for relation in &question.relations {
        let (a, b) = (&relation.a, &relation.b);
        writeln!(out, "  {a} {b} {:?}: {}", relation.kind, relation.why)?;
    }
    for note in &question.notes {
        writeln!(out, "  NOTE {} ({})", note.text, note.claims.join(" "))?;
    }
    for moment in &question.timeline {
        let date = moment.date.as_deref().unwrap_or("undated");
        let dated = if moment.dated == Dating::AsOf {
            " as of"
        } else {
            ""
        };
        let first = if moment.first { ", first" } else { "" };
        writeln!(out, "  {date}{dated}: {}{first}", moment.claims.join(" "))?;
    }
    Ok(())
}

/// "a.00 ‘at least 12 people’".
fn said(shown: &Shown, id: &str) -> String {
    let words = shown.told.get(id).map_or("", |told| told.words.as_str());
    format!("{id} ‘{words}’")
}

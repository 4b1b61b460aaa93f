//! The stories in a terminal.

use unicode_width::UnicodeWidthStr;

use super::matrix::SIGNS;
use super::model::{Answer, Asked, Changed, Event, Matrix, Report, Sentence};
use super::sanitise::visible;
use super::table;
use super::terminal::{
    LEGEND, NO_FIGURES, OTHERS, faint, first, heading, more, named, plain, quote,
};
use super::wrap::{Look, Paper};
use crate::words::count;

/// Stories shown.
const STORIES: usize = 20;
/// Sentences shown for one answer.
const SENTENCES: usize = 6;
/// Remarks shown of one sort.
const REMARKS: usize = 6;
/// Changes shown of one article.
const CHANGES: usize = 12;
/// Narrower than this, answers stand one below the other instead of in a table.
const TABLE_FROM: usize = 72;
/// Columns of a question's name in the matrix, and of a cell.
const ROW: usize = 34;
const CELL: usize = 13;
/// Heading of what changed while text was copied.
pub(super) const CHANGED: &str = "Changed on the way";

pub(super) fn events(out: &mut String, paper: Paper, report: &Report) {
    let mut explain = true;
    for (number, story) in report.stories.iter().enumerate().take(STORIES) {
        heading(out, paper, &titled(number, story));
        out.push_str(&paper.fill("", &faint(&extent(story))));
        for lead in &story.leads {
            out.push_str(&paper.fill("  • ", &plain(&visible(lead))));
        }
        if let Some(of) = story.matrix.as_ref().filter(|_| paper.width >= TABLE_FROM) {
            matrix(out, paper, of);
        }
        for asked in &story.questions {
            question(out, paper, report, asked, std::mem::take(&mut explain));
        }
        if story.questions.is_empty() {
            out.push_str(&paper.fill("  ", &plain(NO_FIGURES)));
        }
        if !story.others.is_empty() {
            out.push('\n');
            out.push_str(&paper.fill("  ", &[(OTHERS.to_owned(), Look::Strong)]));
            sentences(out, paper, report, &story.others);
        }
        if !story.changes.is_empty() {
            out.push('\n');
            out.push_str(&paper.fill("  ", &[(CHANGED.to_owned(), Look::Strong)]));
            for changed in &story.changes {
                changes(out, paper, report, changed);
            }
        }
    }
    let all = report.stories.len();
    more(out, paper, report, "", all, STORIES, "stories");
}

/// "Story 1: Ferry strikes mole".
pub(super) fn titled(number: usize, story: &Event) -> String {
    format!("Story {}: {}", number + 1, story.title)
}

/// "3 articles, 2 different texts, 2031-03-04 to 2031-03-06".
pub(super) fn extent(story: &Event) -> String {
    let mut parts = vec![count(story.articles.len(), "article", "articles")];
    if story.texts < story.articles.len() {
        parts.push(count(story.texts, "text", "different texts"));
    }
    parts.push(story.days.clone().unwrap_or_else(|| "no date".to_owned()));
    parts.join(", ")
}

/// The matrix, in as many blocks as the paper's width makes of its columns.
fn matrix(out: &mut String, paper: Paper, matrix: &Matrix) {
    let fit = ((paper.width - ROW - 2) / CELL).max(1);
    for start in (0..matrix.columns.len()).step_by(fit) {
        let end = (start + fit).min(matrix.columns.len());
        out.push('\n');
        let mut head = " ".repeat(ROW + 2);
        for at in &matrix.columns[start..end] {
            head.push_str(&padded(&format!("[{}]", at + 1), CELL));
        }
        out.push_str(&paper.paint(head.trim_end(), Look::Faint));
        out.push('\n');
        for (text, cells) in &matrix.rows {
            let cells = &cells[start..end];
            if cells.iter().all(Option::is_none) {
                continue;
            }
            let mut line = format!("  {}", padded(&visible(text), ROW));
            for cell in cells {
                let words = cell
                    .as_ref()
                    .map(|cell| format!("{} {}", cell.sign, visible(&cell.label)));
                line.push_str(&padded(&words.unwrap_or_default(), CELL));
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    out.push_str(&paper.fill("  ", &faint(&key())));
}

/// What the signs of a matrix mean.
pub(super) fn key() -> String {
    let signs = SIGNS
        .iter()
        .map(|(_, sign, means)| format!("{sign} {means}"));
    format!("{}.", signs.collect::<Vec<_>>().join("; "))
}

/// `text` in `width` columns: cut, or filled up with blanks.
fn padded(text: &str, width: usize) -> String {
    let mut cut = text.to_owned();
    if cut.width() >= width {
        while cut.width() > width - 2 {
            cut.pop();
        }
        cut.push('…');
    }
    let blanks = width.saturating_sub(cut.width());
    format!("{cut}{}", " ".repeat(blanks))
}

fn changes(out: &mut String, paper: Paper, report: &Report, changed: &Changed) {
    let name = |at: usize| {
        let article = report.articles.get(at);
        article.map_or_else(String::new, |article| named(at, article))
    };
    let head = format!("{}, from {}", name(changed.child), name(changed.parent));
    out.push('\n');
    out.push_str(&paper.fill("    ", &plain(&head)));
    for change in changed.changes.iter().take(CHANGES) {
        for what in &change.what {
            out.push_str(&paper.fill("      – ", &plain(&visible(what))));
        }
        out.push_str(&paper.fill(
            "        was: ",
            &faint(&format!("“{}”", visible(&first(&change.before)))),
        ));
        if let Some(after) = &change.after {
            out.push_str(&paper.fill(
                "        now: ",
                &faint(&format!("“{}”", visible(&first(after)))),
            ));
        }
    }
    let all = changed.changes.len();
    more(out, paper, report, "      ", all, CHANGES, "changes");
}

fn question(out: &mut String, paper: Paper, report: &Report, asked: &Asked, explain: bool) {
    out.push('\n');
    out.push_str(&paper.fill("  ", &[(visible(&asked.text), Look::Strong)]));
    out.push('\n');
    if paper.width >= TABLE_FROM {
        table::table(out, paper, asked);
    } else {
        for answer in &asked.answers {
            out.push_str(&paper.fill("  ", &[(visible(&answer.label), Look::Strong)]));
            out.push_str(&paper.fill("    ", &plain(&told_by(answer))));
            out.push_str(&paper.fill("    ", &faint(&counts(answer))));
        }
    }
    out.push('\n');
    out.push_str(&paper.fill("  ", &faint(&over_all(asked))));
    if explain {
        for line in LEGEND {
            out.push_str(&paper.fill("  ", &faint(line)));
        }
    }
    for (what, lines) in remarks(asked) {
        out.push_str(&paper.fill("  ", &plain(what)));
        for line in lines.iter().take(REMARKS) {
            out.push_str(&paper.fill("    – ", &plain(&visible(line))));
        }
        more(out, paper, report, "      ", lines.len(), REMARKS, "lines");
    }
    for answer in &asked.answers {
        out.push('\n');
        out.push_str(&paper.fill("  ", &[(visible(&answer.label), Look::Strong)]));
        sentences(out, paper, report, &answer.sentences);
    }
}

/// "Over all answers: 1 to 3 origins".
pub(super) fn over_all(asked: &Asked) -> String {
    let most = count(asked.origins, "origin", "origins");
    if asked.at_least < asked.origins {
        format!(
            "Over all answers: {most} at most, {} at least.",
            asked.at_least
        )
    } else {
        format!("Over all answers: {most} at most.")
    }
}

/// What is said beside the answers, by heading.
pub(super) fn remarks(asked: &Asked) -> Vec<(&'static str, &[String])> {
    let all = [
        ("Differ:", &asked.differ),
        ("Updated:", &asked.updated),
        ("In time:", &asked.timeline),
        ("Consistent, though no text says so:", &asked.notes),
        ("Taken for one question, since:", &asked.why),
    ];
    let said = all.into_iter().filter(|(_, lines)| !lines.is_empty());
    said.map(|(what, lines)| (what, lines.as_slice())).collect()
}

fn sentences(out: &mut String, paper: Paper, report: &Report, sentences: &[Sentence]) {
    for sentence in sentences.iter().take(SENTENCES) {
        quote(out, paper, report, sentence);
    }
    more(
        out,
        paper,
        report,
        "    ",
        sentences.len(),
        SENTENCES,
        "sentences",
    );
}

fn told_by(answer: &Answer) -> String {
    let sources = visible(&answer.sources.join("; "));
    if answer.via.is_empty() {
        sources
    } else {
        format!("{sources}, through {}", visible(&answer.via.join("; ")))
    }
}

fn counts(answer: &Answer) -> String {
    format!(
        "{}, {}, at most {}",
        count(answer.articles, "article", "articles"),
        count(answer.families, "family", "families"),
        count(answer.origins, "origin", "origins")
    )
}

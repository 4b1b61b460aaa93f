//! The main answers of a story, each in one sentence.

use serde::Serialize;

use super::super::answers::Asked;
use super::super::count;

/// Sources named in the line.
const NAMED: usize = 2;

/// A main answer: "How many people were killed? at least 12".
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Lead {
    pub(crate) question: Link,
    pub(crate) answer: String,
    /// "3 articles, 2 texts, 1 origin at most (Harbour Office)".
    pub(crate) behind: String,
    /// How many other answers there are.
    pub(crate) others: usize,
}

/// A page elsewhere.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Link {
    pub(crate) id: String,
    pub(crate) text: String,
    /// How many articles answer it.
    pub(crate) articles: usize,
}

/// Figures before statements, those with most articles behind them first.
pub(crate) fn first_asked(a: &Asked, b: &Asked) -> std::cmp::Ordering {
    b.figures
        .cmp(&a.figures)
        .then_with(|| b.articles.cmp(&a.articles))
        .then_with(|| b.origins.len().cmp(&a.origins.len()))
        .then_with(|| (a.depth, &a.text, &a.id).cmp(&(b.depth, &b.text, &b.id)))
}

pub(super) fn link(asked: &Asked) -> Link {
    Link {
        id: asked.id.clone(),
        text: asked.text.clone(),
        articles: asked.articles,
    }
}

/// What most articles answer, in one sentence.
pub(crate) fn lead(asked: &Asked) -> Option<Lead> {
    let answer = asked.main_answer()?;
    let mut sources: Vec<&str> = answer.from.iter().map(|one| one.name.as_str()).collect();
    let more = if sources.len() > NAMED { "; …" } else { "" };
    sources.truncate(NAMED);
    Some(Lead {
        question: link(asked),
        answer: answer.label.clone(),
        behind: format!(
            "{}, {}, {} at most ({}{more})",
            count(answer.articles, "article", "articles"),
            count(answer.families, "text", "texts"),
            count(answer.origins, "origin", "origins"),
            sources.join("; "),
        ),
        others: asked.answers.len() - 1,
    })
}

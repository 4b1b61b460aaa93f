//! How much of a story is shown.

use super::super::ROWS;

/// Room for lists. What there is no room for is counted where it is left out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    /// Questions with all their answers; the others are listed.
    pub(crate) questions: usize,
    /// Rows of the matrix.
    pub(crate) rows: usize,
    /// Answers of a question.
    pub(crate) answers: usize,
    /// Remarks of one sort about a question, and times of its answers.
    pub(crate) lines: usize,
    /// Sentences of an answer.
    pub(crate) sentences: usize,
    /// Articles that have a sentence word for word.
    pub(crate) places: usize,
    /// Ways from one article to another on which something changed.
    pub(crate) ways: usize,
    /// Changes on one way.
    pub(crate) changes: usize,
    /// Articles in the list of them.
    pub(crate) articles: usize,
}

impl Room {
    /// For everything.
    pub(crate) const ALL: Self = Self {
        questions: usize::MAX,
        rows: usize::MAX,
        answers: usize::MAX,
        lines: usize::MAX,
        sentences: usize::MAX,
        places: usize::MAX,
        ways: usize::MAX,
        changes: usize::MAX,
        articles: usize::MAX,
    };

    /// For answers and nothing that stands behind them.
    pub(crate) const NONE: Self = Self {
        sentences: 0,
        places: 0,
        lines: 0,
        ..Self::ALL
    };

    /// On a page of its own, where other pages have the rest.
    pub(crate) const PAGE: Self = Self {
        questions: 12,
        ways: 20,
        articles: ROWS,
        ..Self::ALL
    };

    /// The same of a story of many articles: each question has many sentences.
    pub(crate) const LARGE_PAGE: Self = Self {
        lines: 12,
        sentences: 3,
        places: 6,
        ..Self::PAGE
    };

    /// In a report, which is all that its reader has, and has to be opened in one piece.
    pub(crate) const REPORT: Self = Self {
        questions: 60,
        rows: 100,
        answers: 100,
        lines: 100,
        sentences: 25,
        places: 25,
        ways: 100,
        changes: 40,
        articles: 300,
    };
}

/// Shortens `list` to `room`, and says by how much.
pub(crate) fn keep<T>(list: &mut Vec<T>, room: usize) -> usize {
    let surplus = list.len().saturating_sub(room);
    list.truncate(room);
    surplus
}

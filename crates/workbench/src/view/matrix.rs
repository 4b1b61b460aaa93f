//! Which article gives which answer to which question, at a glance.

use std::collections::BTreeMap;

use restated_dossier::records::{Card, Question, Saying};
use restated_dossier::words;
use serde::Serialize;

use super::sentence::Shelf;
use super::standing::{Standing, Standings};
use super::story::keep;

/// Answers of one article to one question.
const ANSWERS: usize = 3;
/// Articles shown at most: one of each family, where there are more.
const COLUMNS: usize = 40;

/// Rows are questions, columns articles; of one family side by side.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Matrix {
    /// Runs of columns of one family.
    pub(crate) families: Vec<Span>,
    pub(crate) columns: Vec<Card>,
    pub(crate) rows: Vec<Row>,
    /// Articles that are not shown.
    pub(crate) left_out: usize,
    /// Questions that are not shown.
    #[serde(skip)]
    pub(crate) more_rows: usize,
}

/// Columns beside one another that belong together.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Span {
    /// Letter of the family; `None` for articles of none.
    pub(crate) family: Option<String>,
    pub(crate) columns: usize,
}

/// What the articles answer to one question.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) question: String,
    pub(crate) text: String,
    /// One of each column.
    pub(crate) cells: Vec<Cell>,
}

/// What an article answers.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Cell {
    /// In the order of its text; none if it says nothing.
    pub(crate) answers: Vec<Given>,
    /// Other answers of the same article.
    pub(crate) more: usize,
}

/// An answer that an article gives.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Given {
    pub(crate) standing: Standing,
    /// Why it stands so.
    pub(crate) why: Option<String>,
    /// "≥43".
    pub(crate) label: String,
    /// On whose word.
    pub(crate) source: String,
    /// Id of the claim.
    pub(crate) claim: String,
}

impl Matrix {
    /// Of the questions that more than one article answers, `room` of them at most; `None` where
    /// there is none.
    pub(crate) fn of(
        questions: &[(Question, Vec<Saying>)],
        shelf: &Shelf,
        room: usize,
    ) -> Option<Self> {
        let letters = letters(shelf.cards());
        let (order, left_out) = columns(shelf.cards());
        let mut rows: Vec<Row> = questions
            .iter()
            .filter_map(|(question, claims)| row(question, claims, shelf, &order))
            .collect();
        if rows.is_empty() || shelf.cards().len() < 2 {
            return None;
        }
        let more_rows = keep(&mut rows, room);
        let columns: Vec<Card> = order
            .iter()
            .filter_map(|at| shelf.cards().get(*at).cloned())
            .collect();
        let mut families: Vec<Span> = Vec::new();
        for card in &columns {
            let family = card.family.as_ref().and_then(|id| letters.get(id)).cloned();
            match families.last_mut() {
                Some(last) if last.family == family => last.columns += 1,
                _ => families.push(Span { family, columns: 1 }),
            }
        }
        Some(Self {
            families,
            columns,
            rows,
            left_out,
            more_rows,
        })
    }
}

/// A letter for each family with several articles here, in the order in which they appear.
pub(crate) fn letters(cards: &[Card]) -> BTreeMap<String, String> {
    let mut letters: BTreeMap<String, String> = BTreeMap::new();
    for family in cards.iter().filter_map(|card| card.family.as_ref()) {
        let next = words::letter(letters.len());
        letters.entry(family.clone()).or_insert(next);
    }
    letters
}

/// Indices of the articles that have a column, families side by side, each where its first article
/// stands; and how many have none.
fn columns(cards: &[Card]) -> (Vec<usize>, usize) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, card) in cards.iter().enumerate() {
        if let Some(family) = &card.family {
            first.entry(family).or_insert(at);
        }
    }
    let place = |at: usize| {
        let family = cards.get(at).and_then(|card| card.family.as_deref());
        family
            .and_then(|family| first.get(family))
            .copied()
            .unwrap_or(at)
    };
    let mut order: Vec<usize> = (0..cards.len()).collect();
    order.sort_by_key(|at| (place(*at), *at));
    if order.len() > COLUMNS {
        order.retain(|at| place(*at) == *at);
        order.truncate(COLUMNS);
    }
    let left_out = cards.len() - order.len();
    (order, left_out)
}

fn row(question: &Question, claims: &[Saying], shelf: &Shelf, columns: &[usize]) -> Option<Row> {
    let mut given: BTreeMap<usize, Vec<&Saying>> = BTreeMap::new();
    for claim in claims {
        if let Some(at) = shelf.at(&claim.article) {
            given.entry(at).or_default().push(claim);
        }
    }
    if given.len() < 2 {
        return None;
    }
    let standings = Standings::of(question);
    for claims in given.values_mut() {
        claims.sort_by_key(|claim| (claim.words.start, &claim.id));
    }
    let cell = |at| given.get(at).map(|claims| cell(claims, &standings));
    let cells = columns.iter().map(|at| cell(at).unwrap_or_default());
    Some(Row {
        question: question.id.clone(),
        text: question.text.clone(),
        cells: cells.collect(),
    })
}

fn cell(claims: &[&Saying], standings: &Standings<'_>) -> Cell {
    // Of several claims of one answer the last is where the article ends up.
    let position = |claim: &Saying| standings.position(&claim.id);
    let is_last = |(at, claim): &(usize, &&Saying)| {
        let mut behind = claims.iter().skip(at + 1);
        !behind.any(|other| position(other) == position(claim))
    };
    let last = claims.iter().enumerate().filter(is_last);
    let mut answers: Vec<Given> = last.map(|(_, claim)| answer(claim, standings)).collect();
    Cell {
        more: keep(&mut answers, ANSWERS),
        answers,
    }
}

fn answer(claim: &Saying, standings: &Standings<'_>) -> Given {
    let (standing, why) = standings.claim(&claim.id);
    Given {
        standing,
        why: why.map(str::to_owned),
        label: match &claim.figure {
            Some(figure) => words::brief(figure),
            None => super::answers::label(&[claim]),
        },
        source: words::source(claim.source.as_deref(), claim.status),
        claim: claim.id.clone(),
    }
}

//! A question with its answers, as a reader meets it.

use std::collections::BTreeSet;

use restated_claims::Polarity;
use restated_dossier::records::{Moment, Origin, Question, Saying};
use restated_dossier::words;
use serde::Serialize;

use super::sentence::{Most, Sentence, Shelf, sentences};
use super::standing::{Standing, Standings};

/// A question with its answers.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Asked {
    pub(crate) id: String,
    pub(crate) story: String,
    /// "How many people were killed?"
    pub(crate) text: String,
    /// Whether the answers are figures.
    pub(crate) figures: bool,
    /// How many articles answer it.
    pub(crate) articles: usize,
    /// How far into its text the article that says so first answers it.
    #[serde(skip)]
    pub(crate) depth: usize,
    /// In what the figures are counted, where all are counted alike.
    pub(crate) unit: Option<String>,
    /// By value.
    pub(crate) answers: Vec<Answer>,
    /// Where the claims come from. Their number is an upper bound.
    pub(crate) origins: Vec<From>,
    /// And at least so many.
    pub(crate) at_least: i64,
    /// Answers that differ, and that were updated, each pair once.
    pub(crate) differ: Vec<String>,
    /// See `differ`.
    pub(crate) updated: Vec<String>,
    /// What is consistent, though no text says so.
    pub(crate) notes: Vec<String>,
    /// Why claims that are put otherwise answer it.
    pub(crate) why: Vec<String>,
    /// The answers in time.
    pub(crate) moments: Vec<When>,
    /// How much of it a page shows.
    #[serde(skip)]
    pub(crate) most: Most,
}

/// One answer.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Answer {
    /// "at least 43".
    pub(crate) label: String,
    /// See [`restated_dossier::records::Position`].
    pub(crate) best: Option<f64>,
    /// See `best`.
    pub(crate) low: Option<f64>,
    /// See `best`.
    pub(crate) high: Option<f64>,
    /// To the answer that most articles give.
    pub(crate) standing: Standing,
    /// Why it stands so.
    pub(crate) why: Option<String>,
    /// Where it comes from, as far as the texts show.
    pub(crate) from: Vec<Named>,
    /// On whose word, most claims first.
    pub(crate) sources: Vec<Named>,
    /// Through whom.
    pub(crate) via: Vec<String>,
    pub(crate) articles: i64,
    pub(crate) families: i64,
    /// At most so many.
    pub(crate) origins: i64,
    pub(crate) sentences: Vec<Sentence>,
    /// Sentences that are not shown.
    pub(crate) left_out: usize,
}

/// Somebody on whose word something stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Named {
    pub(crate) name: String,
    /// Of the entities.
    pub(crate) id: Option<String>,
}

/// Where claims come from.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct From {
    pub(crate) source: Named,
    pub(crate) claims: usize,
    pub(crate) why: Vec<String>,
}

/// What was answered at some time.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct When {
    /// EDTF; `None` in the lane of the undated.
    pub(crate) date: Option<String>,
    /// `as_of`, `published` or `undated`.
    pub(crate) dated: String,
    /// "as of 2031-03-04".
    pub(crate) words: String,
    /// Index of the answer.
    pub(crate) answer: usize,
    pub(crate) label: String,
    pub(crate) sources: Vec<Named>,
    /// Whether nobody in the pile answers so earlier.
    pub(crate) first: bool,
    /// Ids of the claims.
    pub(crate) claims: Vec<String>,
}

impl Asked {
    /// `question` with what `claims`, those that answer it in the order of their ids, say; of what
    /// stands behind each answer `most`.
    pub(crate) fn of(question: &Question, claims: &[Saying], shelf: &Shelf, most: Most) -> Self {
        let by_id = |id: &String| {
            let at = claims.binary_search_by(|claim| claim.id.cmp(id)).ok()?;
            claims.get(at)
        };
        let behind = |ids: &[String]| -> Vec<&Saying> { ids.iter().filter_map(by_id).collect() };
        let standings = Standings::of(question);
        let positions = question.positions.iter().enumerate();
        let answers = positions.map(|(at, position)| {
            let claims = behind(&position.claims);
            let (standing, why) = standings.answer(at);
            let (sentences, left_out) = sentences(claims.iter().copied(), shelf, most);
            let value = |number: Option<restated_dossier::records::Number>| number.map(|n| n.0);
            Answer {
                label: label(&claims),
                best: value(position.best),
                low: value(position.low),
                high: value(position.high),
                standing,
                why: why.map(str::to_owned),
                from: origins_of(question, &position.claims),
                sources: sources(&claims),
                via: relays(&claims),
                articles: position.articles,
                families: position.families,
                origins: position.origins,
                sentences,
                left_out,
            }
        });
        let articles: BTreeSet<&str> = claims.iter().map(|claim| claim.article.as_str()).collect();
        let reasons = |relation| {
            let related = standings.reasons(relation).into_iter();
            related.map(|one| one.why.clone()).collect()
        };
        Self {
            id: question.id.clone(),
            story: question.story.clone(),
            text: question.text.clone(),
            figures: claims.iter().any(|claim| claim.figure.is_some()),
            unit: unit(claims),
            articles: articles.len(),
            depth: claims
                .iter()
                .map(|claim| claim.words.start)
                .min()
                .unwrap_or(0),
            answers: answers.collect(),
            origins: question.origins.iter().map(from).collect(),
            at_least: question.at_least,
            most,
            differ: reasons("differ"),
            updated: reasons("updated"),
            notes: question
                .notes
                .iter()
                .map(|note| note.text.clone())
                .collect(),
            why: question.why.clone(),
            moments: question
                .timeline
                .iter()
                .map(|moment| when(moment, &behind(&moment.claims)))
                .collect(),
        }
    }

    /// How many lines of a list a page shows.
    pub(crate) fn lines(&self) -> usize {
        self.most.lines
    }

    /// The answer that most articles give; of equally many the first.
    pub(crate) fn main_answer(&self) -> Option<&Answer> {
        self.answers
            .iter()
            .find(|answer| answer.standing == Standing::Reference)
    }

    /// "3 origins at most, 1 at least".
    pub(crate) fn over_all(&self) -> String {
        let most = super::count(self.origins.len(), "origin", "origins");
        match usize::try_from(self.at_least) {
            Ok(least) if least < self.origins.len() => format!("{most} at most, {least} at least"),
            _ => format!("{most} at most"),
        }
    }
}

/// How an answer is put: a figure, or that a statement is made.
pub(crate) fn label(claims: &[&Saying]) -> String {
    let mut figures = claims.iter().filter_map(|claim| claim.figure.as_ref());
    if let Some(first) = figures.next() {
        return words::answer(std::iter::once(first).chain(figures));
    }
    let negated = claims
        .iter()
        .any(|claim| claim.polarity == Polarity::Negated);
    if negated { "said not to be so" } else { "said" }.to_owned()
}

/// The unit of all figures.
fn unit(claims: &[Saying]) -> Option<String> {
    let mut units = claims.iter().filter_map(|claim| claim.figure.as_ref());
    let first = &units.next()?.unit;
    units
        .all(|figure| figure.unit == *first)
        .then(|| first.clone())
}

/// On whose word claims stand, most claims first.
fn sources(claims: &[&Saying]) -> Vec<Named> {
    let mut found: Vec<(Named, usize)> = Vec::new();
    for claim in claims {
        let named = Named {
            name: words::source(claim.source.as_deref(), claim.status),
            id: claim.source_id.clone(),
        };
        match found.iter_mut().find(|(known, _)| *known == named) {
            Some((_, times)) => *times += 1,
            None => found.push((named, 1)),
        }
    }
    found.sort_by(|(a, more), (b, less)| less.cmp(more).then_with(|| a.name.cmp(&b.name)));
    found.into_iter().map(|(named, _)| named).collect()
}

/// Through whom claims came, each once.
fn relays(claims: &[&Saying]) -> Vec<String> {
    let relays = claims.iter().flat_map(|claim| claim.via.iter());
    let relays: BTreeSet<&String> = relays.collect();
    relays.into_iter().cloned().collect()
}

fn from(origin: &Origin) -> From {
    From {
        source: Named {
            name: words::origin(origin.source.clone(), origin.anonymous),
            id: origin.source_id.clone(),
        },
        claims: origin.claims.len(),
        why: origin.why.clone(),
    }
}

/// The origins of the claims of one answer, those with most of them first.
fn origins_of(question: &Question, claims: &[String]) -> Vec<Named> {
    let claims: BTreeSet<&String> = claims.iter().collect();
    let mut found: Vec<(Named, usize)> = question
        .origins
        .iter()
        .map(|origin| {
            let behind = origin.claims.iter().filter(|id| claims.contains(*id));
            (from(origin).source, behind.count())
        })
        .filter(|(_, behind)| *behind > 0)
        .collect();
    found.sort_by_key(|(_, behind)| std::cmp::Reverse(*behind));
    found.into_iter().map(|(named, _)| named).collect()
}

fn when(moment: &Moment, claims: &[&Saying]) -> When {
    let day = moment.date.as_deref().map(|date| {
        // A time of day is more than a reader asks for.
        date.split('T').next().unwrap_or(date)
    });
    When {
        date: day.map(str::to_owned),
        dated: moment.dated.clone(),
        words: match (day, moment.dated.as_str()) {
            (Some(day), "as_of") => format!("as of {day}"),
            (Some(day), _) => format!("published {day}"),
            (None, _) => "undated".to_owned(),
        },
        answer: usize::try_from(moment.position - 1).unwrap_or(0),
        label: label(claims),
        sources: sources(claims),
        first: moment.first,
        claims: moment.claims.clone(),
    }
}

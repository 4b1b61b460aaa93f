//! A question with its answers, as a reader meets it.

use std::collections::{BTreeMap, BTreeSet};

use restated_claims::Polarity;
use restated_dossier::records::{Moment, Origin, Question, Saying};
use restated_dossier::words;
use serde::Serialize;

use super::sentence::{Place, Sentence, Shelf, sentences};
use super::standing::{Standing, Standings};
use super::story::{Room, keep};

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
    /// What texts say that qualifies an answer.
    pub(crate) caveats: Vec<Caveat>,
    /// The answers in time.
    pub(crate) moments: Vec<When>,
    /// Answers, remarks and times that are left out.
    pub(crate) more: usize,
}

/// A sentence that qualifies an answer.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Caveat {
    pub(crate) words: String,
    /// The claims that it qualifies, by day of publication.
    pub(crate) places: Vec<Place>,
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
    /// Sentences that are left out.
    pub(crate) more: usize,
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
    /// Ids of the articles that have them.
    pub(crate) articles: BTreeSet<String>,
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
    /// stands behind each answer as much as there is `room` for.
    pub(crate) fn of(question: &Question, claims: &[Saying], shelf: &Shelf, room: Room) -> Self {
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
            let (sentences, more) = sentences(claims.iter().copied(), shelf, room);
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
                more,
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
            origins: question
                .origins
                .iter()
                .map(|origin| from(origin, &behind(&origin.claims)))
                .collect(),
            at_least: question.at_least,
            differ: reasons("differ"),
            updated: reasons("updated"),
            notes: question
                .notes
                .iter()
                .map(|note| note.text.clone())
                .collect(),
            why: question.why.clone(),
            caveats: caveats(claims, shelf),
            more: 0,
            moments: question
                .timeline
                .iter()
                .map(|moment| when(moment, &behind(&moment.claims)))
                .collect(),
        }
    }

    /// The answer that most articles give; of equally many the first.
    pub(crate) fn main_answer(&self) -> Option<&Answer> {
        self.answers
            .iter()
            .find(|answer| answer.standing == Standing::Reference)
    }

    /// Leaves out what there is no room for, beside sentences.
    pub(crate) fn shorten(&mut self, room: Room) {
        self.more = keep(&mut self.answers, room.answers);
        let shown = self.answers.len();
        self.moments.retain(|when| when.answer < shown);
        self.more += keep(&mut self.moments, room.lines);
        self.more += keep(&mut self.caveats, room.lines);
        for caveat in &mut self.caveats {
            keep(&mut caveat.places, room.places);
        }
        for reasons in [
            &mut self.differ,
            &mut self.updated,
            &mut self.notes,
            &mut self.why,
        ] {
            self.more += keep(reasons, room.lines);
        }
    }

    /// Where the sentences stand that are shown.
    pub(crate) fn places(&self) -> impl Iterator<Item = &Place> {
        let sentences = self.answers.iter().flat_map(|answer| &answer.sentences);
        let caveats = self.caveats.iter().flat_map(|caveat| &caveat.places);
        sentences.flat_map(|one| &one.places).chain(caveats)
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

/// The sentences that qualify `claims`, each once, by day of publication.
fn caveats(claims: &[Saying], shelf: &Shelf) -> Vec<Caveat> {
    let mut found: BTreeMap<Vec<&str>, Caveat> = BTreeMap::new();
    for claim in claims {
        let Some(card) = shelf.get(&claim.article) else {
            continue;
        };
        for caveat in &claim.caveats {
            let folded = caveat.split_whitespace().collect();
            let known = found.entry(folded).or_insert_with(|| Caveat {
                words: caveat.clone(),
                places: Vec::new(),
            });
            known.places.push(Place {
                claim: claim.id.clone(),
                article: card.clone(),
            });
        }
    }
    let mut caveats: Vec<Caveat> = found.into_values().collect();
    let at = |place: &Place| shelf.at(&place.article.id);
    for caveat in &mut caveats {
        caveat.places.sort_by_key(at);
    }
    caveats.sort_by_key(|caveat| caveat.places.first().map(at));
    caveats
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

fn from(origin: &Origin, claims: &[&Saying]) -> From {
    From {
        source: source(origin),
        claims: origin.claims.len(),
        articles: claims.iter().map(|claim| claim.article.clone()).collect(),
        why: origin.why.clone(),
    }
}

/// Who is named as an origin.
fn source(origin: &Origin) -> Named {
    Named {
        name: words::origin(origin.source.clone(), origin.anonymous),
        id: origin.source_id.clone(),
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
            (source(origin), behind.count())
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

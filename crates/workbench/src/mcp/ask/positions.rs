//! `positions`: the answers to a question, and what stands behind each.

use std::collections::{BTreeMap, BTreeSet};

use restated_claims::Qualifier;
use restated_dossier::Dossier;
use restated_dossier::records::{
    Claim, Moment, Note, Number, Origin, Position as Record, Question, Relation, Saying, Within,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::answer::Tell;
use super::page::{Ids, Page, Window, usual};
use super::parts::{Asked, Said};
use super::quoted::Quoted;
use super::tools::Ask;
use super::trouble::{FIND_QUESTION, Trouble};
use crate::view::{self, Room, Shelf, count};

/// Claims shown of each answer, where no one answer is asked for.
const SHOWN: usize = 3;

/// Which question.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Positions {
    /// Id of the question, from `story` or `search_stories`.
    id: String,
    /// Only the answer with this number, with its claims page by page. Without it: all answers, each
    /// with its first claims.
    position: Option<usize>,
    /// Entries of each list at most.
    #[serde(default = "usual")]
    #[schemars(range(min = 1, max = 100))]
    limit: usize,
    /// How many of each list to pass over: `more` of the page before.
    #[serde(default)]
    skip: usize,
}

/// A question with its answers.
#[derive(Debug, JsonSchema, Serialize)]
pub(crate) struct Answered {
    /// The question.
    question: Asked,
    /// Id of the story.
    story: String,
    /// What is measured.
    measure: Quoted,
    /// Who or what is counted.
    counted: Option<Quoted>,
    /// Why claims that are put otherwise answer it; at most twenty reasons.
    why: Vec<Quoted>,
    /// The answers, by value.
    positions: Page<Position>,
    /// Where the claims come from.
    origins: Origins,
    /// How two claims stand to each other, and why.
    relations: Page<Related>,
    /// What is consistent with what, though no text says so. Never a claim.
    notes: Page<Noted>,
    /// The answers in time.
    timeline: Page<When>,
}

/// One answer.
#[derive(Debug, JsonSchema, Serialize)]
struct Position {
    /// Its number, from 1.
    number: usize,
    /// In words: "at least 43".
    answer: Quoted,
    /// The number that is given.
    best: Option<Number>,
    /// Least that is allowed.
    low: Option<Number>,
    /// Most that is allowed.
    high: Option<Number>,
    /// How the claims bound it.
    qualifiers: BTreeSet<Qualifier>,
    /// How it stands to the answer that most articles give.
    standing: &'static str,
    /// Why it stands so.
    standing_why: Option<Quoted>,
    /// On whose word, most claims first; at most twenty.
    sources: Vec<Quoted>,
    /// Through whom; at most twenty.
    via: Vec<Quoted>,
    /// How many articles give it.
    articles: i64,
    /// How many texts these are, copies and rewrites counted once.
    families: i64,
    /// At most so many origins.
    origins_at_most: i64,
    /// The claims that give it; go on with `skip` and this `position`.
    claims: Page<Said>,
}

/// Where the claims of a question come from, as far as the texts show.
#[derive(Debug, JsonSchema, Serialize)]
struct Origins {
    /// So many that are not shown to depend on one another: an upper bound.
    at_most: usize,
    /// So many are left if everything that may depend on another does.
    at_least: i64,
    /// What the count means.
    meaning: &'static str,
    /// The origins.
    list: Page<From>,
}

/// Where claims come from.
#[derive(Debug, JsonSchema, Serialize)]
struct From {
    /// Who is named; null where nobody is.
    source: Option<Quoted>,
    /// Whether it is a source that no text names.
    anonymous: bool,
    /// Ids of the claims that come from there.
    claims: Ids,
    /// What ties them; at most twenty reasons.
    why: Vec<Quoted>,
}

/// How two claims stand to each other.
#[derive(Debug, JsonSchema, Serialize)]
struct Related {
    /// Id of a claim.
    a: String,
    /// Id of the other.
    b: String,
    /// `agree`, `compatible`, `differ`, `updated` or `not_comparable`.
    relation: String,
    /// In words.
    why: Quoted,
}

/// What is consistent with what.
#[derive(Debug, JsonSchema, Serialize)]
struct Noted {
    /// In words.
    text: Quoted,
    /// Ids of the claims it speaks of.
    claims: Ids,
}

/// An answer at some time.
#[derive(Debug, JsonSchema, Serialize)]
struct When {
    /// EDTF; null where no text says.
    date: Option<String>,
    /// `as_of`, `published` or `undated`.
    dated: String,
    /// Number of the answer.
    position: i64,
    /// Whether nobody in the pile gives the answer earlier.
    first: bool,
    /// Ids of the claims.
    claims: Ids,
}

impl Ask for Positions {
    const NAME: &'static str = "positions";
    const TITLE: &'static str = "Answers to a question";
    const DESCRIPTION: &'static str = "Gives all answers to one question, each with its value and qualifier, on whose \
        word it stands, in how many articles and texts, from how many origins at most (not shown to depend on one \
        another), how it stands to the other answers and why, and its claims; with notes and a timeline. Ask \
        sentence for the evidence of a claim.";
    type Result = Answered;

    fn ask(self, dossier: &Dossier) -> Result<Answered, Trouble> {
        let window = Window::new(self.skip, self.limit)?;
        let question = dossier.records::<Question>(Within::One(&self.id))?.pop();
        let question =
            question.ok_or_else(|| Trouble::unknown("question", &self.id, FIND_QUESTION))?;
        let shelf = Shelf::new(dossier.records(Within::Question(&question.id))?);
        let claims: Vec<Claim> = dossier.records(Within::Question(&question.id))?;
        let Question {
            positions,
            origins,
            relations,
            notes,
            timeline,
            ..
        } = &question;
        if let Some(number) = self.position
            && !(1..=positions.len()).contains(&number)
        {
            return Err(Trouble::Bounds(format!(
                "Question {} has {} answers, numbered from 1; there is no position {number}.",
                question.id,
                positions.len()
            )));
        }
        let sayings: Vec<Saying> = claims.iter().map(Saying::from).collect();
        let asked = view::Asked::of(&question, &sayings, &shelf, Room::NONE);
        let by_id = claims.iter().map(|claim| (claim.id.as_str(), claim));
        let shown = Behind {
            claims: by_id.collect(),
            shelf: &shelf,
        };
        let all: Vec<(usize, &Record, &view::Answer)> = positions
            .iter()
            .zip(&asked.answers)
            .enumerate()
            .map(|(at, (position, answer))| (at + 1, position, answer))
            .collect();
        let first = Window {
            skip: 0,
            limit: SHOWN,
        };
        let positions = match self.position {
            Some(only) => Page::of(&all[only - 1..only], Window { skip: 0, limit: 1 }, |one| {
                shown.position(one, window)
            }),
            None => Page::of(&all, window, |one| shown.position(one, first)),
        };
        Ok(Answered {
            story: question.story.clone(),
            measure: Quoted::brief(&question.measure),
            counted: question.counted.as_deref().map(Quoted::brief),
            why: Quoted::each(&question.why),
            positions,
            origins: Origins {
                at_most: origins.len(),
                at_least: question.at_least,
                meaning: "Not shown to depend on one another: an upper bound, never a number of confirmations.",
                list: Page::of(origins, window, from),
            },
            relations: Page::of(relations, window, related),
            notes: Page::of(notes, window, noted),
            timeline: Page::of(timeline, window, when),
            question: Asked::of(&question),
        })
    }
}

/// What stands behind the answers.
struct Behind<'q> {
    claims: BTreeMap<&'q str, &'q Claim>,
    shelf: &'q Shelf,
}

impl Behind<'_> {
    /// An answer, with those of its claims that `window` shows.
    fn position(
        &self,
        &(number, position, answer): &(usize, &Record, &view::Answer),
        window: Window,
    ) -> Position {
        let ids = position.claims.iter();
        let claims: Vec<&Claim> = ids
            .filter_map(|id| self.claims.get(id.as_str()).copied())
            .collect();
        let figures = claims.iter().filter_map(|claim| claim.figure.as_ref());
        Position {
            number,
            answer: Quoted::brief(&answer.label),
            best: position.best,
            low: position.low,
            high: position.high,
            qualifiers: figures.map(|part| part.figure.qualifier).collect(),
            standing: answer.standing.words(),
            standing_why: answer.why.as_deref().map(Quoted::brief),
            sources: Quoted::each(answer.sources.iter().map(|source| &source.name)),
            via: Quoted::each(&answer.via),
            articles: position.articles,
            families: position.families,
            origins_at_most: position.origins,
            claims: Page::of(&claims, window, |claim| {
                Said::of(claim, self.shelf.get(&claim.article))
            }),
        }
    }
}

fn from(origin: &Origin) -> From {
    From {
        source: origin.source.as_deref().map(Quoted::brief),
        anonymous: origin.anonymous,
        claims: Ids::of(&origin.claims),
        why: Quoted::each(&origin.why),
    }
}

fn related(relation: &Relation) -> Related {
    Related {
        a: relation.a.clone(),
        b: relation.b.clone(),
        relation: relation.relation.clone(),
        why: Quoted::brief(&relation.why),
    }
}

fn noted(note: &Note) -> Noted {
    Noted {
        text: Quoted::brief(&note.text),
        claims: Ids::of(&note.claims),
    }
}

fn when(moment: &Moment) -> When {
    When {
        date: moment.date.clone(),
        dated: moment.dated.clone(),
        position: moment.position,
        first: moment.first,
        claims: Ids::of(&moment.claims),
    }
}

impl Tell for Answered {
    fn tell(&self, lines: &mut Vec<String>) {
        let Asked { id, text } = &self.question;
        lines.push(format!("Question {id} {text} (story {})", self.story));
        lines.push(self.positions.heading("answer", "answers"));
        for position in &self.positions.items {
            let Position {
                number,
                answer,
                articles,
                families,
                origins_at_most,
                standing,
                ..
            } = position;
            lines.push(format!(
                "{number}. {answer}: {}, {}, origins: {origins_at_most} at most; {standing}",
                count(articles, "article", "articles"),
                count(families, "text", "texts"),
            ));
            if let Some(why) = &position.standing_why {
                lines.push(format!("   why: {why}"));
            }
            let more = match position.claims.more {
                Some(_) => format!(" and position {number}"),
                None => String::new(),
            };
            lines.push(format!(
                "   {}{more}",
                position.claims.heading("claim", "claims")
            ));
            let claims = position.claims.items.iter();
            lines.extend(claims.map(|claim| format!("   - {}", claim.line())));
        }
        let Origins {
            at_most, at_least, ..
        } = &self.origins;
        lines.push(format!(
            "Origins not shown to depend on one another: {at_most} at most, {at_least} at least."
        ));
        for note in &self.notes.items {
            lines.push(format!("Note, which no text says: {}", note.text));
        }
        let first = self.timeline.items.iter().filter(|moment| moment.first);
        for moment in first {
            let date = moment.date.as_deref().unwrap_or("undated");
            lines.push(format!("{date}: first to give answer {}", moment.position));
        }
    }
}

//! A story: what is asked, who answers what, and what the texts have from one another.

use std::collections::BTreeMap;

use askama::Template;
use restated_dossier::records::{Card, Claim, Derivation, Drift, Question, Story, Within};
use restated_dossier::{Dossier, Error};
use serde::Serialize;

use super::answers::Asked;
use super::kinship::Kinship;
use super::matrix::{Matrix, letters};
use super::sentence::{Sentence, Shelf, sentence};
use super::standing::Standing;
use super::{Frame, count, day, drawn, outlet};
use crate::draw::{Lineage, Timeline};

/// Questions shown with all their answers; the others are listed.
const SHOWN: usize = 12;
/// Times that a story's id is followed to the one that took over.
const TAKEOVERS: usize = 20;
/// Sources named in the line above a story.
const NAMED: usize = 2;

/// A story's page.
#[derive(Template, Serialize)]
#[template(path = "story.html")]
pub(crate) struct StoryPage {
    #[serde(skip)]
    pub(crate) frame: Frame,
    pub(crate) id: String,
    pub(crate) title: String,
    /// "2031-03-04 to 2031-03-06".
    pub(crate) days: String,
    /// What stands in the story, in one line.
    pub(crate) extent: String,
    /// The main answers, each in one sentence.
    pub(crate) leads: Vec<Lead>,
    pub(crate) matrix: Option<Matrix>,
    /// The main questions in time.
    #[serde(skip)]
    pub(crate) timeline: Option<Timeline>,
    /// Who has text from whom, and on whose word the answers to the first question stand.
    #[serde(skip)]
    pub(crate) lineage: Option<Lineage>,
    /// Articles that have nothing from any other text, nor others from them, nor an answer to the
    /// first question.
    pub(crate) alone: usize,
    /// Those with most articles behind them, figures first.
    pub(crate) questions: Vec<Asked>,
    /// The other questions.
    pub(crate) others: Vec<Link>,
    /// What changed while text was copied, by article.
    pub(crate) changes: Vec<Changed>,
    /// By family, then by day.
    pub(crate) families: Vec<Shelved>,
    /// Why articles that are not alike at first sight are of one story.
    pub(crate) why: Vec<Why>,
    /// Articles without a date of publication.
    pub(crate) undated: usize,
}

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

/// What changed on the way from one article to another.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Changed {
    pub(crate) child: Card,
    pub(crate) parent: Card,
    pub(crate) changes: Vec<Change>,
}

/// A claim before and after.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Change {
    pub(crate) drifts: Vec<Chip>,
    /// Claim and sentence of the parent.
    pub(crate) before: (String, Sentence),
    /// The same in the child; `None` where it is gone.
    pub(crate) after: Option<(String, Sentence)>,
}

/// A drift in two words, and in many.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Chip {
    /// "qualifier added".
    pub(crate) kind: String,
    pub(crate) severity: String,
    pub(crate) why: String,
}

/// Articles that share text.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Shelved {
    /// Letter; `None` for articles of no family.
    pub(crate) family: Option<String>,
    pub(crate) articles: Vec<Listed>,
}

/// An article, and what it has from whom.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Listed {
    pub(crate) card: Card,
    pub(crate) from: Vec<Edge>,
}

/// A derivation as its child's line.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Edge {
    /// "rewrite", "near copy".
    pub(crate) kind: String,
    /// Id of the parent, if it is here.
    pub(crate) parent: Option<String>,
    /// Whose text it is.
    pub(crate) name: String,
    /// Whether the texts show which came first.
    pub(crate) known: bool,
    /// "93 %".
    pub(crate) strength: Option<String>,
    pub(crate) why: Vec<String>,
}

/// Why an article is of the story.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Why {
    pub(crate) article: Card,
    pub(crate) nearest: Card,
    pub(crate) why: String,
}

impl StoryPage {
    /// The page of story `id`; `None` if there is none.
    pub(crate) fn of(dossier: &Dossier, id: &str) -> Result<Option<Self>, Error> {
        let Some(story) = dossier.records::<Story>(Within::One(id))?.pop() else {
            return Ok(None);
        };
        let shelf = Shelf::new(dossier.records(Within::Story(id))?);
        let mut questions: Vec<Question> = dossier.records(Within::Story(id))?;
        let mut claims: BTreeMap<String, Claim> = BTreeMap::new();
        let mut asked = Vec::new();
        for question in &questions {
            let answering: Vec<Claim> = dossier.records(Within::Question(&question.id))?;
            asked.push(Asked::of(question, &answering, &shelf));
            claims.extend(answering.into_iter().map(|claim| (claim.id.clone(), claim)));
        }
        asked.sort_by(first_asked);
        let rank: BTreeMap<String, usize> = asked
            .iter()
            .enumerate()
            .map(|(at, one)| (one.id.clone(), at))
            .collect();
        questions.sort_by_key(|question| rank.get(&question.id).copied());
        let derivations: Vec<Derivation> = dossier.records(Within::Story(id))?;
        let kinship = Kinship::of(dossier, &derivations, asked.first(), &shelf)?;
        let others = asked.split_off(asked.len().min(SHOWN));
        let title = story.title.clone().or_else(|| {
            let founder = shelf.get(&story.founder);
            founder.map(|card| card.title.clone())
        });
        Ok(Some(Self {
            frame: Frame::of(dossier, "stories"),
            title: title.unwrap_or_else(|| story.id.clone()),
            days: days(story.from.as_deref(), story.to.as_deref()),
            extent: extent(shelf.cards()),
            leads: asked
                .iter()
                .filter(|one| one.articles > 1)
                .take(3)
                .filter_map(lead)
                .collect(),
            matrix: Matrix::of(&questions, &|id| claims.get(id), &shelf),
            timeline: drawn::timeline(&asked),
            lineage: kinship.lineage,
            alone: kinship.alone,
            questions: asked,
            others: others.iter().map(link).collect(),
            changes: changes(dossier, id, &mut claims)?,
            families: families(&derivations, &shelf),
            why: why(&story, &shelf),
            undated: shelf
                .cards()
                .iter()
                .filter(|card| card.published.is_none())
                .count(),
            id: story.id,
        }))
    }

    pub(crate) fn standings(&self) -> [Standing; 6] {
        Standing::ALL
    }
}

/// The id of a story that took over from story `id`, the last that did.
pub(crate) fn story_now(dossier: &Dossier, id: &str) -> Result<Option<String>, Error> {
    let sql = "SELECT l.story FROM story_log l, json_each(l.was) w WHERE w.value = ?1
               ORDER BY l.number DESC LIMIT 1";
    let mut now = id.to_owned();
    // One that was taken over may have been taken over again, and no log is without end.
    for _ in 0..TAKEOVERS {
        let next: Option<String> = dossier.rows(sql, [&now], |row| row.get(0))?.pop();
        let Some(next) = next.filter(|next| *next != now) else {
            break;
        };
        now = next;
        let there = "SELECT id FROM stories WHERE id = ?1";
        if let Some(found) = dossier.rows(there, [&now], |row| row.get(0))?.pop() {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Figures before statements, those with most articles behind them first.
pub(crate) fn first_asked(a: &Asked, b: &Asked) -> std::cmp::Ordering {
    b.figures
        .cmp(&a.figures)
        .then_with(|| b.articles.cmp(&a.articles))
        .then_with(|| b.origins.len().cmp(&a.origins.len()))
        .then_with(|| (a.depth, &a.text, &a.id).cmp(&(b.depth, &b.text, &b.id)))
}

fn link(asked: &Asked) -> Link {
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

/// First and last day of publication.
pub(crate) fn days(from: Option<&str>, to: Option<&str>) -> String {
    let day = |edtf: &str| edtf.split('T').next().unwrap_or(edtf).to_owned();
    match (from.map(day), to.map(day)) {
        (Some(from), Some(to)) if from == to => from,
        (Some(from), Some(to)) => format!("{from} to {to}"),
        _ => "no date".to_owned(),
    }
}

/// "3 articles, 2 different texts".
fn extent(cards: &[Card]) -> String {
    let alone = cards.iter().filter(|card| card.family.is_none()).count();
    let texts = letters(cards).len() + alone;
    let articles = count(cards.len(), "article", "articles");
    if texts < cards.len() {
        format!("{articles}, {}", count(texts, "text", "different texts"))
    } else {
        articles
    }
}

/// What changed, by child and parent. `claims` are those already read; others are added.
fn changes(
    dossier: &Dossier,
    story: &str,
    claims: &mut BTreeMap<String, Claim>,
) -> Result<Vec<Changed>, Error> {
    let drifts: Vec<Drift> = dossier.records(Within::Story(story))?;
    for id in drifts
        .iter()
        .flat_map(|drift| [Some(&drift.from), drift.to.as_ref()])
    {
        if let Some(id) = id.filter(|id| !claims.contains_key(*id)) {
            let found: Vec<Claim> = dossier.records(Within::One(id))?;
            claims.extend(found.into_iter().map(|claim| (claim.id.clone(), claim)));
        }
    }
    /// Child, parent.
    type Way = (String, String);
    /// Claim before, claim after, what changed.
    type Pair<'c> = (&'c Claim, Option<&'c Claim>, Vec<Chip>);
    let mut ways: BTreeMap<Way, Vec<Pair<'_>>> = BTreeMap::new();
    for drift in &drifts {
        let Some(from) = claims.get(&drift.from) else {
            continue;
        };
        let to = drift.to.as_ref().and_then(|id| claims.get(id));
        let way = ways
            .entry((drift.article.clone(), from.article.clone()))
            .or_default();
        let id = |claim: Option<&Claim>| claim.map(|claim| claim.id.clone());
        let chip = chip(drift);
        match way
            .iter_mut()
            .find(|(was, has, _)| was.id == from.id && id(*has) == id(to))
        {
            Some((_, _, chips)) => chips.push(chip),
            None => way.push((from, to, vec![chip])),
        }
    }
    let mut changed = Vec::new();
    for ((child, parent), mut pairs) in ways {
        pairs.sort_by_key(|(from, to, _)| {
            let of_child = to.map(|claim| claim.span.start);
            (of_child.is_none(), of_child, from.span.start)
        });
        // The parent may be of another story.
        let card = |id: &str| {
            dossier
                .records::<Card>(Within::One(id))
                .map(|mut one| one.pop())
        };
        if let (Some(child), Some(parent)) = (card(&child)?, card(&parent)?) {
            let shown = |claim: &Claim| (claim.id.clone(), sentence(claim));
            let changes = pairs.into_iter().map(|(from, to, drifts)| Change {
                drifts,
                before: shown(from),
                after: to.map(shown),
            });
            changed.push(Changed {
                child,
                parent,
                changes: changes.collect(),
            });
        }
    }
    Ok(changed)
}

pub(crate) fn chip(drift: &Drift) -> Chip {
    Chip {
        kind: drift.kind.replace('_', " "),
        severity: drift.severity.clone(),
        why: drift.why.clone(),
    }
}

fn families(derivations: &[Derivation], shelf: &Shelf) -> Vec<Shelved> {
    let mut of_child: BTreeMap<&str, Vec<&Derivation>> = BTreeMap::new();
    for edge in derivations {
        of_child.entry(&edge.child).or_default().push(edge);
    }
    let letters = letters(shelf.cards());
    let mut families: BTreeMap<(bool, Option<String>), Vec<Listed>> = BTreeMap::new();
    for card in shelf.cards() {
        let letter = card.family.as_ref().and_then(|id| letters.get(id)).cloned();
        let from = of_child.get(card.id.as_str()).into_iter().flatten();
        let listed = Listed {
            from: from.map(|edge| self::edge(edge, shelf)).collect(),
            card: card.clone(),
        };
        let family = families.entry((letter.is_none(), letter)).or_default();
        family.push(listed);
    }
    let shelved = families.into_iter();
    shelved
        .map(|((_, family), articles)| Shelved { family, articles })
        .collect()
}

/// A derivation as a line under its child.
pub(crate) fn edge(edge: &Derivation, shelf: &Shelf) -> Edge {
    let seen = edge.parent.as_ref().and_then(|id| shelf.get(id));
    let name = match (seen, &edge.upstream) {
        (Some(card), _) => format!("{}, {}", outlet(card), day(card)),
        (None, Some(upstream)) => format!("{upstream} (not in the pile)"),
        (None, None) => "a text that is not in the pile".to_owned(),
    };
    Edge {
        kind: edge.kind.replace('_', " "),
        parent: edge.parent.clone(),
        name,
        known: edge.direction == "known",
        strength: edge.strength.map(super::percent),
        why: edge.why.clone(),
    }
}

fn why(story: &Story, shelf: &Shelf) -> Vec<Why> {
    let joined = story.why.iter();
    joined
        .filter_map(|one| {
            Some(Why {
                article: shelf.get(&one.article)?.clone(),
                nearest: shelf.get(&one.nearest)?.clone(),
                why: one.why.clone(),
            })
        })
        .collect()
}

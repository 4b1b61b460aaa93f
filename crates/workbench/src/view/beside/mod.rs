//! Two articles side by side: what text they share, and what changed in it.

mod ties;
mod words;

use askama::Template;
use restated_dossier::records::{Article, Card, Claim, Derivation, Doubt, Drift, Within};
use restated_dossier::{Dossier, Error, Offsets};
use serde::Serialize;

use super::layers::{Layer, Paragraph, lay, pages};
use super::{Frame, Reference};
use ties::Ties;

/// The page.
#[derive(Template, Serialize)]
#[template(path = "beside.html")]
pub(crate) struct BesidePage {
    #[serde(skip)]
    pub(crate) frame: Frame,
    /// The address under which it was asked for.
    pub(crate) address: String,
    /// Title of the story of the left one.
    pub(crate) story: Option<String>,
    /// The one that has its text from the other stands right, where that is known.
    pub(crate) left: Side,
    pub(crate) right: Side,
    /// How text passed, by what is shown; empty where it is not.
    pub(crate) edges: Vec<Edge>,
    /// Whether they are too alike to be called independent.
    pub(crate) doubtful: bool,
    /// Whether they are of one family through others.
    pub(crate) family: bool,
    /// Passages that are tied here.
    pub(crate) shared: usize,
    /// Whether words are marked that one side does not have.
    pub(crate) worded: bool,
    /// Passages and claims that stand in a part of a text that is not shown.
    pub(crate) beyond: usize,
    /// Claims of both that are tied, for they answer one question; only where no text passed.
    pub(crate) questions: Vec<Common>,
    /// Claims that changed or are gone.
    pub(crate) changed: usize,
}

/// One of the two.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Side {
    pub(crate) card: Card,
    pub(crate) paragraphs: Vec<Paragraph>,
    /// Characters that are not shown.
    pub(crate) left_out: usize,
}

/// A derivation above both.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Edge {
    /// "near copy".
    pub(crate) kind: String,
    /// Whether the texts show which came first.
    pub(crate) known: bool,
    /// "93 %".
    pub(crate) strength: Option<String>,
    pub(crate) why: Vec<String>,
}

/// A question that both answer.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Common {
    pub(crate) letter: String,
    pub(crate) question: Reference,
}

/// What is compared.
struct Pair {
    left: Half,
    right: Half,
    edges: Vec<Derivation>,
}

struct Half {
    card: Card,
    text: String,
    claims: Vec<Claim>,
}

impl BesidePage {
    /// Articles `id` and `other`; `None` unless both are there, and two.
    pub(crate) fn of(dossier: &Dossier, id: &str, other: &str) -> Result<Option<Self>, Error> {
        let (Some(one), Some(two)) = (half(dossier, id)?, half(dossier, other)?) else {
            return Ok(None);
        };
        if id == other {
            return Ok(None);
        }
        let mut edges: Vec<Derivation> = dossier.records(Within::Article(id))?;
        edges.retain(|edge| {
            let ends = (edge.child.as_str(), edge.parent.as_deref());
            ends == (id, Some(other)) || ends == (other, Some(id))
        });
        let later = edges.iter().find(|edge| edge.direction == "known");
        let (left, right) = match later {
            Some(edge) if edge.child == id => (two, one),
            _ => (one, two),
        };
        let pair = Pair { left, right, edges };
        let (left, right) = (&pair.left.card.id, &pair.right.card.id);
        let drifts: Vec<Drift> = dossier.records(Within::Article(right))?;
        let doubts: Vec<Doubt> = dossier.records(Within::Article(id))?;
        let mut ties = Ties::new(&pair);
        ties.passages();
        ties.drifts(&drifts);
        let questions = match pair.edges.is_empty() {
            true => ties.questions(&asked(dossier, left)?, &asked(dossier, right)?),
            false => Vec::new(),
        };
        let family = pair.left.card.family.is_some()
            && pair.left.card.family == pair.right.card.family
            && pair.edges.is_empty();
        Ok(Some(Self {
            frame: Frame::of(dossier, "stories"),
            address: format!("/article/{id}/beside/{other}"),
            left: side(&pair.left, &ties.left),
            right: side(&pair.right, &ties.right),
            edges: pair.edges.iter().map(edge).collect(),
            doubtful: doubts
                .iter()
                .any(|doubt| doubt.a == other || doubt.b == other),
            family,
            shared: ties.shared,
            worded: ties.worded,
            story: super::story_title(dossier, pair.left.card.story.as_deref())?,
            beyond: ties.beyond,
            changed: ties.changed,
            questions,
        }))
    }

    pub(crate) fn sides(&self) -> [&Side; 2] {
        [&self.left, &self.right]
    }

    /// Whether the texts show which of the two came first.
    pub(crate) fn directed(&self) -> bool {
        self.edges.iter().any(|edge| edge.known)
    }
}

fn half(dossier: &Dossier, id: &str) -> Result<Option<Half>, Error> {
    let card = dossier.records::<Card>(Within::One(id))?.pop();
    let article = dossier.records::<Article>(Within::One(id))?.pop();
    let (Some(card), Some(article)) = (card, article) else {
        return Ok(None);
    };
    let mut claims: Vec<Claim> = dossier.records(Within::Article(id))?;
    claims.sort_by(|a, b| (a.span.start, &a.id).cmp(&(b.span.start, &b.id)));
    Ok(Some(Half {
        card,
        text: article.text,
        claims,
    }))
}

fn side(half: &Half, layers: &[Layer]) -> Side {
    let mut pages = pages(&half.text).into_iter();
    let shown = pages.next().unwrap_or_default();
    Side {
        card: half.card.clone(),
        paragraphs: lay(&Offsets::new(&half.text), &shown, &[], layers),
        left_out: pages.flatten().map(|paragraph| paragraph.len()).sum(),
    }
}

fn edge(edge: &Derivation) -> Edge {
    Edge {
        kind: edge.kind.replace('_', " "),
        known: edge.direction == "known",
        strength: edge.strength.map(super::percent),
        why: edge.why.clone(),
    }
}

/// Which questions the claims of an article answer: question and claim.
fn asked(dossier: &Dossier, article: &str) -> Result<Vec<(Reference, String)>, Error> {
    let sql = "SELECT q.id, q.text, c.id FROM claims c
               JOIN position_claims p ON p.claim = c.id JOIN questions q ON q.id = p.question
               WHERE c.article = ?1 ORDER BY c.words_start, c.id, q.id";
    dossier.rows(sql, [article], |row| {
        let question = Reference {
            id: row.get(0)?,
            text: row.get(1)?,
        };
        Ok((question, row.get(2)?))
    })
}

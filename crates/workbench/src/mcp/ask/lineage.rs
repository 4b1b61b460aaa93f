//! `lineage`: what an article has from which other, and which others from it.

use restated_dossier::records::{Card, Derivation, Doubt, Family, Within};
use restated_dossier::{Dossier, Error};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::answer::Tell;
use super::page::{Ids, Page, Window, usual};
use super::parts::{Brief, Cards, article};
use super::quoted::Quoted;
use super::tools::Ask;
use super::trouble::Trouble;

/// Which article.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lineage {
    /// Id of the article, from `story` or `positions`.
    id: String,
    /// Entries of each list at most.
    #[serde(default = "usual")]
    #[schemars(range(min = 1, max = 100))]
    limit: usize,
    /// How many of each list to pass over: `more` of the page before.
    #[serde(default)]
    skip: usize,
}

/// Where an article's text comes from, and where it went.
#[derive(Debug, JsonSchema, Serialize)]
pub(crate) struct Traced {
    /// The article.
    article: Brief,
    /// Id of its family; null where it shares text with no other.
    family: Option<String>,
    /// The articles of the family.
    relatives: Page<Brief>,
    /// What it has from texts that came before: its parents, in the pile or not.
    parents: Page<Edge>,
    /// What other articles have from it.
    children: Page<Edge>,
    /// Articles that share text with it, where the texts do not show which came first.
    undirected: Page<Edge>,
    /// Articles too alike to be called independent of it, and not alike enough to say more.
    doubtful: Page<Brief>,
}

/// What one text has from another.
#[derive(Debug, JsonSchema, Serialize)]
struct Edge {
    /// The article at the other end; null where that text is not in the pile.
    other: Option<Brief>,
    /// The outlet of a text that is not in the pile; null where nobody names it.
    unseen_outlet: Option<Quoted>,
    /// Of a text that is not in the pile and that nobody names: ids of all articles that must have it.
    unseen_shared_by: Option<Ids>,
    /// `copy`, `near_copy`, `excerpt`, `rewrite`, `translation`, or `cites` where it is only named.
    kind: String,
    /// `known`, or `unknown`: then the texts do not show which came first.
    direction: String,
    /// How much of the child the parent accounts for, 0 to 1; null where nothing was measured.
    strength: Option<f64>,
    /// What shows the derivation and its direction.
    why: Vec<Quoted>,
    /// How many passages they share.
    passages: usize,
    /// The longest of them, as the child has it; cut where it is very long.
    longest_passage: Option<Quoted>,
}

impl Ask for Lineage {
    const NAME: &'static str = "lineage";
    const TITLE: &'static str = "Lineage of an article";
    const DESCRIPTION: &'static str = "Traces one article: which texts it has its own from (also texts that are not \
        in the pile), which articles have theirs from it, as copy, excerpt, rewrite or translation, how strongly and \
        why; its family; and articles too alike to be called independent.";
    type Result = Traced;

    fn ask(self, dossier: &Dossier) -> Result<Traced, Trouble> {
        let window = Window::new(self.skip, self.limit)?;
        let card = article(dossier, &self.id)?;
        let edges: Vec<Derivation> = dossier.records(Within::Article(&card.id))?;
        let (known, unknown): (Vec<_>, Vec<_>) =
            edges.iter().partition(|edge| edge.direction == "known");
        let (parents, children): (Vec<&Derivation>, Vec<_>) =
            known.into_iter().partition(|edge| edge.child == card.id);
        let doubts: Vec<Doubt> = dossier.records(Within::Article(&card.id))?;
        let doubtful: Vec<String> = doubts
            .into_iter()
            .map(|Doubt { a, b }| if a == card.id { b } else { a })
            .collect();
        let family = dossier.records::<Family>(Within::Article(&card.id))?.pop();
        let members = family.as_ref().map(|family| family.articles.as_slice());
        let mut cards = Cards::new(dossier);
        let mut edges = |all: &[&Derivation]| {
            Page::read(all, window, |edge| self::edge(edge, &card, &mut cards))
        };
        Ok(Traced {
            parents: edges(&parents)?,
            children: edges(&children)?,
            undirected: edges(&unknown)?,
            relatives: briefs(members.unwrap_or_default(), window, &mut cards)?,
            doubtful: briefs(&doubtful, window, &mut cards)?,
            family: family.map(|family| family.id),
            article: Brief::of(&card),
        })
    }
}

fn briefs(ids: &[String], window: Window, cards: &mut Cards<'_>) -> Result<Page<Brief>, Trouble> {
    Page::read(ids, window, |id| {
        cards.get(id)?.map(Brief::of).ok_or(Trouble::Broken)
    })
}

/// `edge` as `here` sees it.
fn edge(edge: &Derivation, here: &Card, cards: &mut Cards<'_>) -> Result<Edge, Error> {
    let other = if edge.child == here.id {
        edge.parent.as_ref()
    } else {
        Some(&edge.child)
    };
    let other = match other {
        Some(id) => cards.get(id)?.map(Brief::of),
        None => None,
    };
    // Of equally long ones the first.
    let longest = edge.passages.iter().rev().max_by_key(|passage| {
        let child = &passage.child;
        child.end - child.start
    });
    Ok(Edge {
        other,
        unseen_outlet: edge.upstream.as_deref().map(Quoted::brief),
        unseen_shared_by: edge.unseen.as_deref().map(Ids::of),
        kind: edge.kind.clone(),
        direction: edge.direction.clone(),
        strength: edge.strength,
        why: Quoted::each(&edge.why),
        passages: edge.passages.len(),
        longest_passage: longest.map(|passage| Quoted::brief(&passage.child.exact)),
    })
}

impl Tell for Traced {
    fn tell(&self, lines: &mut Vec<String>) {
        lines.push(format!("Article {}", self.article.line()));
        match &self.family {
            Some(id) => lines.push(format!(
                "Family {id}: {}",
                self.relatives.heading("article", "articles")
            )),
            None => {
                lines.push("It is of no family: it shares text with no other article.".to_owned())
            }
        }
        for (what, edges) in [
            ("Has its text from", &self.parents),
            ("Others have theirs from it", &self.children),
            ("Shares text, unknown which came first", &self.undirected),
        ] {
            lines.push(format!("{what}: {}", edges.heading("text", "texts")));
            lines.extend(edges.items.iter().map(Edge::line));
        }
        let alike = self.doubtful.heading("article", "articles");
        lines.push(format!("Too alike to be called independent: {alike}"));
        let doubtful = self.doubtful.items.iter();
        lines.extend(doubtful.map(|article| format!("- {}", article.line())));
    }
}

impl Edge {
    fn line(&self) -> String {
        let other = match (&self.other, &self.unseen_outlet) {
            (Some(article), _) => article.line(),
            (None, Some(outlet)) => format!("a text of {outlet}, not in the pile"),
            (None, None) => "a text that is not in the pile and that nobody names".to_owned(),
        };
        let kind = self.kind.replace('_', " ");
        let share = self
            .strength
            .map(|share| format!(", {:.0} %", (share * 100.0).floor()));
        let why: Vec<String> = self.why.iter().map(Quoted::to_string).collect();
        format!(
            "- {kind}{}: {other}; why: {}",
            share.unwrap_or_default(),
            why.join("; ")
        )
    }
}

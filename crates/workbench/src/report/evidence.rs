//! The evidence: every claim with its sentence, and where that stands.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use askama::Template;
use restated_dossier::Error;
use restated_dossier::export::Shown;
use restated_dossier::records::{Article, Capture, Card, Claim, Question, Saying, Within};

use super::front::Heading;
use super::{Promised, put};
use crate::view::{
    Drifted, Links, Note, Reference, Sentence, drifts, gathered, headline, sentence,
};

/// Claims of a story that are shown whether or not anything leads to them.
const CLAIMS: usize = 2_000;
/// The same of all stories together.
const ALL_CLAIMS: usize = 20_000;

/// Writes the evidence for what was promised, and what there is room for.
pub(super) struct Evidence<'s, 'd> {
    shown: &'s Shown<'d>,
    promised: Promised,
}

/// Above the evidence for a story.
#[derive(Default, Template)]
#[template(path = "report/shelf.html")]
struct Shelf<'h> {
    /// `None`: articles of stories that are not told.
    story: Option<&'h Heading>,
}

impl<'h> Shelf<'h> {
    fn of(story: &'h Heading) -> Self {
        Self { story: Some(story) }
    }
}

/// Below it.
#[derive(Template)]
#[template(path = "report/shelf_end.html")]
struct ShelfEnd {
    /// Articles to which nothing leads.
    left_out: usize,
}

/// An article with its claims.
#[derive(Template)]
#[template(path = "report/witness.html")]
struct Witness {
    links: Links,
    card: Card,
    article: Article,
    /// What the title puts otherwise than the text.
    headline: Vec<String>,
    capture: Option<Capture>,
    receipts: Vec<Receipt>,
    /// Claims that are left out.
    more: usize,
}

impl Witness {
    /// Whether it is worth its place: it may have no claims, but not where there is no room.
    fn has_receipts(&self, room: usize) -> bool {
        !self.receipts.is_empty() || self.more == 0 && room > 0
    }
}

/// A claim with all that is known of it.
struct Receipt {
    note: Note,
    sentence: Sentence,
    /// The questions that it answers and that have a row in a table.
    rows: Vec<String>,
}

impl<'s, 'd> Evidence<'s, 'd> {
    pub(super) fn new(shown: &'s Shown<'d>, promised: Promised) -> Self {
        Self { shown, promised }
    }

    /// Writes the evidence for `stories`, and says which articles stand in it.
    pub(super) fn write(
        mut self,
        stories: &[Heading],
        out: &mut dyn Write,
    ) -> Result<BTreeSet<String>, Error> {
        let mut written = BTreeSet::new();
        let mut all_room = ALL_CLAIMS;
        for story in stories {
            put(&Shelf::of(story), out)?;
            let questions = self.questions(&story.id)?;
            let room = CLAIMS.min(all_room);
            let (mut left, mut left_out) = (room, 0);
            let cards: Vec<Card> = self.shown.records(Within::Story(&story.id))?;
            for card in cards {
                let promised = self.promised.articles.remove(&card.id);
                match self.witness(card, left, &questions)? {
                    Some(witness) if promised || witness.has_receipts(left) => {
                        left = left.saturating_sub(witness.receipts.len());
                        put(&witness, out)?;
                        written.insert(witness.card.id);
                    }
                    _ => left_out += 1,
                }
            }
            put(&ShelfEnd { left_out }, out)?;
            all_room -= room - left;
        }
        let elsewhere = std::mem::take(&mut self.promised.articles);
        if !elsewhere.is_empty() {
            put(&Shelf::default(), out)?;
        }
        for id in elsewhere {
            let witness = match self.shown.one(&id)? {
                Some(card) => self.witness(card, 0, &BTreeMap::new())?,
                None => None,
            };
            if let Some(witness) = witness {
                put(&witness, out)?;
                written.insert(witness.card.id);
            }
        }
        Ok(written)
    }

    /// What the claims of a story answer.
    fn questions(&self, story: &str) -> Result<BTreeMap<String, Vec<Reference>>, Error> {
        let mut found = Vec::new();
        self.shown
            .visit(Within::Story(story), |question: Question| {
                let claims = question.positions.into_iter().flat_map(|one| one.claims);
                for claim in claims {
                    let (id, text) = (question.id.clone(), question.text.clone());
                    found.push((claim, Reference { id, text }));
                }
            })?;
        let mut questions = gathered(found);
        for of_claim in questions.values_mut() {
            of_claim.sort_by(|a, b| (&a.text, &a.id).cmp(&(&b.text, &b.id)));
        }
        Ok(questions)
    }

    /// `card` with its claims, all of them if `room` has so much.
    fn witness(
        &self,
        card: Card,
        room: usize,
        questions: &BTreeMap<String, Vec<Reference>>,
    ) -> Result<Option<Witness>, Error> {
        let Some(article) = self.shown.one::<Article>(&card.id)? else {
            return Ok(None);
        };
        let mut claims: Vec<Claim> = self.shown.records(Within::Article(&card.id))?;
        claims.sort_by(|a, b| {
            (a.span.start, a.span.end, &a.id).cmp(&(b.span.start, b.span.end, &b.id))
        });
        let all = claims.len();
        let mut numbered: Vec<(usize, Claim)> = (1..).zip(claims).collect();
        if all > room {
            let led_to = self.led_to(&numbered);
            numbered.retain(|(_, claim)| led_to.contains(&claim.id));
        }
        let shown = numbered.len();
        let mut drifts = drifts(self.shown, &card.id)?;
        let receipts = numbered.into_iter().map(|(number, claim)| {
            let answers = questions.get(&claim.id).cloned().unwrap_or_default();
            let drifts = drifts.remove(&claim.id).unwrap_or_default();
            self.receipt(number, claim, &card, answers, drifts)
        });
        let receipts = receipts.collect();
        Ok(Some(Witness {
            links: Links::Anchors,
            headline: headline(self.shown, &article)?,
            capture: self.shown.records(Within::Article(&card.id))?.pop(),
            card,
            article,
            receipts,
            more: all - shown,
        }))
    }

    /// The claims to which stories lead, and those to which these lead.
    fn led_to(&self, claims: &[(usize, Claim)]) -> BTreeSet<String> {
        let whole: BTreeMap<&str, &str> = claims
            .iter()
            .filter_map(|(_, claim)| {
                let part = claim.figure.as_ref()?;
                Some((claim.id.as_str(), part.part_of.as_deref()?))
            })
            .collect();
        let mut found = BTreeSet::new();
        for (_, claim) in claims {
            let mut at = Some(claim.id.as_str()).filter(|id| self.promised.claims.contains(*id));
            while let Some(id) = at {
                at = whole
                    .get(id)
                    .copied()
                    .filter(|_| found.insert(id.to_owned()));
                if at.is_none() {
                    found.insert(id.to_owned());
                }
            }
        }
        found
    }

    fn receipt(
        &self,
        number: usize,
        claim: Claim,
        card: &Card,
        answers: Vec<Reference>,
        drifts: Vec<Drifted>,
    ) -> Receipt {
        let rows = answers.iter().map(|question| question.id.clone());
        Receipt {
            rows: rows.filter(|id| self.promised.rows.contains(id)).collect(),
            sentence: sentence(&Saying::from(&claim)),
            note: Note::of(number, claim, card, answers, drifts),
        }
    }
}

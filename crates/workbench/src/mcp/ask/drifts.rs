//! `drifts`: what changed while text was copied.

use restated_dossier::Dossier;
use restated_dossier::records::{Card, Claim, Drift, Story, Within};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::answer::Tell;
use super::page::{Page, Window, usual};
use super::parts::{Cards, Said};
use super::quoted::Quoted;
use super::tools::Ask;
use super::trouble::Trouble;

/// Of what.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Drifts {
    /// Id of a story (from `search_stories`) or of an article (from `story`).
    id: String,
    /// Changes at most.
    #[serde(default = "usual")]
    #[schemars(range(min = 1, max = 100))]
    limit: usize,
    /// How many to pass over: `more` of the page before.
    #[serde(default)]
    skip: usize,
}

/// What changed.
#[derive(Debug, JsonSchema, Serialize)]
pub(crate) struct Changed {
    /// The id that was asked for.
    id: String,
    /// `story` or `article`.
    of: &'static str,
    /// The changes, serious ones first.
    changes: Page<Change>,
}

/// What changed between a claim and the same claim in an article that has its text from there.
#[derive(Debug, JsonSchema, Serialize)]
struct Change {
    /// `value_changed`, `qualifier_added`, `attribution_dropped`, …
    kind: String,
    /// `minor`, `notable` or `serious`.
    severity: String,
    /// In words.
    why: Quoted,
    /// The claim before.
    before: Said,
    /// The same in the derived article; null where it is gone.
    after: Option<Said>,
    /// Id of the derived article.
    article: String,
}

impl Ask for Drifts {
    const NAME: &'static str = "drifts";
    const TITLE: &'static str = "What changed on the way";
    const DESCRIPTION: &'static str = "Lists what changed between a claim and the same claim in articles that have \
        their text from there: value, qualifier, attribution, caveat, meaning, scope or date, with both sentences. \
        For a whole story, or for one article (what changed on the way to it and from it).";
    type Result = Changed;

    fn ask(self, dossier: &Dossier) -> Result<Changed, Trouble> {
        let window = Window::new(self.skip, self.limit)?;
        let (of, within) = if dossier.how_many::<Story>(Within::One(&self.id))? > 0 {
            ("story", Within::Story(&self.id))
        } else if dossier.how_many::<Card>(Within::One(&self.id))? > 0 {
            ("article", Within::Article(&self.id))
        } else {
            let find = "Ids of stories begin with s and those of articles with a: call search_stories, then story.";
            return Err(Trouble::unknown("story or article", &self.id, find));
        };
        let mut drifts: Vec<Drift> = dossier.records(within)?;
        // Stable: otherwise in the order of exports.
        drifts.sort_by_key(|drift| match drift.severity.as_str() {
            "serious" => 0,
            "notable" => 1,
            _ => 2,
        });
        let mut cards = Cards::new(dossier);
        let changes = Page::read(&drifts, window, |drift| change(dossier, drift, &mut cards))?;
        Ok(Changed {
            of,
            changes,
            id: self.id,
        })
    }
}

fn change(dossier: &Dossier, drift: &Drift, cards: &mut Cards<'_>) -> Result<Change, Trouble> {
    let mut said = |id: &str| -> Result<Said, Trouble> {
        let claim = dossier.records::<Claim>(Within::One(id))?.pop();
        let claim = claim.ok_or(Trouble::Broken)?;
        Ok(Said::of(&claim, cards.get(&claim.article)?))
    };
    Ok(Change {
        kind: drift.kind.clone(),
        severity: drift.severity.clone(),
        why: Quoted::brief(&drift.why),
        before: said(&drift.from)?,
        after: drift.to.as_deref().map(said).transpose()?,
        article: drift.article.clone(),
    })
}

impl Tell for Changed {
    fn tell(&self, lines: &mut Vec<String>) {
        let Self { id, of, changes } = self;
        lines.push(format!(
            "{} in {of} {id}",
            changes.heading("change", "changes")
        ));
        for change in &changes.items {
            let kind = change.kind.replace('_', " ");
            lines.push(format!("- {kind} ({}): {}", change.severity, change.why));
            lines.push(format!("  before: {}", change.before.line()));
            lines.push(match &change.after {
                Some(after) => format!("  after: {}", after.line()),
                None => format!("  after: gone from {}", change.article),
            });
        }
    }
}

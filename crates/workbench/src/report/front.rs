//! What comes first: which pile this is, how to read it, and what stands where.

use std::collections::BTreeMap;

use askama::Template;
use restated_dossier::export::Shown;
use restated_dossier::records::{Capture, Card, Claim, Family, Question, Story, Within};
use restated_dossier::{Error, VERSION};

use super::style::{POLICY, STYLE};
use crate::view::{days, keep};

/// Other stories that are listed.
const LISTED: usize = 2_000;
/// Captures that were skipped, of which the reason stands beside each.
const SKIPPED: usize = 500;

/// The document up to its first story.
#[derive(Template)]
#[template(path = "report/front.html")]
pub(super) struct Front {
    pub(super) mask_names: bool,
    pub(super) quotes_only: bool,
    /// Stories that are told, in order.
    pub(super) stories: Vec<Heading>,
    /// Those that are not.
    others: Vec<Heading>,
    more_others: usize,
    /// Captures as they are listed at the end.
    pub(super) captures: Vec<Capture>,
    /// How many there are.
    pub(super) found: usize,
    articles: usize,
    texts: usize,
    claims: usize,
    questions: usize,
    /// First and last day of publication.
    days: String,
    /// Why captures have no article, and how many.
    reasons: Vec<(String, usize)>,
    skipped: Vec<Capture>,
    more_skipped: usize,
}

/// A story in the table of contents.
pub(super) struct Heading {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) days: String,
    pub(super) articles: usize,
}

impl Front {
    /// Of a dossier of which `told` stories are told and `listed` captures listed.
    pub(super) fn of(shown: &Shown<'_>, told: usize, listed: usize) -> Result<Self, Error> {
        let (mut stories, days) = headings(shown)?;
        let mut others = stories.split_off(stories.len().min(told));
        let mut front = Self {
            mask_names: false,
            quotes_only: false,
            stories,
            more_others: keep(&mut others, LISTED),
            others,
            captures: Vec::new(),
            found: 0,
            articles: shown.how_many::<Card>(Within::Dossier)?,
            texts: texts(shown)?,
            claims: shown.how_many::<Claim>(Within::Dossier)?,
            questions: shown.how_many::<Question>(Within::Dossier)?,
            days,
            reasons: Vec::new(),
            skipped: Vec::new(),
            more_skipped: 0,
        };
        front.pile(shown, listed)?;
        Ok(front)
    }

    /// Looks at every capture.
    fn pile(&mut self, shown: &Shown<'_>, listed: usize) -> Result<(), Error> {
        let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
        shown.visit(Within::Dossier, |capture: Capture| {
            self.found += 1;
            if let Some(reason) = &capture.skipped {
                *reasons.entry(reason.clone()).or_default() += 1;
                if self.skipped.len() < SKIPPED {
                    self.skipped.push(capture.clone());
                } else {
                    self.more_skipped += 1;
                }
            }
            if self.captures.len() < listed {
                self.captures.push(capture);
            }
        })?;
        self.reasons = reasons.into_iter().collect();
        self.reasons
            .sort_by_key(|(_, number)| std::cmp::Reverse(*number));
        Ok(())
    }

    fn title(&self) -> String {
        match self.stories.as_slice() {
            [] => "A pile without a story".to_owned(),
            [only] => only.title.clone(),
            [first, others @ ..] => {
                let others = others.len() + self.others.len() + self.more_others;
                let others = crate::view::count(others, "other story", "other stories");
                format!("“{}” and {others}", first.title)
            }
        }
    }

    fn policy(&self) -> &'static str {
        &POLICY
    }

    fn style(&self) -> &'static str {
        STYLE
    }

    fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }

    fn dossier_version(&self) -> i64 {
        VERSION
    }
}

/// The stories, those with most articles first, and the days of all.
fn headings(shown: &Shown<'_>) -> Result<(Vec<Heading>, String), Error> {
    let mut found = Vec::new();
    let mut untitled = Vec::new();
    let (mut first, mut last): (Option<String>, Option<String>) = (None, None);
    shown.visit(Within::Dossier, |story: Story| {
        if story.title.is_none() {
            untitled.push((found.len(), story.founder));
        }
        first = first.take().into_iter().chain(story.from.clone()).min();
        last = last.take().into_iter().chain(story.to.clone()).max();
        let heading = Heading {
            title: story.title.unwrap_or_default(),
            days: days(story.from.as_deref(), story.to.as_deref()),
            articles: story.articles.len(),
            id: story.id,
        };
        found.push((story.from.is_none(), story.from, heading));
    })?;
    for (at, founder) in untitled {
        let card: Option<Card> = shown.one(&founder)?;
        if let (Some(card), Some((_, _, heading))) = (card, found.get_mut(at)) {
            heading.title = card.title;
        }
    }
    found.sort_by(|(undated, day, one), (other_undated, other_day, other)| {
        let order = other.articles.cmp(&one.articles);
        order
            .then_with(|| (undated, day).cmp(&(other_undated, other_day)))
            .then_with(|| one.id.cmp(&other.id))
    });
    let headings = found.into_iter().map(|(_, _, heading)| heading).collect();
    Ok((headings, days(first.as_deref(), last.as_deref())))
}

/// How many texts the articles are: those of a family are one.
fn texts(shown: &Shown<'_>) -> Result<usize, Error> {
    let (mut families, mut members) = (0, 0);
    shown.visit(Within::Dossier, |family: Family| {
        families += 1;
        members += family.articles.len();
    })?;
    let articles = shown.how_many::<Card>(Within::Dossier)?;
    Ok(articles.saturating_sub(members) + families)
}

//! Which figures answer the same question.
//!
//! Figures are taken in the order of publication, as a reader would meet them; each joins the
//! question that it fits best, or asks a new one. So what later articles say changes nothing of how
//! earlier ones were read, and a question keeps its founder while the pile grows. A figure joins
//! only where nothing keeps it apart from any that has joined (complete linkage of what speaks
//! against it), on the strength of the one that is nearest (single linkage of what speaks for it).

use std::collections::{BTreeMap, BTreeSet};

use super::alignment::Alignment;
use super::asked::{Asked, asked};
use super::link::{Bar, Link, Tie, bar, is_of_part, link, outweighs};
use super::measure::{Joins, are_related, joins};
use super::reading;
use super::share::Share;
use super::side::Side;
use super::value::number;
use super::why::reasons;
use crate::model::{Material, Told};

/// Claims that answer one question.
pub(crate) struct Group<'a> {
    /// The measure of its first claim.
    pub(crate) measure: &'a str,
    /// The claims in the order in which they joined.
    pub(super) asked: Vec<Asked<'a>>,
    /// In the order of their ids.
    pub(crate) claims: Vec<&'a Told>,
    /// Why claims that are put otherwise belong to it.
    pub(crate) why: Vec<String>,
    /// What tied each claim to which, by number in `asked`; none for the first.
    pub(super) ties: Vec<Option<(Tie, usize)>>,
    /// Numbers in `asked`, by article and by value.
    by_article: BTreeMap<&'a str, Vec<usize>>,
    by_value: BTreeMap<u64, Vec<usize>>,
}

/// With so many of its first claims a new one is compared, besides those of its own article and of
/// its value: what a question asks is settled by then, and a large story stays linear.
const MOST: usize = 96;

/// From how much on a figure joins a question.
const ENOUGH: f64 = 1.0;

/// The groups of `told`, which is sorted by id.
pub(crate) fn groups<'a>(told: &[&'a Told], material: &Material<'_>) -> Vec<Group<'a>> {
    let alignment = Alignment::of(told, material);
    let moved = reading::moved(told, &alignment);
    let mut figures = asked(told, &moved, material);
    figures.sort_by_key(|asked| super::rank(asked.told, material));
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut by_unit: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut speakers = Speakers::default();
    for mut asked in figures {
        speakers.resolve(&mut asked);
        let near = by_unit.get(asked.unit).map_or(&[][..], Vec::as_slice);
        match best(&asked, near, &groups, &alignment) {
            Some((at, tie, to)) => {
                speakers.learn(&asked, &groups[at]);
                let known = &groups[at].asked[to];
                if asked.share == Share::Unsaid && known.share == Share::Part {
                    asked.share = Share::Part;
                    asked.places.clone_from(&known.places);
                }
                groups[at].push(asked, Some((tie, to)));
            }
            None => {
                let mut group = Group {
                    measure: asked.measure,
                    asked: Vec::new(),
                    claims: Vec::new(),
                    why: Vec::new(),
                    ties: Vec::new(),
                    by_article: BTreeMap::new(),
                    by_value: BTreeMap::new(),
                };
                by_unit.entry(asked.unit).or_default().push(groups.len());
                group.push(asked, None);
                groups.push(group);
            }
        }
    }
    for group in &mut groups {
        group.claims = group.asked.iter().map(|asked| asked.told).collect();
        group.claims.sort_by(|one, other| one.id.cmp(&other.id));
        group.why = reasons(group, material);
    }
    groups
}

impl<'a> Group<'a> {
    /// Whether it is asked of everybody: most of its claims are of no side and no part.
    fn is_general(&self) -> bool {
        let named = |asked: &&Asked<'_>| asked.side.is_named() || asked.share == Share::Part;
        2 * self.asked.iter().filter(named).count() < self.asked.len()
    }

    fn push(&mut self, asked: Asked<'a>, tie: Option<(Tie, usize)>) {
        let at = self.asked.len();
        self.by_article
            .entry(&asked.told.article)
            .or_default()
            .push(at);
        if let Some(number) = number(asked.figure) {
            self.by_value.entry(number.to_bits()).or_default().push(at);
        }
        self.ties.push(tie);
        self.asked.push(asked);
    }

    /// The claims that `asked` is compared with, in the order in which they joined.
    fn compared(&self, asked: &Asked<'_>) -> Vec<usize> {
        if self.asked.len() <= MOST {
            return (0..self.asked.len()).collect();
        }
        let article = self.by_article.get(asked.told.article.as_str());
        let value = number(asked.figure).and_then(|number| self.by_value.get(&number.to_bits()));
        let beyond = [article, value].into_iter().flatten();
        let beyond = beyond.flat_map(|list| list.iter().take(MOST).copied());
        let all: BTreeSet<usize> = (0..MOST).chain(beyond).collect();
        all.into_iter().collect()
    }

    /// How well `asked` fits, what ties it most and to which claim; `None` where something keeps
    /// it out.
    fn fit(&self, asked: &Asked<'_>, alignment: &Alignment<'_>) -> Option<(f64, Tie, usize)> {
        let compared = self.compared(asked);
        let members = || compared.iter().map(|&at| &self.asked[at]);
        let mut parts = members().filter(|one| one.share == Share::Part).peekable();
        let may_be_part = parts.peek().is_none()
            || asked.share != Share::Unsaid
            || parts.any(|part| is_of_part(asked, part, alignment));
        if !may_be_part {
            return None;
        }
        let bars = || members().map(|member| bar(asked, member));
        let highest = bars().max().unwrap_or(Bar::None);
        if highest == Bar::Sense {
            return None;
        }
        let excused = members()
            .filter(|member| bar(asked, member) <= outweighs(asked, member, alignment))
            .map(|member| outweighs(asked, member, alignment))
            .max()
            .unwrap_or(Bar::None);
        if highest > excused {
            return None;
        }
        let links: Vec<Link> = members()
            .map(|member| link(asked, member, alignment))
            .collect();
        let (nearest, strongest) = links
            .iter()
            .enumerate()
            .rev()
            .max_by(|(_, one), (_, other)| one.good.total_cmp(&other.good))?;
        let worst = if excused == Bar::None {
            links.iter().map(|link| link.bad).fold(0.0, f64::max)
        } else {
            0.0
        };
        let given = match joins(asked.measure) {
            Joins::Tally => 1.0,
            Joins::Narrow => 0.5,
            Joins::Loose => 0.0,
        };
        Some((
            given + strongest.good - worst,
            strongest.tie,
            compared[nearest],
        ))
    }
}

/// The question that `asked` fits best: of equal ones that which is asked of everybody, then that
/// which has most claims, then that which was asked first.
fn best(
    asked: &Asked<'_>,
    near: &[usize],
    groups: &[Group<'_>],
    alignment: &Alignment<'_>,
) -> Option<(usize, Tie, usize)> {
    let may = |measure: &str| measure == asked.measure || are_related(measure, asked.measure);
    let near = near.iter().map(|&at| (at, &groups[at]));
    let fits = near
        .filter(|(_, group)| may(group.measure))
        .filter_map(|(at, group)| {
            let (score, tie, to) = group.fit(asked, alignment)?;
            (score >= ENOUGH).then_some((score, group, at, tie, to))
        });
    let best = fits.max_by(|(score, group, at, ..), (other, than, after, ..)| {
        let size = |group: &Group<'_>| (group.is_general(), group.asked.len());
        score
            .total_cmp(other)
            .then_with(|| size(group).cmp(&size(than)))
            .then_with(|| after.cmp(at))
    });
    best.map(|(_, _, at, tie, to)| (at, tie, to))
}

/// Who "we" and "the enemy" are in each article, once a number has shown it.
#[derive(Default)]
struct Speakers<'a> {
    sides: BTreeMap<(&'a str, bool), Side>,
}

impl<'a> Speakers<'a> {
    fn key(asked: &Asked<'a>) -> Option<(&'a str, bool)> {
        match asked.side {
            Side::Own => Some((asked.told.article.as_str(), true)),
            Side::Enemy => Some((asked.told.article.as_str(), false)),
            _ => None,
        }
    }

    fn resolve(&self, asked: &mut Asked<'a>) {
        let known = Self::key(asked).and_then(|key| self.sides.get(&key));
        if let Some(side) = known {
            asked.side = side.clone();
        }
    }

    fn learn(&mut self, asked: &Asked<'a>, group: &Group<'_>) {
        let named = |asked: &&Asked<'_>| matches!(asked.side, Side::Named(..));
        let side = group.asked.iter().find(named).map(|known| &known.side);
        if let (Some(key), Some(side)) = (Self::key(asked), side) {
            self.sides.entry(key).or_insert_with(|| side.clone());
        }
    }
}

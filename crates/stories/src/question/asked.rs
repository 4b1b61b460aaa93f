//! What a figure is an answer to, as its own article says.

use std::collections::BTreeMap;
use std::ops::Range;

use restated_claims::entity::Sort;
use restated_claims::{Figure, Modality, Polarity};

use super::measure;
use super::population::{self, Kind};
use super::setting::Setting;
use super::share::{Share, is_running, share};
use super::side::{self, Owners, Side};
use super::window::{Day, Window, usual};
use crate::model::{Material, Told};

/// With what force a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Plane {
    /// As what is so, or is said to be: a denied figure answers as well.
    Said,
    /// As what is to come.
    Expected,
    /// As what might be.
    Supposed,
    /// As what somebody asks for.
    Wanted,
}

/// One figure, with what tells which question it answers.
#[derive(Clone, Debug)]
pub(super) struct Asked<'a> {
    pub(super) told: &'a Told,
    pub(super) figure: &'a Figure,
    /// The measure: the claim's own, or that which its number shows.
    pub(super) measure: &'a str,
    /// What shows that it is of another measure than the claim's own.
    pub(super) moved: Option<String>,
    pub(super) unit: &'a str,
    pub(super) kind: Option<Kind>,
    pub(super) side: Side,
    /// Who is counted, as written beside another number that it goes on from: "Five Velmari
    /// soldiers died and 12 were wounded".
    pub(super) of: Option<&'a str>,
    /// Whether nothing is counted in its own words.
    pub(super) elliptic: bool,
    pub(super) status: Option<&'static str>,
    pub(super) role: Option<&'static str>,
    pub(super) share: Share,
    /// Whether it is for more than the place of the event.
    pub(super) everywhere: bool,
    pub(super) plane: Plane,
    /// Whether it is a running total that the article gives beside the number of the event: "since
    /// March 410 have died".
    pub(super) running: bool,
    /// Whether it is told for comparison with a time before: "up from 300 a year earlier".
    pub(super) earlier: bool,
    pub(super) window: Window,
    /// Where: of a part, all the places that its sentence names.
    pub(super) places: Vec<String>,
    /// Whether a word says that it takes the place of another number, or another the place of it.
    pub(super) corrects: bool,
    /// The claim before it in the article that gives a number of the measure.
    pub(super) before: Option<&'a str>,
    pub(super) setting: Setting,
}

/// Words between a number and what says that it is a part.
pub(super) const NEAR: usize = 4;

/// Words between a number and what says how it is counted.
pub(super) const REACH: usize = 9;

/// Words between a number and what says how sure it is: "Suspected infections on the island
/// have doubled within the week, to 340".
const FAR: usize = 16;

/// The figures of `told`. `moved` are those that are of another
/// measure than the claim's own, by id, with what shows it.
pub(super) fn asked<'a>(
    told: &[&'a Told],
    moved: &BTreeMap<&'a str, (&'a str, String)>,
    material: &Material<'_>,
) -> Vec<Asked<'a>> {
    let owners = Owners::of(told, material);
    let usual = usual(material);
    let mut articles: BTreeMap<&str, Vec<&'a Told>> = BTreeMap::new();
    for &told in told {
        articles.entry(&told.article).or_default().push(told);
    }
    let in_each = articles
        .into_values()
        .flat_map(|told| in_article(&told, moved, &owners, usual, material));
    in_each.collect()
}

/// The figures of one article.
fn in_article<'a>(
    told: &[&'a Told],
    moved: &BTreeMap<&'a str, (&'a str, String)>,
    owners: &Owners<'_>,
    usual: Option<Day>,
    material: &Material<'_>,
) -> Vec<Asked<'a>> {
    let beside = beside(told);
    let mut all: Vec<Asked<'a>> = told
        .iter()
        .filter_map(|&one| {
            let figure = one.claim.figure.as_ref()?;
            let setting = setting(one, &beside);
            let (measure, why) = match moved.get(one.id.as_str()) {
                Some((measure, why)) => (*measure, Some(why.clone())),
                None => (figure.measure.as_str(), None),
            };
            let status = measure::is_graded(measure)
                .then(|| setting.nearest("status", FAR, false))
                .flatten();
            let counts_people = population::unit(&figure.unit) == "persons";
            let everywhere =
                setting.opens_with("extent") || setting.nearest("extent", NEAR, true).is_some();
            Some(Asked {
                told: one,
                figure,
                measure,
                moved: why,
                unit: population::unit(&figure.unit),
                kind: counts_people
                    .then(|| figure.counted.as_deref().and_then(population::kind))
                    .flatten(),
                side: side::side(one, &setting, owners, material),
                of: None,
                elliptic: figure.counted.is_none(),
                status: status.map(|found| found.value),
                role: setting
                    .nearest("role", REACH, true)
                    .filter(|_| figure.unit != "times")
                    .map(|found| found.value),
                share: Share::Unsaid,
                everywhere,
                plane: plane(one, measure, &setting),
                running: false,
                earlier: setting
                    .nearest("earlier", NEAR, true)
                    .is_some_and(|found| found.value == "-"),
                window: Window::of(one, &setting, usual, material),
                places: one.claim.place.iter().cloned().collect(),
                corrects: one.claim.polarity == Polarity::Negated
                    || setting.is_before("correction", "-", NEAR),
                before: None,
                setting,
            })
        })
        .collect();
    let order = in_text(&all);
    for &at in &order {
        let before: Vec<&Asked<'a>> = order
            .iter()
            .map(|&other| &all[other])
            .filter(|other| is_before(other, &all[at]))
            .collect();
        let share = share(&all[at], &before, &all);
        let inherited = inherited(&all[at], &all);
        let previous = before.last().map(|previous| previous.told.id.as_str());
        let one = &mut all[at];
        if share == Share::Part {
            one.places.extend(places(one.told, material));
        }
        one.share = share;
        one.before = previous;
        if let Some((side, of)) = inherited {
            one.side = side;
            one.of = of;
        }
    }
    for at in 0..all.len() {
        all[at].running = is_running(&all[at], &all);
    }
    all
}

impl Asked<'_> {
    /// Whether it may count people in general, as far as its words go.
    pub(super) fn is_general(&self) -> bool {
        self.kind.is_none_or(|kind| kind.general)
    }

    /// Whether the word right before the number is `word`.
    pub(super) fn is_behind(&self, word: &str) -> bool {
        let before = self.setting.figure.start.checked_sub(1);
        before.is_some_and(|at| self.setting.words[at].lower == word)
    }

    /// Whether both claims stand in one sentence.
    pub(super) fn beside(&self, other: &Self) -> bool {
        self.told.article == other.told.article
            && self.told.claim.sentence == other.told.claim.sentence
    }
}

/// Article, and where a sentence begins in it.
type Place<'a> = (&'a str, usize);

/// The spans of the figures of each sentence.
fn beside<'a>(told: &[&'a Told]) -> BTreeMap<Place<'a>, Vec<Range<usize>>> {
    let mut beside: BTreeMap<Place<'a>, Vec<Range<usize>>> = BTreeMap::new();
    // "tripled in three days to 340": a ratio stands between nothing.
    let stands = |told: &&&Told| {
        let figure = told.claim.figure.as_ref();
        figure.is_some_and(|figure| figure.unit != "times")
    };
    for told in told.iter().filter(stands) {
        let claim = &told.claim;
        beside
            .entry((told.article.as_str(), claim.sentence.start))
            .or_default()
            .push(claim.span.clone());
    }
    beside
}

fn setting(told: &Told, beside: &BTreeMap<Place<'_>, Vec<Range<usize>>>) -> Setting {
    let claim = &told.claim;
    let from = claim.sentence.start;
    let inside =
        |span: &Range<usize>| span.start.saturating_sub(from)..span.end.saturating_sub(from);
    let others: Vec<Range<usize>> = beside
        .get(&(told.article.as_str(), from))
        .into_iter()
        .flatten()
        .filter(|span| **span != claim.span)
        .map(inside)
        .collect();
    Setting::new(&told.sentence, &inside(&claim.span), &others)
}

/// Indices by article, then place.
fn in_text(all: &[Asked<'_>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&at| {
        let told = all[at].told;
        (
            &told.article,
            told.claim.span.start,
            told.claim.span.end,
            &told.id,
        )
    });
    order
}

/// Whether `other` stands before `one` in its article and gives a number of its measure and unit.
fn is_before(other: &Asked<'_>, one: &Asked<'_>) -> bool {
    other.told.article == one.told.article
        && other.told.claim.span.start < one.told.claim.span.start
        && other.measure == one.measure
        && other.unit == one.unit
}

/// Whom a number without a noun counts: those of the number before it in the sentence.
fn inherited<'a>(one: &Asked<'a>, all: &[Asked<'a>]) -> Option<(Side, Option<&'a str>)> {
    let may = one.elliptic && one.side == Side::Unsaid && one.unit == "persons";
    let nearest = all
        .iter()
        .filter(|other| other.beside(one) && other.unit == one.unit)
        .filter(|other| other.told.claim.span.end <= one.told.claim.span.start)
        .max_by_key(|other| other.told.claim.span.start);
    let nearest = nearest.filter(|_| may)?;
    let of = nearest.figure.counted.as_deref().or(nearest.of);
    Some((nearest.side.clone(), of))
}

fn plane(told: &Told, measure: &str, setting: &Setting) -> Plane {
    let wanted = measure != "requested"
        && setting
            .nearest("wanted", NEAR, true)
            .is_some_and(|found| found.value == "-");
    match told.claim.modality {
        Modality::Hypothetical => Plane::Supposed,
        // "it was feared that 200 could have died"
        Modality::Unverified if setting.has("supposed", "-", NEAR) => Plane::Supposed,
        _ if wanted => Plane::Wanted,
        Modality::Expected if !measure::is_planned(measure) => Plane::Expected,
        _ => Plane::Said,
    }
}

/// The places that the sentence of `told` names.
fn places(told: &Told, material: &Material<'_>) -> Vec<String> {
    let is_place = |sort: Sort| matches!(sort, Sort::Place | Sort::Government);
    told.mentions
        .iter()
        .filter_map(|mention| material.entities.get(mention.entity))
        .filter(|entity| is_place(entity.sort))
        .map(|entity| entity.name.clone())
        .collect()
}

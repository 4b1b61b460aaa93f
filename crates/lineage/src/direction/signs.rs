//! The signs that one text is the child of another.

use super::weights::*;
use super::zone::Zone;
use super::{authors, later};
use crate::marks::{self, Caveat};
use crate::when::Lag;
use crate::{About, Place, publisher};

/// A sign that a text is the child.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sign {
    /// See [`super::weights`].
    pub(super) weight: f64,
    /// In words for readers, said of the child.
    pub(super) why: String,
    /// It names the parent's outlet.
    pub(super) names: bool,
}

impl Lag {
    /// Whether whoever is that much later cannot be the parent. Clocks and time stamps of pages
    /// are off by less.
    pub(crate) fn rules_out(&self) -> bool {
        match *self {
            Self::Days(_) | Self::Sometime => true,
            Self::Minutes(minutes) => minutes >= 60,
        }
    }
}

/// What speaks for `child` having its text from `parent`, weightiest first. `shares` are how much
/// of the child and of the parent is shared.
pub(super) fn signs(child: &Zone<'_>, parent: &Zone<'_>, shares: (f64, f64)) -> Vec<Sign> {
    let mut signs = Vec::new();
    let mut add = |weight: f64, why: String| {
        signs.push(Sign {
            weight,
            why,
            names: false,
        });
    };
    if let Some(lag) = later(child.entry, parent.entry) {
        let weight = match lag {
            Lag::Days(_) | Lag::Sometime => DAYS_LATER,
            Lag::Minutes(minutes) if minutes >= 60 => HOURS_LATER,
            Lag::Minutes(_) => MINUTES_LATER,
        };
        add(weight, format!("was published {lag} later"));
    }
    let scale = comparable(child.entry.about, parent.entry.about);
    lost_words(child, parent, &mut |weight, why| add(weight * scale, why));
    lost_caveats(child, parent, &mut |weight, why| add(weight * scale, why));
    lost_frame(child, parent, shares, &mut add);
    let doubled = |zone: &Zone<'_>| {
        let doubled = zone.entry.record.marks.doubled.iter();
        doubled
            .filter(|words| zone.hull.contains(&words.start))
            .count()
    };
    if doubled(child) > doubled(parent) {
        add(DOUBLED, "says some of its sentences twice".to_owned());
    }
    match named(child, parent.entry.about) {
        Some(sign) => signs.push(sign),
        None => signs.extend(lost_origin(child, parent)),
    }
    signs.retain(|sign| sign.weight > 0.0);
    signs.sort_by(|one, other| {
        other
            .weight
            .total_cmp(&one.weight)
            .then_with(|| one.why.cmp(&other.why))
    });
    signs
}

/// The child names the parent's outlet.
fn named(child: &Zone<'_>, parent: &About) -> Option<Sign> {
    let sign = |weight, why| Sign {
        weight,
        why,
        names: true,
    };
    if publisher::same_house(child.entry.about, parent) {
        return None;
    }
    let marks = child.entry.record.marks.named.iter();
    let marks = marks.filter(|named| publisher::names(parent, &named.name));
    let marks = marks.map(|named| {
        let name = &named.name;
        let weight = beside(child, named.at.start);
        match named.place {
            Place::Dateline => sign(NAMES, format!("names {name} in its dateline")),
            Place::Left => sign(NAMES, format!("a notice of {name} was left in its text")),
            Place::Signed => sign(weight, format!("is signed “{name}”")),
            Place::Told => sign(weight, format!("says what was told to {name}")),
            Place::Unverified => sign(weight, format!("says what {name} could not verify")),
            Place::Link => sign(MENTIONS, format!("links to {name}")),
        }
    });
    let credits = child.entry.about.credits.iter();
    let credits = credits.filter(|credit| publisher::names(parent, &credit.outlet));
    let credits = credits.map(|credit| {
        let weight = credit
            .at
            .as_ref()
            .map_or(NAMES, |at| beside(child, at.start));
        sign(
            weight,
            format!("names {} as its origin: “{}”", credit.outlet, credit.words),
        )
    });
    // Where several say it, the first of the weightiest.
    marks.chain(credits).reduce(|best, next| {
        if next.weight > best.weight {
            next
        } else {
            best
        }
    })
}

/// What a name at this word weighs.
fn beside(child: &Zone<'_>, at: u32) -> f64 {
    if child.holds(at) || child.hull.contains(&at) {
        NAMES
    } else {
        MENTIONS
    }
}

/// The parent names itself, or another author, where the child names neither.
fn lost_origin(child: &Zone<'_>, parent: &Zone<'_>) -> Option<Sign> {
    let about = parent.entry.about;
    let one_house = publisher::same_house(child.entry.about, about);
    let own = parent.entry.record.marks.named.iter().find(|named| {
        matches!(
            named.place,
            Place::Told | Place::Unverified | Place::Dateline | Place::Signed
        ) && (parent.holds(named.at.start)
            || named.place == Place::Unverified && parent.hull.contains(&named.at.start))
            && publisher::calls_itself(about, &named.name)
    });
    let sign = |weight, why| Sign {
        weight,
        why,
        names: false,
    };
    if let Some(own) = own.filter(|_| !one_house) {
        let name = &own.name;
        let what = match own.place {
            Place::Told => {
                format!("no longer says what was told to {name}, which the other names as itself")
            }
            Place::Unverified => format!("leaves out what {name} says there of its own checks"),
            _ => format!("leaves out “{name}”, by which the other marks the report as its own"),
        };
        return Some(sign(LOST_ORIGIN, what));
    }
    let author = authors(parent.entry)
        .into_iter()
        .find(|name| !publisher::calls_itself(child.entry.about, name))?;
    Some(sign(
        OTHER_AUTHOR,
        format!("the other has it from {author}, whom this does not name"),
    ))
}

/// How far counts of words can be compared: not at all with a language that has no lists, and half
/// across languages, whose lists differ.
fn comparable(child: &About, parent: &About) -> f64 {
    let language = |about: &About| marks::language(about.language.as_deref());
    let (one, other) = (language(child), language(parent));
    match one == other {
        true => 1.0,
        false if marks::is_read(&one) && marks::is_read(&other) => ACROSS_LANGUAGES,
        false => 0.0,
    }
}

/// How many standard deviations `had` lies above `has`, were both counts of one rate (Poisson).
fn deviations(had: usize, has: usize) -> f64 {
    let (had, has) = (had as f64, has as f64);
    ((had - has) / (had + has).sqrt().max(1.0)).min(MOST_LOST)
}

/// Dates, attributions, roles and hedges that the parent has and the child has not.
fn lost_words(child: &Zone<'_>, parent: &Zone<'_>, add: &mut dyn FnMut(f64, String)) {
    let (of_child, of_parent) = (&child.entry.record.marks, &parent.entry.record.marks);
    let mut lost = Vec::new();
    let mut weight = 0.0;
    for (had, has, each, one, many) in [
        (
            &of_parent.dates,
            &of_child.dates,
            LOST_WORDS,
            "date",
            "dates",
        ),
        (
            &of_parent.attributions,
            &of_child.attributions,
            LOST_WORDS,
            "attribution",
            "attributions",
        ),
        (
            &of_parent.roles,
            &of_child.roles,
            LOST_SHADES,
            "title of a source",
            "titles of sources",
        ),
        (
            &of_parent.hedges,
            &of_child.hedges,
            LOST_SHADES,
            "qualifier",
            "qualifiers",
        ),
    ] {
        let (had, has) = (parent.count(had), child.count(has));
        if had > has {
            weight += each * deviations(had, has);
            let count = had - has;
            lost.push(format!("{count} {}", if count == 1 { one } else { many }));
        }
    }
    if let Some(last) = lost.pop() {
        let list = match lost.is_empty() {
            true => last,
            false => format!("{} and {last}", lost.join(", ")),
        };
        add(weight, format!("has lost {list} that the other has"));
    }
}

/// Caveats between the first and the last shared words that are gone.
fn lost_caveats(child: &Zone<'_>, parent: &Zone<'_>, add: &mut dyn FnMut(f64, String)) {
    let within = |zone: &Zone<'_>| -> Vec<Caveat> {
        let caveats = zone.entry.record.marks.caveats.iter();
        caveats
            .filter(|caveat| zone.hull.contains(&caveat.at))
            .cloned()
            .collect()
    };
    let (had, mut has) = (within(parent), within(child));
    let kept = has.len();
    if had.len() <= kept {
        return;
    }
    let mut lost: Vec<&str> = Vec::new();
    for caveat in &had {
        match has.iter().position(|kept| kept.words == caveat.words) {
            Some(kept) => {
                has.remove(kept);
            }
            None => lost.push(&caveat.words),
        }
    }
    let count = had.len() - kept;
    let weight = LOST_CAVEAT * (2.0 - 0.5_f64.powi(count as i32 - 1));
    let quoted = lost
        .iter()
        .map(|words| format!("“{words}”"))
        .collect::<Vec<_>>();
    // Of caveats put in other words nobody can say which of them is gone.
    let why = match (lost.len() == count, count) {
        (true, 1) => format!("the caveat {} is gone", quoted.join("")),
        (true, _) => format!("the caveats {} are gone", quoted.join(", ")),
        (false, 1) => "has lost a caveat that the other has".to_owned(),
        (false, _) => format!("has lost {count} caveats that the other has"),
    };
    add(weight, why);
}

/// The dateline before the report, and its end.
fn lost_frame(
    child: &Zone<'_>,
    parent: &Zone<'_>,
    shares: (f64, f64),
    add: &mut dyn FnMut(f64, String),
) {
    let (of_child, of_parent) = (&child.entry.record.marks, &parent.entry.record.marks);
    let begins = parent.hull.start == 0;
    let own = authors(parent.entry).is_empty();
    if begins && own && of_parent.dateline.is_some() && of_child.dateline.is_none() {
        add(
            LOST_DATELINE,
            "the dateline of the other is gone".to_owned(),
        );
    }
    let whole = shares.0 >= 0.9 && child.hull.start == 0;
    let goes_on = begins && shares.1 <= 0.8 && parent.hull.end < of_parent.words;
    if whole && goes_on {
        add(BREAKS_OFF, "breaks off where the other goes on".to_owned());
    }
}

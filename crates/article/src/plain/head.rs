//! Title, byline, outlet and date: what stands above and below the article.

use rustc_hash::FxHashSet;

use super::blocks::Block;
use super::features::Feature;
use super::form::{Form, form};
use super::written_date;
use super::zones::{Model, Zone};
use crate::furniture::{FunctionWords, Lexicon, fold_words, words};
use crate::model::Dated;

/// Categories whose label makes a closing paragraph one about the publisher.
const CLOSING: [&str; 5] = ["about", "contact", "tags", "credit", "legal"];

/// Takes the last paragraphs out of the article where a label says that they
/// are about somebody who speaks there: `About Orrin Lamps: …`, `Contact: …`.
pub(super) fn drop_closing_notes(blocks: &[Block], zones: &mut [Zone]) {
    while let Some(last) = zones.iter().rposition(|zone| *zone == Zone::Body) {
        let form = form(&blocks[last].text);
        let colon = blocks[last].text.find(':').unwrap_or(0);
        let label: Vec<_> = form
            .words
            .iter()
            .take_while(|word| word.end <= colon)
            .cloned()
            .collect();
        let hits = Lexicon::get().look_up(&label, label.len());
        if !form.label || !CLOSING.iter().any(|category| hits.has(category)) {
            return;
        }
        zones[last] = Zone::Tail;
    }
}

/// Heads of at most this many lines are no page's menus.
const SHORT_HEAD: usize = 6;

/// A paragraph right above the title is the standfirst: the article uses its
/// words again, or nothing but a letterhead stands there.
pub(super) fn keep_standfirst(blocks: &[Block], zones: &mut [Zone], title: usize) {
    let key = fold_words(&blocks[title].text);
    let twins = (0..title)
        .rev()
        .take_while(|at| fold_words(&blocks[*at].text) == key)
        .count();
    let Some(at) = (title - twins).checked_sub(1) else {
        return;
    };
    let form = form(&blocks[at].text);
    if zones[at] != Zone::Head || !form.sentence || !form.hits.is_empty() {
        return;
    }
    let told: FxHashSet<String> = (0..blocks.len())
        .filter(|other| zones[*other] == Zone::Body || *other == title)
        .flat_map(|other| words(&blocks[other].text))
        .map(|word| word.folded)
        .collect();
    let table = FunctionWords::get();
    let content: Vec<_> = form
        .words
        .iter()
        .filter(|w| !table.contains(&w.folded))
        .collect();
    let echoed = content
        .iter()
        .filter(|word| told.contains(&word.folded))
        .count();
    if echoed * 3 >= content.len() || title <= SHORT_HEAD {
        zones[at] = Zone::Body;
    }
}

/// A label with nothing behind it (`Date:`) says nothing wherever it stands.
pub(super) fn drop_empty_labels(blocks: &[Block], zones: &mut [Zone]) {
    for (block, zone) in blocks.iter().zip(zones) {
        if *zone == Zone::Body && form(&block.text).is_empty_label() {
            *zone = Zone::Inset;
        }
    }
}

/// How many lines above the article may hold a headline that the model did not
/// take for one, and how much less likely than furniture it may be.
const NEAR: usize = 8;
const DOUBT: f32 = 6.0;

/// The block that is the headline: of those the model takes for one and that
/// have its form, the last before the article, or else the first; then the
/// likeliest of the few lines above the article that have the form of one; then
/// whatever the model takes for one.
pub(super) fn title(
    blocks: &[Block],
    features: &[Vec<Feature>],
    zones: &[Zone],
    model: &Model,
) -> Option<usize> {
    let start = zones.iter().position(|zone| *zone == Zone::Body)?;
    let fits = |at: usize| {
        let form = form(&blocks[at].text);
        // The first line, if it is a name, is the masthead.
        may_be_headline(&form) && !(at == 0 && is_name(&form))
    };
    let doubt = |at: usize| {
        let scores = model.scores(&features[at]);
        scores[Zone::Head as usize] - scores[Zone::Title as usize]
    };
    let titles: Vec<usize> = (0..blocks.len())
        .filter(|at| zones[*at] == Zone::Title && words(&blocks[*at].text).len() >= 2)
        .collect();
    let above = titles.iter().rev().filter(|at| **at < start);
    let near = (start.saturating_sub(NEAR)..start).filter(|at| fits(*at));
    above
        .chain(&titles)
        .copied()
        .find(|at| fits(*at))
        .or_else(|| {
            near.map(|at| (at, doubt(at)))
                .filter(|(_, doubt)| *doubt < DOUBT)
                .min_by(|a, b| a.1.total_cmp(&b.1))
                .map(|(at, _)| at)
        })
        .or_else(|| titles.first().copied())
}

fn may_be_headline(form: &Form) -> bool {
    let labelled_date = form.date_part && form.label;
    (2..=25).contains(&form.words.len())
        && form.bars == 0
        && !form.date_whole
        && !labelled_date
        && !form.is_empty_label()
}

/// Takes the headline out of the article where it is said again there.
pub(super) fn drop_title_repeats(blocks: &[Block], zones: &mut [Zone], title: usize) {
    let key = fold_words(&blocks[title].text);
    for (block, zone) in blocks.iter().zip(zones) {
        if *zone == Zone::Body && fold_words(&block.text) == key {
            *zone = Zone::Inset;
        }
    }
}

/// The blocks above the article's third paragraph that are no part of it.
fn above<'a>(
    blocks: &'a [Block],
    zones: &'a [Zone],
    title: Option<usize>,
) -> impl Iterator<Item = (usize, &'a Block)> {
    blocks
        .iter()
        .enumerate()
        .zip(zones)
        .scan(0, |told, ((at, block), zone)| {
            // A standfirst may stand above the title or the byline.
            *told += usize::from(*zone == Zone::Body);
            (*told < 3).then_some((at, block, *zone))
        })
        .filter(move |(at, _, zone)| Some(*at) != title && *zone != Zone::Body)
        .map(|(at, block, _)| (at, block))
}

/// When it was published, where one line above the article is nothing but a
/// date, or a label stands before the date. Two different dates say nothing.
pub(super) fn published(blocks: &[Block], zones: &[Zone]) -> Option<Dated> {
    let mut found: Vec<(bool, String)> = Vec::new();
    for (block, zone) in blocks.iter().zip(zones) {
        if *zone == Zone::Body || block.text.len() > 200 {
            continue;
        }
        for date in written_date::dates(&block.text) {
            if let Some(labelled) = publication_label(&block.text, date.range.start, *zone) {
                found.push((labelled, date.edtf));
            }
        }
    }
    let labelled = found.iter().any(|(labelled, _)| *labelled);
    if found.is_empty() {
        found.extend(greeting(blocks, zones).map(|edtf| (false, edtf)));
    }
    found.retain(|(l, _)| *l == labelled);
    let (_, first) = found.first()?;
    found.iter().all(|(_, edtf)| edtf == first).then(|| Dated {
        edtf: first.clone(),
        from: "text".to_owned(),
    })
}

/// A newsletter says what day it is when it greets: "It is Thursday, 9 May 2031".
fn greeting(blocks: &[Block], zones: &[Zone]) -> Option<String> {
    let body = blocks
        .iter()
        .zip(zones)
        .filter(|(_, zone)| **zone == Zone::Body);
    body.take(2).find_map(|(block, _)| {
        let date = written_date::dates(&block.text).into_iter().next()?;
        let before = words(&block.text[..date.range.start]);
        let [.., it, is, weekday] = before.as_slice() else {
            return None;
        };
        let says = matches!(it.folded.as_str(), "it" | "today") && is.folded == "is";
        (says && written_date::is_weekday(&weekday.folded)).then_some(date.edtf)
    })
}

const PUBLISHED: [&str; 12] = [
    "published",
    "issued",
    "posted",
    "released",
    "date",
    "dated",
    "publicado",
    "publié",
    "veröffentlicht",
    "on",
    "created",
    "filed",
];
const CHANGED: [&str; 7] = [
    "updated",
    "update",
    "modified",
    "revised",
    "reviewed",
    "actualizado",
    "edited",
];

/// Whether the date at byte `at` is one of publication: `Some(true)` by its
/// label, `Some(false)` by its place, `None` if it is not.
fn publication_label(line: &str, at: usize, zone: Zone) -> Option<bool> {
    // The label is the nearest one before the date: "Published … | Updated …".
    let before = words(&line[..at]);
    let label = before.iter().rev().find_map(|word| {
        let word = word.folded.as_str();
        let published = PUBLISHED.contains(&word) && word != "on";
        (published || CHANGED.contains(&word)).then_some(published)
    });
    match label {
        Some(published) => (published && before.len() <= 6).then_some(true),
        None => (zone == Zone::Head && form(line).date_whole).then_some(false),
    }
}

const BY: [&str; 10] = [
    "by",
    "words by",
    "words",
    "written by",
    "story by",
    "text by",
    "author",
    "posted by",
    "por",
    "von",
];

/// Authors: lines above the article that begin with "By" or the like.
pub(super) fn byline(blocks: &[Block], zones: &[Zone], title: Option<usize>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (_, block) in above(blocks, zones, title) {
        let line = block.text.as_str();
        let words = words(line);
        let Some(label) = BY
            .iter()
            .map(|by| by.split(' ').count())
            .zip(BY)
            .rev()
            .find(|(count, by)| {
                let start: Vec<_> = words
                    .iter()
                    .take(*count)
                    .map(|w| w.folded.as_str())
                    .collect();
                start.join(" ") == *by
            })
        else {
            continue;
        };
        let Some(after) = words.get(label.0 - 1) else {
            continue;
        };
        for name in names_in(&line[after.end..]) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if !names.is_empty() {
            break;
        }
    }
    names
}

/// Names in the rest of a byline: split at commas and "and", up to the first
/// part that is none.
fn names_in(rest: &str) -> Vec<String> {
    let rest = rest.trim_start_matches([':', ' ']);
    let rest = rest
        .split(['|', '·', '•', '(', '\t', ';'])
        .next()
        .unwrap_or("");
    let mut names = Vec::new();
    for part in rest.split(',').flat_map(|part| part.split(" and ")) {
        let part = part.trim().trim_end_matches('.');
        let own = words(part);
        let is_name = (1..=5).contains(&own.len())
            && own.iter().all(|w| {
                w.upper
                    || matches!(
                        w.folded.as_str(),
                        "de" | "van" | "von" | "der" | "la" | "bin" | "al"
                    )
            })
            && !part.contains(|c: char| c.is_ascii_digit());
        if !is_name {
            break;
        }
        names.push(part.to_owned());
    }
    names
}

/// Who publishes it: the rest of a line that says the title and one thing more
/// (`Title | Orrin Mirror`), the masthead, or the holder in the copyright line.
pub(super) fn outlet(blocks: &[Block], zones: &[Zone], title: Option<usize>) -> Option<String> {
    title
        .and_then(|title| site_suffix(blocks, title))
        .or_else(|| masthead(blocks, zones, title))
        .or_else(|| copyright_holder(blocks, zones))
}

const SEPARATORS: [&str; 5] = [" | ", " - ", " – ", " — ", " :: "];

fn site_suffix(blocks: &[Block], title: usize) -> Option<String> {
    let own = blocks[title].text.as_str();
    blocks
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != title)
        .find_map(|(_, block)| {
            let rest = block.text.strip_prefix(own)?;
            let site = SEPARATORS
                .iter()
                .find_map(|mark| rest.strip_prefix(mark))?
                .trim();
            is_name(&form(site)).then(|| site.to_owned())
        })
}

/// A name of one to seven words, none of them page furniture.
fn is_name(form: &Form) -> bool {
    (1..=7).contains(&form.words.len())
        && form.hits.is_empty()
        && !form.date_part
        && form.bars == 0
        && form.ending != super::form::Ending::Stop
        && form.digit_share == 0.0
        && (form.caps || form.capitalised_share > 0.99)
}

/// The first line, if it reads as a name and the text uses that name again or
/// it is set in capitals.
fn masthead(blocks: &[Block], zones: &[Zone], title: Option<usize>) -> Option<String> {
    let (at, block) = above(blocks, zones, title).next()?;
    if at > 0 || title.is_none() {
        return None;
    }
    // "The Orrin Mirror - News from the harbour": the motto is no part of it.
    let name = SEPARATORS
        .iter()
        .find_map(|mark| block.text.split_once(mark))
        .map_or(block.text.as_str(), |(name, _)| name)
        .trim();
    let form = form(name);
    let key = fold_words(name);
    let bare = key.strip_prefix("the ").unwrap_or(&key);
    let again = blocks
        .iter()
        .skip(1)
        .any(|other| fold_words(&other.text).contains(bare));
    (is_name(&form) && (again || form.caps || name.len() < block.text.len())).then(|| {
        if form.caps {
            title_case(name)
        } else {
            name.to_owned()
        }
    })
}

/// `THE ORRIN MIRROR` as `The Orrin Mirror`. A lone word may be an acronym and
/// stays.
fn title_case(name: &str) -> String {
    let parts: Vec<_> = name.split(' ').collect();
    if parts.len() < 2 {
        return name.to_owned();
    }
    let small = ["OF", "AND", "FOR", "IN", "ON", "DE", "DEL", "LA"];
    let cased = parts.iter().enumerate().map(|(at, part)| {
        let mut chars = part.chars();
        let first = chars.next().map(String::from).unwrap_or_default();
        match at > 0 && small.contains(part) || part.is_empty() {
            true => part.to_lowercase(),
            false => first + &chars.as_str().to_lowercase(),
        }
    });
    let mut joined: Vec<String> = cased.collect();
    if let Some(at) = parts
        .iter()
        .position(|part| *part == "THE")
        .filter(|at| *at > 0)
    {
        joined[at] = "the".to_owned();
    }
    joined.join(" ")
}

/// `© 2031 Orrin Mirror. All rights reserved.`
fn copyright_holder(blocks: &[Block], zones: &[Zone]) -> Option<String> {
    blocks
        .iter()
        .zip(zones)
        .filter(|(_, zone)| **zone != Zone::Body)
        .find_map(|(block, _)| {
            let after = block.text.split_once('©').map(|(_, rest)| rest)?;
            let after = after.trim_start_matches(|c: char| !c.is_alphabetic());
            let name = after.split(['.', '|', ',', '·']).next()?.trim();
            is_name(&form(name)).then(|| name.to_owned())
        })
}

#[cfg(test)]
mod tests {
    use super::super::blocks::blocks;
    use super::*;
    use Zone::{Body, Head, Tail, Title};

    const PAGE: &str = "The Orrin Mirror - News from the harbour\n\
        Ferry found off Orrin Head\n\
        By Ada Reed and Tom de Vries, harbour correspondent\n\
        Published Friday, 9 May 2031 | Updated 10 May 2031\n\
        Ferry found off Orrin Head\n\
        The ferry was found on Friday.\n\
        © 2031 Mirror Harbour Press. All rights reserved.";

    #[test]
    fn the_head_is_read() {
        let blocks = blocks(PAGE);
        let mut zones = vec![Head, Title, Head, Head, Body, Body, Tail];
        let features = vec![Vec::new(); blocks.len()];
        let title = title(&blocks, &features, &zones, &Model::blank());
        assert_eq!(title, Some(1));
        drop_title_repeats(&blocks, &mut zones, 1);
        assert_eq!(zones[4], Zone::Inset);
        assert_eq!(byline(&blocks, &zones, title), ["Ada Reed", "Tom de Vries"]);
        assert_eq!(
            outlet(&blocks, &zones, title).as_deref(),
            Some("The Orrin Mirror")
        );
        assert_eq!(
            published(&blocks, &zones).map(|d| d.edtf).as_deref(),
            Some("2031-05-09")
        );
        assert_eq!(
            copyright_holder(&blocks, &zones).as_deref(),
            Some("Mirror Harbour Press")
        );
    }

    #[test]
    fn a_greeting_dates_a_newsletter() {
        let text = "Good morning. It is Friday, 9 May 2031, and the tide is out.";
        assert_eq!(
            published(&blocks(text), &[Body]).map(|d| d.edtf).as_deref(),
            Some("2031-05-09")
        );
        let told = "The board met on Friday, 9 May 2031, and rose at noon.";
        assert_eq!(published(&blocks(told), &[Body]), None);
    }

    #[test]
    fn closing_notes_go_and_a_standfirst_above_the_title_stays() {
        let text = "A ferry that nobody missed for five hours is found off the head.\n\
            Ferry found off Orrin Head\n\
            The ferry was found off the head on Friday, and nobody was hurt.\n\
            About Orrin Lamps: with 40 keepers, Orrin Lamps keeps the lamps of Orrin.\n\
            Contact: the keeper of the lamps, Orrin Head.";
        let blocks = blocks(text);
        let mut zones = vec![Head, Title, Body, Body, Body];
        drop_closing_notes(&blocks, &mut zones);
        keep_standfirst(&blocks, &mut zones, 1);
        assert_eq!(zones, [Body, Title, Body, Tail, Tail]);
    }

    #[test]
    fn a_masthead_is_no_title_where_a_line_below_may_be_one() {
        let blocks = blocks(
            "ORRIN LAMP BOARD\nReport No. 12 on the lamps\nThe lamp went out at nine, the board said.",
        );
        let features = vec![Vec::new(); 3];
        assert_eq!(
            title(&blocks, &features, &[Title, Head, Body], &Model::blank()),
            Some(1)
        );
    }

    #[test]
    fn a_date_without_label_or_place_is_no_publication_date() {
        let blocks =
            blocks("Ferry found\nUpdated 9 May 2031\nThe ferry sank.\nTides for 11 May 2031");
        assert_eq!(published(&blocks, &[Title, Head, Body, Tail]), None);
    }

    #[test]
    fn the_site_behind_the_title_is_the_outlet() {
        let blocks = blocks("Ferry found | Orrin Mirror\nFerry found\nThe ferry sank.");
        assert_eq!(
            outlet(&blocks, &[Head, Title, Body], Some(1)).as_deref(),
            Some("Orrin Mirror")
        );
    }

    #[test]
    fn capitals_are_set_as_a_name() {
        assert_eq!(title_case("THE MIRROR OF ORRIN"), "The Mirror of Orrin");
        assert_eq!(title_case("OMB"), "OMB");
    }
}

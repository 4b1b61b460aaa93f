//! Byline, outlet and date: what stands above and below the article.

use super::blocks::Block;
use super::form::{Ending, Form, form};
use super::written_date;
use super::zones::Zone;
use crate::furniture::{fold_words, words};
use crate::metadata::names;
use crate::model::Dated;
use crate::upstream::reads_as_outlet;

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
        for date in written_date::written(&block.text) {
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
        let date = written_date::written(&block.text).into_iter().next()?;
        let before = words(&block.text[..date.range.start]);
        let [.., it, is, weekday] = before.as_slice() else {
            return None;
        };
        let says = matches!(it.folded.as_str(), "it" | "today") && is.folded == "is";
        (says && written_date::is_weekday(&weekday.folded)).then_some(date.edtf)
    })
}

/// A line of names and a date above the article has at most this many words.
const IMPRINT: usize = 14;

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
        None => {
            let form = form(line);
            // "By Ada Reed 9 May 2031, 18:40" is a line of that kind too.
            let ends = form.words.len() <= IMPRINT && written_date::ends_in_date(line);
            (zone == Zone::Head && (form.date_whole || ends)).then_some(false)
        }
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

/// Authors: lines above the article that begin with "By" or the like, or a name
/// under the title.
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
        for name in names::byline(&line[after.end..]) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if !names.is_empty() {
            return names;
        }
    }
    // Reader views set the name alone right under the title.
    let under = title.and_then(|title| blocks.get(title + 1).zip(zones.get(title + 1)));
    under
        .filter(|(block, zone)| **zone != Zone::Body && is_person(&form(&block.text)))
        .map(|(block, _)| block.text.clone())
        .into_iter()
        .collect()
}

/// Names in the rest of a byline: split at commas and "and", up to the first
/// part that is none.
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

/// A name that may be a person's: two or three words, not in capitals, and not
/// an outlet's.
pub(super) fn is_person(form: &Form) -> bool {
    (2..=3).contains(&form.words.len())
        && is_name(form)
        && !form.caps
        && form.words.iter().all(|word| word.upper)
        && form.ending == Ending::Open
        && !reads_as_outlet(&form.words)
}

/// A name of one to seven words, none of them page furniture.
pub(super) fn is_name(form: &Form) -> bool {
    (1..=7).contains(&form.words.len())
        && form.hits.is_empty()
        && !form.date_part
        && form.bars == 0
        && form.ending != Ending::Stop
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
        let zones = [Head, Title, Head, Head, Zone::Inset, Body, Tail];
        let title = Some(1);
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
    fn a_name_alone_under_the_title_is_the_byline() {
        let under = |line: &str| {
            byline(
                &blocks(&format!("Ferry found\n{line}\nIt sank.")),
                &[Title, Head, Body],
                Some(0),
            )
        };
        assert_eq!(under("Ada Reed"), ["Ada Reed"]);
        assert_eq!(under("Halm Radio"), [""; 0]);
        assert_eq!(under("Harbour and tides"), [""; 0]);
    }

    #[test]
    fn a_line_of_names_and_a_date_above_the_article_dates_it() {
        let blocks = blocks("By Ada Reed, Orrin 9 May 2031, 18:40\nThe ferry sank.");
        let found = published(&blocks, &[Head, Body]).map(|d| d.edtf);
        assert_eq!(found.as_deref(), Some("2031-05-09"));
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

//! The title, and what goes with the article or not by its place around it.

use rustc_hash::FxHashSet;

use super::asides::{is_call, is_closing_note};
use super::blocks::Block;
use super::features::Feature;
use super::form::{Ending, Form, form};
use super::imprint::{is_name, is_person};
use super::zones::{Model, Zone};
use crate::furniture::{FunctionWords, fold_words, words};

/// Takes short lines that call upon the reader out of the article.
pub(super) fn drop_calls(blocks: &[Block], zones: &mut [Zone]) {
    for (block, zone) in blocks.iter().zip(zones) {
        if *zone == Zone::Body && is_call(&block.text) {
            *zone = Zone::Inset;
        }
    }
}

/// Takes the last paragraphs out of the article where they are notes about who speaks there.
pub(super) fn drop_closing_notes(blocks: &[Block], zones: &mut [Zone]) {
    while let Some(last) = zones.iter().rposition(|zone| *zone == Zone::Body) {
        if !is_closing_note(&blocks[last].text) {
            return;
        }
        zones[last] = Zone::Tail;
    }
}

/// The words of the article, and of its title.
fn told(blocks: &[Block], zones: &[Zone], title: usize) -> FxHashSet<String> {
    (0..blocks.len())
        .filter(|at| zones[*at] == Zone::Body || *at == title)
        .flat_map(|at| words(&blocks[at].text))
        .map(|word| word.folded)
        .collect()
}

/// Share of the content words of a line that are among those `told`.
fn echo(form: &Form, told: &FxHashSet<String>) -> f32 {
    let table = FunctionWords::get();
    let content = || {
        form.words
            .iter()
            .filter(|word| !table.contains(&word.folded))
    };
    let echoed = content().filter(|word| told.contains(&word.folded)).count();
    echoed as f32 / content().count().max(1) as f32
}

/// What the model took for a headline and is none belongs to the article if it
/// ends in a comma (`Dear members,`); the writer's name under the title does not.
pub(super) fn settle_neighbours(blocks: &[Block], zones: &mut [Zone], title: Option<usize>) {
    for (block, zone) in blocks.iter().zip(zones.iter_mut()) {
        if *zone == Zone::Title && form(&block.text).ending == Ending::Comma {
            *zone = Zone::Body;
        }
    }
    let under = title.map(|title| title + 1);
    if let Some(at) = under.filter(|at| zones.get(*at) == Some(&Zone::Body))
        && is_person(&form(&blocks[at].text))
    {
        zones[at] = Zone::Inset;
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
    if echo(&form, &told(blocks, zones, title)) >= 0.33 || title <= SHORT_HEAD {
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
/// take for one.
const NEAR: usize = 8;

/// What it counts that the article uses all words of a line above it.
const ECHO: f32 = 3.0;

/// The block that is the headline: of those that the model takes for one and
/// that have its form, the likeliest; else the last of the few lines above the
/// article that have the form of one and are neither furniture nor a name.
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
    let surety = |at: usize| {
        let scores = model.scores(&features[at]);
        scores[Zone::Title as usize] - scores[Zone::Head as usize]
    };
    let titles: Vec<usize> = (0..blocks.len())
        .filter(|at| zones[*at] == Zone::Title && words(&blocks[*at].text).len() >= 2)
        .collect();
    let plain = |at: &usize| {
        let form = form(&blocks[*at].text);
        let furniture = form
            .hits
            .covered
            .iter()
            .any(|words| words * 3 > form.words.len());
        // Headlines may be set in capitals as names are.
        let name = is_name(&form) && !form.caps;
        fits(*at) && !furniture && !form.date_part && !name
    };
    let told = told(blocks, zones, start);
    let likeliest = || {
        (start.saturating_sub(NEAR)..start)
            .filter(plain)
            .map(|at| (at, surety(at) + ECHO * echo(&form(&blocks[at].text), &told)))
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(at, _)| at)
    };
    titles
        .iter()
        .copied()
        .filter(|at| fits(*at))
        // Of equals (a title said twice) the last.
        .max_by(|a, b| surety(*a).total_cmp(&surety(*b)))
        .or_else(likeliest)
        .or_else(|| titles.first().copied())
}

fn may_be_headline(form: &Form) -> bool {
    let labelled_date = form.date_part && form.label;
    (2..=25).contains(&form.words.len())
        && form.bars == 0
        && form.ending != Ending::Comma
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

#[cfg(test)]
mod tests {
    use super::super::blocks::blocks;
    use super::*;
    use Zone::{Body, Head, Tail, Title};

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
    fn calls_upon_the_reader_are_no_paragraphs() {
        let blocks = blocks("The lamp is out.\nGet 20% off oil\nWhat we know\nKilled: 4");
        let mut zones = vec![Body; 4];
        drop_calls(&blocks, &mut zones);
        assert_eq!(zones, [Body, Zone::Inset, Body, Body]);
    }

    #[test]
    fn a_salutation_stays_and_the_name_under_the_title_goes() {
        let blocks = blocks("Dear members,\nThe lamp is out.");
        let mut zones = vec![Title, Body];
        settle_neighbours(&blocks, &mut zones, None);
        assert_eq!(zones, [Body, Body]);
        let blocks = super::super::blocks::blocks("The lamp is out\nAda Reed\nIt went out.");
        let mut zones = vec![Title, Body, Body];
        settle_neighbours(&blocks, &mut zones, Some(0));
        assert_eq!(zones, [Title, Zone::Inset, Body]);
    }

    #[test]
    fn a_title_said_again_is_no_paragraph() {
        let blocks = blocks("Ferry found\nThe ferry sank.\nFERRY FOUND!");
        let mut zones = vec![Title, Body, Body];
        drop_title_repeats(&blocks, &mut zones, 0);
        assert_eq!(zones, [Title, Body, Zone::Inset]);
    }
}

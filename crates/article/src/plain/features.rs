//! What can be seen of a block: its form, its wording, its place, its neighbours.

use rustc_hash::FxHashMap;

use super::blocks::Block;
use super::form::{Ending, Form, form};
use super::survey::Survey;
use crate::furniture::CATEGORIES;

/// A feature that fires, by its index in [`names`], and how strongly.
pub type Feature = (usize, f32);

/// Ways in which a category of the furniture table can bear on a block.
const WAYS: [&str; 7] = ["whole", "part", "short", "before", "after", "early", "late"];

/// The features other than those of the furniture table.
#[rustfmt::skip]
const PLAIN: &[&str] = &[
    "bias", "words=1", "words<=3", "words<=6", "words<=10", "words<=18", "words<=35", "words<=70",
    "words>70", "ends:stop", "ends:ellipsis", "ends:colon", "ends:comma", "ends:open", "sentence",
    "function:none", "function:<15", "function:<30", "function:<45", "function:more",
    "capitalised:none", "capitalised:few", "capitalised:half", "capitalised:most", "caps",
    "digits", "number", "bars>=1", "bars>=2", "columns", "address", "handle", "date:whole",
    "date:part", "starts:lower", "starts:quote", "starts:bullet", "starts:number",
    "starts:symbol", "quotes", "wordless", "underscore", "note", "second_person", "first_person",
    "speech", "lowercase_share", "first", "early", "last", "late", "before_text", "in_text",
    "behind_text", "text:10", "text:50", "text:90", "before:sentence", "after:sentence",
    "between:sentences", "apart", "density:near", "density:wide", "run:1", "run:2-3", "run:4-8",
    "run:more", "twin:earlier", "twin:later", "echo:none", "echo:few", "echo:half", "echo:most",
    "echo_sentence:none", "echo_sentence:few", "echo_sentence:half", "echo_sentence:more",
    "blank:before", "blank:after", "blank:both", "same_line", "tail_cues:1", "tail_cues:2",
    "tail_cues:3-5", "tail_cues:more", "sentence_behind_cues", "sentence_behind_rail",
    "sentence_behind_comments", "after_short", "before_short", "next_is_date_or_byline",
    "before_is_date_or_byline", "headline_form", "headline_echo", "truncated_teaser",
    "sentence_clean", "label_empty", "label_before", "opening_line", "only_opening_line", "title_twin", "small_text",
];

/// Names of all features, by index.
pub fn names() -> Vec<String> {
    let categories = CATEGORIES
        .iter()
        .flat_map(|category| WAYS.iter().map(move |way| format!("{category}:{way}")));
    PLAIN
        .iter()
        .map(ToString::to_string)
        .chain(categories)
        .collect()
}

/// The features of every block, in order.
pub fn features(blocks: &[Block]) -> Vec<Vec<Feature>> {
    let index: FxHashMap<&str, usize> = PLAIN.iter().enumerate().map(|(i, n)| (*n, i)).collect();
    let forms: Vec<Form> = blocks.iter().map(|block| form(&block.text)).collect();
    let survey = Survey::of(blocks, &forms);
    (0..blocks.len())
        .map(|at| {
            let mut seen = Seen {
                index: &index,
                found: Vec::with_capacity(48),
            };
            own_form(&mut seen, &forms[at]);
            place(&mut seen, at, &survey);
            neighbours(&mut seen, at, blocks, &forms, &survey);
            wording(&mut seen, at, &forms, &survey);
            seen.found
        })
        .collect()
}

struct Seen<'a> {
    index: &'a FxHashMap<&'static str, usize>,
    found: Vec<Feature>,
}

impl Seen<'_> {
    fn add(&mut self, name: &str, value: f32) {
        debug_assert!(self.index.contains_key(name), "{name}");
        if let Some(&at) = self.index.get(name) {
            self.found.push((at, value));
        }
    }

    fn when(&mut self, holds: bool, name: &str) {
        if holds {
            self.add(name, 1.0);
        }
    }

    /// Adds the name of the first bound that `value` does not exceed.
    fn level(&mut self, value: f32, levels: &[(f32, &str)]) {
        if let Some((_, name)) = levels.iter().find(|(bound, _)| value <= *bound) {
            self.add(name, 1.0);
        }
    }
}

const MORE: f32 = f32::INFINITY;

fn own_form(seen: &mut Seen<'_>, form: &Form) {
    seen.add("bias", 1.0);
    seen.level(
        form.words.len() as f32,
        &[
            (0.0, "wordless"),
            (1.0, "words=1"),
            (3.0, "words<=3"),
            (6.0, "words<=6"),
            (10.0, "words<=10"),
            (18.0, "words<=18"),
            (35.0, "words<=35"),
            (70.0, "words<=70"),
            (MORE, "words>70"),
        ],
    );
    seen.add(form.ending.name(), 1.0);
    seen.when(form.sentence, "sentence");
    if form.words.len() >= 3 {
        seen.level(
            form.function_share,
            &[
                (0.0, "function:none"),
                (0.15, "function:<15"),
                (0.3, "function:<30"),
                (0.45, "function:<45"),
                (MORE, "function:more"),
            ],
        );
    }
    if form.words.len() >= 2 {
        seen.level(
            form.capitalised_share,
            &[
                (0.0, "capitalised:none"),
                (0.34, "capitalised:few"),
                (0.67, "capitalised:half"),
                (MORE, "capitalised:most"),
            ],
        );
        seen.add("lowercase_share", form.lowercase_share);
    }
    seen.when(form.caps, "caps");
    seen.when(form.digit_share > 0.3, "digits");
    seen.when(form.digit_share > 0.0, "number");
    seen.when(form.bars >= 1, "bars>=1");
    seen.when(form.bars >= 2, "bars>=2");
    seen.when(form.columns, "columns");
    seen.when(form.address, "address");
    seen.when(form.handle, "handle");
    seen.when(form.date_whole, "date:whole");
    seen.when(form.date_part && !form.date_whole, "date:part");
    if let Some(name) = form.beginning.name() {
        seen.add(name, 1.0);
    }
    seen.when(form.quotes, "quotes");
    seen.when(form.underscore, "underscore");
    seen.when(form.hits.note, "note");
    seen.when(form.second_person, "second_person");
    seen.when(form.first_person, "first_person");
    seen.when(form.speech, "speech");
    seen.when(form.is_headline_like(), "headline_form");
    seen.when(form.sentence && form.hits.is_empty(), "sentence_clean");
    seen.when(form.is_empty_label(), "label_empty");
    seen.when(form.label, "label_before");
    seen.when(
        form.ending == Ending::Ellipsis && form.words.len() >= 5,
        "truncated_teaser",
    );
}

fn place(seen: &mut Seen<'_>, at: usize, survey: &Survey) {
    let last = survey.blocks.len().saturating_sub(1);
    seen.when(at == 0, "first");
    seen.when(at < 4, "early");
    seen.when(at == last, "last");
    seen.when(at + 4 > last, "late");
    let spot = &survey.blocks[at];
    seen.when(spot.text_before == 0.0, "before_text");
    seen.when(spot.text_before > 0.0 && spot.text_behind > 0.0, "in_text");
    seen.when(spot.text_behind == 0.0, "behind_text");
    seen.when(spot.text_before > 0.1, "text:10");
    seen.when(spot.text_before > 0.5, "text:50");
    seen.when(spot.text_before > 0.9, "text:90");
    seen.add("density:near", spot.density_near);
    seen.add("density:wide", spot.density_wide);
    if spot.run > 0 {
        let levels = [
            (1.0, "run:1"),
            (3.0, "run:2-3"),
            (8.0, "run:4-8"),
            (MORE, "run:more"),
        ];
        seen.level(spot.run as f32, &levels);
    }
    seen.when(spot.twin_earlier, "twin:earlier");
    seen.when(spot.twin_later, "twin:later");
    if spot.tail_cues > 0 {
        let levels = [
            (1.0, "tail_cues:1"),
            (2.0, "tail_cues:2"),
            (5.0, "tail_cues:3-5"),
            (MORE, "tail_cues:more"),
        ];
        seen.level(spot.tail_cues as f32, &levels);
    }
}

fn neighbours(seen: &mut Seen<'_>, at: usize, blocks: &[Block], forms: &[Form], survey: &Survey) {
    let form = &forms[at];
    let spot = &survey.blocks[at];
    let before = at.checked_sub(1).and_then(|i| forms.get(i));
    let after = forms.get(at + 1);
    let is_sentence = |form: Option<&Form>| form.is_some_and(|f| f.sentence);
    let is_short = |form: Option<&Form>| form.is_some_and(|f| f.words.len() <= 4);
    let is_dating = |form: Option<&Form>| {
        form.is_some_and(|f| f.date_whole || f.hits.has("byline") || f.hits.has("dated"))
    };
    seen.when(is_sentence(before), "before:sentence");
    seen.when(is_sentence(after), "after:sentence");
    seen.when(
        is_sentence(before) && is_sentence(after),
        "between:sentences",
    );
    seen.when(!is_sentence(before) && !is_sentence(after), "apart");
    seen.when(is_short(before), "after_short");
    seen.when(is_short(after), "before_short");
    seen.when(is_dating(after), "next_is_date_or_byline");
    seen.when(is_dating(before), "before_is_date_or_byline");
    let names: &[(f32, &str)] = if form.sentence {
        &[
            (0.1, "echo_sentence:none"),
            (0.3, "echo_sentence:few"),
            (0.5, "echo_sentence:half"),
            (MORE, "echo_sentence:more"),
        ]
    } else {
        &[
            (0.0, "echo:none"),
            (0.34, "echo:few"),
            (0.67, "echo:half"),
            (MORE, "echo:most"),
        ]
    };
    // In a text of a few sentences nothing is said twice.
    let small = survey.sentences < 6;
    seen.when(small, "small_text");
    if form.words.len() >= 2 && !small {
        seen.level(spot.echo, names);
    }
    seen.when(form.is_headline_like() && spot.echo > 0.5, "headline_echo");
    let opening = form.is_headline_like() && spot.text_before == 0.0 && is_sentence(after);
    seen.when(opening, "opening_line");
    seen.when(opening && survey.headings < 2, "only_opening_line");
    let twin =
        before.is_some_and(|f| same_words(f, form)) || after.is_some_and(|f| same_words(f, form));
    seen.when(form.is_headline_like() && twin, "title_twin");
    if form.sentence {
        seen.when(spot.tail_cues >= 2, "sentence_behind_cues");
        seen.when(spot.behind_rail, "sentence_behind_rail");
        seen.when(spot.behind_comments, "sentence_behind_comments");
    }
    let blank = blocks[at].blank_before;
    let blank_after = blocks.get(at + 1).is_none_or(|next| next.blank_before);
    seen.when(blank, "blank:before");
    seen.when(blank_after, "blank:after");
    seen.when(blank && blank_after, "blank:both");
    seen.when(blocks[at].same_line, "same_line");
}

fn same_words(a: &Form, b: &Form) -> bool {
    a.words.len() == b.words.len()
        && a.words
            .iter()
            .zip(&b.words)
            .all(|(a, b)| a.folded == b.folded)
}

fn wording(seen: &mut Seen<'_>, at: usize, forms: &[Form], survey: &Survey) {
    let spot = &survey.blocks[at];
    let own = &forms[at];
    let none = [0; CATEGORIES.len()];
    let before = at.checked_sub(1).map_or(&none, |i| &forms[i].hits.covered);
    let after = forms.get(at + 1).map_or(&none, |form| &form.hits.covered);
    for category in 0..CATEGORIES.len() {
        let base = PLAIN.len() + category * WAYS.len();
        let covered = own.hits.covered[category];
        if covered > 0 {
            let whole = covered * 2 >= own.words.len();
            let way = match (whole, own.words.len() <= 14) {
                (true, _) => 0,
                (false, false) => 1,
                (false, true) => 2,
            };
            seen.found.push((base + way, 1.0));
            if spot.text_before == 0.0 {
                seen.found.push((base + 5, 1.0));
            } else if spot.text_before > 0.7 {
                seen.found.push((base + 6, 1.0));
            }
        }
        if before[category] > 0 {
            seen.found.push((base + 3, 1.0));
        }
        if after[category] > 0 {
            seen.found.push((base + 4, 1.0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::blocks::blocks;
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut all = names();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert_eq!(count, PLAIN.len() + CATEGORIES.len() * WAYS.len());
    }

    #[test]
    fn a_rail_heading_is_seen_by_its_neighbour() {
        let names = names();
        let found = features(&blocks("Most read\nGoose elected harbour master of Orrin"));
        let second: Vec<_> = found[1].iter().map(|(i, _)| names[*i].as_str()).collect();
        assert!(second.contains(&"rail:before"), "{second:?}");
        assert!(second.contains(&"headline_form"), "{second:?}");
    }

    #[test]
    fn every_feature_has_a_name() {
        let count = names().len();
        for block in features(&blocks(
            "Home\n\nBy A. Reed\n12 May 2031\nThe lamp went out, she said.\n...\n©",
        )) {
            assert!(block.iter().all(|(i, v)| *i < count && v.is_finite()));
        }
    }
}

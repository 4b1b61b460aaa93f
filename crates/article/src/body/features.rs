//! The features by which a block is judged, each with its name.
//!
//! | names | what |
//! | --- | --- |
//! | `text.*` | the block's words: how many, how long, sentences, commas, digits, symbols, capitals, function words, links, how it starts and ends |
//! | `furniture.*` | share of its words in phrases of the furniture table, by category; `note`: starts as an editorial note |
//! | `page.*` | likeness to the page's title and description, share found in the JSON-LD `articleBody`, copies on the page, blocks and words from the title |
//! | `place.*` | position by blocks, words and running text; levels below the elements that hold 90, 70, 50, 30 % of the running text (-1 outside); twins and level-one headings before it |
//! | `path.*` | kind of its element; share of the page's words in the nearest element of each kind (`in_`) and in the nearest that is called by each group of attribute words (`share_`), and how many levels up that stands (`level_`) |
//! | `own.*`, `around1.*` … | size, links, running text of its element and of the next three that hold more; where in them it stands |
//! | `kin.*` | the same for all blocks that the template treats alike |
//! | `before3.*` … `behind3.*` | words, links, function words, ending and kind of its neighbours; `sibling`: same parent |
//!
//! Shares are 0 to 1; -1 stands for what cannot be told. One function puts every
//! feature, in one order, into a [`Sink`]: the values when a page is judged, the
//! names when a model is read or trained.

use super::facts::{Facts, share};
use super::lexicon::LEXICON;
use super::outline::{Outline, Span};
use super::survey::{Kin, Mass, Survey};
use super::tags::Tag;
use crate::furniture::CATEGORIES;

/// How many elements around a block are looked at.
pub(super) const FARTHEST: usize = 64;
/// Somewhat more than the number of features.
pub(super) const ABOUT_AS_MANY: usize = 256;
/// Value of a feature that cannot be told.
const NONE: f32 = -1.0;
/// Blocks before and behind a block whose features it gets too.
const NEIGHBOURS: [(isize, &str); 6] = [
    (-3, "before3."),
    (-2, "before2."),
    (-1, "before1."),
    (1, "behind1."),
    (2, "behind2."),
    (3, "behind3."),
];

/// Takes features in their order.
pub(super) trait Sink {
    /// Takes the value of the feature called `room` + `name`.
    fn put(&mut self, room: &str, name: &str, value: f32);
}

impl Sink for Vec<f32> {
    fn put(&mut self, _: &str, _: &str, value: f32) {
        self.push(value);
    }
}

impl Sink for Vec<String> {
    fn put(&mut self, room: &str, name: &str, _: f32) {
        self.push(format!("{room}{name}"));
    }
}

/// All that is known of a page when its blocks are judged.
pub(super) struct Scene<'s> {
    pub(super) outline: &'s Outline,
    pub(super) facts: &'s [Facts],
    pub(super) survey: &'s Survey,
}

impl Scene<'_> {
    /// Puts the features of block `at`.
    pub(super) fn features(&self, at: usize, sink: &mut impl Sink) {
        let (Some(block), Some(facts)) = (self.outline.blocks.get(at), self.facts.get(at)) else {
            return;
        };
        text(facts, sink);
        self.page_words(at, facts, sink);
        self.place(at, block, sink);
        self.path(block, sink);
        self.surroundings(at, block, sink);
        self.kin(block, sink);
        for (step, room) in NEIGHBOURS {
            self.neighbour(at, at.checked_add_signed(step), room, sink);
        }
    }

    /// What the block shares with the rest of the page and with what the page says of itself.
    fn page_words(&self, at: usize, facts: &Facts, sink: &mut impl Sink) {
        let survey = self.survey;
        sink.put("page.", "title_likeness", survey.title_likeness(facts));
        sink.put(
            "page.",
            "title_overlap",
            Survey::overlap(facts, &survey.title),
        );
        sink.put(
            "page.",
            "description_overlap",
            Survey::overlap(facts, &survey.description),
        );
        sink.put("page.", "told", survey.told_share(facts).unwrap_or(NONE));
        let copies = survey.same.get(&facts.same).copied().unwrap_or(1);
        sink.put("page.", "copies", copies.min(20) as f32);
        let from_title = survey
            .title_block
            .map_or(-1000.0, |title| at as f32 - title as f32);
        sink.put(
            "page.",
            "blocks_from_title",
            from_title.clamp(-1000.0, 1000.0),
        );
        let words = survey.title_block.map_or(NONE, |title| {
            let (low, high) = (title.min(at), title.max(at));
            (survey.words_before[high] - survey.words_before[low]) as f32
        });
        sink.put("page.", "words_from_title", words);
    }

    /// Where on the page the block stands.
    fn place(&self, at: usize, block: &Span, sink: &mut impl Sink) {
        let survey = self.survey;
        let words = survey.words_before.last().copied().unwrap_or(0);
        let running = survey.running_before.last().copied().unwrap_or(0);
        sink.put("place.", "block", share(at, self.facts.len()));
        sink.put("place.", "words", share(survey.words_before[at], words));
        sink.put(
            "place.",
            "running",
            share(survey.running_before[at], running),
        );
        sink.put("place.", "page_blocks", self.facts.len() as f32);
        sink.put("place.", "page_words", words as f32);
        sink.put("place.", "page_running", share(running, words));
        let twins = survey.twins_before.get(block.node as usize);
        sink.put(
            "place.",
            "twins_before",
            twins.map_or(NONE, |twins| (*twins).min(50) as f32),
        );
        let headings = survey.headings_before.last().copied().unwrap_or(0);
        sink.put(
            "place.",
            "headings1_before",
            survey.headings_before[at].min(20) as f32,
        );
        sink.put("place.", "page_headings1", headings.min(20) as f32);
        for (core, name) in survey
            .cores
            .iter()
            .zip(["core90", "core70", "core50", "core30"])
        {
            // Levels between the block and the core: negative outside it.
            let levels = core.and_then(|core| {
                self.outline
                    .around(block.node)
                    .take(FARTHEST)
                    .position(|node| node == core)
            });
            sink.put("place.", name, levels.map_or(NONE, |levels| levels as f32));
        }
        let core = survey.cores[1].and_then(|core| survey.masses.get(core as usize));
        let (first, last) = core.map_or((0, 0), |mass| (mass.first, mass.last));
        sink.put(
            "place.",
            "from_core_start",
            (at as f32 - first as f32).clamp(-200.0, 200.0),
        );
        sink.put(
            "place.",
            "to_core_end",
            (last as f32 - at as f32).clamp(-200.0, 200.0),
        );
    }

    /// What the elements around the block are.
    fn path(&self, block: &Span, sink: &mut impl Sink) {
        const TAGS: [(Tag, &str); 15] = [
            (Tag::Article, "article"),
            (Tag::Main, "main"),
            (Tag::Section, "section"),
            (Tag::Aside, "aside"),
            (Tag::Header, "header"),
            (Tag::Footer, "footer"),
            (Tag::Navigation, "nav"),
            (Tag::Form, "form"),
            (Tag::Figure, "figure"),
            (Tag::Caption, "caption"),
            (Tag::Table, "table"),
            (Tag::List, "list"),
            (Tag::Quote, "quote"),
            (Tag::Button, "button"),
            (Tag::Details, "details"),
        ];
        let all = self.survey.words_before.last().copied().unwrap_or(0);
        let mut nearest = [None; 64];
        let mut tags = [None; TAGS.len()];
        let mut seen = 0;
        for (level, at) in self.outline.around(block.inner).take(FARTHEST).enumerate() {
            let Some(node) = self.outline.nodes.get(at as usize) else {
                break;
            };
            let words = self
                .survey
                .masses
                .get(at as usize)
                .map_or(0, |mass| mass.words);
            let new = node.groups & !seen;
            seen |= new;
            for (bit, slot) in nearest.iter_mut().enumerate() {
                if new & (1 << bit) != 0 {
                    // Inline elements are not summed up: they hold less than a block.
                    *slot = Some((level, share(words, all)));
                }
            }
            for ((tag, _), slot) in TAGS.iter().zip(&mut tags) {
                if node.tag == *tag && slot.is_none() {
                    *slot = Some(share(words, all));
                }
            }
        }
        let inner = self.outline.nodes.get(block.inner as usize);
        let node = self.outline.nodes.get(block.node as usize);
        sink.put("path.", "tag", node.map_or(0, |node| node.tag as u8).into());
        sink.put(
            "path.",
            "inner_tag",
            inner.map_or(0, |node| node.tag as u8).into(),
        );
        sink.put(
            "path.",
            "depth",
            node.map_or(0.0, |node| node.depth.min(100) as f32),
        );
        sink.put(
            "path.",
            "hidden",
            inner.is_some_and(|node| node.hidden).into(),
        );
        for ((_, name), value) in TAGS.iter().zip(tags) {
            sink.put("path.in_", name, value.unwrap_or(NONE));
        }
        for (name, value) in LEXICON.token_groups.iter().zip(nearest) {
            sink.put(
                "path.level_",
                name,
                value.map_or(99.0, |(level, _)| level as f32),
            );
            sink.put("path.share_", name, value.map_or(NONE, |(_, share)| share));
        }
    }

    /// The elements around the block that hold more than the one inside them.
    fn surroundings(&self, at: usize, block: &Span, sink: &mut impl Sink) {
        let survey = self.survey;
        let (all, running) = (
            survey.words_before.last().copied().unwrap_or(0),
            survey.running_before.last().copied().unwrap_or(0),
        );
        let mut inside = 0;
        let mut found = Vec::with_capacity(4);
        for node in self.outline.around(block.node).take(FARTHEST) {
            let Some(mass) = survey.masses.get(node as usize) else {
                break;
            };
            if mass.words > inside && found.len() < 4 {
                inside = mass.words;
                found.push((node, *mass));
            }
        }
        for (level, room) in ["own.", "around1.", "around2.", "around3."]
            .iter()
            .enumerate()
        {
            let (node, mass) = found
                .get(level)
                .or(found.last())
                .copied()
                .unwrap_or((0, Mass::default()));
            let tag = self
                .outline
                .nodes
                .get(node as usize)
                .map_or(0, |node| node.tag as u8);
            sink.put(room, "tag", tag.into());
            sink.put(room, "blocks", mass.blocks as f32);
            sink.put(room, "words", share(mass.words, all));
            sink.put(room, "running", share(mass.running, running));
            sink.put(room, "running_share", share(mass.running, mass.words));
            sink.put(room, "link_density", share(mass.link_chars, mass.chars));
            sink.put(room, "words_per_block", share(mass.words, mass.blocks));
            sink.put(
                room,
                "position",
                share(at.saturating_sub(mass.first), mass.blocks),
            );
        }
    }

    /// Blocks that the template treats alike.
    fn kin(&self, block: &Span, sink: &mut impl Sink) {
        let signature = self
            .outline
            .nodes
            .get(block.node as usize)
            .map_or(0, |node| node.signature);
        let kin = self
            .survey
            .kin
            .get(&signature)
            .copied()
            .unwrap_or(Kin::default());
        sink.put("kin.", "blocks", kin.blocks as f32);
        sink.put("kin.", "words_per_block", share(kin.words, kin.blocks));
        sink.put("kin.", "link_density", share(kin.link_chars, kin.chars));
        sink.put("kin.", "running", share(kin.running, kin.blocks));
        sink.put(
            "kin.",
            "words",
            share(
                kin.words,
                self.survey.words_before.last().copied().unwrap_or(0),
            ),
        );
    }

    fn neighbour(&self, at: usize, other: Option<usize>, room: &str, sink: &mut impl Sink) {
        let blocks = &self.outline.blocks;
        let found = other.and_then(|other| Some((self.facts.get(other)?, blocks.get(other)?)));
        let tag = found.and_then(|(_, block)| self.outline.nodes.get(block.node as usize));
        let parent = |block: &Span| {
            self.outline
                .nodes
                .get(block.node as usize)
                .and_then(|node| node.parent)
        };
        let sibling =
            found.is_some_and(|(_, block)| blocks.get(at).map(parent) == Some(parent(block)));
        sink.put(
            room,
            "words",
            found.map_or(NONE, |(facts, _)| facts.words.len() as f32),
        );
        sink.put(
            room,
            "link_density",
            found.map_or(NONE, |(facts, _)| facts.link_density()),
        );
        sink.put(
            room,
            "function_words",
            found.map_or(NONE, |(facts, _)| facts.function_share()),
        );
        sink.put(
            room,
            "ending",
            found.map_or(NONE, |(facts, _)| f32::from(facts.ending as u8)),
        );
        sink.put(
            room,
            "tag",
            tag.map_or(NONE, |node| f32::from(node.tag as u8)),
        );
        sink.put(room, "sibling", sibling.into());
    }
}

/// What the text is like.
fn text(facts: &Facts, sink: &mut impl Sink) {
    let words = facts.words.len();
    sink.put("text.", "words", words as f32);
    sink.put("text.", "word_length", share(facts.chars, words));
    sink.put(
        "text.",
        "words_per_sentence",
        share(words, facts.sentence_marks.max(1)),
    );
    sink.put(
        "text.",
        "sentence_marks",
        facts.sentence_marks.min(50) as f32,
    );
    sink.put("text.", "commas", share(facts.commas, words));
    sink.put("text.", "digits", share(facts.digits, facts.chars));
    sink.put("text.", "symbols", share(facts.symbols, facts.chars));
    sink.put("text.", "capitalised", share(facts.capitalised, words));
    sink.put("text.", "shouted", share(facts.shouted, words));
    sink.put("text.", "function_words", facts.function_share());
    sink.put("text.", "link_density", facts.link_density());
    sink.put("text.", "links", facts.links.min(50) as f32);
    sink.put("text.", "strong", share(facts.strong_chars, facts.chars));
    sink.put("text.", "ending", f32::from(facts.ending as u8));
    sink.put("text.", "starts_small", facts.starts_small.into());
    sink.put("text.", "starts_quoted", facts.starts_quoted.into());
    sink.put("text.", "has_address", facts.has_address.into());
    for (name, covered) in CATEGORIES.iter().zip(facts.furniture.covered) {
        sink.put("furniture.", name, share(covered, words));
    }
    sink.put("furniture.", "note", facts.furniture.note.into());
}

//! What can be told about a block from its text alone.

use super::lexicon::{LEXICON, WordHash, hash_word};
use super::outline::{Outline, Span};
use crate::furniture::{self, Hits};
use crate::source::Page;

/// Most words of a block that is looked at for phrases of page furniture.
const FURNITURE_WORDS: usize = 50;
/// A block with so many words, few of them links, is taken for running text.
const RUNNING_TEXT_WORDS: usize = 12;

/// What a block's text is like.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// Words in lower case.
    pub(super) words: Vec<WordHash>,
    pub(super) chars: usize,
    pub(super) digits: usize,
    pub(super) commas: usize,
    pub(super) sentence_marks: usize,
    pub(super) symbols: usize,
    pub(super) capitalised: usize,
    pub(super) shouted: usize,
    pub(super) function_words: usize,
    pub(super) link_chars: usize,
    pub(super) links: usize,
    pub(super) strong_chars: usize,
    pub(super) ending: Ending,
    pub(super) starts_small: bool,
    pub(super) starts_quoted: bool,
    pub(super) has_address: bool,
    /// Phrases of page furniture in a block that is short enough to be some.
    pub(super) furniture: Hits,
    /// Hash of all words.
    pub(super) same: u64,
}

/// How a block ends. The numbers are values of a feature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ending {
    #[default]
    Open = 0,
    Colon,
    Ellipsis,
    Question,
    Sentence,
}

impl Facts {
    /// Share of the text's characters that stand in links, 0 to 1.
    pub(super) fn link_density(&self) -> f32 {
        share(self.link_chars, self.chars)
    }

    /// Share of its words that hold sentences together, 0 to 1.
    pub(super) fn function_share(&self) -> f32 {
        share(self.function_words, self.words.len())
    }

    /// Whether it looks like a paragraph of running text.
    pub(super) fn is_running_text(&self) -> bool {
        self.words.len() >= RUNNING_TEXT_WORDS
            && self.link_density() < 0.34
            && self.function_share() > 0.15
    }
}

/// `part / whole`, 0 where there is no whole.
pub(super) fn share(part: usize, whole: usize) -> f32 {
    if whole == 0 {
        0.0
    } else {
        part as f32 / whole as f32
    }
}

/// The facts of every block, in order.
pub(super) fn facts(page: &Page<'_>, outline: &Outline) -> Vec<Facts> {
    let runs: Vec<_> = page.runs().collect();
    let mut run = 0;
    let mut all = Vec::with_capacity(outline.blocks.len());
    for block in &outline.blocks {
        let mut facts = text_facts(page.plain().get(block.plain.clone()).unwrap_or_default());
        while runs
            .get(run)
            .is_some_and(|(range, _)| range.end <= block.plain.start)
        {
            run += 1;
        }
        let mut was_link = false;
        for (range, element) in runs.iter().skip(run) {
            if range.start >= block.plain.end {
                break;
            }
            let Some(node) = element.and_then(|element| outline.nodes.get(element)) else {
                continue;
            };
            let cut = range.start.max(block.plain.start)..range.end.min(block.plain.end);
            let text = page.plain().get(cut).unwrap_or_default();
            let shown = text.chars().filter(|c| !c.is_whitespace()).count();
            if shown > 0 {
                facts.links += usize::from(node.in_link && !was_link);
                was_link = node.in_link;
            }
            facts.link_chars += if node.in_link { shown } else { 0 };
            facts.strong_chars += if node.in_strong { shown } else { 0 };
        }
        all.push(facts);
    }
    all
}

/// The facts of the text of one block, links aside.
fn text_facts(text: &str) -> Facts {
    let mut facts = Facts {
        ending: ending(text),
        starts_small: text.chars().next().is_some_and(char::is_lowercase),
        starts_quoted: text.starts_with(['"', '“', '„', '«', '‘', '\'']),
        has_address: text.contains("http") || text.contains("www.") || text.contains('@'),
        ..Facts::default()
    };
    let mut word = String::new();
    let mut capitals = 0;
    for c in text.chars().chain([' ']) {
        if c.is_alphanumeric() {
            facts.digits += usize::from(c.is_ascii_digit());
            capitals += usize::from(c.is_uppercase());
            if c.is_ascii() {
                word.push(c.to_ascii_lowercase());
            } else {
                word.extend(c.to_lowercase());
            }
        } else {
            if !word.is_empty() {
                facts.add_word(&word, capitals);
                word.clear();
                capitals = 0;
            }
            match c {
                ',' | '،' | '，' | '、' => facts.commas += 1,
                '.' | '!' | '?' | '。' => facts.sentence_marks += 1,
                '|' | '•' | '·' | '»' | '›' | '/' | '©' | '→' | '#' | '>' => {
                    facts.symbols += 1
                }
                _ => {}
            }
        }
        facts.chars += usize::from(!c.is_whitespace());
    }
    if (1..=FURNITURE_WORDS).contains(&facts.words.len()) {
        let words = furniture::words(text);
        let label = text.find(':').map_or(0, |colon| {
            words.iter().take_while(|word| word.end <= colon).count()
        });
        facts.furniture = furniture::Lexicon::get().look_up(&words, label);
    }
    facts.same = facts.words.iter().fold(0, |all: u64, word| {
        all.rotate_left(5).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ word
    });
    facts
}

impl Facts {
    fn add_word(&mut self, word: &str, capitals: usize) {
        let hash = hash_word(word);
        self.function_words += usize::from(LEXICON.is_function_word(hash));
        self.capitalised += usize::from(capitals > 0);
        self.shouted += usize::from(capitals > 1 && capitals == word.chars().count());
        self.words.push(hash);
    }
}

fn ending(text: &str) -> Ending {
    let closed = text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '“' | '*')
    });
    match closed.chars().next_back() {
        Some('…') => Ending::Ellipsis,
        Some('.') if closed.ends_with("...") => Ending::Ellipsis,
        Some('.' | '!' | ';' | '。') => Ending::Sentence,
        Some('?') => Ending::Question,
        Some(':') => Ending::Colon,
        _ => Ending::Open,
    }
}

/// The text of a block as it is handed on: white space collapsed.
pub(super) fn collapsed(page: &Page<'_>, block: &Span) -> String {
    let text = page.plain().get(block.plain.clone()).unwrap_or_default();
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

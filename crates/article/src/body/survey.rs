//! What is known of the page as a whole before single blocks are judged: how
//! its text is spread over its elements, and what it says of itself.

use rustc_hash::{FxHashMap, FxHashSet};

use super::facts::Facts;
use super::lexicon::{LEXICON, WordHash, hash_word};
use super::outline::Outline;
use super::tags::Tag;
use crate::source::Page;

/// Words in a row that are compared with the text in the page's own data.
const SHINGLE: usize = 4;
/// Least running text, in words and blocks, of an element that may have a twin.
const TWIN_WORDS: usize = 100;
const TWIN_BLOCKS: usize = 3;
/// Longest script that is searched for the article's text, in bytes.
const LONGEST_SCRIPT: usize = 4 << 20;

/// Sums over the blocks in one element.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mass {
    pub(super) blocks: usize,
    pub(super) words: usize,
    pub(super) chars: usize,
    pub(super) link_chars: usize,
    pub(super) commas: usize,
    /// Words of blocks that look like running text.
    pub(super) running: usize,
    /// Words in the page before the element, and the first and last block in it.
    pub(super) first: usize,
    pub(super) last: usize,
}

/// Sums over the blocks that the page's template treats alike.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Kin {
    pub(super) blocks: usize,
    pub(super) words: usize,
    pub(super) chars: usize,
    pub(super) link_chars: usize,
    pub(super) running: usize,
}

/// The page as a whole.
pub(super) struct Survey {
    /// By node.
    pub(super) masses: Vec<Mass>,
    /// By signature.
    pub(super) kin: FxHashMap<u64, Kin>,
    /// How many blocks have the same words.
    pub(super) same: FxHashMap<u64, usize>,
    /// The innermost nodes that hold 90, 70, 50 and 30 per cent of the running text.
    pub(super) cores: [Option<u32>; 4],
    /// Words before each block, and of running text before it; one more than blocks.
    pub(super) words_before: Vec<usize>,
    pub(super) running_before: Vec<usize>,
    /// By node: how many elements that the template treats alike, each with running
    /// text of its own, stand before it or before one around it. A page that loads
    /// the next article below the first has twins.
    pub(super) twins_before: Vec<u32>,
    /// By block: level-one headings up to it; one more than blocks.
    pub(super) headings_before: Vec<usize>,
    /// Block that gives the title, where one does.
    pub(super) title_block: Option<usize>,
    /// Content words of the page's title and description.
    pub(super) title: FxHashSet<WordHash>,
    pub(super) description: FxHashSet<WordHash>,
    /// Shingles of the article's text in the page's own data (JSON-LD), where it has it.
    pub(super) told: FxHashSet<u64>,
}

impl Survey {
    pub(super) fn of(page: &Page<'_>, outline: &Outline, facts: &[Facts]) -> Self {
        let masses = masses(outline, facts);
        let twins_before = twins(outline, &masses);
        let cores = [0.9, 0.7, 0.5, 0.3].map(|part| core(outline, &masses, part));
        let mut survey = Self {
            masses,
            twins_before,
            headings_before: vec![0],
            kin: FxHashMap::default(),
            same: FxHashMap::default(),
            cores,
            words_before: vec![0],
            running_before: vec![0],
            title_block: None,
            title: FxHashSet::default(),
            description: FxHashSet::default(),
            told: FxHashSet::default(),
        };
        survey.read_meta(page);
        let (mut words, mut running, mut headings) = (0, 0, 0);
        for (block, facts) in outline.blocks.iter().zip(facts) {
            words += facts.words.len();
            running += if facts.is_running_text() {
                facts.words.len()
            } else {
                0
            };
            let tag = outline.nodes.get(block.node as usize).map(|node| node.tag);
            headings += usize::from(tag == Some(Tag::Heading1));
            survey.headings_before.push(headings);
            survey.words_before.push(words);
            survey.running_before.push(running);
            *survey.same.entry(facts.same).or_default() += 1;
            let signature = outline
                .nodes
                .get(block.node as usize)
                .map_or(0, |node| node.signature);
            let kin = survey.kin.entry(signature).or_default();
            kin.blocks += 1;
            kin.words += facts.words.len();
            kin.chars += facts.chars;
            kin.link_chars += facts.link_chars;
            kin.running += usize::from(facts.is_running_text());
        }
        survey.title_block = survey.find_title(outline, facts);
        survey
    }

    fn read_meta(&mut self, page: &Page<'_>) {
        for element in page.elements() {
            match element.name.as_str() {
                "title" if self.title.is_empty() => {
                    self.title.extend(content_words(&page.raw_text(element)));
                }
                "meta" => {
                    let name = element
                        .attribute("property")
                        .or_else(|| element.attribute("name"));
                    let content = element.attribute("content").unwrap_or_default();
                    match name {
                        Some("og:title") => self.title.extend(content_words(content)),
                        Some("og:description" | "description") => {
                            self.description.extend(content_words(content));
                        }
                        _ => {}
                    }
                }
                "script" => {
                    let source = page.raw(element);
                    if source.len() <= LONGEST_SCRIPT
                        && element
                            .attribute("type")
                            .is_some_and(|kind| kind.contains("json"))
                        && let Some(text) = article_body(source)
                    {
                        self.told.extend(shingles(&words(&text)));
                    }
                }
                _ => {}
            }
        }
    }

    /// The block most like the title: a heading or short line that shares most words with it.
    fn find_title(&self, outline: &Outline, facts: &[Facts]) -> Option<usize> {
        let mut best = (0.0, None);
        for (at, (block, facts)) in outline.blocks.iter().zip(facts).enumerate() {
            if facts.words.len() > 40 {
                continue;
            }
            let node = outline.nodes.get(block.node as usize)?;
            let heading = match node.tag {
                Tag::Heading1 => 0.5,
                tag if tag.is_heading() => 0.15,
                _ => 0.0,
            };
            let link = if facts.link_density() > 0.5 {
                -0.4
            } else {
                0.0
            };
            let score = self.title_likeness(facts) + heading + link;
            if score > best.0 + 1e-6 && score >= 0.5 {
                best = (score, Some(at));
            }
        }
        best.1
    }

    /// How alike the words of a block and the title are: shared of all, 0 to 1.
    pub(super) fn title_likeness(&self, facts: &Facts) -> f32 {
        let own: FxHashSet<_> = facts
            .words
            .iter()
            .take(60)
            .filter(|word| !LEXICON.is_function_word(**word))
            .collect();
        let shared = own
            .iter()
            .filter(|word| self.title.contains(**word))
            .count();
        let all = own.len() + self.title.len() - shared;
        super::facts::share(shared, all)
    }

    /// Share of a block's words that stand in `set`, 0 to 1.
    pub(super) fn overlap(facts: &Facts, set: &FxHashSet<WordHash>) -> f32 {
        let content: Vec<_> = facts
            .words
            .iter()
            .filter(|word| !LEXICON.is_function_word(**word))
            .collect();
        let shared = content.iter().filter(|word| set.contains(**word)).count();
        super::facts::share(shared, content.len())
    }

    /// Share of a block's shingles that the page's own data holds; `None` where
    /// it holds no text or the block is too short to tell.
    pub(super) fn told_share(&self, facts: &Facts) -> Option<f32> {
        if self.told.is_empty() || facts.words.len() < SHINGLE {
            return None;
        }
        let all: Vec<_> = shingles(&facts.words).collect();
        let told = all
            .iter()
            .filter(|shingle| self.told.contains(*shingle))
            .count();
        Some(super::facts::share(told, all.len()))
    }
}

fn masses(outline: &Outline, facts: &[Facts]) -> Vec<Mass> {
    let mut masses = vec![Mass::default(); outline.nodes.len()];
    for (at, (block, facts)) in outline.blocks.iter().zip(facts).enumerate() {
        let Some(mass) = masses.get_mut(block.node as usize) else {
            continue;
        };
        if mass.blocks == 0 {
            mass.first = at;
        }
        mass.blocks += 1;
        mass.words += facts.words.len();
        mass.chars += facts.chars;
        mass.link_chars += facts.link_chars;
        mass.commas += facts.commas;
        mass.running += if facts.is_running_text() {
            facts.words.len()
        } else {
            0
        };
        mass.last = at;
    }
    // An element stands behind the one around it: from the back, sums are complete.
    for at in (0..masses.len()).rev() {
        let inner = masses[at];
        let parent = outline.nodes.get(at).and_then(|node| node.parent);
        let Some(outer) = parent.and_then(|parent| masses.get_mut(parent as usize)) else {
            continue;
        };
        if inner.blocks == 0 {
            continue;
        }
        outer.first = if outer.blocks == 0 {
            inner.first
        } else {
            outer.first.min(inner.first)
        };
        outer.last = outer.last.max(inner.last);
        outer.blocks += inner.blocks;
        outer.words += inner.words;
        outer.chars += inner.chars;
        outer.link_chars += inner.link_chars;
        outer.commas += inner.commas;
        outer.running += inner.running;
    }
    masses
}

fn twins(outline: &Outline, masses: &[Mass]) -> Vec<u32> {
    let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
    let mut twins: Vec<u32> = Vec::with_capacity(masses.len());
    for (node, mass) in outline.nodes.iter().zip(masses) {
        let outer = node.parent.and_then(|parent| twins.get(parent as usize));
        let mut before = outer.copied().unwrap_or(0);
        if mass.running >= TWIN_WORDS && mass.blocks >= TWIN_BLOCKS {
            let count = seen.entry(node.signature).or_default();
            before = before.max(*count);
            *count += 1;
        }
        twins.push(before);
    }
    twins
}

/// The innermost node that holds `part` of the running text.
fn core(outline: &Outline, masses: &[Mass], part: f32) -> Option<u32> {
    let roots = outline
        .nodes
        .iter()
        .zip(masses)
        .filter(|(node, _)| node.parent.is_none());
    let all: usize = roots.map(|(_, mass)| mass.running).sum();
    let least = (all as f32 * part).max(1.0);
    // The last such node in page order is one of the innermost; two can only be
    // apart where `part` is below one half, and then the larger one wins.
    let mut best: Option<u32> = None;
    for (at, mass) in masses.iter().enumerate() {
        if (mass.running as f32) < least {
            continue;
        }
        let inside = best.is_none_or(|best| {
            outline.nodes.get(at).and_then(|n| n.parent).is_some()
                && is_inside(outline, at as u32, best)
        });
        let larger = best
            .and_then(|best| masses.get(best as usize))
            .is_none_or(|other| mass.running > other.running);
        if inside || larger {
            best = Some(at as u32);
        }
    }
    best
}

fn is_inside(outline: &Outline, node: u32, outer: u32) -> bool {
    outline
        .around(node)
        .take(super::features::FARTHEST)
        .any(|at| at == outer)
}

fn words(text: &str) -> Vec<WordHash> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| hash_word(&word.to_lowercase()))
        .collect()
}

fn content_words(text: &str) -> impl Iterator<Item = WordHash> {
    words(text)
        .into_iter()
        .filter(|word| !LEXICON.is_function_word(*word))
}

fn shingles(words: &[WordHash]) -> impl Iterator<Item = u64> + '_ {
    words.windows(SHINGLE).map(|window| {
        window.iter().fold(0, |all: u64, word| {
            all.rotate_left(5).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ word
        })
    })
}

/// The longest `articleBody` in a piece of JSON-LD, which need not be valid.
fn article_body(json: &str) -> Option<String> {
    let mut best: Option<String> = None;
    for (at, name) in json.match_indices("\"articleBody\"") {
        let rest = json.get(at + name.len()..)?.trim_start();
        let Some(rest) = rest.strip_prefix(':').map(str::trim_start) else {
            continue;
        };
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<String>();
        if let Some(Ok(text)) = values.next()
            && best.as_ref().is_none_or(|best| best.len() < text.len())
        {
            best = Some(text);
        }
    }
    best
}

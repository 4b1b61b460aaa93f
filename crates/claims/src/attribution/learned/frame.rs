//! What the features look up of every token, worked out once a document.

use restated_language::{Pos, Token};

use crate::Document;

/// A quotation of the outermost level that a token stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Quoted {
    /// Its number in the document, from 1; 0: the token is not quoted.
    pub(super) quotation: u32,
    /// How many words it has.
    pub(super) words: u32,
    /// Whether this token is one of its marks.
    pub(super) is_mark: bool,
}

/// What hangs on a token.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Governed {
    /// Which relations of [`ARGUMENTS`] there are, as bits.
    pub(super) relations: u32,
    /// Tag, entity type and lemma of the subject.
    pub(super) subject: [u32; 3],
    /// Relation, tag, side and quotedness of the clause or object.
    pub(super) complement: [u32; 4],
    /// Lemma of the first particle or preposition behind it.
    pub(super) particle: u32,
}

/// Relations whose presence below a token tells what it governs.
const ARGUMENTS: [&str; 14] = [
    "nsubj",
    "nsubjpass",
    "csubj",
    "ccomp",
    "xcomp",
    "dobj",
    "dative",
    "prep",
    "agent",
    "mark",
    "auxpass",
    "neg",
    "advcl",
    "prt",
];

/// A document's tokens with what is near them in text and tree.
pub struct Frame<'d> {
    /// The document.
    pub document: &'d Document<'d>,
    pub(super) heads: Vec<usize>,
    /// First and last token (inclusive) of everything below each token.
    pub(super) edges: Vec<(usize, usize)>,
    pub(super) sentence: Vec<u32>,
    pub(super) paragraph: Vec<u32>,
    pub(super) quoted: Vec<Quoted>,
    /// Quote marks before each token.
    pub(super) marks_before: Vec<u32>,
    /// Commas, semicolons and dashes before each token.
    pub(super) pauses_before: Vec<u32>,
    /// Verbs before each token, and those of them that are not quoted.
    pub(super) verbs_before: Vec<u32>,
    pub(super) own_verbs_before: Vec<u32>,
    /// What hangs on each token.
    pub(super) governed: Vec<Governed>,
    /// Hash of the entity type, 0 outside of entities.
    pub(super) entity: Vec<u32>,
    /// Hashes of lemma, tag and relation.
    pub(super) lemma: Vec<u32>,
    pub(super) tag: Vec<u32>,
    pub(super) dep: Vec<u32>,
    pub(super) pos: Vec<Pos>,
}

/// The FNV-1a hash of a string without regard to case.
pub(super) fn hashed(text: &str) -> u32 {
    let fold = |hash: u32, byte: u8| {
        (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
    };
    text.bytes().fold(0x811c_9dc5, fold)
}

impl<'d> Frame<'d> {
    /// Looks at every token of `document`.
    pub fn new(document: &'d Document<'d>) -> Self {
        let annotated = document.annotated;
        let count = annotated.len();
        let heads: Vec<usize> = annotated.tokens.iter().map(|t| t.head as usize).collect();
        let mut sentence = vec![0; count];
        for (index, tokens) in annotated.sentences.iter().enumerate() {
            sentence[tokens.clone()].fill(index as u32);
        }
        let mut entity = vec![0; count];
        for found in &annotated.entities {
            entity[found.tokens.clone()].fill(hashed(annotated.entity_type(found)));
        }
        let pos: Vec<Pos> = annotated.iter().map(|token| token.pos()).collect();
        let quoted = quoted(document);
        let is_pause =
            |token: Token<'_, '_>| matches!(token.text(), "," | ";" | "-" | "–" | "—" | "―" | "--");
        let mut frame = Self {
            edges: edges(&heads),
            paragraph: paragraphs(document, &quoted),
            marks_before: running(quoted.iter().map(|quoted| quoted.is_mark)),
            pauses_before: running(annotated.iter().map(is_pause)),
            verbs_before: running(pos.iter().map(|pos| *pos == Pos::VERB)),
            own_verbs_before: running(
                pos.iter()
                    .zip(&quoted)
                    .map(|(pos, quoted)| *pos == Pos::VERB && quoted.quotation == 0),
            ),
            governed: vec![Governed::default(); count],
            lemma: annotated
                .iter()
                .map(|token| hashed(token.lemma()))
                .collect(),
            tag: annotated.iter().map(|token| hashed(token.tag())).collect(),
            dep: annotated.iter().map(|token| hashed(token.dep())).collect(),
            document,
            heads,
            sentence,
            entity,
            pos,
            quoted,
        };
        frame.govern();
        frame
    }

    /// Notes at each head what hangs on it.
    fn govern(&mut self) {
        for (child, token) in self.document.annotated.iter().enumerate() {
            let head = self.heads[child];
            if head == child {
                continue;
            }
            let governed = &mut self.governed[head];
            let relation = token.dep();
            if let Some(at) = ARGUMENTS.iter().position(|argument| *argument == relation) {
                governed.relations |= 1 << at;
            }
            match relation {
                "nsubj" | "nsubjpass" | "csubj" => {
                    governed.subject = [self.tag[child], self.entity[child], self.lemma[child]];
                }
                "ccomp" | "xcomp" | "dobj" => {
                    let quoted = u32::from(self.quoted[child].quotation > 0);
                    governed.complement = [
                        self.dep[child],
                        self.tag[child],
                        u32::from(child > head),
                        quoted,
                    ];
                }
                "prep" | "prt" | "agent" if child > head && governed.particle == 0 => {
                    governed.particle = self.lemma[child];
                }
                _ => {}
            }
        }
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.heads.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }

    /// The number of each token's paragraph.
    pub fn paragraphs(&self) -> &[u32] {
        &self.paragraph
    }

    /// The tokens of the paragraph of `token`, `before` and `after` it at most.
    pub fn window(&self, token: usize, before: usize, after: usize) -> std::ops::Range<usize> {
        let own = self.paragraph[token];
        let start = self.paragraph.partition_point(|paragraph| *paragraph < own);
        let end = self
            .paragraph
            .partition_point(|paragraph| *paragraph <= own);
        start.max(token.saturating_sub(before))..end.min(token + after + 1)
    }
}

/// For each place, how many of the flags before it are set.
fn running(flags: impl Iterator<Item = bool>) -> Vec<u32> {
    flags
        .scan(0, |count, flag| {
            let before = *count;
            *count += u32::from(flag);
            Some(before)
        })
        .collect()
}

/// How far up a tree is followed: no sentence that a person wrote is deeper, and hostile ones
/// shall not cost more.
pub(super) const DEEPEST: usize = 64;

fn edges(heads: &[usize]) -> Vec<(usize, usize)> {
    let mut edges: Vec<(usize, usize)> = (0..heads.len()).map(|token| (token, token)).collect();
    for token in 0..heads.len() {
        let mut at = token;
        for _ in 0..DEEPEST {
            let head = heads[at];
            if head == at {
                break;
            }
            edges[head].0 = edges[head].0.min(token);
            edges[head].1 = edges[head].1.max(token);
            at = head;
        }
    }
    edges
}

/// The number of each token's paragraph: its line, together with the line before where that one
/// ends with a colon or breaks off in a quotation.
fn paragraphs(document: &Document<'_>, quoted: &[Quoted]) -> Vec<u32> {
    let annotated = document.annotated;
    let mut end = 0;
    let mut number = 0;
    (0..annotated.len())
        .map(|index| {
            let token = &annotated.tokens[index];
            let start = token.start as usize;
            if annotated.text[end..start].contains('\n') {
                let before = index.checked_sub(1);
                let goes_on = before.is_some_and(|before| {
                    let quotation = quoted[before].quotation;
                    annotated.token(before).text() == ":"
                        || quotation > 0 && quotation == quoted[index].quotation
                });
                number += u32::from(!goes_on);
            }
            end = token.end as usize;
            number
        })
        .collect()
}

fn quoted(document: &Document<'_>) -> Vec<Quoted> {
    let mut quoted = vec![Quoted::default(); document.annotated.len()];
    let found = document.quotations.quotations.iter();
    for (quotation, number) in found.filter(|quotation| quotation.depth == 0).zip(1..) {
        let words = quotation.words as u32;
        let mut fill = |bytes, is_mark| {
            for token in &mut quoted[document.tokens_at(bytes)] {
                *token = Quoted {
                    quotation: number,
                    words,
                    is_mark,
                };
            }
        };
        for part in &quotation.parts {
            fill(&part.content, false);
            fill(&part.mark, true);
        }
        if let Some(close) = &quotation.close {
            fill(close, true);
        }
    }
    quoted
}

//! A document laid out for linking: trees with constant-time look-ups, paragraphs, and which
//! tokens are quoted.

use std::ops::Range;

use restated_language::{Annotated, Pos, Quotation, State, Token};

use crate::Document;

/// How far up a tree anything looks: no sentence for readers is deeper.
const DEPTH: usize = 64;

/// An outermost quotation, in tokens.
#[derive(Clone, Debug)]
pub(super) struct Quoted {
    /// Its tokens from the first mark to the last.
    pub(super) tokens: Range<usize>,
    /// Whether it is set like a sentence of its own, not as words of the writer's sentence.
    pub(super) sentence_like: bool,
}

/// A document with its grammar indexed.
pub(super) struct Scene<'d, 'a> {
    pub(super) document: &'d Document<'a>,
    pub(super) doc: &'d Annotated<'a>,
    /// Outermost quotations in order.
    pub(super) quotes: Vec<Quoted>,
    paragraph: Vec<usize>,
    quote_of: Vec<Option<usize>>,
    datelines: Vec<Range<usize>>,
    first_child: Vec<usize>,
    children: Vec<usize>,
    subtree: Vec<Range<usize>>,
}

impl<'d, 'a> Scene<'d, 'a> {
    pub(super) fn new(document: &'d Document<'a>) -> Self {
        let doc = document.annotated;
        let (first_child, children) = children(doc);
        let quotes = quotes(document);
        let mut quote_of = vec![None; doc.len()];
        for (number, quote) in quotes.iter().enumerate() {
            quote_of[quote.tokens.clone()].fill(Some(number));
        }
        let paragraph = doc.paragraphs();
        Self {
            document,
            doc,
            quotes,
            datelines: datelines(doc, &paragraph),
            paragraph,
            quote_of,
            first_child,
            children,
            subtree: subtrees(doc),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.doc.len()
    }

    pub(super) fn token(&self, at: usize) -> Token<'d, 'a> {
        self.doc.token(at)
    }

    pub(super) fn head(&self, at: usize) -> usize {
        self.doc.tokens[at].head as usize
    }

    pub(super) fn dep(&self, at: usize) -> &'d str {
        self.token(at).dep()
    }

    pub(super) fn tag(&self, at: usize) -> &'d str {
        self.token(at).tag()
    }

    pub(super) fn lower(&self, at: usize) -> String {
        self.token(at).text().to_lowercase()
    }

    pub(super) fn lemma(&self, at: usize) -> String {
        self.token(at).lemma().to_lowercase()
    }

    /// Whether the token is this word, whatever its case.
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        at < self.len() && self.token(at).text().eq_ignore_ascii_case(word)
    }

    /// The tokens that hang on this one, in text order.
    pub(super) fn children(&self, at: usize) -> &[usize] {
        &self.children[self.first_child[at]..self.first_child[at + 1]]
    }

    /// The first child with one of these relations.
    pub(super) fn child(&self, at: usize, deps: &[&str]) -> Option<usize> {
        self.children(at)
            .iter()
            .copied()
            .find(|&child| deps.contains(&self.dep(child)))
    }

    /// The preposition `word` that hangs on the token.
    pub(super) fn preposition(&self, at: usize, word: &str) -> Option<usize> {
        self.children(at).iter().copied().find(|&child| {
            matches!(self.dep(child), "prep" | "agent" | "dative" | "prt") && self.is(child, word)
        })
    }

    /// First and last token of what hangs on this one, itself included.
    pub(super) fn subtree(&self, at: usize) -> Range<usize> {
        self.subtree[at].clone()
    }

    /// Whether `at` hangs on `above`, however far down, or is it.
    pub(super) fn is_below(&self, at: usize, above: usize) -> bool {
        let mut at = at;
        for _ in 0..DEPTH {
            if at == above {
                return true;
            }
            let head = self.head(at);
            if head == at {
                return false;
            }
            at = head;
        }
        false
    }

    /// The tokens of the sentence that holds the token.
    pub(super) fn sentence(&self, at: usize) -> Range<usize> {
        let number = self.doc.sentence_of(at);
        self.doc
            .sentences
            .get(number)
            .cloned()
            .unwrap_or(at..at + 1)
    }

    pub(super) fn paragraph(&self, at: usize) -> usize {
        self.paragraph[at]
    }

    /// The outermost quotation that the token stands in, its marks included.
    pub(super) fn quote(&self, at: usize) -> Option<usize> {
        self.quote_of.get(at).copied().flatten()
    }

    /// The first token of what the sentence of `at` says, behind a dateline.
    pub(super) fn lead(&self, at: usize) -> usize {
        let sentence = self.sentence(at);
        let here = self.paragraph(at);
        let paragraph = sentence
            .start
            .max(self.paragraph.partition_point(|&before| before < here));
        let dateline = self
            .datelines
            .partition_point(|dateline| dateline.end <= at);
        let dateline = dateline
            .checked_sub(1)
            .map_or(0, |nth| self.datelines[nth].end);
        paragraph.max(dateline)
    }

    /// `at`, or where its text begins if it stands in a dateline.
    pub(super) fn past_dateline(&self, at: usize) -> usize {
        let next = self
            .datelines
            .partition_point(|dateline| dateline.end <= at);
        let inside = self.datelines.get(next).filter(|it| it.contains(&at));
        inside.map_or(at, |dateline| dateline.end)
    }

    pub(super) fn is_punct(&self, at: usize) -> bool {
        matches!(self.token(at).pos(), Pos::PUNCT | Pos::SPACE)
    }

    /// The types of the names that lie wholly in these tokens, with their tokens.
    pub(super) fn names_in(
        &self,
        tokens: &Range<usize>,
    ) -> impl Iterator<Item = (Range<usize>, &'d str)> {
        let entities = &self.doc.entities;
        let first = entities.partition_point(|entity| entity.tokens.start < tokens.start);
        let end = tokens.end;
        let doc = self.doc;
        entities[first..]
            .iter()
            .take_while(move |entity| entity.tokens.end <= end)
            .map(move |entity| (entity.tokens.clone(), doc.entity_type(entity)))
    }

    /// The type of the name that holds the token.
    pub(super) fn name_type(&self, at: usize) -> Option<&'d str> {
        let entities = &self.doc.entities;
        let next = entities.partition_point(|entity| entity.tokens.end <= at);
        let entity = entities
            .get(next)
            .filter(|entity| entity.tokens.contains(&at))?;
        Some(self.doc.entity_type(entity))
    }

    pub(super) fn is_verb(&self, at: usize) -> bool {
        matches!(self.token(at).pos(), Pos::VERB | Pos::AUX)
    }

    /// Paragraphs, as ranges of tokens without white space at the end.
    pub(super) fn lines(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut start = 0;
        std::iter::from_fn(move || {
            let first = start;
            if first >= self.len() {
                return None;
            }
            while start < self.len() && self.paragraph(start) == self.paragraph(first) {
                start += 1;
            }
            let mut line = first..start;
            while line.end > line.start && self.token(line.end - 1).text().trim().is_empty() {
                line.end -= 1;
            }
            Some(line)
        })
    }

    /// The range without punctuation and white space at its ends.
    pub(super) fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let Range { mut start, mut end } = range;
        while start < end && self.is_punct(start) {
            start += 1;
        }
        while start < end && self.is_punct(end - 1) {
            end -= 1;
        }
        start..end
    }
}

fn children(doc: &Annotated<'_>) -> (Vec<usize>, Vec<usize>) {
    let head = |at: usize| doc.tokens[at].head as usize;
    let hanging = || (0..doc.len()).filter(|&at| head(at) != at);
    let mut first = vec![0; doc.len() + 1];
    for at in hanging() {
        first[head(at) + 1] += 1;
    }
    for at in 0..doc.len() {
        first[at + 1] += first[at];
    }
    let mut next = first.clone();
    let mut children = vec![0; first[doc.len()]];
    for at in hanging() {
        children[next[head(at)]] = at;
        next[head(at)] += 1;
    }
    (first, children)
}

fn subtrees(doc: &Annotated<'_>) -> Vec<Range<usize>> {
    let mut subtree: Vec<Range<usize>> = (0..doc.len()).map(|at| at..at + 1).collect();
    for token in 0..doc.len() {
        let mut at = token;
        for _ in 0..DEPTH {
            let head = doc.tokens[at].head as usize;
            if head == at {
                break;
            }
            at = head;
            subtree[at].start = subtree[at].start.min(token);
            subtree[at].end = subtree[at].end.max(token + 1);
        }
    }
    subtree
}

/// "HALDEN, Orlia, May 11 (Meridian) —" at the start of a paragraph.
fn datelines(doc: &Annotated<'_>, paragraph: &[usize]) -> Vec<Range<usize>> {
    const LONGEST: usize = 18;
    let first = |at: &usize| *at == 0 || paragraph[at - 1] != paragraph[*at];
    let dateline = |start: usize| {
        let dash = (start + 1..doc.len().min(start + LONGEST)).find(|&at| {
            paragraph[at] != paragraph[start]
                || matches!(
                    doc.token(at).text(),
                    "—" | "–" | "--" | "-" | "." | ":" | "”" | "\""
                )
        })?;
        let word = doc.token(start).text();
        let capital = word.len() > 2 && word.chars().all(|c| c.is_uppercase() || c == '-');
        let credited = doc.token(dash - 1).text() == ")";
        let dashed = matches!(doc.token(dash).text(), "—" | "–" | "--" | "-");
        (dashed && (capital || credited)).then_some(start..dash + 1)
    };
    (0..doc.len()).filter(first).filter_map(dateline).collect()
}

fn quotes(document: &Document<'_>) -> Vec<Quoted> {
    let outermost = document.quotations.quotations.iter();
    let mut reached = 0;
    let mut found = Vec::new();
    for quotation in outermost.filter(|quotation| quotation.depth == 0) {
        let tokens = document.tokens_at(&quotation.span());
        let tokens = tokens.start.max(reached)..tokens.end;
        if tokens.is_empty() {
            continue;
        }
        reached = tokens.end;
        found.push(Quoted {
            sentence_like: is_sentence_like(document, quotation, &tokens),
            tokens,
        });
    }
    found
}

/// Whether the words stand as a sentence of their own: they begin with a capital and close with
/// a stop or a comma, or run over several paragraphs, or are long.
fn is_sentence_like(document: &Document<'_>, quotation: &Quotation, tokens: &Range<usize>) -> bool {
    let text = document.annotated.text;
    let words = text.get(quotation.content.clone()).unwrap_or("");
    let behind = text.get(quotation.span().end..).unwrap_or("");
    let begins = words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '…');
    let stop = [',', '.', '!', '?', '…', '—', '-', ';'];
    let ends = words.ends_with(stop) || behind.starts_with([',', '.', ';']);
    let clause = tokens.clone().any(|at| {
        let token = document.annotated.token(at);
        matches!(token.dep(), "nsubj" | "nsubjpass" | "expl")
            && tokens.contains(&token.head().index)
    });
    quotation.state == State::Continued
        || (begins && ends && (clause || quotation.words > 3 || words.ends_with(stop)))
        || (clause && words.ends_with([',', '.', '!', '?']))
}

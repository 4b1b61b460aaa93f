//! Where names begin and end: the entities of the model, cut and completed by
//! what surrounds them.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::Pos;
use crate::coreference::lexicon::{lexicon, plain};
use crate::coreference::mention::Sort;
use crate::coreference::names;
use crate::coreference::scene::Tree;

/// No name that a text gives again is longer; and how many may begin alike.
const LONGEST: usize = 12;

/// An entity without articles, brackets and the owner before it: "South
/// Korea's | National Intelligence Service".
pub(super) fn parts(tree: &Tree<'_, '_>, tokens: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = tokens.start;
    for at in tokens.clone() {
        let text = tree.token(at).text();
        let owner = || {
            let before = plain(tree.doc.words(start..at));
            let whole = at + 2 < tokens.end && ends_as_organisation(tree, tokens.end - 1);
            lexicon().place(before.trim_start_matches("the ")).is_some() || whole
        };
        // A quotation that a headline opens; an apostrophe is no such mark.
        let opens = matches!(text, "'" | "‘") && {
            let before = at
                .checked_sub(1)
                .map_or(0, |before| tree.token(before).bytes().end);
            before < tree.token(at).bytes().start
        };
        let ends = opens
            || matches!(text, "(" | ")" | "“" | "”" | "\"" | ";")
            || text.contains('\n')
            || (matches!(text, "'s" | "’s") && at > start && owner());
        if ends {
            found.push(start..at);
            start = at + 1;
        }
    }
    found.push(start..tokens.end);
    found
        .into_iter()
        .filter_map(|span| trimmed(tree, span))
        .collect()
}

/// The whole of a name that the model cut, at a preposition ("Central Bank of |
/// Lurania", "Doctors | Across Rivers"), a hyphen or behind a given name; and
/// the sort that this shows.
pub(super) fn completed(
    tree: &Tree<'_, '_>,
    mut span: Range<usize>,
) -> (Range<usize>, Option<Sort>) {
    let capital = |at: usize| tree.token(at).text().starts_with(char::is_uppercase);
    let proper = |at: usize| tree.token(at).pos() == Pos::PROPN && capital(at);
    let home = tree.sentence[span.start];
    let same = |at: usize| tree.sentence.get(at) == Some(&home);
    let mut end = span.end;
    let mut sort = None;
    // "Kim Jae | -won"
    let joined =
        |at: usize| same(at) && tree.token(at - 1).bytes().end == tree.token(at).bytes().start;
    while joined(end) && tree.token(end).text() == "-" && joined(end + 1) {
        end += 2;
    }
    if matches!(tree.token(span.end - 1).text(), "of" | "for") && span.len() > 1 {
        sort = Some(Sort::Organisation);
        while same(end) && proper(end) {
            end += 1;
        }
    } else if span.len() > 1 || names::is_kind(&plain(tree.token(span.start).text())) {
        let of = same(span.end + 1) && tree.token(span.end).text() == "of" && proper(span.end + 1);
        if of && ends_as_organisation(tree, span.end - 1) {
            end += 1;
            sort = Some(Sort::Organisation);
            while same(end) && proper(end) {
                end += 1;
            }
        }
    }
    let first = tree.token(span.start);
    if (first.pos() == Pos::ADP || first.dep() == "prep") && capital(span.start) {
        // "Doctors | Beyond Walls": what stands before a capitalised preposition
        // is a name, even where it looks like a noun.
        let noun = |at: usize| tree.token(at).pos() == Pos::NOUN && capital(at);
        while span.start > 0
            && same(span.start - 1)
            && (proper(span.start - 1) || noun(span.start - 1))
        {
            sort = Some(Sort::Organisation);
            span.start -= 1;
        }
    }
    // "Mateo | Ibarra"
    while span.start > 0
        && same(span.start - 1)
        && proper(span.start - 1)
        && tree.dep(span.start - 1) == "compound"
        && span.contains(&tree.head(span.start - 1))
        && lexicon()
            .given_name(&plain(tree.token(span.start - 1).text()))
            .is_some()
    {
        span.start -= 1;
        sort = Some(Sort::Person);
    }
    (span.start..end, sort)
}

/// Names of organisations that the text gives whole somewhere, for where the
/// model cut them or took them for nothing: "Pens Without Borders".
pub(super) struct WholeNames {
    /// Their words, by the first one.
    by_first: FxHashMap<String, Vec<Vec<String>>>,
}

impl WholeNames {
    /// Those of three words or more that hold small words.
    pub(super) fn new(tree: &Tree<'_, '_>, spans: &[(Range<usize>, Option<Sort>, bool)]) -> Self {
        let mut by_first: FxHashMap<String, Vec<Vec<String>>> = FxHashMap::default();
        for (span, sort, _) in spans {
            let words: Vec<String> = span
                .clone()
                .map(|at| tree.token(at).text().to_owned())
                .collect();
            let small = span.clone().any(|at| is_capitalised_preposition(tree, at))
                || words
                    .iter()
                    .any(|word| word.starts_with(char::is_lowercase));
            if *sort != Some(Sort::Organisation) || !(3..=LONGEST).contains(&words.len()) || !small
            {
                continue;
            }
            let known = by_first.entry(words[0].clone()).or_default();
            if known.len() < LONGEST && !known.contains(&words) {
                known.push(words);
            }
        }
        Self { by_first }
    }

    /// All places where one of them stands in one sentence.
    pub(super) fn occurrences(&self, tree: &Tree<'_, '_>) -> Vec<Range<usize>> {
        let stands = |at: usize, words: &Vec<String>| {
            let end = at + words.len();
            let same = |(at, word): (usize, &String)| tree.token(at).text() == word;
            (end <= tree.doc.len()
                && tree.sentence[at] == tree.sentence[end - 1]
                && (at..end).zip(words).all(same))
            .then_some(at..end)
        };
        let found = (0..tree.doc.len()).filter_map(|at| {
            let known = self.by_first.get(tree.token(at).text())?;
            known
                .iter()
                .filter_map(|words| stands(at, words))
                .max_by_key(Range::len)
        });
        found.collect()
    }
}

/// Drops names within names.
pub(super) fn swallow(spans: &mut Vec<(Range<usize>, Option<Sort>, bool)>) {
    spans.sort_by_key(|(span, ..)| (span.start, std::cmp::Reverse(span.end)));
    let mut reached = 0;
    spans.retain(|(span, ..)| {
        let outside = span.start >= reached;
        reached = reached.max(span.end);
        outside
    });
}

pub(super) fn trimmed(tree: &Tree<'_, '_>, mut span: Range<usize>) -> Option<Range<usize>> {
    let starts_lower = |at: usize| {
        let text = tree.token(at).text();
        !text.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
            || tree.token(at).pos() == Pos::DET
            || text == "The"
    };
    while span.start < span.end && starts_lower(span.start) {
        span.start += 1;
    }
    let ends_bare = |at: usize| {
        let text = tree.token(at).text();
        matches!(text, "'s" | "’s" | "'" | "’") || !text.contains(char::is_alphanumeric)
    };
    while span.start < span.end && ends_bare(span.end - 1) {
        span.end -= 1;
    }
    (!span.is_empty()).then_some(span)
}

/// Runs of proper nouns that the model named nothing: only those that are not
/// mere modifiers of a noun.
pub(super) fn proper_noun_runs(
    tree: &Tree<'_, '_>,
    taken: &[bool],
    other: &[bool],
) -> Vec<Range<usize>> {
    let open = |at: usize| at < tree.doc.len() && !taken[at] && !other[at];
    let free = |at: usize| open(at) && tree.token(at).pos() == Pos::PROPN;
    // "Pens Without Borders"
    let joins = |at: usize| {
        open(at)
            && is_capitalised_preposition(tree, at)
            && free(at + 1)
            && tree.sentence[at] == tree.sentence[at + 1]
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tree.doc.len() {
        let start = at;
        while at < tree.doc.len()
            && (free(at) || (at > start && joins(at)))
            && tree.sentence[at] == tree.sentence[start]
        {
            at += 1;
        }
        if at == start {
            at += 1;
            continue;
        }
        let head = head_of(tree, &(start..at));
        if matches!(tree.dep(head), "compound" | "nmod" | "amod" | "npadvmod") {
            continue;
        }
        // "Survivors' Voice"
        let owned = start >= 2
            && matches!(tree.token(start - 1).text(), "'" | "’" | "'s" | "’s")
            && tree.token(start - 2).text().starts_with(char::is_uppercase)
            && !taken[start - 2]
            && tree.head(start - 2) == head
            && tree.sentence[start - 2] == tree.sentence[start];
        let start = if owned { start - 2 } else { start };
        found.extend(trimmed(tree, start..at));
    }
    found
}

/// "Without" in "Pens Without Borders".
pub(super) fn is_capitalised_preposition(tree: &Tree<'_, '_>, at: usize) -> bool {
    let token = tree.token(at);
    let capital = token.text().starts_with(char::is_uppercase);
    capital && (token.pos() == Pos::ADP || token.dep() == "prep")
}

/// Splits "Captain Ingrid Solheim" into title and name.
pub(super) fn split_title(tree: &Tree<'_, '_>, span: Range<usize>) -> (Range<usize>, Range<usize>) {
    let mut at = span.start;
    while at < span.end {
        let word = plain(tree.token(at).text());
        let role = lexicon().role(&word).is_some() && at + 1 < span.end;
        // "Energy Minister Tomas Brandt"
        let before_role = at + 2 < span.end
            && lexicon().role(&plain(tree.token(at + 1).text())).is_some()
            && lexicon().given_name(&word).is_none();
        if lexicon().title(&word).is_none() && !role && !before_role {
            break;
        }
        at += 1;
    }
    let is_person = span.clone().skip(1).all(|at| tree.token(at).text() != "of");
    if at < span.end && is_person && !ends_as_organisation(tree, span.end - 1) {
        (span.start..at, at..span.end)
    } else {
        (span.start..span.start, span)
    }
}

fn ends_as_organisation(tree: &Tree<'_, '_>, at: usize) -> bool {
    let word = plain(tree.token(at).text());
    names::is_kind(&word)
}

/// "Ministry", "Police", "President": capitalised, yet a noun.
pub(super) fn is_common(tree: &Tree<'_, '_>, name: &Range<usize>) -> bool {
    let word = plain(tree.token(name.start).text());
    let stem = word.strip_suffix('s').unwrap_or(&word);
    let known =
        |word: &str| lexicon().role(word).is_some() || lexicon().organisation(word).is_some();
    let titled = name.start > 0
        && lexicon()
            .title(&plain(tree.token(name.start - 1).text()))
            .is_some();
    let title = lexicon().title(&word).is_some() && name.len() == 1;
    title || name.len() == 1 && !titled && (known(&word) || known(stem))
}

/// "South Korean" before a noun.
pub(super) fn is_adjective(tree: &Tree<'_, '_>, name: &Range<usize>) -> bool {
    let last = tree.token(name.end - 1);
    last.pos() == Pos::ADJ && matches!(last.dep(), "amod" | "compound" | "nmod")
}

/// The last token whose head lies outside.
pub(super) fn head_of(tree: &Tree<'_, '_>, span: &Range<usize>) -> usize {
    let leaves = |at: &usize| {
        let head = tree.head(*at);
        head == *at || !span.contains(&head)
    };
    let punct = |at: &usize| tree.token(*at).pos() != Pos::PUNCT;
    span.clone()
        .rev()
        .filter(punct)
        .find(leaves)
        .unwrap_or(span.end - 1)
}

//! A source by the fullest name that its article gives it.

use std::ops::Range;

use restated_language::{Kind, LinkRule, Mention, Sort as MentionSort};

use super::Sort;
use crate::Document;
use crate::model::Attribution;

use super::Named;

/// A source by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceName {
    /// "Anton Ostrow" for "he"; as written where the article gives no name, without clauses
    /// and appositions that are no part of it.
    pub text: String,
    /// What it is, where that is known.
    pub sort: Option<Sort>,
}

/// The fullest name of a source whose words are `tokens`, as token ranges; none if there are none.
pub fn name_of_source(document: &Document<'_>, tokens: &[Range<usize>]) -> Option<SourceName> {
    let whole = tokens.first()?.start..tokens.last()?.end;
    let annotated = document.annotated;
    if whole.is_empty() || whole.end > annotated.len() {
        return None;
    }
    let coreference = &document.coreference;
    let Some(at) = coreference.mention_of(annotated, whole.clone()) else {
        return Some(SourceName {
            text: annotated.words(core(document, whole)).to_owned(),
            sort: None,
        });
    };
    let mention = &coreference.mentions[at];
    if mention.kind == Kind::Group {
        let text = annotated.words(core(document, whole)).to_owned();
        return Some(SourceName { text, sort: None });
    }
    let named = antecedent(document, at);
    let mention_named = &coreference.mentions[named];
    let unnamed =
        mention_named.kind == Kind::Pronoun || (named == at && mention.kind != Kind::Name);
    let text = if unnamed {
        annotated.words(core(document, whole))
    } else {
        annotated.words(with_owner(document, mention_named))
    };
    Some(SourceName {
        text: text.to_owned(),
        sort: sort(mention_named),
    })
}

/// The mention that names `at` best, going back over links that are sure enough.
fn antecedent(document: &Document<'_>, at: usize) -> usize {
    let coreference = &document.coreference;
    let mut here = at;
    let mut best = at;
    // Links go back, but for cataphors: no way is longer than there are mentions.
    for _ in 0..coreference.mentions.len() {
        let Some(link) = coreference.link_of(here) else {
            break;
        };
        if !is_sure(link.rule) {
            break;
        }
        here = link.antecedent;
        if fullness(&coreference.mentions[here]) > fullness(&coreference.mentions[best]) {
            best = here;
        }
    }
    // "The driver, identified as Dal": the name stands behind.
    if coreference.mentions[best].kind == Kind::Nominal
        && let Some(name) = named_behind(document, best)
    {
        return name;
    }
    // "Halden", of which a later sentence says "Halden Steel".
    let is_name = coreference.mentions[best].kind == Kind::Name;
    if is_name && coreference.mentions[best].sort == Some(MentionSort::Person) {
        let fullest = coreference
            .chain_of(best)
            .mentions
            .iter()
            .copied()
            .filter(|&other| {
                let rule = coreference.link_of(other).map(|link| link.rule);
                coreference.mentions[other].sort == Some(MentionSort::Person)
                    && rule.is_none_or(LinkRule::is_precise)
            })
            .max_by_key(|&other| {
                (
                    fullness(&coreference.mentions[other]),
                    std::cmp::Reverse(other),
                )
            });
        return fullest
            .filter(|&other| {
                fullness(&coreference.mentions[other]) > fullness(&coreference.mentions[best])
            })
            .unwrap_or(best);
    }
    best
}

/// The name that the same sentence gives to a nominal behind it.
fn named_behind(document: &Document<'_>, nominal: usize) -> Option<usize> {
    let coreference = &document.coreference;
    let mut chain = coreference.chain_of(nominal).mentions.iter().copied();
    chain.find(|&other| {
        let link = coreference.link_of(other);
        coreference.mentions[other].kind == Kind::Name
            && link.is_some_and(|link| link.antecedent == nominal && link.rule == LinkRule::Naming)
    })
}

/// Names before nominals before pronouns; of names the longer one.
fn fullness(mention: &Mention) -> (u8, usize) {
    match mention.kind {
        Kind::Name => (2, mention.tokens.len()),
        Kind::Nominal => (1, 0),
        Kind::Pronoun | Kind::Group => (0, 0),
    }
}

/// Whether a link may change the name that a source goes by: not those that only describe whoever
/// spoke last, or take a place for its country.
fn is_sure(rule: LinkRule) -> bool {
    !matches!(
        rule,
        LinkRule::Description | LinkRule::Metonym | LinkRule::FirstPersonPlural
    )
}

/// A name with whose it is: "Velmar's Defence Ministry".
fn with_owner(document: &Document<'_>, mention: &Mention) -> Range<usize> {
    let annotated = document.annotated;
    let mut start = mention.tokens.start;
    if mention.sort != Some(MentionSort::Person) {
        let head = annotated.token(mention.head);
        let owner = head
            .children()
            .find(|child| child.dep() == "poss" && child.index < start);
        if let Some(owner) = owner.filter(|owner| owner.text().starts_with(char::is_uppercase)) {
            start = owner.subtree().start;
        }
    }
    start..mention.tokens.end
}

/// The words of a phrase without a clause or an apposition behind it.
fn core(document: &Document<'_>, tokens: Range<usize>) -> Range<usize> {
    let annotated = document.annotated;
    let head = tokens
        .clone()
        .find(|&at| {
            !tokens.contains(&annotated.token(at).head().index) || annotated.token(at).is_root()
        })
        .unwrap_or(tokens.start);
    let aside = |at: usize| {
        let token = annotated.token(at);
        at > head && token.head().index <= at && matches!(token.dep(), "relcl" | "appos" | "acl")
    };
    let mut end = tokens.end;
    for at in head + 1..tokens.end {
        if aside(at) {
            end = end.min(annotated.token(at).subtree().start.max(head + 1));
        }
    }
    let closes = |at: usize| {
        matches!(
            annotated.token(at).text(),
            "," | ";" | ":" | "(" | "—" | "–" | "-"
        )
    };
    while end > head + 1 && closes(end - 1) {
        end -= 1;
    }
    tokens.start..end
}

fn sort(mention: &Mention) -> Option<Sort> {
    Some(match mention.sort? {
        MentionSort::Person => Sort::Person,
        MentionSort::Organisation => Sort::Organisation,
        MentionSort::Place => Sort::Government,
        MentionSort::Document | MentionSort::Other => Sort::Other,
    })
}

/// Index, in the names of its article, of whom an attribution's source is.
pub fn of_source(names: &[Named], attribution: &Attribution) -> Option<usize> {
    let span = attribution.source_span.as_ref();
    let by_place = span.and_then(|span| {
        let stands = |name: &Named| name.mentions.contains(span);
        names.iter().position(stands)
    });
    let source = attribution.source.as_deref()?;
    let is_called =
        |name: &Named| name.name == source || name.forms.iter().any(|form| form.text == source);
    by_place.or_else(|| names.iter().position(is_called))
}

//! The entities of one article.
//!
//! The way: names where they stand → groups of the same words → what each group is → groups that
//! are one by parts of names, definitions and coreference → wordings and mentions.

use std::collections::BTreeMap;
use std::ops::Range;

use super::definitions::definitions;
use super::nominals::{self, Taken};
use super::sorts::{self, Facts};
use super::spans::{Span, spans};
use super::tie::{self, Tie};
use super::{Form, Gender, Named, Sort, Wording};
use crate::Document;

/// Candidates looked at for one name: hostile texts hold thousands of alike names.
const CANDIDATES: usize = 16;

/// All names of the same words, and what is known of them.
#[derive(Debug)]
pub(super) struct Group {
    /// Its folded words.
    pub(super) words: Vec<String>,
    /// Whose it is.
    pub(super) owner: Option<String>,
    /// Its places.
    pub(super) spans: Vec<Span>,
    /// What it is.
    pub(super) sort: Sort,
    /// Its gender.
    pub(super) gender: Option<Gender>,
    /// Titles, in their shared form, and other roles.
    pub(super) roles: Vec<String>,
    /// The group whose name is fuller, and why.
    pub(super) of: Option<(usize, String)>,
}

impl Group {
    /// Whether it is an acronym: capitals only, wherever it stands.
    pub(super) fn is_acronym(&self, document: &Document<'_>) -> bool {
        let capitals = |span: &Span| {
            let word = document.annotated.words(span.tokens.clone());
            span.tokens.len() == 1
                && (2..=8).contains(&word.chars().count())
                && word.chars().filter(|c| c.is_uppercase()).count() * 3 >= word.chars().count() * 2
        };
        self.spans.iter().all(capitals)
    }

    fn styled(&self) -> bool {
        self.spans.iter().any(|span| !span.titles.is_empty())
    }
}

/// The entities that `document` names, in the order of their first mentions.
pub fn names(document: &Document<'_>) -> Vec<Named> {
    let mut groups = grouped(document);
    tie_persons(&mut groups);
    sorts::doubt_lone_surnames(document, &mut groups);
    sorts::governments(document, &mut groups);
    tie_organisations(document, &mut groups);
    let taken = nominals::read(document, &groups);
    assemble(document, &groups, taken)
}

/// Names by their words; of a person by the gender of the title too ("Mr Orme" and "Ms Orme").
fn grouped(document: &Document<'_>) -> Vec<Group> {
    let found = spans(document);
    type Key = (Vec<String>, Option<String>, Option<Gender>);
    let mut groups: BTreeMap<Key, Vec<Span>> = BTreeMap::new();
    let mut late = Vec::new();
    for span in found {
        if span.in_headline {
            late.push(span);
            continue;
        }
        let titled = span.titles.iter().find_map(|title| title.gender);
        let gender = titled.filter(|_| span.words.len() == 1);
        let owner = span
            .owner
            .clone()
            .filter(|_| tie::is_common_office(&span.words));
        groups
            .entry((span.words.clone(), owner, gender))
            .or_default()
            .push(span);
    }
    // A headline's capitals show nothing: it can only say again what the text names.
    let known: BTreeMap<Vec<String>, Key> = groups
        .keys()
        .rev()
        .map(|key| (key.0.clone(), key.clone()))
        .collect();
    for span in late {
        for (key, part) in known_in(document, &span, &known) {
            groups.entry(key).or_default().push(part);
        }
    }
    // "the Defence Ministry" is the one whose owner is named, if only one's is.
    let bare: Vec<Key> = groups
        .keys()
        .filter(|key| key.1.is_none() && tie::is_common_office(&key.0))
        .cloned()
        .collect();
    for key in bare {
        let mut owned = groups
            .keys()
            .filter(|other| other.0 == key.0 && other.1.is_some());
        if let (Some(only), None) = (owned.next().cloned(), owned.next()) {
            let spans = groups.remove(&key).unwrap_or_default();
            groups.entry(only).or_default().extend(spans);
        }
    }
    let mut groups: Vec<Group> = groups
        .into_iter()
        .map(|((words, owner, _), mut spans)| {
            spans.sort_by_key(|span| span.tokens.start);
            Group {
                words,
                owner,
                spans,
                sort: Sort::Other,
                gender: None,
                roles: Vec::new(),
                of: None,
            }
        })
        .collect();
    let mut kept = Vec::new();
    for mut group in groups.drain(..) {
        let Some(Facts {
            sort,
            gender,
            roles,
        }) = sorts::facts(document, &group)
        else {
            continue;
        };
        (group.sort, group.gender, group.roles) = (sort, gender, roles);
        kept.push(group);
    }
    kept.sort_by_key(|group| (group.spans[0].tokens.start, group.sort));
    kept
}

/// The names that the article's text holds, inside a run of a headline's capitals.
fn known_in<K: Clone>(
    document: &Document<'_>,
    run: &Span,
    known: &BTreeMap<Vec<String>, K>,
) -> Vec<(K, Span)> {
    let mut found = Vec::new();
    let mut at = run.start.min(run.tokens.start);
    while at < run.tokens.end {
        let longest = (at + 1..=run.tokens.end.min(at + 8)).rev().find_map(|end| {
            let words = super::spell::words(document.annotated.words(at..end));
            known.get_key_value(&words).map(|found| (found, end))
        });
        let Some(((words, key), end)) = longest else {
            at += 1;
            continue;
        };
        let span = Span {
            tokens: at..end,
            start: at,
            end,
            words: words.clone(),
            titles: Vec::new(),
            role: String::new(),
            owner: None,
            definite: false,
            in_headline: true,
        };
        found.push((key.clone(), span));
        at = end;
    }
    found
}

/// Ties persons' shorter names to the only fuller one.
fn tie_persons(groups: &mut [Group]) {
    let mut by_last: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        if group.sort == Sort::Person && group.words.len() > 1 {
            for word in [group.words.first(), group.words.last()]
                .into_iter()
                .flatten()
            {
                by_last
                    .entry(super::spell::skeleton(word))
                    .or_default()
                    .push(at);
            }
        }
    }
    for at in 0..groups.len() {
        let short = &groups[at];
        // A surname that the model takes for a place or a firm still recalls the person.
        let may = short.sort == Sort::Person
            || (short.words.len() == 1
                && matches!(short.sort, Sort::Organisation | Sort::Other)
                && !short.spans.iter().any(|span| span.definite));
        let Some(last) = short.words.last().filter(|_| may) else {
            continue;
        };
        let under = by_last.get(&super::spell::skeleton(last));
        let mut found: Vec<(usize, Tie)> = under
            .into_iter()
            .flatten()
            .take(CANDIDATES)
            .filter(|&&other| other != at && agree(short, &groups[other]))
            .filter_map(|&other| {
                let tie = tie::persons(&short.words, &groups[other].words)?;
                // Of two wordings of one length the later goes back to the earlier.
                let forward = short.words.len() < groups[other].words.len()
                    || abbreviates(&short.words, &groups[other].words)
                    || (other < at && !abbreviates(&groups[other].words, &short.words));
                forward.then_some((other, tie))
            })
            .collect();
        found.dedup();
        let root = |other: usize| groups[other].of.as_ref().map_or(other, |of| of.0);
        if let Some(&(other, tie)) = found.first()
            && found.iter().all(|&(next, _)| root(next) == root(other))
        {
            let why = tie.why(&groups[other].words_written());
            let sort = groups[other].sort;
            groups[at].of = Some((other, why));
            groups[at].sort = sort;
        }
    }
}

/// Whether a name holds more initials than another.
fn abbreviates(one: &[String], other: &[String]) -> bool {
    let initials = |words: &[String]| {
        words
            .iter()
            .filter(|word| word.chars().count() == 1)
            .count()
    };
    initials(one) > initials(other)
}

impl Group {
    /// The name for a reason given in words.
    fn words_written(&self) -> String {
        self.words
            .iter()
            .map(|word| {
                let mut letters = word.chars();
                letters
                    .next()
                    .map(|first| first.to_uppercase().chain(letters).collect::<String>())
                    .unwrap_or_default()
            })
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// Whether nothing that is said of two persons speaks against their being one.
fn agree(short: &Group, long: &Group) -> bool {
    let gender = match (short.gender, long.gender) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let title = |group: &Group| -> Vec<&'static str> {
        let titles = group.spans.iter().flat_map(|span| &span.titles);
        titles
            .filter(|title| title.is_role)
            .map(|title| title.shared)
            .collect()
    };
    let (one, other) = (title(short), title(long));
    let said = |shared: &&str| {
        long.roles
            .iter()
            .any(|role| role.split(' ').any(|word| word == *shared))
    };
    gender
        && (one.is_empty()
            || long.roles.is_empty()
            || one.iter().any(|title| other.contains(title) || said(title)))
}

/// Ties organisations' short names and acronyms to the only fuller one.
fn tie_organisations(document: &Document<'_>, groups: &mut [Group]) {
    for (short, long, why) in definitions(document, groups) {
        let loops = groups[long].of.as_ref().is_some_and(|of| of.0 == short);
        if groups[short].of.is_none() && short != long && !loops {
            groups[short].of = Some((long, why));
            groups[short].sort = Sort::Organisation;
            groups[long].sort = Sort::Organisation;
        }
    }
    let organisation = |group: &Group| matches!(group.sort, Sort::Organisation);
    let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut by_initials: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        if organisation(group) && group.words.len() > 1 {
            let ordered = tie::ordered(&group.words);
            let keys = [ordered.first(), ordered.last(), tie::head(&group.words)];
            let mut keys: Vec<String> = keys.into_iter().flatten().cloned().collect();
            keys.dedup();
            for key in keys {
                by_word.entry(key).or_default().push(at);
            }
            for letters in tie::initials(&group.words) {
                by_initials.entry(letters).or_default().push(at);
            }
        }
    }
    for at in 0..groups.len() {
        let short = &groups[at];
        let may = short.of.is_none()
            && (organisation(short)
                || (matches!(short.sort, Sort::Person | Sort::Other) && !short.styled()));
        let ordered = tie::ordered(&short.words);
        let (Some(first), Some(last), true) = (ordered.first(), ordered.last(), may) else {
            continue;
        };
        let mut under: Vec<usize> = [first, last]
            .into_iter()
            .flat_map(|key| by_word.get(key).into_iter().flatten().take(CANDIDATES))
            .chain(
                by_initials
                    .get(first)
                    .into_iter()
                    .flatten()
                    .take(CANDIDATES),
            )
            .copied()
            .filter(|&other| other != at)
            .collect();
        under.sort_unstable();
        under.dedup();
        let definite = short.spans.iter().any(|span| span.definite);
        let fits = |other: usize| {
            let tie = tie::organisations(&short.words, &groups[other].words)?;
            let owners = owners_agree(short.owner.as_deref(), groups[other].owner.as_deref());
            let acronym = tie != Tie::Initials || short.is_acronym(document);
            let head = tie != Tie::Head || definite;
            let forward = !tie.is_whole() || other < at;
            (owners && acronym && head && forward).then_some((other, tie))
        };
        let found: Vec<(usize, Tie)> = under.into_iter().filter_map(fits).collect();
        if let [(other, tie)] = found.as_slice() {
            let why = tie.why(&groups[*other].words_written());
            groups[at].of = Some((*other, why));
            groups[at].sort = Sort::Organisation;
        }
    }
}

/// Whether nothing that is said of whose two offices are speaks against their being one.
pub(super) fn owners_agree(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => super::owner::same(one, other),
        _ => true,
    }
}

/// The group that a group's name is short for in the end.
pub(super) fn root(groups: &[Group], at: usize) -> usize {
    let mut here = at;
    for _ in 0..8 {
        match &groups[here].of {
            Some((next, _)) if *next != at => here = *next,
            _ => break,
        }
    }
    here
}

fn assemble(document: &Document<'_>, groups: &[Group], taken: Taken) -> Vec<Named> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..groups.len() {
        members.entry(root(groups, at)).or_default().push(at);
    }
    let text = document.annotated;
    let mut found: Vec<Named> = members
        .into_iter()
        .map(|(root, members)| {
            let mut forms: Vec<Form> = Vec::new();
            let mut mentions: Vec<Range<usize>> = Vec::new();
            let mut roles: Vec<String> = Vec::new();
            for &at in &members {
                let group = &groups[at];
                let why = group.of.as_ref().map_or("", |of| of.1.as_str());
                let acronym = group.is_acronym(document);
                for span in &group.spans {
                    let bare = text.bytes(span.tokens.clone());
                    let whole = text.bytes(span.start..span.end.max(span.tokens.end));
                    mentions.push(bare.clone());
                    mentions.push(whole.clone());
                    let wording = if acronym {
                        Wording::Acronym
                    } else {
                        Wording::Name
                    };
                    add(&mut forms, document, wording, why, bare);
                    add(&mut forms, document, Wording::Styled, why, whole);
                    if span.definite {
                        let owned = text.bytes(span.start + 1..span.end.max(span.tokens.end));
                        add(&mut forms, document, Wording::Styled, why, owned);
                    }
                }
                roles.extend(group.roles.iter().cloned());
            }
            for description in taken
                .descriptions
                .iter()
                .filter(|taken| taken.group == root)
            {
                add(
                    &mut forms,
                    document,
                    Wording::Description,
                    &description.why,
                    description.span.clone(),
                );
            }
            let of_root = |group: usize| group == root;
            mentions.extend(
                taken
                    .mentions
                    .iter()
                    .filter(|(group, _)| of_root(*group))
                    .map(|(_, span)| span.clone()),
            );
            roles.extend(
                taken
                    .roles
                    .iter()
                    .filter(|(group, _)| of_root(*group))
                    .map(|(_, role)| role.clone()),
            );
            forms.sort_by_key(|form| (form.span.start, form.span.end));
            mentions.sort_by_key(|span| (span.start, span.end));
            mentions.dedup();
            roles.sort();
            roles.dedup();
            let gender = members.iter().find_map(|&at| groups[at].gender);
            Named {
                name: fullest(document, &groups[root]),
                sort: groups[root].sort,
                gender: gender.or_else(|| taken.genders.get(&root).copied()),
                roles,
                owner: members.iter().find_map(|&at| groups[at].owner.clone()),
                forms,
                mentions,
            }
        })
        .collect();
    found.sort_by_key(|named| named.mentions.first().map(|span| (span.start, span.end)));
    found
}

/// Adds a wording unless it is there: "The" and "the" are one.
fn add(
    forms: &mut Vec<Form>,
    document: &Document<'_>,
    wording: Wording,
    why: &str,
    span: Range<usize>,
) {
    let text = &document.annotated.text[span.clone()];
    if text.is_empty()
        || forms
            .iter()
            .any(|form| form.text.to_lowercase() == text.to_lowercase())
    {
        return;
    }
    forms.push(Form {
        text: text.to_owned(),
        wording,
        why: why.to_owned(),
        span,
    });
}

/// A group's name as its text writes it in most places, with whose it is where the name alone
/// could be any country's.
fn fullest(document: &Document<'_>, group: &Group) -> String {
    let text = document.annotated;
    let owned = tie::is_common_office(&group.words);
    let mut written: BTreeMap<&str, usize> = BTreeMap::new();
    for span in &group.spans {
        let start = if owned && span.owner.is_some() {
            span.start + usize::from(span.definite)
        } else {
            span.tokens.start
        };
        let end = if owned { span.end } else { span.tokens.end };
        let words = text.words(start..end.max(span.tokens.end));
        let capitals = words.chars().any(char::is_lowercase) || group.is_acronym(document);
        let weight =
            usize::from(capitals) * 1000 + usize::from(start < span.tokens.start) * 100 + 1;
        *written.entry(words).or_default() += weight;
    }
    written
        .into_iter()
        .max_by_key(|&(words, weight)| (weight, std::cmp::Reverse(words)))
        .map_or_else(String::new, |(words, _)| words.to_owned())
}

//! Names: the entities of the model, put right by what surrounds them.

use std::ops::Range;

use super::nominal::age_before;
use crate::Pos;
use crate::coreference::lexicon::{lexicon, plain};
use crate::coreference::mention::{Gender, Kind, Mention, Number, Sort};
use crate::coreference::names;
use crate::coreference::scene::{Detail, Tree};

/// All names; `taken` tells which tokens they, and the titles before them,
/// hold.
pub(super) fn names(tree: &Tree<'_, '_>, taken: &mut [bool]) -> Vec<(Mention, Detail)> {
    let mut spans = Vec::new();
    let mut other = vec![false; tree.doc.len()];
    for entity in &tree.doc.entities {
        let sort = match tree.doc.entity_type(entity) {
            "PERSON" | "PER" => Some(Sort::Person),
            "ORG" => Some(Sort::Organisation),
            "GPE" | "LOC" => Some(Sort::Place),
            "FAC" | "PRODUCT" | "EVENT" | "WORK_OF_ART" | "LAW" | "MISC" | "NORP" => None,
            _ => {
                other[entity.tokens.clone()].fill(true);
                continue;
            }
        };
        for span in parts(tree, entity.tokens.clone()) {
            let whole = completed(tree, span.clone());
            let sort = if whole == span {
                sort
            } else {
                Some(Sort::Organisation)
            };
            spans.push((whole, sort, tree.doc.entity_type(entity) == "NORP"));
        }
    }
    swallow(&mut spans);
    for (span, ..) in &spans {
        taken[span.clone()].fill(true);
    }
    for span in proper_noun_runs(tree, taken, &other) {
        taken[span.clone()].fill(true);
        spans.push((span, None, false));
    }
    let mut found = Vec::new();
    for (span, sort, group) in spans {
        let (title, name) = split_title(tree, span.clone());
        if name.is_empty() || is_common(tree, &name) || is_adjective(tree, &name) {
            taken[span].fill(false);
            continue;
        }
        found.push(describe(tree, taken, title, name, (sort, group)));
    }
    settle(tree, &mut found);
    recall_surnames(tree, taken, &mut found);
    found
}

/// The whole of a name that the model cut at a preposition: "Central Bank of |
/// Lurania", "Doctors | Across Rivers".
fn completed(tree: &Tree<'_, '_>, mut span: Range<usize>) -> Range<usize> {
    let capital = |at: usize| tree.token(at).text().starts_with(char::is_uppercase);
    let proper = |at: usize| tree.token(at).pos() == Pos::PROPN && capital(at);
    let home = tree.sentence[span.start];
    let same = |at: usize| tree.sentence.get(at) == Some(&home);
    let mut end = span.end;
    if matches!(tree.token(span.end - 1).text(), "of" | "for") && span.len() > 1 {
        while same(end) && proper(end) {
            end += 1;
        }
    } else if span.len() > 1 || names::is_kind(&plain(tree.token(span.start).text())) {
        let of = same(span.end + 1) && tree.token(span.end).text() == "of" && proper(span.end + 1);
        if of && ends_as_organisation(tree, span.end - 1) {
            end += 1;
            while same(end) && proper(end) {
                end += 1;
            }
        }
    }
    let first = tree.token(span.start);
    if (first.pos() == Pos::ADP || first.dep() == "prep") && capital(span.start) {
        while span.start > 0 && same(span.start - 1) && proper(span.start - 1) {
            span.start -= 1;
        }
    }
    span.start..end
}

/// Drops names within names.
fn swallow(spans: &mut Vec<(Range<usize>, Option<Sort>, bool)>) {
    spans.sort_by_key(|(span, ..)| (span.start, std::cmp::Reverse(span.end)));
    let mut reached = 0;
    spans.retain(|(span, ..)| {
        let outside = span.start >= reached;
        reached = reached.max(span.end);
        outside
    });
}

/// An entity without articles, brackets and the owner before it: "South
/// Korea's | National Intelligence Service".
fn parts(tree: &Tree<'_, '_>, tokens: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = tokens.start;
    for at in tokens.clone() {
        let text = tree.token(at).text();
        let owner = || {
            let before = plain(tree.doc.words(start..at));
            let whole = at + 2 < tokens.end && ends_as_organisation(tree, tokens.end - 1);
            lexicon().place(before.trim_start_matches("the ")).is_some() || whole
        };
        let ends = matches!(text, "(" | ")" | "“" | "”" | "\"" | ";")
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

fn trimmed(tree: &Tree<'_, '_>, mut span: Range<usize>) -> Option<Range<usize>> {
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
fn proper_noun_runs(tree: &Tree<'_, '_>, taken: &[bool], other: &[bool]) -> Vec<Range<usize>> {
    let free = |at: usize| tree.token(at).pos() == Pos::PROPN && !taken[at] && !other[at];
    let mut found = Vec::new();
    let mut at = 0;
    while at < tree.doc.len() {
        let start = at;
        while at < tree.doc.len() && free(at) && tree.sentence[at] == tree.sentence[start] {
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

/// Splits "Captain Ingrid Solheim" into title and name.
fn split_title(tree: &Tree<'_, '_>, span: Range<usize>) -> (Range<usize>, Range<usize>) {
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
fn is_common(tree: &Tree<'_, '_>, name: &Range<usize>) -> bool {
    let word = plain(tree.token(name.start).text());
    let stem = word.strip_suffix('s').unwrap_or(&word);
    let known =
        |word: &str| lexicon().role(word).is_some() || lexicon().organisation(word).is_some();
    let titled = name.start > 0
        && lexicon()
            .title(&plain(tree.token(name.start - 1).text()))
            .is_some();
    name.len() == 1 && !titled && (known(&word) || known(stem))
}

/// "South Korean" before a noun.
fn is_adjective(tree: &Tree<'_, '_>, name: &Range<usize>) -> bool {
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

fn describe(
    tree: &Tree<'_, '_>,
    taken: &mut [bool],
    title: Range<usize>,
    name: Range<usize>,
    (sort, group): (Option<Sort>, bool),
) -> (Mention, Detail) {
    let title = title_before(tree, taken, title, name.start);
    taken[title.clone()].fill(true);
    let head = head_of(tree, &name);
    let words = names::words(tree.doc.words(name.clone()));
    let modifiers: Vec<String> = title
        .clone()
        .map(|at| plain(tree.token(at).text()))
        .collect();
    let roles: Vec<String> = modifiers
        .iter()
        .filter(|word| lexicon().role(word).is_some())
        .cloned()
        .collect();
    let courtesy = modifiers.iter().find_map(|word| lexicon().title(word));
    let given = words
        .first()
        .filter(|_| words.len() > 1)
        .and_then(|word| lexicon().given_name(word));
    let kind_word = words.last().is_some_and(|word| names::is_kind(word));
    let person = courtesy.is_some()
        || (!roles.is_empty() && !kind_word && sort != Some(Sort::Place))
        || (given.is_some() && !kind_word && words.len() < 5);
    let sort = if person && !kind_word {
        Some(Sort::Person)
    } else {
        sort
    };
    let title_gender = courtesy.flatten();
    let role_gender = || roles.iter().find_map(|word| lexicon().role(word)?.gender);
    let gender: Option<Gender> = match sort {
        Some(Sort::Person) => title_gender.or_else(role_gender).or(given),
        _ => None,
    };
    let detail = Detail {
        age: age_before(tree, title.clone()).or_else(|| age_after(tree, name.end)),
        narrowing: matches!(tree.dep(head), "compound" | "nmod" | "amod"),
        words,
        modifiers,
        roles,
        ..Detail::default()
    };
    // "Republicans", "the Russians"
    let people = matches!(tree.token(head).tag(), "NNS" | "NNPS") && group;
    let sort = if people { Some(Sort::Person) } else { sort };
    let number = match sort {
        Some(Sort::Person) if people => Some(Number::Plural),
        Some(Sort::Person) => Some(Number::Singular),
        _ => None,
    };
    let mention = Mention {
        head,
        kind: Kind::Name,
        number,
        gender,
        sort,
        quoted: tree.quote[head].is_some(),
        tokens: name,
    };
    (mention, detail)
}

/// Walks left over the words that hang on the name: "former health minister".
fn title_before(
    tree: &Tree<'_, '_>,
    taken: &[bool],
    title: Range<usize>,
    name: usize,
) -> Range<usize> {
    let mut start = if title.is_empty() { name } else { title.start };
    while start > 0 && !taken[start - 1] && tree.sentence[start - 1] == tree.sentence[name] {
        let at = start - 1;
        let token = tree.token(at);
        let word = plain(token.text());
        let before =
            (token.pos() == Pos::NOUN || token.pos() == Pos::PROPN || token.pos() == Pos::ADJ)
                && matches!(tree.dep(at), "compound" | "amod" | "nmod")
                && tree.head(at) >= start;
        let within_age = (token.text() == "-" || word == "year" || token.pos() == Pos::NUM)
            && tree.lower(start) != ","
            && start < name
            && tree.doc.text[token.bytes().start..].contains("-year-old")
            && token.bytes().end == tree.token(start).bytes().start;
        if !before && !within_age && lexicon().title(&word).is_none() {
            break;
        }
        start = at;
    }
    start..name
}

/// "Tran Thi Hoa, 34," or "aged 34".
fn age_after(tree: &Tree<'_, '_>, end: usize) -> Option<u32> {
    let word = |at: usize| (at < tree.doc.len()).then(|| tree.token(at).text());
    let number = match word(end)? {
        "," | "(" if word(end + 1)? == "aged" => end + 2,
        "," | "(" => end + 1,
        "aged" => end + 1,
        _ => return None,
    };
    let age: u32 = word(number)?.parse().ok()?;
    let closed = matches!(word(number + 1), Some("," | "." | ")" | ";")) || word(end)? == "aged";
    (closed && (1..120).contains(&age)).then_some(age)
}

/// Puts right the sorts that the model took wrong, by the noun that stands in
/// apposition ("a trader, Binta Camara") and by the full names of the text: a
/// surname that it took for an organisation or a place is its bearer's.
fn settle(tree: &Tree<'_, '_>, found: &mut [(Mention, Detail)]) {
    for (mention, detail) in found.iter_mut() {
        let weak = mention.gender.is_none()
            && detail.roles.is_empty()
            && lexicon().place(&detail.words.join(" ")).is_none();
        if let (true, Some(sort)) = (weak, appositive_sort(tree, mention.head)) {
            mention.sort = Some(sort);
            mention.number = (sort == Sort::Person).then_some(Number::Singular);
        }
    }
    for (mention, detail) in found.iter_mut() {
        let [_, _, ..] = detail.words.as_slice() else {
            continue;
        };
        if mention.gender.is_none() && detail.roles.is_empty() && has_chief(tree, mention.head) {
            mention.sort = Some(Sort::Organisation);
            mention.number = None;
        }
    }
    let people = people(found);
    for (mention, detail) in found.iter_mut() {
        let words = &detail.words;
        if mention.sort == Some(Sort::Person) || lexicon().place(&words.join(" ")).is_some() {
            continue;
        }
        let bears = |full: &Vec<String>| match words.as_slice() {
            [word] => names::surname(full) == Some(word),
            _ => full.len() > words.len() && full.ends_with(words),
        };
        if people.iter().any(bears) {
            mention.sort = Some(Sort::Person);
            mention.number = Some(Number::Singular);
        }
    }
}

/// "Korvane Potash chief Jonas Verrick": what has a chief is no person.
fn has_chief(tree: &Tree<'_, '_>, name: usize) -> bool {
    let next = (name + 1 < tree.doc.len()).then(|| tree.lower(name + 1));
    matches!(tree.dep(name), "compound" | "nmod" | "poss")
        && matches!(
            next.as_deref(),
            Some(
                "chief"
                    | "boss"
                    | "executive"
                    | "chairman"
                    | "chairwoman"
                    | "ceo"
                    | "founder"
                    | "director"
            )
        )
}

/// The full names of persons.
fn people(found: &[(Mention, Detail)]) -> Vec<Vec<String>> {
    found
        .iter()
        .filter(|(mention, detail)| mention.sort == Some(Sort::Person) && detail.words.len() > 1)
        .map(|(_, detail)| detail.words.clone())
        .collect()
}

/// The sort of the noun that the name stands in apposition to.
fn appositive_sort(tree: &Tree<'_, '_>, head: usize) -> Option<Sort> {
    let noun = match tree.dep(head) {
        "appos" => tree.head(head),
        _ => tree.child(head, &["appos"])?,
    };
    let token = tree.token(noun);
    if token.pos() != Pos::NOUN || matches!(token.tag(), "NNS" | "NNPS") {
        return None;
    }
    let lemma = token.lemma().to_lowercase();
    match (lexicon().role(&lemma), lexicon().organisation(&lemma)) {
        (Some(_), None) => Some(Sort::Person),
        (None, Some(_)) => Some(Sort::Organisation),
        // An owner may be either.
        _ => None,
    }
}

/// Surnames that the model took for common nouns: "Tall said".
fn recall_surnames(tree: &Tree<'_, '_>, taken: &mut [bool], found: &mut Vec<(Mention, Detail)>) {
    let people = people(found);
    for at in 0..tree.doc.len() {
        let token = tree.token(at);
        let word = plain(token.text());
        let open = !taken[at]
            && token.text().starts_with(char::is_uppercase)
            && matches!(
                token.pos(),
                Pos::NOUN | Pos::PROPN | Pos::ADJ | Pos::X | Pos::VERB
            )
            && matches!(
                token.dep(),
                "nsubj" | "nsubjpass" | "dobj" | "pobj" | "poss" | "conj"
            );
        if open
            && people
                .iter()
                .any(|words| names::surname(words) == Some(&word))
        {
            taken[at] = true;
            found.push(describe(
                tree,
                taken,
                at..at,
                at..at + 1,
                (Some(Sort::Person), false),
            ));
        }
    }
}

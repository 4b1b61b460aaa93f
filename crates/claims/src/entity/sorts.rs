//! What a name is of. Every place where it stands has a vote: the model's label is one among
//! titles, kinds of organisation, pronouns and prepositions.

use restated_language::{Gender as SaidGender, Kind, Sort as MentionSort};

use super::group::Group;
use super::lexicon::lexicon;
use super::spans::Span;
use super::tie;
use super::{Gender, Sort};
use crate::Document;

/// What a group is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) sort: Sort,
    pub(super) gender: Option<Gender>,
    pub(super) roles: Vec<String>,
}

#[derive(Debug, Default)]
struct Votes {
    person: i32,
    organisation: i32,
    place: i32,
    other: i32,
    /// A word for a country's people or things, no name.
    people: i32,
}

/// What the places of a group say of it; `None` if it is no name: "Sethran", "Velmaris".
pub(super) fn facts(document: &Document<'_>, group: &Group) -> Option<Facts> {
    let mut votes = Votes::default();
    let mut genders = Vec::new();
    let mut roles: Vec<String> = Vec::new();
    for span in &group.spans {
        vote(document, span, &mut votes);
        genders.extend(gender(document, span));
        let titles = span.titles.iter().filter(|title| title.is_role);
        roles.extend(titles.map(|title| title.shared.to_owned()));
        if !span.role.is_empty() {
            roles.push(span.role.clone());
        }
    }
    let words = &group.words;
    let size = i32::try_from(group.spans.len())
        .unwrap_or(i32::MAX / 8)
        .min(1000);
    let begins = words.len() > 1 && lexicon().kinds(&words[0]).first;
    if begins || tie::head(words).is_some_and(|head| lexicon().kinds(head).any()) {
        votes.organisation += 6 * size;
    }
    let dated = group
        .spans
        .iter()
        .any(|span| span.tokens.end <= dateline(document));
    if group.is_acronym(document) && words[0].len() > 2 && !dated {
        votes.organisation += 3 * size;
        votes.person -= 3 * size;
    }
    if votes.people > size && votes.people > votes.person && words.len() < 3 {
        return None;
    }
    let titled = group.spans.iter().any(|span| !span.titles.is_empty());
    if let ([word], false) = (words.as_slice(), titled)
        && is_sentence_opener(document, group, word)
    {
        return None;
    }
    let best = votes
        .person
        .max(votes.organisation)
        .max(votes.place)
        .max(votes.other);
    let sort = if best <= 0 {
        Sort::Other
    } else if votes.person == best {
        Sort::Person
    } else if votes.organisation == best {
        Sort::Organisation
    } else if votes.place == best {
        Sort::Place
    } else {
        Sort::Other
    };
    let person = sort == Sort::Person;
    let feminine = genders
        .iter()
        .filter(|&&gender| gender == Gender::Feminine)
        .count();
    let gender = match genders.len() {
        0 => None,
        all if feminine * 2 > all => Some(Gender::Feminine),
        all if feminine * 2 < all => Some(Gender::Masculine),
        _ => None,
    };
    roles.sort();
    roles.dedup();
    Some(Facts {
        sort,
        gender: gender.filter(|_| person),
        roles: if person { roles } else { Vec::new() },
    })
}

fn vote(document: &Document<'_>, span: &Span, votes: &mut Votes) {
    let text = document.annotated;
    if !span.titles.is_empty() {
        votes.person += 8;
    }
    let before = span.role.split(' ').next_back().unwrap_or_default();
    if span.titles.is_empty() && lexicon().title(before).is_some_and(|title| title.is_role) {
        votes.person += 4;
    }
    let label = text
        .entities
        .iter()
        .skip(
            text.entities
                .partition_point(|entity| entity.tokens.end <= span.tokens.start),
        )
        .take_while(|entity| entity.tokens.start < span.tokens.end)
        .max_by_key(|entity| entity.tokens.len())
        .map_or("", |entity| text.entity_type(entity));
    match label {
        "PERSON" => votes.person += 2,
        "ORG" => votes.organisation += 2,
        "GPE" | "LOC" | "FAC" => votes.place += 2,
        "NORP" => votes.people += 2,
        "" => {}
        _ => votes.other += 1,
    }
    let last = text.token(span.tokens.end - 1);
    let followed = span.tokens.end < text.len() && text.token(span.tokens.end).text() == "'s";
    if span.words.len() == 1 && !followed {
        // "Velmari soldiers", "the Sethrans"
        let plural_people = last.tag() == "NNPS" && label != "ORG";
        if last.tag() == "JJ" || plural_people {
            votes.people += 2;
        }
    }
    if let Some(at) = document.coreference.mention_of(text, span.tokens.clone()) {
        let mention = &document.coreference.mentions[at];
        match mention.sort {
            Some(MentionSort::Person) => votes.person += 1,
            Some(MentionSort::Organisation) => votes.organisation += 1,
            Some(MentionSort::Place) => votes.place += 1,
            _ => {}
        }
    }
    if gender(document, span).is_some() {
        votes.person += 4;
    }
    if span.definite {
        votes.person -= 3;
        votes.organisation += 1;
    }
    if span.start > 0 {
        let preposition = text.token(span.start - 1).text().to_lowercase();
        if matches!(
            preposition.as_str(),
            "in" | "near" | "outside" | "across" | "around" | "into" | "throughout"
        ) {
            votes.place += 3;
        }
    }
    if span.tokens.end <= dateline(document) {
        votes.place += 6;
    }
    if (2..4).contains(&span.words.len())
        && label.is_empty()
        && !span.definite
        && is_subject(document, span)
    {
        votes.person += 2;
    }
}

/// Where the places of a dateline end: "HALM, Orrin, May 9 (Lantern)".
fn dateline(document: &Document<'_>) -> usize {
    let text = document.annotated;
    let capitals = |at: usize| {
        let word = text.token(at).text();
        word.chars().count() > 1 && word.chars().all(char::is_uppercase)
    };
    if text.is_empty() || !capitals(0) {
        return 0;
    }
    let closes = |at: &usize| matches!(text.token(*at).text(), "(" | "—" | "–" | "-" | "--");
    (1..text.len().min(16)).find(closes).unwrap_or(0)
}

/// Whether a word is capitalised only because it begins sentences: it stands in small letters too.
fn is_sentence_opener(document: &Document<'_>, group: &Group, word: &str) -> bool {
    let text = document.annotated;
    let opens = |span: &Span| {
        let at = span.tokens.start;
        at == text.sentences[text.sentence_of(at)].start && !span.definite
    };
    group.spans.iter().all(opens) && {
        let small = |token: restated_language::Token<'_, '_>| token.text() == word;
        text.iter().any(small)
    }
}

/// The gender that a title, a first name or a pronoun shows.
fn gender(document: &Document<'_>, span: &Span) -> Option<Gender> {
    let titled = span.titles.iter().find_map(|title| title.gender);
    let coreference = &document.coreference;
    let said = || {
        let at = coreference.mention_of(document.annotated, span.tokens.clone())?;
        let named = coreference.mentions[at].gender;
        let pronoun = || {
            let chain = coreference.chain_of(at);
            chain.mentions.iter().find_map(|&other| {
                let mention = &coreference.mentions[other];
                let back = coreference.link_of(other)?.antecedent;
                (mention.kind == Kind::Pronoun && back == at).then_some(mention.gender)?
            })
        };
        Some(match named.or_else(pronoun)? {
            SaidGender::Feminine => Gender::Feminine,
            SaidGender::Masculine => Gender::Masculine,
        })
    };
    titled.or_else(said)
}

fn is_subject(document: &Document<'_>, span: &Span) -> bool {
    span.tokens
        .clone()
        .any(|at| document.annotated.token(at).dep() == "nsubj")
}

/// News gives a person's full name once, or a title: a single word that the model takes for a
/// person and that goes back to nobody is rather a firm, an outlet or a place.
pub(super) fn doubt_lone_surnames(document: &Document<'_>, groups: &mut [Group]) {
    let text = document.annotated;
    for group in groups {
        let sure = group.words.len() > 1 || group.of.is_some() || group.gender.is_some();
        let titled = group.spans.iter().any(|span| !span.titles.is_empty());
        if group.sort != Sort::Person || sure || titled {
            continue;
        }
        let mut votes = Votes::default();
        for span in &group.spans {
            vote(document, span, &mut votes);
        }
        let acts = |span: &Span| {
            let token = text.token(span.tokens.start);
            token.dep() == "nsubj" && lexicon().is_act(&token.head().lemma().to_lowercase())
        };
        group.sort = if votes.place > votes.organisation {
            Sort::Place
        } else if votes.organisation > 0 || group.spans.iter().any(acts) {
            Sort::Organisation
        } else {
            Sort::Other
        };
    }
}

/// Parts a place from its government: the mentions in which it decides or speaks.
pub(super) fn governments(document: &Document<'_>, groups: &mut Vec<Group>) {
    let text = document.annotated;
    let acts = |span: &Span| {
        !span.in_headline
            && span.tokens.clone().any(|at| {
                let token = text.token(at);
                token.dep() == "nsubj" && lexicon().is_act(&token.head().lemma().to_lowercase())
            })
    };
    let mut speaking = Vec::new();
    for group in groups.iter_mut().filter(|group| group.sort == Sort::Place) {
        let (speaks, rest): (Vec<Span>, Vec<Span>) = group.spans.drain(..).partition(acts);
        if rest.is_empty() {
            group.spans = speaks;
            group.sort = Sort::Government;
            continue;
        }
        group.spans = rest;
        if !speaks.is_empty() {
            speaking.push(Group {
                words: group.words.clone(),
                owner: None,
                spans: speaks,
                sort: Sort::Government,
                gender: None,
                roles: Vec::new(),
                of: None,
            });
        }
    }
    groups.append(&mut speaking);
}

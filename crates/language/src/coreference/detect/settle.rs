//! What sort of thing a name names, where the model took it wrong.

use crate::Pos;
use crate::coreference::lexicon::lexicon;
use crate::coreference::mention::{Mention, Number, Sort};
use crate::coreference::names;
use crate::coreference::scene::{Detail, Tree};

/// Puts right the sorts that the model took wrong, by the noun that stands in
/// apposition ("a trader, Binta Camara") and by the full names of the text: a
/// surname that it took for an organisation or a place is its bearer's.
pub(super) fn settle(tree: &Tree<'_, '_>, found: &mut [(Mention, Detail)]) {
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
        let bears = |full: &Vec<String>| match words.as_slice() {
            [word] => names::surname(full) == Some(word),
            _ => full.len() > words.len() && full.ends_with(words),
        };
        // "Lisbon said"
        let place = lexicon().place(&words.join(" ")).is_some() && detail.modifiers.is_empty();
        if place && !people.iter().any(bears) && mention.sort == Some(Sort::Person) {
            mention.sort = Some(Sort::Place);
            mention.number = None;
            mention.gender = None;
        }
        if mention.sort == Some(Sort::Person) || lexicon().place(&words.join(" ")).is_some() {
            continue;
        }
        if people.iter().any(bears) {
            mention.sort = Some(Sort::Person);
            mention.number = Some(Number::Singular);
        }
    }
}

/// The full names of persons.
pub(super) fn people(found: &[(Mention, Detail)]) -> Vec<Vec<String>> {
    found
        .iter()
        .filter(|(mention, detail)| mention.sort == Some(Sort::Person) && detail.words.len() > 1)
        .map(|(_, detail)| detail.words.clone())
        .collect()
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

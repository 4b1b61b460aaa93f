//! What sort of thing a name names, where the model took it wrong.

use rustc_hash::FxHashSet;

use crate::Pos;
use crate::coreference::lexicon::lexicon;
use crate::coreference::mention::{Mention, Number, Sort};
use crate::coreference::names;
use crate::coreference::scene::{Detail, Tree};

/// No person's name has more words.
const LONGEST: usize = 8;

/// Puts right the sorts that the model took wrong, by the noun that stands in
/// apposition ("a trader, Binta Camara") and by the full names of the text: a
/// surname that it took for an organisation or a place is its bearer's.
pub(super) fn settle(tree: &Tree<'_, '_>, found: &mut [(Mention, Detail)]) {
    for (mention, detail) in found.iter_mut() {
        // "At the meeting in Halden City, a woman asked": where, not who.
        let governor = tree.head(mention.head);
        let stands_for_place = mention.sort == Some(Sort::Place)
            && tree.dep(mention.head) == "pobj"
            && matches!(
                tree.lower(governor).as_str(),
                "in" | "at" | "near" | "outside" | "from"
            );
        let weak = mention.gender.is_none()
            && !stands_for_place
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
    let bearers = Bearers::new(found);
    let firsts: FxHashSet<String> = found
        .iter()
        .filter(|(mention, detail)| {
            mention.sort == Some(Sort::Organisation) && detail.words.len() > 1
        })
        .filter_map(|(_, detail)| detail.words.first().cloned())
        .collect();
    for (mention, detail) in found.iter_mut() {
        // "Halden", which the model took for a person, after "Halden Steel".
        if let [word] = detail.words.as_slice()
            && mention.sort == Some(Sort::Person)
            && mention.gender.is_none()
            && detail.modifiers.is_empty()
            && firsts.contains(word)
            && !bearers.bear_surname(word)
            && lexicon().given_name(word).is_none()
        {
            mention.sort = Some(Sort::Organisation);
            mention.number = None;
        }
        let words = &detail.words;
        let borne = bearers.bear(words);
        // "Lisbon said"
        let place = lexicon().place(&words.join(" ")).is_some() && detail.modifiers.is_empty();
        if place && !borne && mention.sort == Some(Sort::Person) {
            mention.sort = Some(Sort::Place);
            mention.number = None;
            mention.gender = None;
        }
        if mention.sort == Some(Sort::Person) || lexicon().place(&words.join(" ")).is_some() {
            continue;
        }
        if borne {
            mention.sort = Some(Sort::Person);
            mention.number = Some(Number::Singular);
        }
    }
}

/// The words that end the full names of persons in a text.
pub(super) struct Bearers {
    surnames: FxHashSet<String>,
    /// Two words or more at the end of longer names.
    endings: FxHashSet<Vec<String>>,
}

impl Bearers {
    pub(super) fn new(found: &[(Mention, Detail)]) -> Self {
        let full = || {
            found
                .iter()
                .filter(|(mention, _)| mention.sort == Some(Sort::Person))
                .map(|(_, detail)| &detail.words)
                .filter(|words| (2..=LONGEST).contains(&words.len()))
        };
        Self {
            surnames: full()
                .filter_map(|words| names::surname(words))
                .cloned()
                .collect(),
            endings: full()
                .flat_map(|words| (1..words.len() - 1).map(|at| words[at..].to_vec()))
                .collect(),
        }
    }

    /// Whether someone is called so for short.
    pub(super) fn bear(&self, words: &[String]) -> bool {
        match words {
            [word] => self.surnames.contains(word),
            _ => self.endings.contains(words),
        }
    }

    pub(super) fn bear_surname(&self, word: &str) -> bool {
        self.surnames.contains(word)
    }
}

/// "Bellmer Mining chief Anton Ostrow": what has a chief is no person.
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

//! The Spanish rules: the features choose a group of suffix rules, and known
//! words decide between what the rules give.

use super::{Lemmatizer, Word};
use crate::annotated::Pos;

/// Pronouns that are written as the end of a verb, longer ones before their ends.
const ENCLITICS: [&str; 11] = [
    "las", "les", "los", "nos", "la", "le", "lo", "me", "te", "se", "os",
];
/// Pronouns that are taken off one verb at most.
const MOST_ENCLITICS: usize = 4;

impl Lemmatizer {
    pub(super) fn spanish(&self, word: &Word<'_>) -> String {
        let lower = word.form.to_lowercase();
        match word.pos {
            Pos::SPACE => return lower,
            Pos::PROPN => return word.form.to_owned(),
            Pos::ADP
            | Pos::CCONJ
            | Pos::INTJ
            | Pos::PART
            | Pos::PUNCT
            | Pos::SCONJ
            | Pos::SYM
            | Pos::X => {
                return match word.starts_sentence {
                    true => lower,
                    false => word.form.to_owned(),
                };
            }
            _ => {}
        }
        if let Some(lemma) = first(self.words.exceptions(word.pos, &lower)) {
            return lemma;
        }
        let features = features(word.morph);
        match word.pos {
            Pos::ADJ | Pos::NOUN => self.spanish_nominal(word.pos, lower, &features),
            Pos::DET | Pos::PRON => self.spanish_pronoun(word.pos, lower, word.pos),
            Pos::ADV => self.spanish_fixed("adverbs", &lower).unwrap_or(lower),
            Pos::NUM => self
                .spanish_fixed("num", &lower)
                .unwrap_or_else(|| numeral(lower)),
            _ if has(&features, "PronType=Prs") => {
                self.spanish_verb_with_pronouns(lower, &features)
            }
            _ => self.spanish_verb(lower, &features),
        }
    }

    /// What a table of whole words has for the word.
    fn spanish_fixed(&self, table: &str, word: &str) -> Option<String> {
        let rules = self.rules.named(table).iter();
        rules
            .filter(|(old, _)| old == word)
            .map(|(_, new)| new.clone())
            .next()
    }

    /// The word with each ending that the rules know in place of its own.
    fn spanish_endings(&self, rules: &str, word: &str) -> Vec<String> {
        let rules = self.rules.named(rules).iter();
        rules
            .filter_map(|(old, new)| Some(format!("{}{new}", word.strip_suffix(old.as_str())?)))
            .collect()
    }

    fn spanish_nominal(&self, pos: Pos, word: String, features: &[String]) -> String {
        let group = self.rules.group(pos, features).unwrap_or_default();
        let mut possible = self.spanish_endings(group, &word);
        possible.retain(|lemma| *lemma != word);
        // Plurals that lose an accent: "jóvenes", "exámenes".
        if has(features, "Number=Plur") {
            let accents = self.rules.named("accents");
            let without: Vec<_> = possible
                .iter()
                .filter(|lemma| lemma.ends_with(['n', 's']))
                .flat_map(|lemma| accents.iter().map(|(old, new)| lemma.replace(old, new)))
                .collect();
            possible.extend(without);
        }
        self.spanish_choice(pos, possible).unwrap_or(word)
    }

    /// Determiners and pronouns. `known` is the list that decides.
    fn spanish_pronoun(&self, pos: Pos, word: String, known: Pos) -> String {
        let own = match pos {
            Pos::DET => "det",
            _ => "pron",
        };
        let fixed = self
            .spanish_fixed(own, &word)
            .or_else(|| self.spanish_fixed("det_and_pron_fixed", &word));
        if let Some(lemma) = fixed {
            return lemma;
        }
        let general = self.rules.named("det_and_pron_general").iter();
        let mut possible: Vec<_> = general
            .map(|(old, new)| match word.strip_suffix(old.as_str()) {
                Some(stem) => format!("{stem}{new}"),
                None => word.clone(),
            })
            // A determiner is its own first candidate where a rule does not apply.
            .filter(|lemma| pos == Pos::DET || *lemma != word)
            .collect();
        possible.push(word.clone());
        self.spanish_choice(known, possible).unwrap_or(word)
    }

    fn spanish_verb(&self, word: String, features: &[String]) -> String {
        let group = self.rules.group(Pos::VERB, features).unwrap_or_default();
        let mut possible = self.spanish_endings(group, &word);
        possible.retain(|lemma| *lemma != word);
        let known = |lemma: &String| self.words.lists(Pos::VERB, lemma);
        if let Some(lemma) = possible.iter().find(|lemma| known(lemma)) {
            return lemma.clone();
        }
        let altered = possible.iter().flat_map(|lemma| self.with_vowels(lemma));
        let altered = altered.into_iter().find(known);
        altered.or_else(|| first(possible)).unwrap_or(word)
    }

    /// The verb with each vowel that may have changed in the stem put back.
    fn with_vowels(&self, lemma: &str) -> Vec<String> {
        let single = self.rules.named("voc_alt_1").iter();
        let single = single.flat_map(|(old, new)| {
            lemma.match_indices(old.as_str()).map(move |(at, _)| {
                let (before, after) = (&lemma[..at], &lemma[at + old.len()..]);
                format!("{before}{new}{after}")
            })
        });
        let double = self.rules.named("voc_alt_2").iter();
        let double = double
            .filter(|(old, _)| lemma.contains(old.as_str()))
            .map(|(old, new)| lemma.replacen(old, new, 1));
        single.chain(double).collect()
    }

    /// "dárselo": the verb and its pronouns, each in its dictionary form.
    fn spanish_verb_with_pronouns(&self, word: String, features: &[String]) -> String {
        let mut verb = word.as_str();
        let mut pronouns = Vec::new();
        while pronouns.len() < MOST_ENCLITICS {
            let enclitic = ENCLITICS.iter().find_map(|pronoun| {
                let stem = verb.strip_suffix(pronoun)?;
                Some((stem, *pronoun))
            });
            let Some((stem, pronoun)) = enclitic else {
                break;
            };
            verb = stem;
            pronouns.insert(0, pronoun);
        }
        let accents = self.rules.named("accents").iter();
        let verb = accents.fold(verb.to_owned(), |verb, (old, new)| verb.replace(old, new));
        let exception = first(self.words.exceptions(Pos::VERB, &verb));
        let verb = exception.unwrap_or_else(|| self.spanish_verb(verb, features));
        let pronouns: Vec<_> = pronouns
            .into_iter()
            .map(|pronoun| {
                first(self.words.exceptions(Pos::PRON, pronoun)).unwrap_or_else(|| {
                    self.spanish_pronoun(Pos::PRON, pronoun.to_owned(), Pos::VERB)
                })
            })
            .collect();
        format!("{verb} {}", pronouns.join(" "))
    }

    /// The first known word, else the first.
    fn spanish_choice(&self, pos: Pos, possible: Vec<String>) -> Option<String> {
        let known = possible
            .iter()
            .position(|lemma| self.words.lists(pos, lemma));
        possible.into_iter().nth(known.unwrap_or(0))
    }
}

fn has(features: &[String], wanted: &str) -> bool {
    features.iter().any(|feature| feature == wanted)
}

fn first(lemmas: Vec<String>) -> Option<String> {
    lemmas.into_iter().next()
}

/// "Number=Plur" and the like; a feature with several values ("Case=Acc,Dat")
/// is there once for each.
fn features(morph: &str) -> Vec<String> {
    let pairs = morph.split('|').filter_map(|pair| pair.split_once('='));
    pairs
        .flat_map(|(name, values)| {
            values
                .split(',')
                .map(move |value| format!("{name}={value}"))
        })
        .collect()
}

/// "1.500,25" is 1500.25; a point that does not stand before the last three
/// digits is one already.
fn numeral(word: String) -> String {
    let whole = word.split(',').next().unwrap_or_default();
    let grouped = whole.rsplit_once('.').is_some_and(|(_, last)| {
        last.len() == 3 && last.bytes().all(|digit| digit.is_ascii_digit())
    });
    let digits = match grouped {
        true => word.replace('.', ""),
        false => word,
    };
    digits.replace(',', ".")
}

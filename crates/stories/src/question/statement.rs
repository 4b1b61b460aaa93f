//! Statements that can be compared: the same act by the same people, said in several articles.
//!
//! What a statement means is not for a program to say. Only those are compared that report the same
//! act (somebody denied, ordered, offered something) in much the same words, and only where two
//! articles at least do so.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use restated_claims::statement::Stand;
use restated_claims::{Act, Kind};
use restated_lineage::{Parent, Passage, Words};

use super::setting::{Word, words};
use super::source;
use super::table::{rows, singular};
use crate::model::{Material, Told};
use crate::word_lists::List;

/// Statements that answer one question.
pub(crate) struct Acts<'a> {
    /// What is done: "deny".
    pub(crate) act: &'static str,
    /// In the order of their ids.
    pub(crate) claims: Vec<&'a Told>,
    /// The question.
    pub(crate) text: String,
    /// Why they answer one question, in words for readers.
    pub(crate) why: Vec<String>,
}

/// So many stems two statements share at least.
const SHARED: usize = 3;

/// And this share of those of the shorter one.
const LEAST: f64 = 0.4;

/// With so many of its first statements a new one is compared.
const MOST: usize = 64;

/// Words of a question that quotes a statement; a longer one is cut.
const LONGEST: usize = 18;

static VERBS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(include_str!("../../data/acts.tsv"))
        .filter_map(|row| <[&str; 2]>::try_from(row).ok())
        .flat_map(|[act, forms]| forms.split(' ').map(move |form| (form, act)))
        .collect()
});

/// One statement, read.
struct Read<'a> {
    told: &'a Told,
    act: &'static str,
    /// Whether the act is that of the source itself.
    own: bool,
    stems: BTreeSet<String>,
}

/// The groups of statements of `told` that several articles make.
pub(crate) fn acts<'a>(told: &[&'a Told], material: &Material<'_>) -> Vec<Acts<'a>> {
    let mut reads: Vec<Read<'a>> = told.iter().filter_map(|told| read(told)).collect();
    reads.sort_by_key(|read| super::rank(read.told, material));
    let edges = Edges::of(material);
    let mut groups: Vec<Vec<Read<'a>>> = Vec::new();
    for read in reads {
        let fits = |group: &Vec<Read<'a>>| {
            let first = || group.iter().take(MOST);
            first().any(|other| alike(&read, other, &edges))
                && first().all(|other| comparable(&read, other))
        };
        match groups.iter().position(fits) {
            Some(at) => groups[at].push(read),
            None => groups.push(vec![read]),
        }
    }
    let several = |group: &Vec<Read<'a>>| {
        let articles: BTreeSet<&str> = group
            .iter()
            .map(|read| read.told.article.as_str())
            .collect();
        articles.len() > 1
    };
    groups
        .into_iter()
        .filter(several)
        .map(|group| made(&group))
        .collect()
}

fn read(told: &Told) -> Option<Read<'_>> {
    // To confirm a toll is no act that others report in the same words.
    if told.claim.kind == Kind::Figure || Stand::of(&told.claim, &told.words).is_some() {
        return None;
    }
    let said = words(&told.words);
    // A capital is a name's: "the Promises clinic".
    let inside = said
        .iter()
        .filter(|word| word.text.chars().all(char::is_lowercase))
        .find_map(|word| VERBS.get(word.lower.as_str()));
    let (act, own) = match told.claim.attribution.act {
        Some(Act::Deny) => ("deny", true),
        Some(Act::Order | Act::Urge) => ("order", true),
        Some(Act::Promise) => ("promise", true),
        Some(Act::Threaten) => ("threaten", true),
        _ => (*inside?, false),
    };
    let stems = if own {
        stems(&said)
    } else {
        stems(&words(&told.sentence))
    };
    Some(Read {
        told,
        act,
        own,
        stems,
    })
}

/// Words of four letters and more, by what they begin with, without those for acts.
fn stems(words: &[Word]) -> BTreeSet<String> {
    words
        .iter()
        .map(|word| word.lower.strip_suffix("'s").unwrap_or(&word.lower))
        .filter(|word| {
            word.chars().count() > 3 && !List::Empty.has(word) && !VERBS.contains_key(word)
        })
        .map(|word| singular(word).chars().take(6).collect())
        .collect()
}

/// Whether nothing keeps both apart: one act, and of acts of sources one source.
fn comparable(one: &Read<'_>, other: &Read<'_>) -> bool {
    one.act == other.act
        && one.own == other.own
        && (!one.own || source::same(one.told, other.told) != Some(false))
}

fn alike(one: &Read<'_>, other: &Read<'_>, edges: &Edges<'_>) -> bool {
    if one.act != other.act || one.own != other.own {
        return false;
    }
    if edges.copied(one.told, other.told) || edges.copied(other.told, one.told) {
        return true;
    }
    let shared = one.stems.intersection(&other.stems).count();
    let shorter = one.stems.len().min(other.stems.len());
    // What one source denies is told in few words.
    let enough = if one.own { shorter.min(2) } else { SHARED };
    shared >= enough.max(1) && shared as f64 >= LEAST * shorter as f64
}

/// The passages of the derivations by child and parent.
struct Edges<'m>(BTreeMap<(&'m str, &'m str), &'m [Passage]>);

impl<'m> Edges<'m> {
    fn of(material: &Material<'m>) -> Self {
        let edges = material.lineage.derivations.iter();
        let known = edges.filter_map(|edge| match &edge.parent {
            Parent::Article(parent) => Some((
                (edge.child.as_str(), parent.as_str()),
                edge.passages.as_slice(),
            )),
            _ => None,
        });
        Self(known.collect())
    }

    /// Whether one passage of a derivation holds the child's sentence and the parent's.
    fn copied(&self, child: &Told, parent: &Told) -> bool {
        let overlap = |one: &Words, other: &Words| one.start < other.end && other.start < one.end;
        let passages = self
            .0
            .get(&(child.article.as_str(), parent.article.as_str()));
        passages.into_iter().copied().flatten().any(|passage| {
            overlap(&passage.child, &child.at) && overlap(&passage.parent, &parent.at)
        })
    }
}

fn made<'a>(group: &[Read<'a>]) -> Acts<'a> {
    let first = &group[0];
    let mut claims: Vec<&Told> = group.iter().map(|read| read.told).collect();
    claims.sort_by(|one, other| one.id.cmp(&other.id));
    let first_words = &first.told.words;
    let why = group[1..]
        .iter()
        .filter(|read| read.told.words != *first_words)
        .map(|read| {
            format!(
                "\u{201c}{}\u{201d} reports the same act in much the same words as \u{201c}{first_words}\u{201d}",
                read.told.words
            )
        })
        .collect::<BTreeSet<String>>();
    Acts {
        act: first.act,
        claims,
        text: text(first),
        why: why.into_iter().collect(),
    }
}

/// "Did Anna Vell deny that any list was short?"; "Who says that soldiers were ordered to leave?"
fn text(read: &Read<'_>) -> String {
    let said: Vec<&str> = read.told.words.split_whitespace().collect();
    let mut what = said[..said.len().min(LONGEST)].join(" ");
    if said.len() > LONGEST {
        what.push_str(" \u{2026}");
    }
    let source = read
        .told
        .claim
        .attribution
        .source
        .as_deref()
        .map(in_sentence);
    match (source, read.own) {
        (Some(source), true) if read.act == "deny" => {
            let plain = said.first().is_some_and(|word| word.ends_with("ing"));
            let that = if plain { "" } else { "that " };
            format!("Did {source} deny {that}{what}?")
        }
        (Some(source), true) => format!("What did {source} {}: \u{201c}{what}\u{201d}?", read.act),
        // Whom a pronoun stands for is not in the question.
        (Some(source), false) if said.first().is_some_and(|word| is_pronoun(word)) => {
            format!("Did {source} say that {what}?")
        }
        _ => format!("Who says that {what}?"),
    }
}

fn is_pronoun(word: &str) -> bool {
    List::Pronouns.has(&word.to_lowercase())
}

/// "A ministry official" as it stands inside of a sentence.
fn in_sentence(source: &str) -> String {
    for article in ["A ", "An ", "The "] {
        if let Some(rest) = source.strip_prefix(article) {
            return format!("{}{rest}", article.to_lowercase());
        }
    }
    source.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_well_formed() {
        let mut seen = BTreeSet::new();
        for row in rows(include_str!("../../data/acts.tsv")) {
            assert_eq!(row.len(), 2, "{row:?}");
            assert!(row[1].split(' ').all(|form| seen.insert(form)), "{row:?}");
        }
    }

    #[test]
    fn stems_are_of_what_is_said() {
        let stems = stems(&words(
            "The Velmari soldiers were ordered to leave the depot",
        ));
        let known: Vec<&str> = stems.iter().map(String::as_str).collect();
        assert_eq!(known, ["depot", "leave", "soldie", "velmar"]);
    }
}

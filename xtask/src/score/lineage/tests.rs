//! What a pile must be for its figures to mean anything.

use std::collections::{BTreeMap, BTreeSet};

use super::grammar::{Kind, Part, Role, Template};
use super::pile::{Article, Pile, Size, Stock};
use super::plan::unquoted_runs;
use super::stock::stock;
use super::synonyms::Synonyms;
use super::tell::{Told, words};
use super::truth::Sort;

const SIZE: Size = Size {
    events: 40,
    outlets: 24,
    derived: 6,
    seed: 7,
};

fn pile(seed: u64) -> Pile {
    Pile::new(&stock().unwrap(), Size { seed, ..SIZE })
}

fn by_id(pile: &Pile) -> BTreeMap<&str, &Article> {
    let articles = pile.articles.iter();
    articles.map(|a| (a.about.id.as_str(), a)).collect()
}

fn bag(body: &[Told]) -> Vec<String> {
    let all = body.iter().flat_map(|told| words(&told.text));
    all.map(str::to_lowercase).collect()
}

/// Share of the runs of `length` words of `one` that `other` has.
fn shared(one: &[String], other: &[String], length: usize) -> f64 {
    let runs: BTreeSet<&[String]> = other.windows(length).collect();
    let common = one.windows(length).filter(|run| runs.contains(run)).count();
    common as f64 / one.len().saturating_sub(length - 1).max(1) as f64
}

/// Mean over the edges of a sort of what `of` says of child and parent.
fn mean(pile: &Pile, sort: Sort, of: impl Fn(&Article, &Article) -> f64) -> f64 {
    let articles = by_id(pile);
    let edges = pile.truth.edges.iter().filter(|edge| edge.sort == sort);
    let values: Vec<f64> = edges
        .map(|edge| {
            of(
                articles[edge.child.as_str()],
                articles[edge.parent.as_str()],
            )
        })
        .collect();
    assert!(!values.is_empty(), "no {sort:?}");
    values.iter().sum::<f64>() / values.len() as f64
}

#[test]
fn the_same_seed_gives_the_same_pile() {
    let (one, same, other) = (pile(7), pile(7), pile(8));
    let texts = |pile: &Pile| -> Vec<String> {
        let articles = pile.articles.iter();
        articles
            .map(|a| format!("{:?} {}", a.about, a.text))
            .collect()
    };
    assert_eq!(texts(&one), texts(&same));
    assert_eq!(one.truth, same.truth);
    assert_ne!(texts(&one), texts(&other));
}

#[test]
fn no_template_leaves_a_slot() {
    for article in &pile(7).articles {
        let title = article.about.title.as_deref().unwrap_or_default();
        for text in [title, &article.text] {
            assert!(!text.contains(['{', '}', '[', ']', '|', '_']), "{text}");
            assert!(!text.contains("  ") && !text.contains(" ,"), "{text}");
        }
        assert!(title.len() > 8 && article.body.len() > 1, "{article:?}");
    }
}

#[test]
fn all_slots_of_the_grammar_are_known() {
    fn slots<'t>(template: &'t Template, found: &mut BTreeSet<&'t str>) {
        for part in &template.0 {
            match part {
                Part::Text(_) => {}
                Part::Slot(slot) => drop(found.insert(slot)),
                Part::Choice(choices) => choices.iter().for_each(|c| slots(c, found)),
            }
        }
    }
    let Stock { kinds, common, .. } = stock().unwrap();
    let built_in = ["city", "region", "country", "day", "date", "paper"];
    for kind in &kinds {
        let own: BTreeSet<&str> = [&kind.slots, &common.slots]
            .into_iter()
            .flatten()
            .map(|(name, _)| name.as_str())
            .chain(built_in)
            .collect();
        let facts = kind.facts.iter().chain(&common.facts);
        let mut used = BTreeSet::new();
        for fact in facts {
            fact.lines
                .iter()
                .flatten()
                .for_each(|line| slots(line, &mut used));
            if let Role::Quote(who) = &fact.role {
                used.insert(who);
            }
        }
        let titles = kind.titles.iter().flatten().chain(&kind.tabloid);
        titles.for_each(|line| slots(line, &mut used));
        let unknown: Vec<_> = used.difference(&own).collect();
        assert!(unknown.is_empty(), "{}: {unknown:?}", kind.name);
        for slot in ["event", "office"] {
            assert!(
                kind.slots.iter().any(|(name, _)| name == slot),
                "{}",
                kind.name
            );
        }
    }
}

/// Whoever tells a fact by himself must be able to tell it otherwise.
#[test]
fn facts_can_be_told_in_several_ways() {
    let Stock { kinds, common, .. } = stock().unwrap();
    let told_once = |kind: &Kind| -> Vec<String> {
        let facts = kind.facts.iter().filter(|fact| {
            matches!(fact.role, Role::Core | Role::Detail) && fact.lines[0].len() < 2
        });
        facts.map(|fact| fact.name.clone()).collect()
    };
    for kind in kinds.iter().chain([&common]) {
        assert_eq!(told_once(kind), Vec::<String>::new(), "{}", kind.name);
    }
    assert!(kinds.len() >= 12);
    assert!(
        kinds
            .iter()
            .all(|kind| kind.facts.len() + common.facts.len() >= 25)
    );
}

#[test]
fn synonyms_are_of_the_same_form() {
    let synonyms = stock().unwrap().synonyms;
    let mut dice = crate::dice::Dice::new(1);
    for (word, forms) in [
        ("Rescued,", ["saved,"].as_slice()),
        ("accidents", &["mishaps", "incidents"]),
        ("cancelled", &["scrapped", "called off"]),
        ("broke", &["shattered", "fractured"]),
    ] {
        let other = synonyms.synonym(word, &mut dice).unwrap().to_lowercase();
        assert!(forms.contains(&other.as_str()), "{word} {other}");
    }
    assert_eq!(synonyms.synonym("Ulmisen", &mut dice), None);
}

#[test]
fn a_cut_is_the_beginning_of_its_parent() {
    let pile = pile(7);
    for (sort, share) in [(Sort::Cut70, 0.7), (Sort::Cut50, 0.5), (Sort::Cut25, 0.25)] {
        let length = mean(&pile, sort, |child, parent| {
            let (child, parent) = (bag(&child.body), bag(&parent.body));
            assert!(parent.starts_with(&child));
            child.len() as f64 / parent.len() as f64
        });
        assert!((length - share).abs() < 0.08, "{sort:?} {length}");
    }
    mean(&pile, Sort::CopyUncredited, |child, parent| {
        assert_eq!(child.body, parent.body);
        assert!(child.about.credits.is_empty());
        0.0
    });
}

#[test]
fn edits_are_as_many_as_they_say() {
    let pile = pile(7);
    for (sort, share) in [
        (Sort::Edit3, 0.03),
        (Sort::Edit10, 0.1),
        (Sort::Edit25, 0.25),
    ] {
        // A word of three neighbours is unedited with the cube of what one is.
        let kept = mean(&pile, sort, |child, parent| {
            shared(&bag(&child.body), &bag(&parent.body), 3)
        });
        let expected = (1.0_f64 - share).powi(3);
        assert!((kept - expected).abs() < 0.09, "{sort:?} {kept} {expected}");
    }
}

#[test]
fn spins_change_most_content_words() {
    let pile = pile(7);
    // Told by another line, or word by word.
    let replaced = mean(&pile, Sort::Spin, |child, parent| {
        let (mut replaced, mut all) = (0, 0);
        for told in &child.body {
            let model = parent.body.iter().find(|model| model.fact == told.fact);
            let Some(model) = model.filter(|model| !model.text.contains('“')) else {
                continue;
            };
            let own: BTreeSet<&str> = told.text.split(' ').collect();
            let content = model
                .text
                .split(' ')
                .filter(|word| Synonyms::is_content(word));
            let content: Vec<&str> = content.collect();
            let gone = content.iter().filter(|word| !own.contains(*word)).count();
            all += content.len();
            replaced += gone;
        }
        f64::from(replaced as u32) / f64::from(all.max(1) as u32)
    });
    assert!((0.5..0.8).contains(&replaced), "{replaced}");
}

#[test]
fn passages_stand_in_their_hosts() {
    let pile = pile(7);
    for sort in [Sort::Embedded, Sort::Digest] {
        mean(&pile, sort, |child, parent| {
            let taken: Vec<_> = child
                .body
                .iter()
                .filter(|t| parent.body.iter().any(|p| p.text == t.text))
                .collect();
            let words: usize = taken.iter().map(|told| words(&told.text).count()).sum();
            assert!((35..=230).contains(&words), "{sort:?} {words}");
            0.0
        });
    }
}

#[test]
fn quotations_are_all_that_quote_only_pairs_share() {
    let mut pairs = 0;
    for pile in [7, 8, 9].map(pile) {
        pairs += quote_only_pairs(&pile);
    }
    assert!(pairs > 30);
}

/// How many there are, all of which share no run of eight words outside quotations.
fn quote_only_pairs(pile: &Pile) -> usize {
    let articles = by_id(pile);
    let mut pairs = 0;
    for (a, b, sort) in &pile.truth.apart {
        if *sort == Sort::QuoteOnly {
            let runs = [a, b].map(|id| unquoted_runs(&articles[id.as_str()].body, 8));
            let common: Vec<_> = runs[0].intersection(&runs[1]).collect();
            assert!(common.is_empty(), "{a} {b} {common:?}");
            pairs += 1;
        }
    }
    pairs
}

#[test]
fn coverage_shares_little_wording() {
    let pile = pile(7);
    let articles = by_id(&pile);
    let (mut sum, mut pairs) = (0.0, 0);
    for (a, b, sort) in &pile.truth.apart {
        let (one, other) = (articles[a.as_str()], articles[b.as_str()]);
        if matches!(sort, Sort::SameEvent | Sort::Sister)
            && one.about.language == other.about.language
        {
            let kept = shared(&bag(&one.body), &bag(&other.body), 5);
            sum += kept;
            pairs += 1;
        }
    }
    assert!(sum / f64::from(pairs) < 0.1, "{sum} of {pairs}");
}

#[test]
fn no_pair_is_both_an_edge_and_apart() {
    let truth = pile(7).truth;
    let related = truth.related();
    for (a, b, _) in &truth.apart {
        assert!(a < b);
        assert!(!related.contains(&(a.as_str(), b.as_str())), "{a} {b}");
    }
    let sorts: BTreeSet<Sort> = truth.edges.iter().map(|edge| edge.sort).collect();
    assert_eq!(sorts.len(), Sort::DERIVED.len(), "{sorts:?}");
}

//! Lemma tables and edit trees of a wheel.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use restated_language::lemma::{
    EditTree, EditTreeTable, EditTrees, LemmaMethod, LemmaTables, Lemmatizer, LookupKey, OnFailure,
    SuffixRule,
};
use rmpv::Value;

use super::symbols;
use super::wheel::Wheel;

/// Names of rule groups and the features that they want, by part of speech.
type Groups = BTreeMap<String, Vec<(String, Vec<String>)>>;

/// Names of the Spanish tables of whole words and of sound changes.
const SPANISH_TABLES: [&str; 9] = [
    "accents",
    "adverbs",
    "det",
    "det_and_pron_fixed",
    "det_and_pron_general",
    "num",
    "pron",
    "voc_alt_1",
    "voc_alt_2",
];

/// Languages whose lemmatisers differ from spaCy's general one.
const OWN: [&str; 10] = ["ca", "el", "ga", "ht", "it", "mk", "nl", "pl", "ru", "uk"];

/// The lemmatiser of a `lemmatizer` component.
pub(crate) fn lemmatizer(wheel: &Wheel, component: &str) -> anyhow::Result<Lemmatizer> {
    let tables = tables(wheel, component).with_context(|| component.to_owned())?;
    Ok(Lemmatizer::new(&tables)?)
}

fn tables(wheel: &Wheel, component: &str) -> anyhow::Result<LemmaTables> {
    let section = format!("components.{component}");
    let setting = |key| wheel.config().get(&section, key);
    let language = wheel.config().get("nlp", "lang");
    let language = language.and_then(serde_json::Value::as_str);
    let language = language.context("config.cfg names no language")?;
    let mode = setting("mode").and_then(serde_json::Value::as_str);
    let method = match (mode.unwrap_or("lookup"), language) {
        (mode, language) if OWN.contains(&language) => {
            bail!("the {language:?} lemmatiser (mode {mode:?}) is not supported")
        }
        ("lookup", _) => LemmaMethod::Lookup,
        ("rule", "en") => LemmaMethod::English,
        ("rule", "fr") => LemmaMethod::French,
        ("rule", "es") => LemmaMethod::Spanish,
        ("rule", _) => LemmaMethod::Suffix,
        (mode, _) => bail!("mode {mode:?} is not supported"),
    };
    let lookups = wheel.msgpack(&format!("{component}/lookups/lookups.bin"))?;
    let table = |name: &str| -> &[(Value, Value)] {
        let tables = lookups.as_map().map_or(&[][..], Vec::as_slice);
        let named = tables.iter().find(|(key, _)| key.as_str() == Some(name));
        named
            .and_then(|(_, table)| table.as_map())
            .map_or(&[], Vec::as_slice)
    };
    let mut tables = LemmaTables {
        method,
        overwrite: setting("overwrite")
            .and_then(serde_json::Value::as_bool)
            .unwrap_or_default(),
        groups: groups(table("lemma_rules_groups"))?,
        ..LemmaTables::default()
    };
    tables.rules = rules(table("lemma_rules"), &tables.groups)?;
    for (number, words) in table("lemma_index") {
        // A table for what is no part of speech is never asked.
        if let Some(pos) = symbols::pos_of_table(key(number)?) {
            tables.index.insert(pos, strings(words)?);
        }
    }
    for (number, words) in table("lemma_exc") {
        if let Some(pos) = symbols::pos_of_table(key(number)?) {
            let words = words.as_map().context("lemma_exc is not as expected")?;
            let words = words
                .iter()
                .map(|(word, lemmas)| Ok((string(word)?.to_owned(), strings(lemmas)?)));
            tables
                .exceptions
                .insert(pos, words.collect::<anyhow::Result<_>>()?);
        }
    }
    if matches!(method, LemmaMethod::Lookup | LemmaMethod::French) {
        tables.lookup = lookup(wheel, table("lemma_lookup"), &tables)?;
    }
    Ok(tables)
}

/// Suffix rules by part of speech or, in Spanish, by name; the wheel has only
/// the names' hashes.
fn rules(
    table: &[(Value, Value)],
    groups: &Groups,
) -> anyhow::Result<BTreeMap<String, Vec<SuffixRule>>> {
    let grouped = groups.values().flatten().map(|(name, _)| name.as_str());
    let names: Vec<_> = grouped.chain(SPANISH_TABLES).collect();
    let mut rules = BTreeMap::new();
    for (number, list) in table {
        let number = key(number)?;
        let name = symbols::pos_of_table(number).map(|pos| pos.name().to_lowercase());
        let named = || {
            names
                .iter()
                .find(|name| restated_language::key(name) == number)
        };
        let Some(name) = name.or_else(|| named().map(|name| (*name).to_owned())) else {
            continue;
        };
        let pairs = list.as_array().context("lemma_rules is not as expected")?;
        let pair = |pair: &Value| match pair.as_array().map(Vec::as_slice) {
            Some([old, new]) => Ok((string(old)?.to_owned(), string(new)?.to_owned())),
            _ => bail!("lemma_rules: {pair} is not two strings"),
        };
        let pairs: Vec<_> = pairs.iter().map(pair).collect::<Result<_, _>>()?;
        // Spanish suffixes are regular expressions for spaCy.
        let meta = |text: &str| text.contains(['\\', '.', '[', '(', '*', '+', '?', '|', '^', '$']);
        if !groups.is_empty() && pairs.iter().any(|(old, new)| meta(old) || meta(new)) {
            bail!("lemma_rules {name}: regular expressions are not supported");
        }
        rules.insert(name, pairs);
    }
    Ok(rules)
}

fn groups(table: &[(Value, Value)]) -> anyhow::Result<Groups> {
    let mut groups = BTreeMap::new();
    for (number, list) in table {
        let Some(pos) = symbols::pos_of_table(key(number)?) else {
            continue;
        };
        let list = list.as_array().context("lemma_rules_groups is no list")?;
        let group = |group: &Value| match group.as_array().map(Vec::as_slice) {
            Some([name, features]) => Ok((string(name)?.to_owned(), strings(features)?)),
            _ => bail!("lemma_rules_groups: {group} is not a name and features"),
        };
        let list = list.iter().map(group).collect::<Result<_, _>>()?;
        groups.insert(pos.name().to_lowercase(), list);
    }
    Ok(groups)
}

/// The lookup table. The wheel knows its words by their hashes; those that the
/// other tables or the vocabulary spell out are stored as a change of ending,
/// which takes less room.
fn lookup(
    wheel: &Wheel,
    table: &[(Value, Value)],
    tables: &LemmaTables,
) -> anyhow::Result<BTreeMap<LookupKey, String>> {
    let vocabulary = strings_of(wheel)?;
    let lemmas: Vec<_> = table
        .iter()
        .map(|(number, lemma)| Ok((key(number)?, first(lemma)?)))
        .collect::<anyhow::Result<_>>()?;
    let listed = tables.index.values().flatten();
    let excepted = tables.exceptions.values().flat_map(BTreeMap::keys);
    let known = vocabulary.iter().chain(listed).chain(excepted);
    let known = known.map(String::as_str);
    let known = symbols::by_number(known.chain(lemmas.iter().map(|(_, lemma)| *lemma)));
    let entry = |(number, lemma): &(u64, &str)| {
        let word = match known.get(number) {
            Some(word) => LookupKey::Form((*word).to_owned()),
            None => LookupKey::Hash(*number),
        };
        (word, (*lemma).to_owned())
    };
    Ok(lemmas.iter().map(entry).collect())
}

/// The edit trees of a `trainable_lemmatizer`.
pub(crate) fn edit_trees(wheel: &Wheel, component: &str) -> anyhow::Result<EditTrees> {
    let table = edit_tree_table(wheel, component).with_context(|| component.to_owned())?;
    Ok(EditTrees::new(table)?)
}

fn edit_tree_table(wheel: &Wheel, component: &str) -> anyhow::Result<EditTreeTable> {
    let section = format!("components.{component}");
    let setting = |key| wheel.config().get(&section, key);
    let vocabulary = strings_of(wheel)?;
    let known = symbols::by_number(vocabulary.iter().map(String::as_str));
    let on_failure = match setting("backoff").and_then(serde_json::Value::as_str) {
        // `null` leaves the dictionary form empty; ours is then the word itself.
        None | Some("orth" | "null") => OnFailure::AsWritten,
        Some("lower") => OnFailure::LowerCase,
        Some(other) => bail!("backoff {other:?} is not supported"),
    };
    let blob = wheel.msgpack(&format!("{component}/trees"))?;
    let trees = blob["trees"].as_array().context("it has no trees")?;
    let trees = trees.iter().map(|tree| {
        let number = |name: &str| tree[name].as_u64().with_context(|| format!("no {name}"));
        let spelled = |name: &str| -> anyhow::Result<Box<str>> {
            if let Some(string) = tree[name].as_str() {
                return Ok(string.into());
            }
            let number = number(name)?;
            let word = known.get(&number).copied();
            Ok(word
                .with_context(|| format!("no string has the number {number}"))?
                .into())
        };
        if tree["orig"].is_nil() {
            let length = |name| Ok::<_, anyhow::Error>(u32::try_from(number(name)?)?);
            let subtree =
                |name| Ok::<_, anyhow::Error>(Some(length(name)?).filter(|t| *t != u32::MAX));
            return Ok(EditTree::Match {
                prefix: length("prefix_len")?,
                suffix: length("suffix_len")?,
                prefix_tree: subtree("prefix_tree")?,
                suffix_tree: subtree("suffix_tree")?,
            });
        }
        Ok(EditTree::Replace(spelled("orig")?, spelled("subst")?))
    });
    let config = wheel.json(&format!("{component}/cfg"))?;
    let classes = config["labels"].as_array().context("it has no labels")?;
    let classes = classes
        .iter()
        .map(|tree| Ok(u32::try_from(tree.as_u64().context("a label")?)?));
    let top_k = setting("top_k").and_then(serde_json::Value::as_u64);
    Ok(EditTreeTable {
        trees: trees.collect::<anyhow::Result<_>>()?,
        classes: classes.collect::<anyhow::Result<_>>()?,
        top_k: u32::try_from(top_k.unwrap_or(1))?,
        on_failure,
        overwrite: setting("overwrite")
            .and_then(serde_json::Value::as_bool)
            .unwrap_or_default(),
    })
}

/// The pipeline's string store.
fn strings_of(wheel: &Wheel) -> anyhow::Result<Vec<String>> {
    let strings = wheel.json("vocab/strings.json")?;
    Ok(serde_json::from_value(strings)?)
}

fn key(value: &Value) -> anyhow::Result<u64> {
    match value.as_str() {
        Some(name) => Ok(restated_language::key(name)),
        None => value
            .as_u64()
            .with_context(|| format!("{value} where a hash is expected")),
    }
}

fn string(value: &Value) -> anyhow::Result<&str> {
    value
        .as_str()
        .with_context(|| format!("{value} where a string is expected"))
}

fn strings(value: &Value) -> anyhow::Result<Vec<String>> {
    let list = value.as_array();
    let list = list.with_context(|| format!("{value} where a list is expected"))?;
    list.iter()
        .map(|value| Ok(string(value)?.to_owned()))
        .collect()
}

/// A string, or the first of several.
fn first(value: &Value) -> anyhow::Result<&str> {
    match value.as_array() {
        Some(list) => string(list.first().context("an empty list")?),
        None => string(value),
    }
}

//! The tokenizer of a pipeline.

use std::collections::BTreeMap;

use anyhow::{Context, anyhow, bail};
use restated_language::{Rules, SourceToken, Sources, key};
use rmpv::Value;

use super::wheel::Wheel;

/// spaCy's ids of the attributes that an exception may set.
const ORTH: u64 = 65;
const NORM: u64 = 67;

/// Languages whose norms are made by code that the wheel does not hold.
const OWN_NORMS: [&str; 3] = ["hi", "ht", "ne"];

/// The rules of the wheel's tokenizer.
pub(crate) fn rules(wheel: &Wheel) -> anyhow::Result<Rules> {
    let language = wheel
        .config()
        .get("nlp", "lang")
        .and_then(|lang| lang.as_str());
    if let Some(language) = language.filter(|language| OWN_NORMS.contains(language)) {
        bail!("spaCy makes the norms of language {language:?} by code; they cannot be converted");
    }
    let tokenizer = wheel.msgpack("tokenizer")?;
    let pattern = |name| match field(&tokenizer, name) {
        None | Some(Value::Nil) => Ok(None),
        Some(source) => text(source).map(Some).context(name),
    };
    let exceptions = field(&tokenizer, "exceptions").and_then(Value::as_map);
    let exceptions = exceptions.context("the tokenizer has no exceptions")?;
    Ok(Rules::new(Sources {
        prefix_search: pattern("prefix_search")?,
        suffix_search: pattern("suffix_search")?,
        infix_finditer: pattern("infix_finditer")?,
        token_match: pattern("token_match")?,
        url_match: pattern("url_match")?,
        exceptions: exceptions
            .iter()
            .map(exception)
            .collect::<anyhow::Result<_>>()?,
        norms: norms(wheel)?.into_iter().collect(),
        // Pipelines older than the setting behave as it does by default.
        faster_heuristics: field(&tokenizer, "faster_heuristics")
            .and_then(Value::as_bool)
            .unwrap_or(true),
    })?)
}

/// `"don't": [{ORTH: "do"}, {ORTH: "n't", NORM: "not"}]`
fn exception((word, tokens): &(Value, Value)) -> anyhow::Result<(String, Vec<SourceToken>)> {
    let word = text(word)?;
    let tokens = tokens
        .as_array()
        .with_context(|| format!("no tokens of {word:?}"))?;
    let tokens = tokens.iter().map(|token| {
        let (mut orth, mut norm) = (None, None);
        for (attribute, value) in token.as_map().context("no token")? {
            match attribute.as_u64() {
                Some(ORTH) => orth = Some(text(value)?.to_owned()),
                Some(NORM) => norm = Some(text(value)?.to_owned()),
                _ => bail!("attribute {attribute} cannot be converted"),
            }
        }
        Ok((orth.context("a token without ORTH")?, norm))
    });
    let tokens = tokens.collect::<anyhow::Result<_>>();
    Ok((
        word.to_owned(),
        tokens.with_context(|| format!("exception {word:?}"))?,
    ))
}

/// Norms by the keys of words: those of every language, over which go those of
/// the pipeline's own table.
fn norms(wheel: &Wheel) -> anyhow::Result<BTreeMap<u64, String>> {
    let base = include_str!("tokenizer/base_norms.tsv").lines();
    let mut norms: BTreeMap<_, _> = base
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(word, norm)| (key(word), norm.to_owned()))
        .collect();
    if wheel.bytes("vocab/lookups.bin").is_some() {
        let lookups = wheel.msgpack("vocab/lookups.bin")?;
        let table = field(&lookups, "lexeme_norm").and_then(Value::as_map);
        for (word, norm) in table.into_iter().flatten() {
            let word = word
                .as_u64()
                .ok_or_else(|| anyhow!("lexeme_norm: {word} is no key"))?;
            norms.insert(word, text(norm).context("lexeme_norm")?.to_owned());
        }
    }
    Ok(norms)
}

fn field<'v>(map: &'v Value, name: &str) -> Option<&'v Value> {
    let mut fields = map.as_map()?.iter();
    fields
        .find(|(key, _)| text(key).is_ok_and(|key| key == name))
        .map(|(_, value)| value)
}

/// A string; older pipelines hold them as bytes.
fn text(value: &Value) -> anyhow::Result<&str> {
    let bytes = value
        .as_slice()
        .or_else(|| value.as_str().map(str::as_bytes));
    let bytes = bytes.ok_or_else(|| anyhow!("{value} is no string"))?;
    std::str::from_utf8(bytes).context("a string is not UTF-8")
}

//! The grammar's files and the table of synonyms.

use anyhow::Context as _;

use super::grammar::Kind;
use super::pile::Stock;
use super::synonyms::Synonyms;

macro_rules! events {
    ($($name:literal)*) => {
        [$(($name, include_str!(concat!("events/", $name, ".txt")))),*]
    };
}

const COMMON: &str = include_str!("events/common.txt");
const SYNONYMS: &str = include_str!("synonyms.txt");
const EVENTS: [(&str, &str); 14] = events! {
    "clash" "closure" "election" "ferry" "fire" "flood" "mine" "outbreak" "protest" "quake" "scandal" "strike" "train" "verdict"
};

/// Reads all of it.
pub(super) fn stock() -> anyhow::Result<Stock> {
    let kinds = EVENTS
        .iter()
        .map(|(name, file)| Kind::parse(file).with_context(|| format!("events/{name}.txt")));
    Ok(Stock {
        kinds: kinds.collect::<Result<_, _>>()?,
        common: Kind::parse(COMMON).context("events/common.txt")?,
        synonyms: Synonyms::parse(SYNONYMS).context("synonyms.txt")?,
    })
}

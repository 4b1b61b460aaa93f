//! Paragraphs that stand in the text more than once.

use rustc_hash::FxHashMap;

use super::blocks::Block;
use super::zones::Zone;
use crate::furniture::fold_words;

/// A repeated line shorter than this many words may well be meant ("No.", a
/// row of a table); a paragraph is not written twice.
const PARAGRAPH: usize = 7;

/// Takes every second telling of a paragraph out of the body: pairs of the kept
/// block and the one that says it again. A teaser that breaks off ("…") counts
/// as telling the paragraph that goes on.
pub(super) fn doubles(blocks: &[Block], zones: &mut [Zone]) -> Vec<(usize, usize)> {
    let body: Vec<(usize, String)> = (0..blocks.len())
        .filter(|at| zones[*at] == Zone::Body)
        .map(|at| (at, fold_words(&blocks[at].text)))
        .filter(|(_, key)| key.split(' ').count() >= PARAGRAPH)
        .collect();
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    let mut found = Vec::new();
    for (at, key) in &body {
        let text = blocks[*at].text.trim_end();
        let teaser = text.ends_with('…') || text.ends_with("...");
        let whole = body.iter().find(|(other, long)| {
            teaser && other != at && long.len() > key.len() && long.starts_with(key.as_str())
        });
        let kept = match whole {
            Some((whole, _)) => *whole,
            None => *first.entry(key).or_insert(*at),
        };
        if kept != *at {
            found.push((kept, *at));
        }
    }
    for (_, again) in &found {
        zones[*again] = Zone::Inset;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::blocks::blocks;
    use super::*;

    #[test]
    fn second_tellings_and_broken_off_teasers_go() {
        let text = "The ferry Halcyon Reed was found off...\n\
                    The ferry Halcyon Reed was found off Orrin Head on Monday, all well.\n\
                    Nobody knew.\n\
                    THE FERRY Halcyon Reed was found off Orrin Head on Monday, all well!\n\
                    Nobody knew.";
        let blocks = blocks(text);
        let mut zones = vec![Zone::Body; 5];
        assert_eq!(doubles(&blocks, &mut zones), [(1, 0), (1, 3)]);
        assert_eq!(zones[3], Zone::Inset);
        assert_eq!(zones[4], Zone::Body, "two words may be said twice");
    }
}

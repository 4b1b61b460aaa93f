//! Which blocks of a page its gold text is made of.

use std::collections::HashSet;

/// Words in a row that a block and the gold text must share.
const SHINGLE: usize = 4;

/// For each block the share of its words, 0 to 1, that stand in the gold text in
/// a row of four. A shorter block counts as a whole: it is there if the gold text
/// has it as a line, or in a row of four with the words around it on the page.
pub(super) fn labels(blocks: &[&str], gold: &str) -> Vec<f32> {
    let gold_words = words(gold);
    let shingles: HashSet<&[String]> = gold_words.windows(SHINGLE).collect();
    let lines: HashSet<Vec<String>> = gold.lines().map(words).collect();
    let blocks: Vec<Vec<String>> = blocks.iter().map(|block| words(block)).collect();
    (0..blocks.len())
        .map(|at| match blocks[at].len() {
            0 => 0.0,
            len if len >= SHINGLE => covered(&blocks[at], &shingles),
            _ => f32::from(u8::from(
                lines.contains(&blocks[at]) || in_context(&blocks, at, &shingles),
            )),
        })
        .collect()
}

fn covered(block: &[String], shingles: &HashSet<&[String]>) -> f32 {
    let mut found = vec![false; block.len()];
    for (at, window) in block.windows(SHINGLE).enumerate() {
        if shingles.contains(window) {
            found[at..at + SHINGLE].fill(true);
        }
    }
    found.iter().filter(|found| **found).count() as f32 / block.len() as f32
}

fn in_context(blocks: &[Vec<String>], at: usize, shingles: &HashSet<&[String]>) -> bool {
    let before = blocks[..at]
        .iter()
        .rev()
        .flat_map(|block| block.iter().rev());
    let mut row: Vec<String> = before.take(SHINGLE - 1).cloned().collect();
    row.reverse();
    let own = row.len()..row.len() + blocks[at].len();
    row.extend(blocks[at].iter().cloned());
    row.extend(blocks[at + 1..].iter().flatten().take(SHINGLE - 1).cloned());
    row.windows(SHINGLE).enumerate().any(|(start, window)| {
        start < own.end && start + SHINGLE > own.start && shingles.contains(window)
    })
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_found_in_the_gold_text_whole_or_in_part() {
        let gold = "The ferry left the quay at nine.\n\nRain\n\nIt came back empty, he said.";
        let blocks = [
            "Ferries",
            "The ferry left the quay at nine.",
            "Rain",
            "It came back empty, he said. Share this on the wall now",
            "he",
        ];
        assert_eq!(labels(&blocks, gold), [0.0, 1.0, 1.0, 0.5, 0.0]);
    }
}

//! What becomes of a text that is taken over: edits, cuts, moves, embedding.

use super::event::shuffle;
use super::synonyms::Synonyms;
use super::tell::{Body, Told, words};
use crate::dice::Dice;

/// Substitutes, inserts or deletes about `share` of the words.
pub(super) fn edit(body: &[Told], share: f64, synonyms: &Synonyms, dice: &mut Dice) -> Body {
    let mut out = body.to_vec();
    for told in &mut out {
        let mut edited: Vec<String> = Vec::new();
        for word in told.text.split(' ') {
            if dice.next() >= share {
                edited.push(word.to_owned());
                continue;
            }
            match dice.below(4) {
                0 => {}
                1 => {
                    edited.push(word.to_owned());
                    edited.push(synonyms.any(dice).to_owned());
                }
                _ => edited.push(synonyms.other(word, dice)),
            }
        }
        told.text = edited.join(" ");
    }
    out.retain(|told| !told.text.is_empty());
    out
}

/// The first `share` of the words, to the end of a sentence; at least one sentence.
pub(super) fn cut(body: &[Told], share: f64) -> Body {
    let total: usize = body.iter().map(length).sum();
    let mut kept = 0;
    body.iter()
        .take_while(|told| {
            let room =
                kept == 0 || (kept as f64) < share * total as f64 - length(told) as f64 / 2.0;
            kept += length(told);
            room
        })
        .cloned()
        .collect()
}

/// The same sentences, paragraphs in another order and some sentences moved within them. The
/// first paragraph stays where it is, as editors leave it.
pub(super) fn reorder(body: &[Told], dice: &mut Dice) -> Body {
    let mut paragraphs: Vec<Vec<Told>> = Vec::new();
    for told in body {
        match paragraphs.last_mut() {
            Some(last) if !told.opens => last.push(told.clone()),
            _ => paragraphs.push(vec![told.clone()]),
        }
    }
    if paragraphs.len() > 2 {
        shuffle(&mut paragraphs[1..], dice);
    }
    let mut out = Body::new();
    for mut paragraph in paragraphs {
        if dice.below(2) == 0 {
            shuffle(&mut paragraph, dice);
        }
        for (at, told) in paragraph.iter_mut().enumerate() {
            told.opens = at == 0;
        }
        out.extend(paragraph);
    }
    out
}

/// Sentences in a row from `body` with `low` to `high` words, where it has as many.
pub(super) fn passage(body: &[Told], low: usize, high: usize, dice: &mut Dice) -> Body {
    let want = low + dice.below(high - low + 1);
    let mut starts: Vec<usize> = (0..body.len())
        .filter(|&at| body[at..].iter().map(length).sum::<usize>() >= want)
        .collect();
    starts.truncate(starts.len().max(1));
    let start = dice.pick(&starts).copied().unwrap_or_default();
    let mut taken = Body::new();
    let mut count = 0;
    for told in &body[start..] {
        if count >= want || (count >= low && count + length(told) > high) {
            break;
        }
        count += length(told);
        taken.push(told.clone());
    }
    if let Some(first) = taken.first_mut() {
        first.opens = true;
    }
    taken
}

/// `part` between two paragraphs of `host`, never before its first.
pub(super) fn embed(host: &[Told], part: &[Told], dice: &mut Dice) -> Body {
    let gaps: Vec<usize> = (1..host.len()).filter(|&at| host[at].opens).collect();
    let gap = dice.pick(&gaps).copied().unwrap_or(host.len());
    [&host[..gap], part, &host[gap..]].concat()
}

fn length(told: &Told) -> usize {
    words(&told.text).count()
}

//! Names that stand beside a cue.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Candidate;
use super::names::{Name, Outlets};
use crate::furniture::{Lexicon, Word, words};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    Text,
    Line,
    Outside,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cue {
    scope: Scope,
    /// The name follows the cue; otherwise it goes before.
    right: bool,
    /// Whoever stands there is an outlet.
    certain: bool,
    /// Only a name that may be credited is.
    credit: bool,
}

#[derive(Debug, Default)]
struct Cues {
    phrases: FxHashMap<&'static str, Vec<Cue>>,
    longest: usize,
}

impl Cues {
    fn get() -> &'static Self {
        static TABLE: LazyLock<Cues> = LazyLock::new(|| {
            let mut table = Cues::default();
            for (phrase, cue) in include_str!("cues.tsv").lines().filter_map(entry) {
                table.longest = table.longest.max(phrase.split(' ').count());
                table.phrases.entry(phrase).or_default().push(cue);
            }
            table
        });
        &TABLE
    }
}

fn entry(line: &'static str) -> Option<(&'static str, Cue)> {
    let mut fields = line.split('\t');
    let scope = match fields.next()? {
        "text" => Scope::Text,
        "line" => Scope::Line,
        "outside" => Scope::Outside,
        _ => return None,
    };
    let right = match fields.next()? {
        "right" => true,
        "left" => false,
        _ => return None,
    };
    let (certain, credit) = match fields.next()? {
        "relay" => (false, false),
        "outlet" => (true, false),
        "credit" => (true, true),
        _ => return None,
    };
    Some((
        fields.next()?,
        Cue {
            scope,
            right,
            certain,
            credit,
        },
    ))
}

/// Names beside the cues in `line`. Captions are passed over: who took the
/// picture did not write the story.
pub(super) fn candidates(line: &str, outside: bool) -> Vec<Candidate> {
    let words = words(line);
    if outside && Lexicon::get().look_up(&words, 1).has("caption") {
        return Vec::new();
    }
    let table = Cues::get();
    let mut found = Vec::new();
    let mut phrase = String::new();
    for from in 0..words.len() {
        phrase.clear();
        for (to, word) in (from + 1..).zip(&words[from..]).take(table.longest) {
            if to > from + 1 {
                let between = &line[words[to - 2].end..word.start];
                if between.contains(['.', '!', '?', ';']) {
                    break;
                }
                phrase.push(' ');
            }
            phrase.push_str(&word.folded);
            for cue in table.phrases.get(phrase.as_str()).into_iter().flatten() {
                let counts = match cue.scope {
                    Scope::Text => true,
                    Scope::Line => from == 0,
                    Scope::Outside => outside,
                };
                if counts {
                    beside(line, &words, from..to, *cue, &mut found);
                }
            }
        }
    }
    found
}

fn beside(
    line: &str,
    words: &[Word],
    cue_words: Range<usize>,
    cue: Cue,
    found: &mut Vec<Candidate>,
) {
    let outlets = Outlets::get();
    let mut add = |name: &Name| {
        let range = words[name.words.start].start..words[name.words.end - 1].end;
        if cue.credit && !name.introduced && !outlets.may_be_credited(&words[name.words.clone()]) {
            return;
        }
        let (a, b) = (&words[cue_words.start], &words[cue_words.end - 1]);
        found.push(Candidate {
            evidence: a.start.min(range.start)..b.end.max(range.end),
            certain: cue.certain || (name.introduced && cue.scope != Scope::Outside),
            range,
        });
    };
    if !cue.right {
        if let Some(name) = outlets.name_before(line, words, cue_words.start) {
            add(&name);
        }
        return;
    }
    // "Source: Lantern and Tidewire": a label may be followed by several.
    let mut next = cue_words.end;
    while let Some(name) = outlets.name_at(line, words, next) {
        add(&name);
        next = name.words.end;
        let listed = words.get(next).is_some_and(|word| word.folded == "and");
        if !(cue.scope == Scope::Line && listed) {
            break;
        }
        next += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_follows_its_grammar() {
        for line in include_str!("cues.tsv")
            .lines()
            .filter(|l| !l.is_empty() && !l.starts_with('#'))
        {
            let (phrase, _) = entry(line).unwrap_or_else(|| panic!("{line:?}"));
            let folded: Vec<_> = words(phrase).into_iter().map(|w| w.folded).collect();
            assert_eq!(folded.join(" "), phrase, "{line:?} can never match");
        }
    }
}

//! Regular expressions that match only a few words, as those words.
//!
//! Rules of spaCy's pipelines use expressions like `^n'?t$`; the engine looks
//! words up, so the converter writes them out.

use anyhow::{Context, bail, ensure};
use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// Words that an expression may have.
const MOST: usize = 256;

/// The words that `pattern` matches from end to end, in order.
pub(crate) fn words(pattern: &str) -> anyhow::Result<Vec<String>> {
    let expand = || {
        let hir = regex_syntax::parse(pattern)?;
        let HirKind::Concat(parts) = hir.kind() else {
            bail!("it has no ^ or no $");
        };
        let [first, middle @ .., last] = parts.as_slice() else {
            bail!("it has no ^ or no $");
        };
        let is = |part: &Hir, look: Look| *part.kind() == HirKind::Look(look);
        ensure!(
            is(first, Look::Start) && is(last, Look::End),
            "it has no ^ or no $"
        );
        let mut words = sequence(middle)?;
        words.sort();
        words.dedup();
        Ok(words)
    };
    expand().with_context(|| format!("the expression {pattern:?} is not a short list of words"))
}

fn sequence(parts: &[Hir]) -> anyhow::Result<Vec<String>> {
    parts.iter().try_fold(vec![String::new()], |starts, part| {
        joined(&starts, &alternatives(part)?)
    })
}

fn alternatives(part: &Hir) -> anyhow::Result<Vec<String>> {
    Ok(match part.kind() {
        HirKind::Empty => vec![String::new()],
        HirKind::Literal(literal) => vec![String::from_utf8(literal.0.to_vec())?],
        HirKind::Class(Class::Unicode(class)) => {
            let chars = class.iter().flat_map(|range| range.start()..=range.end());
            chars.take(MOST + 1).map(String::from).collect()
        }
        HirKind::Capture(capture) => alternatives(&capture.sub)?,
        HirKind::Concat(parts) => sequence(parts)?,
        HirKind::Alternation(parts) => {
            let words: Vec<_> = parts.iter().map(alternatives).collect::<Result<_, _>>()?;
            words.concat()
        }
        HirKind::Repetition(repetition) => {
            let most = repetition.max.context("it repeats without end")?;
            let unit = alternatives(&repetition.sub)?;
            let mut run = vec![String::new()];
            let mut words = Vec::new();
            for count in 0..=most {
                if count >= repetition.min {
                    words.extend(run.clone());
                }
                run = joined(&run, &unit)?;
            }
            words
        }
        _ => bail!("it has a part that is no letter"),
    })
}

fn joined(starts: &[String], ends: &[String]) -> anyhow::Result<Vec<String>> {
    ensure!(starts.len() * ends.len() <= MOST, "it has too many words");
    let join = |start: &String| ends.iter().map(|end| format!("{start}{end}")).collect();
    Ok(starts.iter().flat_map::<Vec<_>, _>(join).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_expressions_are_written_out() {
        for (pattern, expected) in [
            ("^n'?t$", vec!["n't", "nt"]),
            ("^n[ou]thin'$", vec!["nothin'", "nuthin'"]),
            ("^(?:a|b)c{1,2}$", vec!["ac", "acc", "bc", "bcc"]),
            ("^x$", vec!["x"]),
        ] {
            assert_eq!(words(pattern).unwrap(), expected, "{pattern}");
        }
    }

    #[test]
    fn open_ones_are_refused() {
        for pattern in ["ing$", "^un.*$", "^\\w$", "^(ab$", "^[a-z]{4}$"] {
            assert!(words(pattern).is_err(), "{pattern}");
        }
    }
}

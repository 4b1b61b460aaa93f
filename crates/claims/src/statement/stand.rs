//! Stands on a figure by those who do not give it again: "the ministry has raised the toll",
//! "officials corroborated these figures". Whether a text says that somebody puts a number higher
//! or stands by it is worth comparing, though no clause is put on anybody.

use std::ops::Range;
use std::sync::LazyLock;

use restated_language::{Pos, Token};
use rustc_hash::FxHashMap;

use super::{Said, is_finite};
use crate::Document;
use crate::attribution::{Attributed, speaks};
use crate::model::{Claim, Kind};
use crate::stance::{definite, head_of};
use crate::table::rows;

/// What somebody does to a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Says that it is so.
    Upholds,
    /// Puts it higher.
    Raises,
    /// Puts it lower.
    Lowers,
    /// Puts it otherwise.
    Changes,
    /// Doubts it, or says that it is not so.
    Doubts,
}

const VERBS: &str = include_str!("../../data/statement/stands.txt");
const FIGURES: &str = include_str!("../../data/statement/figures.txt");

static STANDS: LazyLock<FxHashMap<&'static str, Stand>> = LazyLock::new(|| {
    rows(VERBS)
        .filter_map(|row| <[&str; 2]>::try_from(row).ok())
        .filter_map(|[stand, forms]| Some((Stand::named(stand)?, forms)))
        .flat_map(|(stand, forms)| forms.split(' ').map(move |form| (form, stand)))
        .collect()
});

/// Of a noun for a figure, whether raising or lowering it is a stand too.
static MOVED: LazyLock<FxHashMap<&'static str, bool>> = LazyLock::new(|| {
    rows(FIGURES)
        .filter_map(|row| <[&str; 2]>::try_from(row).ok())
        .map(|[noun, moved]| (noun, moved == "any"))
        .collect()
});

impl Stand {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "upholds" => Self::Upholds,
            "raises" => Self::Raises,
            "lowers" => Self::Lowers,
            "changes" => Self::Changes,
            "doubts" => Self::Doubts,
            _ => return None,
        })
    }

    /// The stand that a claim is of, whose words are `words`: one whose words hold their own cue,
    /// where those of any other claim leave it out.
    pub fn of(claim: &Claim, words: &str) -> Option<Self> {
        let cue = claim.attribution.cue.as_deref()?;
        let is_figure = |word: &str| {
            let word = word.to_lowercase();
            MOVED.contains_key(word.strip_suffix('s').unwrap_or(&word))
        };
        let taken = claim.kind == Kind::Statement
            && words.contains(cue)
            && words.split_whitespace().any(is_figure);
        let mut cue = cue.split_whitespace().rev();
        cue.find_map(|word| STANDS.get(word.to_lowercase().as_str()))
            .copied()
            .filter(|_| taken)
    }
}

/// The stands that `document` tells of, in the order of `attributions`, which put them on somebody:
/// those that the rules find, since nobody marked them for the network. No `figures` (bytes) are
/// among their words.
pub fn stands(
    document: &Document<'_>,
    attributions: &[Attributed],
    figures: &[Range<usize>],
) -> Vec<Said> {
    let taken = attributions
        .iter()
        .enumerate()
        .filter_map(|(by, attributed)| {
            let cue = attributed.cue.first()?;
            let part = attributed.content.first()?;
            let object = object(document, part, figures)?;
            let verb = verb(document, cue)?;
            let stand = STANDS.get(verb.text().to_lowercase().as_str())?;
            let moves = !matches!(stand, Stand::Upholds | Stand::Doubts);
            let movable = *MOVED.get(object.lemma())?;
            if moves && !movable || !is_somebody(document, attributed) {
                return None;
            }
            let start = cue.start.min(part.start);
            let end = end(document, &object, part).max(cue.end);
            let annotated = document.annotated;
            let one = annotated.sentence_of(start) == annotated.sentence_of(end - 1);
            one.then(|| Said {
                kind: Kind::Statement,
                span: annotated.bytes(start..end),
                tokens: start..end,
                at: object.index,
                by,
            })
        });
    taken.collect()
}

/// The noun for a figure that `part` is about, where it means one told before and gives no number.
fn object<'d>(
    document: &'d Document<'_>,
    part: &Range<usize>,
    figures: &[Range<usize>],
) -> Option<Token<'d, 'd>> {
    let annotated = document.annotated;
    if part.is_empty() || part.end > annotated.len() {
        return None;
    }
    let bytes = annotated.bytes(part.clone());
    let counted = figures
        .iter()
        .any(|figure| figure.start < bytes.end && bytes.start < figure.end);
    let noun = head_of(annotated, part)?;
    let points = !counted
        && MOVED.contains_key(noun.lemma())
        && definite(annotated, &(part.start..noun.index + 1));
    points.then_some(noun)
}

/// The verb of a cue that says that the stand is taken: none that is negated, or only possible.
fn verb<'d>(document: &'d Document<'_>, cue: &Range<usize>) -> Option<Token<'d, 'd>> {
    let tokens = cue.clone().map(|at| document.annotated.token(at));
    let verb = tokens.rev().find(|token| token.pos() == Pos::VERB)?;
    let open = verb
        .children()
        .any(|child| child.dep() == "neg" || child.dep() == "aux" && child.tag() == "MD");
    (!open && (is_finite(verb) || verb.dep() == "conj")).then_some(verb)
}

/// Whether somebody takes the stand: not "a second blast", which raises a toll by what it does.
fn is_somebody(document: &Document<'_>, attributed: &Attributed) -> bool {
    let annotated = document.annotated;
    attributed.source.first().is_some_and(|words| {
        !words.is_empty()
            && words.end <= annotated.len()
            && head_of(annotated, words).is_some_and(|head| speaks(document, words, head))
    })
}

/// Behind the noun and what it is of: "the toll of the attack".
fn end(document: &Document<'_>, noun: &Token<'_, '_>, part: &Range<usize>) -> usize {
    let mut children = noun.children();
    let of = children.find(|child| {
        child.index == noun.index + 1
            && child.index < part.end
            && child.text().eq_ignore_ascii_case("of")
    });
    let end = of.map_or(noun.index + 1, |of| of.subtree().end);
    end.min(part.end).min(document.annotated.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_well_formed() {
        let mut forms = Vec::new();
        for row in rows(VERBS) {
            assert!(row.len() == 2 && Stand::named(row[0]).is_some(), "{row:?}");
            forms.extend(row[1].split(' '));
        }
        assert_eq!(forms.len(), STANDS.len(), "a form of two stands");
        for row in rows(FIGURES) {
            assert!(
                row.len() == 2 && ["any", "view"].contains(&row[1]),
                "{row:?}"
            );
        }
    }
}

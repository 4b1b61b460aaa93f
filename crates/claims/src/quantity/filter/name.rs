//! Numbers that name: roads, units, products, rooms; and set phrases.

use std::ops::Range;
use std::sync::LazyLock;

use restated_language::Pos;
use rustc_hash::FxHashSet;

use super::super::Unit;
use super::super::reading::Reading;
use super::super::tables::{DESIGNATORS, Phrases, context, phrase, words};
use super::Filter;
use super::when::MONTHS;
use crate::table::rows;
use crate::tree::children;

static IDIOMS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(
        rows(include_str!("../../../data/quantity/idioms.txt")).map(|row| (phrase(row[0]), ())),
    )
});
static COMPOUNDS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../../data/quantity/compounds.txt")));
/// "sure", "certain".
pub(super) static CERTAINTY: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../../data/quantity/certainty.txt")));

/// What one may quarrel or speak about: "over" and "about" behind them are prepositions.
pub(super) static TOPICS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../../data/quantity/topics.txt")));

/// How many pieces a list of named numbers takes.
const LISTED: usize = 8;
/// How long the longest idiom is.
const IDIOM: usize = 5;

impl Filter<'_, '_, '_> {
    /// "Highway 61", "page 4", "No. 10", "the 620 level", "Boeing 737": the number belongs to the
    /// noun in front of it.
    pub(super) fn is_designation(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let start = reading.number.start;
        if reading.unit != Unit::Count || reading.span.start != start {
            return false;
        }
        let dot = usize::from(pieces.lower_before(start, 1) == ".");
        let before = pieces.lower_before(start, 1 + dot);
        let abbreviated = dot == 1 && context("abbreviated", before);
        if abbreviated {
            return true;
        }
        // "US forces number 2,500", "on Monday 12 people died"
        let grouped = pieces.text(start).contains(',');
        if grouped || context("day", before) || MONTHS.contains(before) {
            return false;
        }
        let Some(at) = start.checked_sub(1).filter(|_| dot == 0) else {
            return false;
        };
        let followed = self.token(reading.number.end).is_some_and(|next| {
            pieces.is_word(reading.number.end) && matches!(next.tag(), "NNS" | "NNPS")
        });
        let at = self.list_start(at);
        let before = pieces.lower(at);
        let capital = pieces.text(at).starts_with(char::is_uppercase);
        let one = before.strip_suffix('s').unwrap_or(before);
        let headed = self
            .token(start)
            .zip(self.token(at))
            .is_some_and(|(number, noun)| number.head().index == noun.index);
        // "in the hall 400 slept": a noun with an article is named already.
        let owned = self.token(at).is_some_and(|noun| {
            children(self.document.annotated, noun)
                .any(|child| matches!(child.dep(), "det" | "poss"))
        });
        let designated = (DESIGNATORS.contains(before) || DESIGNATORS.contains(one))
            && !followed
            && (capital || headed || !owned)
            && self.token(at).is_none_or(|noun| noun.pos() != Pos::VERB);
        let attached = self
            .token(start)
            .zip(self.token(at))
            .is_some_and(|(number, noun)| {
                number.dep() == "nummod"
                    && number.head().index == noun.index
                    && (noun.pos() == Pos::PROPN || noun.tag() == "NN")
            });
        let dash = usize::from(pieces.joins(reading.number.end));
        let level = context("named behind", pieces.lower(reading.number.end + dash))
            && pieces.is_numeral(start);
        let named = capital && self.token(at).is_some_and(|noun| noun.pos() == Pos::PROPN);
        let next = self
            .token(reading.number.end)
            .filter(|_| pieces.is_word(reading.number.end));
        // "Boeing 737-800": two numbers with a dash right behind a name, with nothing to count.
        let dashed = named
            && reading.number.len() == 3
            && pieces.joins(start + 1)
            && next.is_none_or(|next| !matches!(next.pos(), Pos::NOUN | Pos::ADJ | Pos::PROPN));
        // "a Boeing 757 airliner": several would be airliners.
        let model = named
            && reading.number.len() == 1
            && pieces.is_numeral(start)
            && reading.best.is_some_and(|best| best > 1.0)
            && next.is_some_and(|next| next.tag() == "NN");
        dashed || model || designated || attached && (capital || !followed) || level
    }

    /// The noun in front of a list of names: "lanes" of "lanes 3 and 4" for the one at "and".
    fn list_start(&self, at: usize) -> usize {
        let pieces = self.pieces;
        let listed = |at: usize| {
            matches!(pieces.lower(at), "and" | "to" | "or" | "," | "-" | "–")
                || pieces.is_numeral(at)
        };
        let start = (0..LISTED)
            .map_while(|back| at.checked_sub(back))
            .take_while(|&i| listed(i))
            .last()
            .unwrap_or(at + 1);
        match start.checked_sub(1) {
            // Only behind a plural: "page 4 and 12 men".
            Some(noun)
                if start <= at && pieces.lower(noun).ends_with('s') && pieces.is_numeral(start) =>
            {
                noun
            }
            _ => at,
        }
    }

    /// Inside a name that does not begin with it: "Windows 11", "Five Star Movement".
    pub(super) fn is_in_name(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let start = reading.number.start;
        if matches!(reading.unit, Unit::Money(_) | Unit::Percent) {
            return false;
        }
        let tokens = self
            .document
            .tokens_at(&pieces.bytes(reading.number.clone()));
        let names = self.names.get_or_init(|| self.entity_names());
        let word = pieces.is_word(start)
            && pieces.text(start).starts_with(char::is_uppercase)
            && start > 0;
        // "Zero Hedge", which the model tags as a name but does not delimit.
        let tagged = word && self.token(start).is_some_and(|token| token.tag() == "NNP");
        tagged
            || names.iter().any(|name| {
                let inside = name.start <= tokens.start && tokens.end <= name.end;
                inside
                    && name.len() > tokens.len()
                    && (name.start < tokens.start && !self.is_quantified(name.start..tokens.start)
                        || word)
            })
    }

    /// Whether only words that go in front of numbers stand in `tokens`: an entity tagged too far.
    fn is_quantified(&self, tokens: Range<usize>) -> bool {
        tokens.clone().all(|at| {
            let token = self.document.annotated.token(at);
            !matches!(token.pos(), Pos::PROPN | Pos::NOUN)
        })
    }

    fn entity_names(&self) -> Vec<Range<usize>> {
        let annotated = self.document.annotated;
        let bytes = self.pieces.bytes(0..self.pieces.len());
        let tokens = self.document.tokens_at(&bytes);
        let first = annotated
            .entities
            .partition_point(|e| e.tokens.end <= tokens.start);
        annotated.entities[first..]
            .iter()
            .take_while(|entity| entity.tokens.start < tokens.end)
            .filter(|entity| {
                matches!(
                    annotated.entity_type(entity),
                    "ORG"
                        | "FAC"
                        | "PRODUCT"
                        | "LAW"
                        | "WORK_OF_ART"
                        | "EVENT"
                        | "PERSON"
                        | "GPE"
                        | "LOC"
                )
            })
            .map(|entity| entity.tokens.clone())
            .collect()
    }

    /// "number one", "9/11", and "two-way": a hyphened number that only describes.
    pub(super) fn is_idiom(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let (start, end) = (reading.number.start, reading.number.end);
        let phrased = (start.saturating_sub(IDIOM)..=start)
            .any(|at| IDIOMS.at(pieces, at).is_some_and(|((), last)| last > start));
        let compound = reading.unit == Unit::Count
            && pieces.joins(end)
            && pieces.is_word(end + 1)
            && reading.span.end == end
            && !COMPOUNDS.contains(pieces.lower(end + 1));
        // "about 900, give or take fifty"
        let margin = pieces.lower_before(reading.span.start, 1) == "take"
            && pieces.lower_before(reading.span.start, 2) == "or";
        phrased || compound || margin
    }
}

//! The ways to read a mark, and what each costs.
//!
//! The costs of marks and places are data; those here concern what is open. They
//! were set by reading news with broken marks, a stray mark being dearer than any
//! one irregularity and cheaper than two grave ones.

use super::context::Class;
use super::scan::Mark;
use super::table::{Cost, Glyph, TABLES};

/// How a mark is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Opens,
    Closes,
    /// Opens a further paragraph of the innermost quotation, or one whose line break
    /// was lost.
    Resumes,
    Apostrophe,
    Prime,
    Stray,
}

/// Quotations may lie this deep in each other; beyond it marks are strays.
const DEEPEST: usize = 4;

/// A mark that belongs to nothing.
const STRAY: Cost = 60;
/// A quotation that its paragraph does not close.
const UNCLOSED: Cost = 50;
/// The same for single marks, which are more often apostrophes, and for a
/// quotation within another.
const UNCLOSED_UNLIKELY: Cost = 30;
/// A quotation that the next paragraph resumes.
const RESUMED: Cost = 10;
/// The same where no line break stands between, as it does not in text whose
/// paragraphs were run together.
const LINE_LOST: Cost = 35;
/// Two marks of a family that do not belong together (`“…"`).
const MISMATCH: Cost = 10;
/// An opening mark that could well be an apostrophe (`'90s`).
const ELIDED: Cost = 20;
/// A closing mark of another family, typed by mistake (`"We ran,' she said`).
const MISTYPED: Cost = 58;
/// A quotation directly inside one of the same family (`"a "b" c"`).
const SAME_INSIDE: Cost = 40;
/// A quotation inside one of the same family with another between.
const SAME_BEYOND: Cost = 10;

/// An open mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Open {
    glyph: Glyph,
    /// Whether it quotes from the middle of a sentence. Such a fragment is closed at
    /// the end of its paragraph even where the next one is quoted too.
    fragment: bool,
}

impl Open {
    pub(super) fn of(mark: &Mark) -> Self {
        Self {
            glyph: mark.glyph,
            fragment: mark.before_lower && !mark.leads,
        }
    }
}

/// Open marks, outermost first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stack {
    marks: [Open; DEEPEST],
    depth: usize,
}

impl Stack {
    pub(super) fn of(marks: impl IntoIterator<Item = Open>) -> Self {
        let push = |stack: Self, open| stack.with(open).unwrap_or(stack);
        marks.into_iter().fold(Self::default(), push)
    }

    pub(super) fn as_slice(&self) -> &[Open] {
        &self.marks[..self.depth]
    }

    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    fn with(mut self, open: Open) -> Option<Self> {
        *self.marks.get_mut(self.depth)? = open;
        self.depth += 1;
        Some(self)
    }

    fn without_top(mut self) -> Option<(Self, Open)> {
        self.depth = self.depth.checked_sub(1)?;
        // Cleared, so that equal stacks compare equal.
        let top = std::mem::take(&mut self.marks[self.depth]);
        Some((self, top))
    }
}

/// What a mark costs, whatever is open.
pub(super) struct Costs {
    opens: Option<Cost>,
    closing_place: Cost,
    /// Whether it could begin a paragraph.
    begins: bool,
    /// Whether it could close quoted words with their last stop.
    ends_sentence: bool,
}

impl Costs {
    pub(super) fn of(mark: &Mark) -> Self {
        let kind = TABLES.kind(mark.glyph);
        let (opening_place, closing_place) = (mark.opening_place(), mark.closing_place());
        let closes = kind.closes.unwrap_or(STRAY) + closing_place;
        // »…« is set without spaces inside: » between spaces divides ("Home » News").
        let divides = kind.family.ends_with("guillemet")
            && kind.opens > Some(0)
            && mark.after == Class::Space;
        let elided = mark.apostrophe.is_some_and(|cost| cost < ELIDED);
        let opens = kind
            .opens
            .filter(|_| !divides)
            .map(|cost| cost + opening_place + Cost::from(elided) * ELIDED);
        Self {
            opens,
            closing_place,
            ends_sentence: matches!(mark.before, Class::Dot | Class::Stop)
                && mark.after != Class::Letter
                && kind.closes.is_some_and(|cost| cost <= MISMATCH),
            begins: mark.after_stop
                && mark.before == Class::Space
                && !mark.before_lower
                && opens.is_some_and(|opens| opens < closes),
        }
    }
}

/// The readings of `mark` where `stack` is open: the stack behind it, and the cost.
pub(super) fn ways(
    mark: &Mark,
    costs: &Costs,
    stack: Stack,
) -> impl Iterator<Item = (Stack, Cost, Reading)> {
    let top = stack.without_top();
    let closed = top.and_then(|(rest, top)| {
        let mistyped = costs.ends_sentence.then_some(MISTYPED);
        let cost = closing_cost(top.glyph, mark.glyph).or(mistyped)? + costs.closing_place;
        Some((rest, cost, Reading::Closes))
    });
    let resumed = top.and_then(|(_, top)| {
        let resumes = costs.begins && family(top.glyph) == family(mark.glyph);
        resumes.then_some((stack, LINE_LOST, Reading::Resumes))
    });
    let opened = costs.opens.and_then(|cost| {
        let inner = stack.with(Open::of(mark))?;
        let cost = cost + nesting_cost(stack, mark.glyph);
        Some((inner, cost, Reading::Opens))
    });
    let apostrophe = mark
        .apostrophe
        .map(|cost| (stack, cost, Reading::Apostrophe));
    let prime = mark.prime.map(|cost| (stack, cost, Reading::Prime));
    let stray = Some((stack, STRAY, Reading::Stray));
    [closed, opened, resumed, apostrophe, prime, stray]
        .into_iter()
        .flatten()
}

fn family(glyph: Glyph) -> Glyph {
    TABLES.kind(glyph).family_id
}

fn closing_cost(open: Glyph, close: Glyph) -> Option<Cost> {
    if TABLES.pair(open, close).is_some() {
        return Some(0);
    }
    let closes = TABLES.kind(close).closes?;
    (family(open) == family(close)).then_some(closes + MISMATCH)
}

fn nesting_cost(stack: Stack, glyph: Glyph) -> Cost {
    let same = |open: &Open| family(open.glyph) == family(glyph);
    match stack.as_slice().split_last() {
        Some((top, _)) if same(top) => SAME_INSIDE,
        Some((_, beyond)) if beyond.iter().any(same) => SAME_BEYOND,
        _ => 0,
    }
}

/// How many of the quotations left open, from the outermost on, the paragraph of
/// the marks `next` resumes: it begins with their marks again. French begins it
/// with a closing mark at times.
pub(super) fn resumed_by(stack: Stack, next: &[Mark]) -> usize {
    let resumes = |(open, mark): &(&Open, &Mark)| {
        mark.leads
            && !open.fragment
            && is_again(open.glyph, mark.glyph)
            && mark.opening_place() < mark.closing_place()
            && mark.apostrophe.is_none_or(|cost| cost > RESUMED)
    };
    stack
        .as_slice()
        .iter()
        .zip(next)
        .take_while(resumes)
        .count()
}

fn is_again(open: Glyph, glyph: Glyph) -> bool {
    open == glyph || (family(open) == family(glyph) && TABLES.kind(open).family == "guillemet")
}

/// The cost of ending the paragraph with this stack open.
pub(super) fn left_open(stack: Stack, next: &[Mark]) -> Cost {
    let resumed = resumed_by(stack, next);
    let unclosed = stack.as_slice().iter().enumerate().skip(resumed);
    let unclosed = unclosed.map(|(depth, open)| {
        let unlikely =
            Cost::from(depth > 0) + Cost::from(TABLES.kind(open.glyph).family == "single");
        UNCLOSED + unlikely * UNCLOSED_UNLIKELY
    });
    RESUMED * Cost::try_from(resumed).unwrap_or(0) + unclosed.sum::<Cost>()
}

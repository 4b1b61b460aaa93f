//! Which marks of a paragraph belong together.
//!
//! The marks of a paragraph are read together: every mark may be read as opening,
//! closing, an apostrophe, a prime or a stray, each reading has a cost, and the
//! cheapest sequence of readings that nests properly wins (a Viterbi search over
//! stacks of open marks). A single mark in the wrong direction, or one too many,
//! is thereby outvoted by its neighbours instead of upsetting all that follow.
//!
//! Linear: for each mark at most [`BEAM`] stacks of at most [`DEEPEST`] marks are
//! kept, whatever the length of the paragraph.

use super::scan::Mark;
use super::table::Cost;
use super::ways::{Costs, Open, Reading, Stack, left_open, resumed_by, ways};

/// How many stacks of open marks are weighed at a time.
const BEAM: usize = 8;
/// A paragraph is read this many marks at a time. No paragraph of any article has so
/// many; it keeps the memory for one that is made of marks within bounds.
const BLOCK: usize = 1 << 12;

/// A stack that may be open behind the marks read so far, and the way to it.
struct State {
    stack: Stack,
    cost: Cost,
    /// Last step of the way, if it has any.
    step: Option<usize>,
}

/// One reading of one mark, and the step before.
struct Step {
    reading: Reading,
    before: Option<usize>,
}

/// How the marks of one paragraph are read, and what the next paragraph resumes.
pub(super) struct Readings {
    /// One for each mark, in order.
    pub(super) readings: Vec<Reading>,
    /// The quotations that go on in the next paragraph.
    pub(super) open: Stack,
}

/// Reads the marks of a paragraph that begins inside the quotations `open` (as many
/// of its first marks as that resume them) and is followed by the marks of `next`.
pub(super) fn read(marks: &[Mark], open: Stack, next: &[Mark]) -> Readings {
    let resumed = open.depth().min(marks.len());
    let mut readings = vec![Reading::Resumes; resumed];
    let mut stack = Stack::of(marks[..resumed].iter().map(Open::of));
    let mut rest = &marks[resumed..];
    while rest.len() > BLOCK {
        let (block, behind) = rest.split_at(BLOCK);
        stack = search(block, stack, |_| 0, &mut readings);
        rest = behind;
    }
    stack = search(rest, stack, |stack| left_open(stack, next), &mut readings);
    let kept = resumed_by(stack, next);
    Readings {
        readings,
        open: Stack::of(stack.as_slice()[..kept].iter().copied()),
    }
}

/// Adds the cheapest readings of `marks`, where `stack` is open before them, to
/// `readings`, and gives what is open behind them.
fn search(
    marks: &[Mark],
    stack: Stack,
    ending: impl Fn(Stack) -> Cost,
    readings: &mut Vec<Reading>,
) -> Stack {
    let mut steps: Vec<Step> = Vec::new();
    let mut states = vec![State {
        stack,
        cost: 0,
        step: None,
    }];
    let mut found: Vec<(State, Reading)> = Vec::new();
    for mark in marks {
        let costs = Costs::of(mark);
        for state in &states {
            for (stack, cost, reading) in ways(mark, &costs, state.stack) {
                let cost = state.cost + cost;
                let step = state.step;
                match found.iter_mut().find(|(other, _)| other.stack == stack) {
                    Some((other, _)) if other.cost <= cost => {}
                    Some(other) => *other = (State { stack, cost, step }, reading),
                    None => found.push((State { stack, cost, step }, reading)),
                }
            }
        }
        found.sort_by_key(|(state, _)| state.cost);
        found.truncate(BEAM);
        states.clear();
        for (state, reading) in found.drain(..) {
            states.push(State {
                step: Some(steps.len()),
                ..state
            });
            steps.push(Step {
                reading,
                before: state.step,
            });
        }
    }
    let best = states
        .into_iter()
        .min_by_key(|state| state.cost + ending(state.stack));
    let (stack, mut step) = best.map_or((stack, None), |best| (best.stack, best.step));
    let first = readings.len();
    while let Some(last) = step.and_then(|at| steps.get(at)) {
        readings.push(last.reading);
        step = last.before;
    }
    readings[first..].reverse();
    stack
}

//! Follows the instructions of a pattern through a text, going back to the last
//! choice whenever they fail.

use std::ops::Range;

use super::CharSet;
use super::program::{Arm, Inst, Program};

/// Room to work in. Results do not depend on what it held before.
#[derive(Debug, Default)]
pub(crate) struct Backtracker {
    choices: Vec<Choice>,
    /// Which (slot, position) have been tried, once a match takes long.
    tried: Vec<u64>,
}

/// What is left to try elsewhere.
#[derive(Debug)]
enum Choice {
    /// These arms at this position.
    Arms { arms: Range<u32>, at: usize },
    /// A shorter run of characters, down to `low`.
    Shorter { next: u32, low: usize, at: usize },
}

/// After so many steps back the states passed are remembered, so that none is
/// tried twice: time is bounded by the size of pattern and text, and ordinary
/// words never pay for it.
const PATIENCE: u32 = 256;

/// Within a look no state is remembered; after so many steps back it has found
/// nothing. Real looks take a dozen, and those of a hostile model end.
const LOOK_STEPS: u32 = 1 << 12;

/// A bit for each ASCII character of `text`.
pub(crate) fn present(text: &str) -> u128 {
    let bits = text.bytes().filter(u8::is_ascii).map(|byte| 1_u128 << byte);
    bits.fold(0, |all, bit| all | bit)
}

impl Program {
    /// Python's `Pattern.match`: where the match at the start of `text` ends.
    /// `present` holds at least the ASCII characters of `text`.
    pub(crate) fn matches(
        &self,
        text: &str,
        present: u128,
        sets: &[CharSet],
        room: &mut Backtracker,
    ) -> Option<usize> {
        self.begins(text, 0, present)
            .then(|| Walk::new(self, text, present, sets, room).from(0, false))?
    }

    /// Python's `Pattern.search`: the first match at `from` or later; unlike
    /// `pos` there, what is before `from` can be looked at. If `moving`, a match
    /// right at `from` must not be empty.
    pub(crate) fn search(
        &self,
        text: &str,
        from: usize,
        moving: bool,
        present: u128,
        sets: &[CharSet],
        room: &mut Backtracker,
    ) -> Option<Range<usize>> {
        if self.whole.needed & !present != 0 || (self.anchored && from > 0) {
            return None;
        }
        let start = self.tail.map_or(from, |tail| tail.start(text).max(from));
        let mut walk = Walk::new(self, text, present, sets, room);
        for (at, c) in text[start..].char_indices().map(|(at, c)| (start + at, c)) {
            if self.whole.first.may_contain(c)
                && let Some(end) = walk.from(at, moving && at == from)
            {
                return Some(at..end);
            }
            if self.anchored {
                return None;
            }
        }
        let at = text.len();
        let end = self
            .whole
            .empty
            .then(|| walk.from(at, moving && at == from));
        end.flatten().map(|end| at..end)
    }

    /// The instruction that `next` leads to.
    fn behind_jumps(&self, mut next: u32) -> &Inst {
        loop {
            match &self.insts[next as usize] {
                Inst::Jump { next: behind } if *behind > next => next = *behind,
                inst => return inst,
            }
        }
    }

    fn begins(&self, text: &str, at: usize, present: u128) -> bool {
        self.whole.needed & !present == 0 && self.whole.may_begin(text[at..].chars().next())
    }
}

impl Arm {
    fn may_begin(&self, next: Option<char>) -> bool {
        next.map_or(self.empty, |c| self.first.may_contain(c))
    }
}

/// One program on one text.
struct Walk<'a> {
    program: &'a Program,
    text: &'a str,
    present: u128,
    sets: &'a [CharSet],
    room: &'a mut Backtracker,
    patience: u32,
}

impl<'a> Walk<'a> {
    fn new(
        program: &'a Program,
        text: &'a str,
        present: u128,
        sets: &'a [CharSet],
        room: &'a mut Backtracker,
    ) -> Self {
        Self {
            program,
            text,
            present,
            sets,
            room,
            patience: PATIENCE,
        }
    }

    /// Where the match that begins at `start` ends; not there if `moving`.
    fn from(&mut self, start: usize, moving: bool) -> Option<usize> {
        self.patience = PATIENCE;
        let end = self.run(0, start, moving.then_some(start), true);
        self.room.choices.clear();
        end
    }

    /// Runs from instruction `next` at `at` until `Match` anywhere but at `not`.
    fn run(&mut self, next: u32, at: usize, not: Option<usize>, outer: bool) -> Option<usize> {
        let bottom = self.room.choices.len();
        let mut state = Some((next, at));
        let mut steps = 0;
        loop {
            let Some((next, at)) = state else {
                steps += 1;
                if outer {
                    self.grow_impatient();
                } else if steps > LOOK_STEPS {
                    self.room.choices.truncate(bottom);
                    return None;
                }
                state = Some(self.choice(bottom)?);
                continue;
            };
            let following = self.text[at..].chars().next();
            state = match &self.program.insts[next as usize] {
                Inst::Char(c) => (following == Some(*c)).then_some((next + 1, at + c.len_utf8())),
                Inst::Class(class) => following
                    .filter(|&c| self.sets[*class as usize].contains(c))
                    .map(|c| (next + 1, at + c.len_utf8())),
                Inst::Run { slot, .. } | Inst::Branch { slot, .. }
                    if outer && self.was_tried(*slot, at) =>
                {
                    None
                }
                Inst::Run {
                    class, min, max, ..
                } => {
                    let run = self.longest(*class, *min, *max, at);
                    run.map(|(low, end)| {
                        let next = next + 1;
                        if low < end {
                            let shorter = Choice::Shorter { next, low, at: end };
                            self.room.choices.push(shorter);
                        }
                        (next, end)
                    })
                }
                Inst::Branch { arms, .. } => self.arm(arms.clone(), at),
                Inst::Jump { next } => Some((*next, at)),
                Inst::Start => (at == 0).then_some((next + 1, at)),
                Inst::End => {
                    let rest = &self.text[at..];
                    (rest.is_empty() || rest == "\n").then_some((next + 1, at))
                }
                Inst::Look {
                    back,
                    negated,
                    next: behind,
                } => {
                    let (back, negated, behind) = (*back, *negated, *behind);
                    let from = self.back(at, back);
                    let found = from.and_then(|from| self.run(next + 1, from, None, false));
                    (found.is_some() != negated).then_some((behind, at))
                }
                Inst::Match if not == Some(at) => None,
                Inst::Match => {
                    self.room.choices.truncate(bottom);
                    return Some(at);
                }
            };
        }
    }

    /// The first of `arms` that may match at `at`; the others become a choice.
    fn arm(&mut self, mut arms: Range<u32>, at: usize) -> Option<(u32, usize)> {
        let following = self.text[at..].chars().next();
        let (program, present) = (self.program, self.present);
        let arm = arms
            .by_ref()
            .map(|arm| &program.arms[arm as usize])
            .find(|arm| arm.needed & !present == 0 && arm.may_begin(following))?;
        if !arms.is_empty() {
            self.room.choices.push(Choice::Arms { arms, at });
        }
        Some((arm.next, at))
    }

    /// Takes up the last choice, above those of an outer run.
    fn choice(&mut self, bottom: usize) -> Option<(u32, usize)> {
        while self.room.choices.len() > bottom {
            match self.room.choices.pop()? {
                Choice::Arms { arms, at } => {
                    if let Some(state) = self.arm(arms, at) {
                        return Some(state);
                    }
                }
                Choice::Shorter { next, low, at } => {
                    // Straight to where the next character stands, if it is known.
                    let shorter = match self.program.behind_jumps(next) {
                        Inst::Char(c) => self.text[low..at].rfind(*c).map(|before| low + before),
                        _ => self.back(at, 1),
                    };
                    let Some(at) = shorter else {
                        continue;
                    };
                    if low < at {
                        self.room.choices.push(Choice::Shorter { next, low, at });
                    }
                    return Some((next, at));
                }
            }
        }
        None
    }

    /// The ends of the shortest and the longest run of the class at `at`.
    fn longest(&self, class: u32, min: u32, max: u32, at: usize) -> Option<(usize, usize)> {
        let set = &self.sets[class as usize];
        let (mut end, mut count) = (at, 0);
        let mut low = (min == 0).then_some(at);
        while count < max {
            let width = match self.text.as_bytes().get(end) {
                Some(&byte) if byte.is_ascii() && set.contains(char::from(byte)) => 1,
                Some(byte) if !byte.is_ascii() => {
                    let next = self.text[end..].chars().next();
                    next.filter(|&c| set.contains(c)).map_or(0, char::len_utf8)
                }
                _ => 0,
            };
            if width == 0 {
                break;
            }
            count += 1;
            end += width;
            if count == min {
                low = Some(end);
            }
        }
        low.map(|low| (low, end))
    }

    /// `count` characters before `at`, if there are so many.
    fn back(&self, at: usize, count: u32) -> Option<usize> {
        let mut before = self.text[..at].chars();
        (0..count).try_for_each(|_| before.next_back().map(drop))?;
        Some(before.as_str().len())
    }

    fn grow_impatient(&mut self) {
        if self.patience > 0 {
            self.patience -= 1;
            if self.patience == 0 {
                let bits = self.program.slots as usize * (self.text.len() + 1);
                self.room.tried.clear();
                self.room.tried.resize(bits.div_ceil(64), 0);
            }
        }
    }

    /// Whether this state has been passed before, and so leads nowhere.
    fn was_tried(&mut self, slot: u32, at: usize) -> bool {
        if self.patience > 0 {
            return false;
        }
        let bit = slot as usize * (self.text.len() + 1) + at;
        let word = &mut self.room.tried[bit / 64];
        let mask = 1 << (bit % 64);
        let tried = *word & mask != 0;
        *word |= mask;
        tried
    }
}

//! Patterns as instructions.

use std::ops::Range;

use thiserror::Error;

use super::analysis::{Rough, Tail, first, needed, tail, width};
use super::{CharSet, Node};

/// Why a tree cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum ProgramError {
    #[error("it names character set {0}, which is not in the table")]
    NoSuchSet(u32),
    #[error("it repeats without end what may be empty")]
    EmptyLoop,
    #[error("it looks behind by no fixed number of characters")]
    LookBehind,
    #[error("it looks ahead without a limit")]
    LookAhead,
    #[error("a repetition ends before it begins")]
    Repeat,
    #[error("it is too large")]
    Size,
}

/// One step. `next` is an index of instructions.
#[derive(Clone, Debug)]
pub(crate) enum Inst {
    Char(char),
    Class(u32),
    /// As many characters of the set as possible.
    Run {
        class: u32,
        min: u32,
        max: u32,
        slot: u32,
    },
    /// The first of these arms that leads to a match.
    Branch {
        arms: Range<u32>,
        slot: u32,
    },
    Jump {
        next: u32,
    },
    Start,
    End,
    /// Goes on at `next` if the instructions that follow match, up to `Match`,
    /// from here or from `back` characters before. They need not if `negated`.
    Look {
        back: u32,
        negated: bool,
        next: u32,
    },
    Match,
}

/// One alternative.
#[derive(Clone, Debug)]
pub(crate) struct Arm {
    pub(crate) next: u32,
    /// What it may begin with.
    pub(crate) first: Rough,
    /// ASCII characters without which it cannot match.
    pub(crate) needed: u128,
    /// Whether it may match without moving.
    pub(crate) empty: bool,
}

/// A pattern that can be run.
#[derive(Debug)]
pub(crate) struct Program {
    pub(crate) insts: Vec<Inst>,
    pub(crate) arms: Vec<Arm>,
    /// How many instructions are branches or runs: each has a slot.
    pub(crate) slots: u32,
    pub(crate) whole: Arm,
    /// Whether it can match at the start of a text only.
    pub(crate) anchored: bool,
    /// Where a match must begin if it always ends with the text.
    pub(crate) tail: Option<Tail>,
}

/// More instructions than this no real pattern has; French has some 4,000.
const MAX_INSTS: usize = 1 << 16;

/// What is more than one character is repeated by being written out.
const MAX_COPIES: u32 = 256;

/// Nodes written out, counted as often as they are: repetitions of repetitions
/// of nothing make no instructions and would still take for ever.
const MAX_VISITS: usize = 4 * MAX_INSTS;

impl Program {
    /// The instructions for `node`; `sets` is the table that it refers to.
    pub(crate) fn new(node: &Node, sets: &[CharSet]) -> Result<Self, ProgramError> {
        let mut compiler = Compiler {
            sets,
            insts: Vec::new(),
            arms: Vec::new(),
            slots: 0,
            visits: 0,
        };
        compiler.node(node)?;
        compiler.push(Inst::Match)?;
        Ok(Self {
            whole: compiler.arm(node, 0),
            anchored: is_anchored(node),
            tail: tail(node, sets),
            insts: compiler.insts,
            arms: compiler.arms,
            slots: compiler.slots,
        })
    }
}

fn is_anchored(node: &Node) -> bool {
    match node {
        Node::Start => true,
        Node::All(nodes) => nodes.first().is_some_and(is_anchored),
        Node::Any(nodes) => !nodes.is_empty() && nodes.iter().all(is_anchored),
        _ => false,
    }
}

struct Compiler<'s> {
    sets: &'s [CharSet],
    insts: Vec<Inst>,
    arms: Vec<Arm>,
    slots: u32,
    visits: usize,
}

impl Compiler<'_> {
    fn node(&mut self, node: &Node) -> Result<(), ProgramError> {
        self.visits += 1;
        if self.visits > MAX_VISITS {
            return Err(ProgramError::Size);
        }
        match node {
            Node::Start => self.push(Inst::Start),
            Node::End => self.push(Inst::End),
            Node::Text(text) => text.chars().try_for_each(|c| self.push(Inst::Char(c))),
            Node::Class(class) => {
                let class = self.class(*class)?;
                self.push(Inst::Class(class))
            }
            Node::All(nodes) => nodes.iter().try_for_each(|node| self.node(node)),
            Node::Any(nodes) => {
                let nodes: Vec<&Node> = nodes.iter().collect();
                self.branch(&nodes).map(drop)
            }
            Node::Repeat {
                node,
                min,
                max,
                lazy,
            } => self.repeat(node, *min, *max, *lazy),
            Node::Look {
                node,
                behind,
                negated,
            } => self.look(node, *behind, *negated),
        }
    }

    fn push(&mut self, inst: Inst) -> Result<(), ProgramError> {
        if self.insts.len() >= MAX_INSTS {
            return Err(ProgramError::Size);
        }
        self.insts.push(inst);
        Ok(())
    }

    fn here(&self) -> u32 {
        self.insts.len() as u32
    }

    fn class(&self, class: u32) -> Result<u32, ProgramError> {
        if (class as usize) < self.sets.len() {
            Ok(class)
        } else {
            Err(ProgramError::NoSuchSet(class))
        }
    }

    fn slot(&mut self) -> u32 {
        self.slots += 1;
        self.slots - 1
    }

    fn arm(&self, node: &Node, next: u32) -> Arm {
        Arm {
            next,
            first: first(node, self.sets),
            needed: needed(node, self.sets),
            empty: width(node).0 == 0,
        }
    }

    /// Writes alternatives; the range of their arms comes back. Each jumps
    /// behind the last when done.
    fn branch(&mut self, nodes: &[&Node]) -> Result<Range<u32>, ProgramError> {
        // Arms of one branch lie together, so those of inner branches come after.
        let from = self.arms.len();
        let arms = nodes.iter().map(|node| self.arm(node, 0));
        let arms: Vec<Arm> = arms.collect();
        self.arms.extend(arms);
        let range = from as u32..self.arms.len() as u32;
        let slot = self.slot();
        let arms = range.clone();
        self.push(Inst::Branch { arms, slot })?;
        let mut exits = Vec::new();
        for (at, node) in nodes.iter().enumerate() {
            self.arms[from + at].next = self.here();
            self.node(node)?;
            if at + 1 < nodes.len() {
                exits.push(self.insts.len());
                self.push(Inst::Jump { next: 0 })?;
            }
        }
        let next = self.here();
        for exit in exits {
            self.insts[exit] = Inst::Jump { next };
        }
        Ok(range)
    }

    fn repeat(
        &mut self,
        node: &Node,
        min: u32,
        max: Option<u32>,
        lazy: bool,
    ) -> Result<(), ProgramError> {
        if max.is_some_and(|max| max < min) {
            return Err(ProgramError::Repeat);
        }
        if let (&Node::Class(class), false) = (node, lazy) {
            let class = self.class(class)?;
            let (slot, max) = (self.slot(), max.unwrap_or(u32::MAX));
            return self.push(Inst::Run {
                class,
                min,
                max,
                slot,
            });
        }
        if min.max(max.unwrap_or(0)) > MAX_COPIES {
            return Err(ProgramError::Size);
        }
        (0..min).try_for_each(|_| self.node(node))?;
        let nothing = Node::All(Vec::new());
        match max {
            // x{,3} is (x(x(x)?)?)?
            Some(max) => {
                let mut optional = Node::All(Vec::new());
                for _ in min..max {
                    let once = Node::All(vec![node.clone(), optional]);
                    optional = Node::Any(if lazy {
                        vec![nothing.clone(), once]
                    } else {
                        vec![once, nothing.clone()]
                    });
                }
                self.node(&optional)
            }
            // x* is (x, and here again | nothing)
            None => {
                if width(node).0 == 0 {
                    return Err(ProgramError::EmptyLoop);
                }
                let start = self.here();
                let arms = self.branch(&if lazy {
                    [&nothing, node]
                } else {
                    [node, &nothing]
                })?;
                // The arm of `node` comes back instead of going on.
                let exit = self.arms[arms.start as usize + 1].next as usize;
                if lazy {
                    self.push(Inst::Jump { next: start })?;
                    let next = self.here();
                    self.insts[exit - 1] = Inst::Jump { next };
                } else {
                    self.insts[exit - 1] = Inst::Jump { next: start };
                }
                Ok(())
            }
        }
    }

    fn look(&mut self, node: &Node, behind: bool, negated: bool) -> Result<(), ProgramError> {
        // Within a look no state is remembered, so it must not take long.
        let (least, most) = width(node);
        let back = match (behind, most) {
            (true, most) if most == Some(least) => least,
            (true, _) => return Err(ProgramError::LookBehind),
            (false, None) => return Err(ProgramError::LookAhead),
            (false, Some(_)) => 0,
        };
        let at = self.insts.len();
        self.push(Inst::Match)?;
        self.node(node)?;
        self.push(Inst::Match)?;
        let next = self.here();
        self.insts[at] = Inst::Look {
            back,
            negated,
            next,
        };
        Ok(())
    }
}

//! Reads the notation of Python's `re`.

use std::str::Chars;

use thiserror::Error;

use super::Node;
use super::charset::{CharSet, Classes};
use crate::lexeme::{is_space, unicode};

/// What is wrong with a pattern, or beyond what is understood here.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("pattern, character {at}: {what}")]
pub struct PatternError {
    /// Where, in characters from the start.
    pub at: usize,
    /// What.
    pub what: String,
}

/// Parses a pattern; its character sets go into `classes`.
///
/// Groups capture nothing. Not understood, and therefore errors: references to
/// groups, `\b` and its kin, named and conditional groups, possessive and atomic
/// ones, flags but `i` and `u` at the head.
pub(crate) fn parse(pattern: &str, classes: &mut Classes) -> Result<Node, PatternError> {
    let mut parser = Parser {
        rest: pattern.chars(),
        length: pattern.chars().count(),
        ignore_case: false,
        classes,
    };
    parser.flags()?;
    let node = parser.alternatives()?;
    match parser.peek() {
        None => Ok(node),
        Some(_) => parser.fail("a `)` without its `(`"),
    }
}

struct Parser<'p, 'c> {
    rest: Chars<'p>,
    length: usize,
    ignore_case: bool,
    classes: &'c mut Classes,
}

/// What an escape or a member of a set stands for.
enum Item {
    Char(char),
    Set(CharSet),
}

impl Parser<'_, '_> {
    fn fail<T>(&self, what: impl Into<String>) -> Result<T, PatternError> {
        Err(PatternError {
            at: self.length - self.rest.clone().count(),
            what: what.into(),
        })
    }

    fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    fn eat(&mut self, expected: &str) -> bool {
        match self.rest.as_str().strip_prefix(expected) {
            Some(rest) => {
                self.rest = rest.chars();
                true
            }
            None => false,
        }
    }

    fn flags(&mut self) -> Result<(), PatternError> {
        let is_flags = |c: char| matches!(c, 'i' | 'u');
        let head = self.rest.as_str().strip_prefix("(?");
        let Some((flags, rest)) = head.and_then(|head| head.split_once(')')) else {
            return Ok(());
        };
        if !flags.is_empty() && flags.chars().all(is_flags) {
            self.ignore_case = flags.contains('i');
            self.rest = rest.chars();
        }
        Ok(())
    }

    fn alternatives(&mut self) -> Result<Node, PatternError> {
        let mut nodes = vec![self.sequence()?];
        while self.eat("|") {
            nodes.push(self.sequence()?);
        }
        Ok(super::simplify::any(nodes, self.classes))
    }

    fn sequence(&mut self) -> Result<Node, PatternError> {
        let mut nodes = Vec::new();
        while let Some(c) = self.peek() {
            if matches!(c, '|' | ')') {
                break;
            }
            let node = self.atom()?;
            nodes.push(self.repeated(node)?);
        }
        Ok(super::simplify::all(nodes))
    }

    fn atom(&mut self) -> Result<Node, PatternError> {
        let Some(c) = self.rest.next() else {
            return self.fail("something is missing");
        };
        match c {
            '^' => Ok(Node::Start),
            '$' => Ok(Node::End),
            '.' => {
                let line_break = CharSet::new([(u32::from('\n'), u32::from('\n'))]);
                Ok(self.set(line_break.complement()))
            }
            '(' => self.group(),
            '[' => {
                let set = self.bracket()?;
                Ok(self.set(set))
            }
            '\\' => match self.escape(false)? {
                Item::Char(c) => Ok(self.char(c)),
                Item::Set(set) => Ok(self.set(set)),
            },
            '*' | '+' | '?' => self.fail("nothing to repeat"),
            c => Ok(self.char(c)),
        }
    }

    fn char(&mut self, c: char) -> Node {
        let set = CharSet::new([(u32::from(c), u32::from(c))]);
        if self.ignore_case {
            let set = set.ignoring_case();
            if set.only().is_none() {
                return Node::Class(self.classes.number(set));
            }
        }
        Node::Text(c.to_string())
    }

    fn set(&mut self, set: CharSet) -> Node {
        Node::Class(self.classes.number(set))
    }

    fn group(&mut self) -> Result<Node, PatternError> {
        let look = |behind, negated| Some((behind, negated));
        let look = if self.eat("?:") {
            None
        } else if self.eat("?=") {
            look(false, false)
        } else if self.eat("?!") {
            look(false, true)
        } else if self.eat("?<=") {
            look(true, false)
        } else if self.eat("?<!") {
            look(true, true)
        } else if self.peek() == Some('?') {
            return self.fail("a kind of group that is not understood");
        } else {
            None
        };
        let node = self.alternatives()?;
        if !self.eat(")") {
            return self.fail("a `(` without its `)`");
        }
        Ok(match look {
            Some((behind, negated)) => Node::Look {
                node: Box::new(node),
                behind,
                negated,
            },
            None => node,
        })
    }

    fn repeated(&mut self, node: Node) -> Result<Node, PatternError> {
        let Some((min, max)) = self.bounds() else {
            return Ok(node);
        };
        if matches!(node, Node::Start | Node::End | Node::Look { .. }) {
            return self.fail("what has no width is repeated");
        }
        let lazy = self.eat("?");
        if self.peek() == Some('+') || self.bounds().is_some() {
            return self.fail("a repetition of a repetition");
        }
        let node = match node {
            // Runs of one character are quicker as runs of a set.
            Node::Text(text) if text.chars().count() == 1 => {
                let set = CharSet::new(text.chars().map(|c| (u32::from(c), u32::from(c))));
                self.set(set)
            }
            node => node,
        };
        Ok(Node::Repeat {
            node: Box::new(node),
            min,
            max,
            lazy,
        })
    }

    /// A quantifier, if one stands here. Braces that are none are characters.
    fn bounds(&mut self) -> Option<(u32, Option<u32>)> {
        if self.eat("*") {
            return Some((0, None));
        }
        if self.eat("+") {
            return Some((1, None));
        }
        if self.eat("?") {
            return Some((0, Some(1)));
        }
        let (inner, rest) = self.rest.as_str().strip_prefix('{')?.split_once('}')?;
        let number = |digits: &str, default| match digits {
            "" => Some(default),
            digits => digits.parse().ok().map(Some),
        };
        let bounds = match inner.split_once(',') {
            Some((min, max)) => (number(min, Some(0))??, number(max, None)?),
            None => {
                let times = inner.parse().ok()?;
                (times, Some(times))
            }
        };
        self.rest = rest.chars();
        Some(bounds)
    }

    fn bracket(&mut self) -> Result<CharSet, PatternError> {
        let negated = self.eat("^");
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        let mut first = true;
        loop {
            match self.peek() {
                None => return self.fail("a `[` without its `]`"),
                Some(']') if !first => {
                    self.rest.next();
                    break;
                }
                Some(_) => first = false,
            }
            let low = match self.member()? {
                Item::Set(set) => {
                    ranges.extend(set.ranges());
                    continue;
                }
                Item::Char(c) => u32::from(c),
            };
            let is_range = self.rest.as_str().starts_with('-')
                && !self.rest.as_str().starts_with("-]")
                && self.eat("-");
            let high = match is_range.then(|| self.member()).transpose()? {
                None => low,
                Some(Item::Char(c)) if u32::from(c) >= low => u32::from(c),
                Some(_) => return self.fail("a range that ends before it begins"),
            };
            ranges.push((low, high));
        }
        let mut set = CharSet::new(ranges);
        if self.ignore_case {
            set = set.ignoring_case();
        }
        Ok(if negated { set.complement() } else { set })
    }

    fn member(&mut self) -> Result<Item, PatternError> {
        match self.rest.next() {
            Some('\\') => self.escape(true),
            Some(c) => Ok(Item::Char(c)),
            None => self.fail("a `[` without its `]`"),
        }
    }

    fn escape(&mut self, in_set: bool) -> Result<Item, PatternError> {
        let Some(c) = self.rest.next() else {
            return self.fail("a `\\` at the end");
        };
        let one = match c {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'f' => '\x0c',
            'v' => '\x0b',
            'a' => '\x07',
            'b' if in_set => '\x08',
            'x' => self.code_point(2)?,
            'u' => self.code_point(4)?,
            'U' => self.code_point(8)?,
            'd' | 's' | 'w' => return Ok(Item::Set(shorthand(c))),
            'D' | 'S' | 'W' => {
                return Ok(Item::Set(shorthand(c.to_ascii_lowercase()).complement()));
            }
            c if c.is_ascii_alphanumeric() => {
                return self.fail(format!("`\\{c}` is not understood"));
            }
            c => c,
        };
        Ok(Item::Char(one))
    }

    fn code_point(&mut self, digits: usize) -> Result<char, PatternError> {
        let code = self.rest.as_str().get(..digits);
        let code = code.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match code.and_then(char::from_u32) {
            Some(c) => {
                self.rest = self.rest.as_str()[digits..].chars();
                Ok(c)
            }
            None => self.fail("no code point of a character"),
        }
    }
}

/// `\d`, `\s` or `\w`.
fn shorthand(c: char) -> CharSet {
    match c {
        'd' => CharSet::new(unicode::DECIMALS.iter().copied()),
        's' => {
            // The last space of Unicode is the ideographic one.
            let spaces = ('\0'..='\u{3000}').filter(|&c| is_space(c));
            CharSet::new(spaces.map(|c| (u32::from(c), u32::from(c))))
        }
        _ => {
            let underscore = (u32::from('_'), u32::from('_'));
            let words = unicode::LETTERS.iter().chain(unicode::NUMERALS);
            CharSet::new(words.copied().chain([underscore]))
        }
    }
}

//! Finds the stops in a paragraph, and what stands around each.

use std::ops::Range;

use super::dateline::dateline;
use super::label::list_behind_label;
use super::rules::judge;
use super::verdict::{Break, Rule, Ruling};
use super::words::{
    first_word, head, is_bullet, is_closing, is_closing_bracket, is_foreign, is_opening,
    is_opening_bracket, is_quote, is_terminal, last_word, tail,
};

/// What kind of stop it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// One full stop.
    Full,
    /// Question and exclamation marks.
    Call,
    /// Two full stops or more, also spaced, or "…".
    Ellipsis,
    /// A stop of a script without capitals.
    Foreign,
    /// A bullet within a line.
    Bullet,
}

/// What closes behind a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closed {
    Nothing,
    Quote,
    /// A bracket that was opened where the sentence begins, or none was seen to open.
    Bracket,
    /// A bracket opened in the middle of the sentence.
    Insertion,
}

/// A stop with its surroundings.
#[derive(Debug)]
pub(super) struct Site<'t> {
    pub(super) mark: Mark,
    /// Whether white space stands before the stop, as in tokenised text.
    pub(super) detached: bool,
    /// The sentence so far, up to `word`; only its end if it is long.
    pub(super) before: &'t str,
    /// The word before the stop, with the stops within it.
    pub(super) word: &'t str,
    pub(super) closed: Closed,
    /// Whether white space follows, behind what closes.
    pub(super) gap: bool,
    /// Quotes, brackets and dashes before `rest`.
    pub(super) opening: &'t str,
    /// From the next word on.
    pub(super) rest: &'t str,
    pub(super) next: &'t str,
    /// Whether the stop belongs to the dateline of the paragraph.
    pub(super) dateline: bool,
}

impl Site<'_> {
    /// Whether the sentence begins with the word before the stop.
    pub(super) fn begins_with_word(&self) -> bool {
        self.before.chars().all(is_opening)
    }
}

/// Judges all places in `unit`, a paragraph.
pub(super) fn judge_unit(text: &str, unit: Range<usize>, places: &mut Vec<Break>) {
    let paragraph = &text[unit.clone()];
    places.push(Ruling::start(Rule::Line).at(unit.start));
    if let Some(list) = list_behind_label(paragraph) {
        places.push(Ruling::start(Rule::ListLabel).at(unit.start + list));
    }
    let dateline = dateline(paragraph);
    let mut open = Open::default();
    let mut from = 0;
    let mut resume = 0;
    for (at, c) in paragraph.char_indices() {
        open.see(at, c);
        if at < resume || !(is_terminal(c) || is_foreign(c) || is_bullet(c)) {
            continue;
        }
        let (mark, stop) = mark(&paragraph[at..], c);
        let stop = at + stop;
        let (closed, end) = open.closed(paragraph, stop, from);
        resume = end;
        let behind = &paragraph[end..];
        let begin = match mark {
            Mark::Bullet => at,
            _ => end + behind.len() - behind.trim_start().len(),
        };
        let rest = first_letters(&paragraph[begin..]);
        if rest.is_empty() {
            continue;
        }
        let so_far = paragraph[from..at].trim_end();
        let word = last_word(so_far);
        let site = Site {
            mark,
            detached: from + so_far.len() < at,
            before: tail(so_far[..so_far.len() - word.len()].trim_end(), 80),
            word,
            closed,
            gap: begin > end,
            opening: &paragraph[begin..paragraph.len() - rest.len()],
            rest,
            next: first_word(rest),
            dateline: begin < dateline,
        };
        let Some(ruling) = judge(&site) else {
            continue;
        };
        let place = ruling.at(unit.start + begin);
        match places.last() {
            Some(last) if last.at >= place.at => {}
            _ => places.push(place),
        }
        if place.starts {
            from = begin;
        }
    }
}

/// `text` without what may stand before the first word of a sentence: quotes,
/// brackets, dashes, and words left out ("[...] The").
///
/// Empty where too much stands there: the time is to stay linear.
fn first_letters(text: &str) -> &str {
    let near = head(text, 64);
    let letters = without_opening(near);
    if letters.is_empty() {
        letters
    } else {
        &text[near.len() - letters.len()..]
    }
}

fn without_opening(text: &str) -> &str {
    let rest = text.trim_start_matches(is_opening);
    let dots = rest.trim_start_matches('.');
    if rest.len() - dots.len() < 2 {
        return rest;
    }
    let behind = dots.trim_start_matches(|c| is_opening(c) || is_closing_bracket(c));
    if behind.len() < dots.len() {
        behind
    } else {
        rest
    }
}

/// The kind and length of the stop that `text` begins with, `first` being its first
/// character.
fn mark(text: &str, first: char) -> (Mark, usize) {
    if is_bullet(first) {
        return (Mark::Bullet, first.len_utf8());
    }
    if is_foreign(first) {
        let rest = text.trim_start_matches(|c| is_foreign(c) || is_terminal(c));
        return (Mark::Foreign, text.len() - rest.len());
    }
    let rest = text.trim_start_matches(is_terminal);
    let run = &text[..text.len() - rest.len()];
    if run.contains(|c| !matches!(c, '.' | '…')) {
        (Mark::Call, run.len())
    } else if run == "." {
        match spaced_ellipsis(rest) {
            0 => (Mark::Full, 1),
            more => (Mark::Ellipsis, 1 + more),
        }
    } else {
        (Mark::Ellipsis, run.len())
    }
}

/// The length of " . ." at the beginning of what follows a full stop.
fn spaced_ellipsis(rest: &str) -> usize {
    let mut length = 0;
    let mut stops = 0;
    let mut chars = rest.chars();
    while let (Some(space), Some('.')) = (chars.next(), chars.next()) {
        if !space.is_whitespace() {
            break;
        }
        length += space.len_utf8() + 1;
        stops += 1;
    }
    if stops > 1 { length } else { 0 }
}

/// What is open where the reading stands.
#[derive(Default)]
struct Open {
    /// An odd number of straight quotes was seen.
    quote: bool,
    bracket: Option<usize>,
    last_bracket: Option<usize>,
}

impl Open {
    fn see(&mut self, at: usize, c: char) {
        if c == '"' {
            self.quote = !self.quote;
        } else if is_opening_bracket(c) {
            self.bracket = Some(at);
        } else if is_closing_bracket(c) {
            self.last_bracket = self.bracket.take();
        }
    }

    /// What closes at `stop`, where the stop ends, in a sentence that began at `from`;
    /// and the offset behind it.
    fn closed(&self, paragraph: &str, stop: usize, from: usize) -> (Closed, usize) {
        let rest = &paragraph[stop..];
        let mut end = stop + self.attached(rest);
        if end == stop {
            end += self.detached(rest);
        }
        end += reference(&paragraph[end..]);
        let closers = &paragraph[stop..end];
        let closed = if closers.contains(is_quote) {
            Closed::Quote
        } else if !closers.contains(is_closing_bracket) {
            Closed::Nothing
        } else if self.bracket.is_some_and(|open| {
            !paragraph[from.min(open)..open]
                .trim_matches(is_opening)
                .is_empty()
        }) {
            Closed::Insertion
        } else {
            Closed::Bracket
        };
        (closed, end)
    }

    /// The length of the closing marks that touch the stop.
    fn attached(&self, rest: &str) -> usize {
        let closers = rest.len() - rest.trim_start_matches(is_closing).len();
        let behind = &rest[closers..];
        if behind.starts_with(char::is_alphanumeric) {
            // `said."The` or `said.“The`: the last mark may open what follows.
            match rest[..closers].chars().next_back() {
                Some('“' | '„' | '‘' | '«') => {
                    return closers
                        - rest[..closers]
                            .chars()
                            .next_back()
                            .map_or(0, char::len_utf8);
                }
                Some('"') if !self.quote => return closers - 1,
                _ => {}
            }
        }
        closers
    }

    /// The length of a closing mark that stands apart, as in tokenised and in French
    /// text, with the space before it.
    fn detached(&self, rest: &str) -> usize {
        let mark = rest.trim_start();
        let space = rest.len() - mark.len();
        let closes = match mark.chars().next() {
            Some('”' | '»' | ')' | ']') => true,
            Some('\'') => mark.starts_with("''"),
            Some('"') => self.quote,
            _ => false,
        };
        if !closes || space == 0 {
            return 0;
        }
        let behind = mark.trim_start_matches(is_closing);
        if behind.is_empty() || behind.starts_with(char::is_whitespace) {
            space + mark.len() - behind.len()
        } else {
            0
        }
    }
}

/// The length of "[3]", a mark of reference behind a stop.
fn reference(rest: &str) -> usize {
    head(rest, 5)
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
        .map(|(number, _)| number)
        .filter(|number| (1..=3).contains(&number.len()))
        .filter(|number| number.bytes().all(|b| b.is_ascii_digit()))
        .map_or(0, |number| number.len() + 2)
}

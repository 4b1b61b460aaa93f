//! Two expressions that bound an interval, and what each gives the other.

use super::TimeExpression;
use super::calendar::{Stretch, months};
use super::grammar::{Found, Grammar};
use super::node::{Base, Date, Node, Part, Year};
use super::resolve::Place;

/// Whether two expressions bound an interval: "1994 to 1998", "between May 2 and June 5".
pub(super) fn joined(grammar: &Grammar<'_, '_>, first: &Found, second: &Found) -> bool {
    let dates =
        |found: &Found| matches!(found.node, Node::Date(_) | Node::Reference("PRESENT_REF"));
    let timed = |found: &Found| matches!(&found.node, Node::Date(date) if date.clock.is_some());
    let reference = |found: &Found| matches!(found.node, Node::Reference(_));
    let kinds = timed(first) == timed(second) || reference(first) || reference(second);
    if !dates(first) || !dates(second) || !kinds {
        return false;
    }
    let mut gap = first.lexemes.end..second.lexemes.start;
    if gap.len() == 2 && grammar.is(gap.end - 1, "the") {
        gap.end -= 1;
    }
    if gap.len() != 1 {
        return false;
    }
    let from = first.lexemes.start;
    let led = |word: &str| {
        from > 0 && (grammar.is(from - 1, word) || from > 1 && grammar.is(from - 2, word))
    };
    match grammar.lexemes[gap.start].lower.as_ref() {
        "to" | "until" | "till" | "through" | "-" | "–" | "—" | "~" => true,
        "and" => led("between"),
        _ => false,
    }
}

/// `node` with the year that the other end of its interval gives: "from May to June 2031".
pub(super) fn with_year_of(node: &Node, other: Option<&Node>, first: bool) -> Node {
    let mut node = node.clone();
    if let (
        Node::Date(Date {
            base:
                Base::Written {
                    year: year @ None,
                    part,
                    ..
                },
            ..
        }),
        Some(Node::Date(Date {
            base:
                Base::Written {
                    year: Some(Year::Written(said)),
                    part: theirs,
                    ..
                },
            ..
        })),
    ) = (&mut node, other)
    {
        let month = |part: &Part| match part {
            Part::Month(month) | Part::Day(Some(month), _) => Some(*month),
            _ => None,
        };
        if let (Some(ours), Some(theirs)) = (month(part), month(theirs)) {
            let wraps = if first { ours > theirs } else { ours < theirs };
            let by = i16::from(wraps) * if first { -1 } else { 1 };
            *year = Some(Year::Written(said + by));
        }
    }
    node
}

/// A time of day with the day that the other end of its interval gives: "from 3 to 4 p.m. on
/// Tuesday".
pub(super) fn with_day_of(node: Node, other: Option<&Node>) -> Node {
    match (node, other) {
        (Node::Date(date), Some(Node::Date(other)))
            if date.base == Base::None && other.base != Base::None =>
        {
            Node::Date(Date {
                base: other.base.clone(),
                ..date
            })
        }
        (node, _) => node,
    }
}

/// The latest date like `node`'s that is not behind the end of its interval: "between August and
/// October" of what is to come, said in September.
pub(super) fn before_end(first: &mut Place, node: &Node, end: &Place) {
    let (Some((start, _)), Some((last, _))) = (first.stretch, end.stretch) else {
        return;
    };
    let Node::Date(Date {
        base:
            Base::Written {
                year: None,
                part: Part::Month(_) | Part::Day(Some(_), _),
                turn: None,
                ..
            },
        phase: None,
        ..
    }) = node
    else {
        return;
    };
    let by = if start.first > last.first { -12 } else { 0 };
    if let Some(moved) = months(start.first, by) {
        let moved = Stretch {
            first: moved,
            ..start
        };
        first.stretch = Some((moved, moved));
        first.value = moved.timex3();
    }
}

/// Moves the end of an interval behind its start: "from November to March".
pub(super) fn in_order(first: &Place, second: &mut Place, node: &Node) {
    let (Some((start, _)), Some((end, _))) = (first.stretch, second.stretch) else {
        return;
    };
    let Node::Date(Date {
        base: Base::Written {
            year: None, part, ..
        },
        phase: None,
        clock: None,
    }) = node
    else {
        return;
    };
    if end.first >= start.first {
        return;
    }
    let by = match part {
        Part::Weekday => 7,
        Part::Month(_) | Part::Day(Some(_), _) => 12,
        _ => return,
    };
    let moved = if by == 7 {
        end.shifted(7)
    } else {
        months(end.first, 12).map(|first| Stretch { first, ..end })
    };
    if let Some(moved) = moved {
        second.stretch = Some((moved, moved));
        second.value = moved.timex3();
    }
}

/// Makes one phrase of the two ends of an interval.
pub(super) fn interval(
    first: &mut TimeExpression,
    second: &mut TimeExpression,
    start: &Place,
    end: &Place,
) {
    let phrase = first.phrase.start..second.phrase.end;
    first.phrase = phrase.clone();
    second.phrase = phrase;
    let same_day = start.stretch.is_some() && start.stretch == end.stretch;
    let edtf = match (start.edge(false), end.edge(true)) {
        (Some(start), Some(_)) if same_day => Some(start),
        (Some(first), Some(last))
            if start.stretch.map(|s| s.0.first) <= end.stretch.map(|s| s.1.first) =>
        {
            Some(format!("{first}/{last}"))
        }
        _ => None,
    };
    first.edtf.clone_from(&edtf);
    second.edtf = edtf;
}

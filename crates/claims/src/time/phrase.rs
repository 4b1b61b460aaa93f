//! Expressions with the words around them: signals, intervals, and what they come to.

use std::ops::Range;

use super::anchor::{Anchor, anchor};
use super::calendar::{Grain, Stretch};
use super::grammar::{Found, Grammar};
use super::node::{Base, Date, From, Node, Part, Year};
use super::resolve::{Named, Place, Scene};
use super::tables::{Sense, TABLES};
use super::tense::{Tense, tense};
use super::{TimeExpression, TimeKind};
use crate::Document;

/// `found` with their places in the calendar.
pub(super) fn resolved(
    document: &Document<'_>,
    grammar: &Grammar<'_, '_>,
    found: &[Found],
) -> Vec<TimeExpression> {
    let anchor = anchor(document, grammar);
    let day_first = grammar.day_first();
    let mut named: Vec<Named> = Vec::new();
    let mut times: Vec<TimeExpression> = Vec::with_capacity(found.len());
    let mut before: Option<(Place, Node)> = None;
    for (index, one) in found.iter().enumerate() {
        let span = grammar.bytes(&one.lexemes);
        let tokens = document.tokens_at(&span);
        let link = index > 0 && joined(grammar, &found[index - 1], one);
        // "and" ties only what "between" opened; "of" says nothing of when.
        let across =
            matches!(&one.node, Node::Date(date) if date.clock.is_some_and(|clock| clock.across));
        let signal = signal(grammar, one)
            .filter(|_| !across)
            .filter(|(sense, _)| *sense != Sense::Of && (link || *sense != Sense::And));
        let sentence = document.annotated.sentence_of(tokens.start);
        let scene = Scene {
            anchor: anchor.as_ref(),
            named: &named,
            sentence,
            tense: tense(document, &tokens),
            sense: signal.as_ref().map(|(sense, _)| *sense),
            day_first,
        };
        let other = found
            .get(index + 1)
            .filter(|next| joined(grammar, one, next))
            .or_else(|| if link { found.get(index - 1) } else { None });
        let node = with_year_of(&one.node, other.map(|other| &other.node), !link);
        let node = with_day_of(node, other.map(|other| &other.node));
        let mut place = place(&scene, &node);
        if let (Node::Reference("PRESENT_REF"), Some(anchor), true) =
            (&node, &anchor, other.is_some())
        {
            // "between May and now": the day of writing.
            place.stretch = Some((Stretch::day(anchor.day), Stretch::day(anchor.day)));
            place.anchor = Some(anchor.label.clone());
        }
        if let (false, Some(end), Tense::Future) = (link, other, scene.tense) {
            let end = self::place(&scene, &with_year_of(&end.node, None, false));
            before_end(&mut place, &node, &end);
        }
        if link {
            if let Some((first, _)) = &before {
                in_order(first, &mut place, &node);
            }
        }
        let signal_bytes = signal.as_ref().map(|(_, bytes)| bytes.clone());
        let phrase = signal_bytes
            .as_ref()
            .map_or(span.start, |bytes| bytes.start)..span.end;
        let mut time = TimeExpression {
            kind: kind(&node, &place),
            value: place.value.clone(),
            edtf: edtf(&scene, &node, &place),
            anchor: place.anchor.clone(),
            age: matches!(node, Node::Duration { age: true, .. }),
            signal: signal_bytes,
            span,
            phrase,
            tokens,
        };
        if scene.sense == Some(Sense::Since) && time.edtf.is_some() && time.anchor.is_none() {
            time.anchor = anchor.as_ref().map(|anchor| anchor.label.clone());
        }
        if link {
            if let (Some(last), Some((first, _))) = (times.last_mut(), &before) {
                interval(last, &mut time, first, &place);
            }
        }
        if let (Node::Date(_), Some((stretch, _))) = (&node, place.stretch) {
            named.push(Named { stretch, sentence });
            // What lies far back is no antecedent; a short memory keeps the way linear.
            if named.len() > 64 {
                named.remove(0);
            }
        }
        before = Some((place, node));
        times.push(time);
    }
    times
}

/// The signal before an expression: its sense and its bytes.
fn signal(grammar: &Grammar<'_, '_>, found: &Found) -> Option<(Sense, Range<usize>)> {
    let mut end = found.lexemes.start;
    for skip in ["the", "around", "about"] {
        if end > 0 && grammar.is(end - 1, skip) {
            end -= 1;
        }
    }
    let (start, sense) = TABLES.signals.before(&grammar.lexemes, end)?;
    Some((*sense, grammar.bytes(&(start..end))))
}

/// Whether two expressions bound an interval: "1994 to 1998", "between May 2 and June 5".
fn joined(grammar: &Grammar<'_, '_>, first: &Found, second: &Found) -> bool {
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
fn with_year_of(node: &Node, other: Option<&Node>, first: bool) -> Node {
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
fn with_day_of(node: Node, other: Option<&Node>) -> Node {
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
fn before_end(first: &mut Place, node: &Node, end: &Place) {
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
    if let Some(moved) = super::calendar::months(start.first, by) {
        let moved = Stretch {
            first: moved,
            ..start
        };
        first.stretch = Some((moved, moved));
        first.value = moved.timex3();
    }
}

/// Moves the end of an interval behind its start: "from November to March".
fn in_order(first: &Place, second: &mut Place, node: &Node) {
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
        super::calendar::months(end.first, 12).map(|first| Stretch { first, ..end })
    };
    if let Some(moved) = moved {
        second.stretch = Some((moved, moved));
        second.value = moved.timex3();
    }
}

fn kind(node: &Node, place: &Place) -> TimeKind {
    match node {
        Node::Date(date) if date.clock.is_some() => TimeKind::Time,
        Node::Date(Date {
            base: Base::Offset(length, ..),
            ..
        }) if length.finest().clock() => TimeKind::Time,
        Node::Date(_) | Node::Reference(_) => TimeKind::Date,
        Node::Duration { .. } if place.stretch.is_some() => TimeKind::Date,
        Node::Duration { .. } => TimeKind::Duration,
        Node::Set(_) => TimeKind::Set,
    }
}

fn place(scene: &Scene<'_>, node: &Node) -> Place {
    match node {
        Node::Date(date) => scene.date(date),
        Node::Set(value) => Place {
            value: value.clone(),
            ..Place::default()
        },
        Node::Reference(value) => Place {
            value: (*value).to_owned(),
            ..Place::default()
        },
        Node::Duration {
            length,
            age: false,
            toward: 0,
        } if ahead(scene) && length.months_and_days().is_some() => {
            scene.offset(length, 1, &From::Text)
        }
        Node::Duration { length, toward, .. } => Place {
            value: length.timex3(),
            edtf: stretch_to(scene.anchor, length, *toward),
            anchor: scene
                .anchor
                .filter(|_| *toward != 0)
                .map(|anchor| anchor.label.clone()),
            ..Place::default()
        },
    }
}

/// "in two weeks" of what is to come names a date; of what is past it is a length.
fn ahead(scene: &Scene<'_>) -> bool {
    scene.tense == Tense::Future && scene.sense == Some(Sense::In)
}

/// "the past three months", "the next two years": from or to the anchor's day.
fn stretch_to(
    anchor: Option<&Anchor>,
    length: &super::node::Length,
    toward: i32,
) -> Option<String> {
    if toward == 0 {
        return None;
    }
    let anchor = anchor?;
    let (months, days) = length.months_and_days()?;
    let sign = i64::from(toward);
    let end = super::calendar::months(anchor.day, sign * i64::from(months))
        .and_then(|day| super::calendar::days(day, sign * i64::from(days)))?;
    let grain = if days == 0 { Grain::Month } else { Grain::Day };
    let (first, last) = if toward < 0 {
        (end, anchor.day)
    } else {
        (anchor.day, end)
    };
    Some(format!(
        "{}/{}",
        Stretch::holding(grain, first)?.timex3(),
        Stretch::holding(grain, last)?.timex3()
    ))
}

/// What an expression with its signal comes to.
fn edtf(scene: &Scene<'_>, node: &Node, place: &Place) -> Option<String> {
    if let Node::Date(date) = node {
        if date.clock.is_some_and(|clock| clock.across) {
            return None;
        }
    }
    let plain = place.edtf();
    match scene.sense {
        Some(Sense::Since) => since(scene, place).or(plain),
        Some(Sense::From) if matches!(node, Node::Date(_)) => {
            place.edge(false).map(|first| format!("{first}/.."))
        }
        _ => plain,
    }
}

fn since(scene: &Scene<'_>, place: &Place) -> Option<String> {
    let first = place.edge(false)?;
    let Some(anchor) = scene.anchor else {
        return Some(format!("{first}/.."));
    };
    let (start, _) = place.stretch?;
    if start.first > anchor.day {
        return None;
    }
    if start.grain == Grain::Day && start.first == anchor.day {
        return Some(first);
    }
    Some(format!("{first}/{}", anchor.day))
}

/// Makes one phrase of the two ends of an interval.
fn interval(first: &mut TimeExpression, second: &mut TimeExpression, start: &Place, end: &Place) {
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

//! Expressions with the words around them: signals, intervals, and what they come to.

use std::ops::Range;

use super::anchor::{Anchor, anchor};
use super::calendar::{Grain, Stretch};
use super::grammar::{Found, Grammar};
use super::interval::{before_end, in_order, interval, joined, with_day_of, with_year_of};
use super::node::{Base, Date, From, Node};
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
        let untied =
            matches!(&one.node, Node::Date(date) if date.clock.is_some_and(|clock| clock.across));
        let untied = untied || modifies(document, &tokens);
        let signal = signal(grammar, one)
            .filter(|_| !untied)
            .filter(|(sense, _)| *sense != Sense::Of && (link || *sense != Sense::And));
        let sentence = document.annotated.sentence_of(tokens.start);
        let scene = Scene {
            anchor: anchor.as_ref(),
            named: &named,
            sentence,
            tense: tense(document, &tokens),
            // What "until" says of an interval's end, its start says already.
            sense: signal.as_ref().map(|(sense, _)| *sense).filter(|_| !link),
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
        if link && let Some((first, _)) = &before {
            in_order(first, &mut place, &node);
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
        if link && let (Some(last), Some((first, _))) = (times.last_mut(), &before) {
            interval(last, &mut time, first, &place);
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

/// Whether the time is said of the noun behind it ("in Saturday's blast"): what stands before ties
/// the noun.
fn modifies(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|index| {
        let token = document.annotated.token(index);
        matches!(token.dep(), "compound" | "poss" | "amod" | "nmod")
            && token.head().index >= tokens.end
    })
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
    if let Node::Date(date) = node
        && date.clock.is_some_and(|clock| clock.across)
    {
        return None;
    }
    let plain = place.edtf();
    match scene.sense {
        Some(Sense::Since) => since(scene, place).or(plain),
        Some(Sense::From) if matches!(node, Node::Date(_)) && starts(scene, place) => {
            place.edge(false).map(|first| format!("{first}/.."))
        }
        _ => plain,
    }
}

/// Whether "from" starts a stretch, and does not say where something stems from.
fn starts(scene: &Scene<'_>, place: &Place) -> bool {
    let behind = match (scene.anchor, place.stretch) {
        (Some(anchor), Some((first, _))) => first.first < anchor.day,
        _ => false,
    };
    match scene.tense {
        Tense::Future => true,
        Tense::Present | Tense::None => !behind,
        Tense::Past | Tense::Perfect => false,
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

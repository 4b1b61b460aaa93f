//! A pile of made-up reports on made-up events: most events have few articles, some have dozens, a
//! few have hundreds. Articles copy agencies, with and without credit, tell the same in other
//! words, or ask for themselves and hear other figures, day by day.

use std::io::Write;

use serde_json::json;

use super::words::{DETAILS, KINDS, Kind, PAPERS, QUALIFIERS, WEEKDAYS};
use crate::dice::Dice;

/// Agencies whose texts are copied.
const AGENCIES: usize = 12;
/// Other outlets.
const OUTLETS: usize = 600;
/// Days over which events are spread.
const DAYS: usize = 1_000;
/// Of so many events one has its first agency text in no article of the pile, but copies of it.
const UNSEEN: usize = 3;
/// Of a thousand articles so many belong to events of hundreds and of dozens, and of some.
const OF_HUNDREDS: usize = 80;
const OF_DOZENS: usize = 150;
const OF_SOME: usize = 250;

/// Writes `articles` articles to `out`, one JSON object a line; the same seed gives the same bytes.
pub(super) fn write(articles: usize, seed: u64, out: &mut impl Write) -> std::io::Result<()> {
    let mut dice = Dice::new(seed);
    let agencies: Vec<String> = (0..AGENCIES)
        .map(|_| format!("{} News Agency", name(&mut dice)))
        .collect();
    let outlets: Vec<String> = (0..OUTLETS)
        .map(|_| format!("{} {}", name(&mut dice), one(&mut dice, PAPERS)))
        .collect();
    let mut written = 0;
    for (number, size) in sizes(articles, &mut dice).into_iter().enumerate() {
        let event = Event::new(&mut dice);
        let mut agency_texts: Vec<Report> = Vec::new();
        for at in 0..size {
            let report = event.report(at, size, &mut agency_texts, &agencies, &outlets, &mut dice);
            let line = json!({
                "id": format!("{number}-{at}"),
                "url": format!("https://news.example/{number}/{at}"),
                "title": report.title,
                "published": (dice.below(30) > 0).then(|| date(event.day + report.after)),
                "outlet": report.outlet,
                "text": report.paragraphs.join("\n\n"),
            });
            writeln!(out, "{line}")?;
            written += 1;
        }
    }
    debug_assert_eq!(written, articles);
    Ok(())
}

/// How many articles each event has.
fn sizes(articles: usize, dice: &mut Dice) -> Vec<usize> {
    let mut sizes = Vec::new();
    let mut left = articles;
    for (share, least, most) in [
        (OF_HUNDREDS, 300, 1_000),
        (OF_DOZENS, 24, 80),
        (OF_SOME, 6, 20),
    ] {
        let mut of_these = articles * share / 1_000;
        // The greatest first, so that a small pile has one of each sort.
        let mut size = most;
        while of_these >= least {
            let next = size.min(of_these);
            sizes.push(next);
            (of_these, left) = (of_these - next, left - next);
            size = least + dice.below(most - least);
        }
    }
    while left > 0 {
        let size = (1 + dice.below(5)).min(left);
        sizes.push(size);
        left -= size;
    }
    sizes
}

struct Event {
    kind: &'static Kind,
    day: usize,
    /// Whether the first agency text is in no article of the pile.
    unseen: bool,
    names: Vec<(&'static str, String)>,
    /// People killed, injured, missing and rescued in the end, and what it cost.
    figures: [(&'static str, usize); 5],
}

#[derive(Clone)]
struct Report {
    title: String,
    outlet: String,
    paragraphs: Vec<String>,
    /// Days after the event.
    after: usize,
}

impl Event {
    fn new(dice: &mut Dice) -> Self {
        let kind = &KINDS[dice.below(KINDS.len())];
        let place = name(dice);
        let region = name(dice);
        let names = vec![
            ("{office}", format!("{} Rescue Office", name(dice))),
            ("{ministry}", format!("{region} Ministry of the Interior")),
            ("{hospital}", name(dice)),
            ("{speaker}", format!("{} {}", name(dice), name(dice))),
            ("{witness}", format!("{} {}", name(dice), name(dice))),
            ("{thing}", name(dice)),
            ("{place}", place),
            ("{region}", region),
        ];
        let mut up_to = |most: usize| 3 + dice.below(most);
        let figures = [
            ("{killed}", up_to(60)),
            ("{injured}", up_to(200)),
            ("{missing}", up_to(40)),
            ("{rescued}", up_to(300)),
            ("{cost}", up_to(90)),
        ];
        Self {
            kind,
            day: dice.below(DAYS),
            unseen: dice.below(UNSEEN) == 0,
            names,
            figures,
        }
    }

    /// Article `at` of `size`.
    fn report(
        &self,
        at: usize,
        size: usize,
        agency_texts: &mut Vec<Report>,
        agencies: &[String],
        outlets: &[String],
        dice: &mut Dice,
    ) -> Report {
        // What is reported on more is reported on longer.
        let lasts = 1 + size.ilog2() as usize;
        let after = (at * lasts / size).min(lasts);
        if self.unseen && agency_texts.is_empty() {
            let text = self.own(one(dice, agencies), after, dice);
            agency_texts.push(text);
        }
        let by_agency = agency_texts.is_empty() || dice.below(40) == 0;
        let outlet = match by_agency {
            true => one(dice, agencies),
            false => one(dice, outlets),
        };
        if by_agency {
            let report = self.own(outlet, after, dice);
            agency_texts.push(report.clone());
            return report;
        }
        // Readers copy what came last, and now and then what came before.
        let back = dice.below(agency_texts.len()).min(dice.below(3));
        let model = &agency_texts[agency_texts.len() - 1 - back];
        match dice.below(10) {
            0..4 => copy(model, outlet, after, dice),
            4..6 => self.rewrite(model, outlet, after, dice),
            _ => self.own(outlet, after, dice),
        }
    }

    /// A report of its own, with what was known on that day.
    fn own(&self, outlet: String, after: usize, dice: &mut Dice) -> Report {
        let (kind, known) = (self.kind, self.known(after, dice));
        let mut paragraphs = vec![one(dice, kind.leads)];
        let details = 3 + dice.below(4);
        while paragraphs.len() <= details {
            let sentence = match dice.below(2) {
                0 => one(dice, kind.details),
                _ => one(dice, DETAILS),
            };
            if !paragraphs.contains(&sentence) {
                paragraphs.push(sentence);
            }
        }
        for paragraph in &mut paragraphs {
            *paragraph = self.filled(paragraph, &known, after, dice);
        }
        Report {
            title: self.filled(&one(dice, kind.titles), &known, after, dice),
            outlet,
            paragraphs,
            after,
        }
    }

    /// The model's paragraphs in another order, the first told in other words, on its word.
    fn rewrite(&self, model: &Report, outlet: String, after: usize, dice: &mut Dice) -> Report {
        let known = self.known(model.after, dice);
        let mut report = model.clone();
        let lead = one(dice, self.kind.leads);
        report.paragraphs[0] = self.filled(&lead, &known, after, dice);
        let last = report.paragraphs.len() - 1;
        report.paragraphs.swap(1 + dice.below(last), last);
        report.paragraphs[last] = format!("{} reported this first.", model.outlet);
        report.title = self.filled(&one(dice, self.kind.titles), &known, after, dice);
        Report {
            outlet,
            after,
            ..report
        }
    }

    /// Figures as they are known so many days after; not everybody hears the same.
    fn known(&self, after: usize, dice: &mut Dice) -> Vec<(&'static str, usize)> {
        let known = |(slot, end): (&'static str, usize)| {
            let by_now = end * (after + 2) / (after + 3);
            let heard = match dice.below(6) {
                0 => by_now + 1 + dice.below(3),
                _ => by_now,
            };
            (slot, heard.max(2))
        };
        self.figures.map(known).to_vec()
    }

    /// `sentence` with its slots filled.
    fn filled(
        &self,
        sentence: &str,
        known: &[(&'static str, usize)],
        after: usize,
        dice: &mut Dice,
    ) -> String {
        let mut text = sentence.to_owned();
        for (slot, name) in &self.names {
            text = text.replace(slot, name);
        }
        for (slot, number) in known {
            let qualifier = one(dice, QUALIFIERS);
            let figure = match text.starts_with(slot) {
                true => format!("{qualifier}{number}"),
                false => format!("{}{number}", qualifier.to_lowercase()),
            };
            text = text.replace(slot, &figure);
        }
        text.replace("{day}", WEEKDAYS[(self.day + after) % 7])
    }
}

/// The model's text, whole or cut, with its credit, without, or a little changed.
fn copy(model: &Report, outlet: String, after: usize, dice: &mut Dice) -> Report {
    let mut report = model.clone();
    match dice.below(4) {
        0 => report.paragraphs.truncate(4),
        1 => report.paragraphs.push(format!("({})", model.outlet)),
        2 => {
            let credit = format!("By {}.", model.outlet);
            report.paragraphs.insert(0, credit);
        }
        _ => {
            let last = report.paragraphs.len() - 1;
            report.paragraphs[last] = "Nobody else was at hand to comment.".to_owned();
        }
    }
    Report {
        outlet,
        after,
        ..report
    }
}

fn one(dice: &mut Dice, all: &[impl AsRef<str>]) -> String {
    dice.pick(all)
        .map(|one| one.as_ref().to_owned())
        .unwrap_or_default()
}

/// A made-up name.
fn name(dice: &mut Dice) -> String {
    const BEGINNINGS: &[u8] = b"BDFGHKLMNPRSTVWZ";
    let letter = |dice: &mut Dice, letters: &[u8]| char::from(letters[dice.below(letters.len())]);
    let mut name = String::from(letter(dice, BEGINNINGS));
    for _ in 0..2 + dice.below(2) {
        name.push(letter(dice, b"aeiou"));
        name.push(letter(dice, b"bdfgklmnprstvz"));
        if dice.below(3) == 0 {
            name.push(letter(dice, b"lnrst"));
        }
    }
    name + &one(dice, &["", "en", "a", "by", "holm", "ock", "ick", "ia"])
}

/// A day of a calendar in which every month has 28.
fn date(day: usize) -> String {
    let (year, month, day) = (2031 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
    format!("{year}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pile(articles: usize, seed: u64) -> String {
        let mut out = Vec::new();
        write(articles, seed, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_same_seed_makes_the_same_pile() {
        assert_eq!(pile(500, 7), pile(500, 7));
        assert_ne!(pile(500, 7), pile(500, 8));
        assert_eq!(pile(500, 7).lines().count(), 500);
    }

    #[test]
    fn every_slot_is_filled() {
        let pile = pile(2_000, 7);
        let text = |line: &str| {
            let article: serde_json::Value = serde_json::from_str(line).unwrap();
            format!("{}{}", article["title"], article["text"])
        };
        assert!(!pile.lines().any(|line| text(line).contains(['{', '}'])));
    }

    #[test]
    fn most_events_are_small_and_some_are_not() {
        let sizes = sizes(100_000, &mut Dice::new(7));
        assert_eq!(sizes.iter().sum::<usize>(), 100_000);
        let some = |from: usize| sizes.iter().filter(|size| **size >= from).count();
        assert!((8..40).contains(&some(300)), "{}", some(300));
        assert!((200..1_000).contains(&some(24)), "{}", some(24));
        assert!(sizes.len() - some(6) > 10_000);
    }
}

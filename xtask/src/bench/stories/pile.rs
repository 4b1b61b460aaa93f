//! A stream of made-up articles about made-up events: most events have few articles, some have
//! hundreds, and what is published next to an event's article is about other events.

use crate::dice::Dice;

/// Different words that any article may use.
const VOCABULARY: usize = 20_000;
/// Names that any event may be about: places, offices, people in office.
const NAMES: usize = 20_000;
/// Articles a day.
pub(super) const A_DAY: usize = 1_000;
/// Events that are reported on at a time.
const OPEN: usize = 4_000;
/// Of so many articles one is about an event that was not reported on before.
const NEW: usize = 6;
/// Names and words of one event, and how many of them an article has.
const OF_EVENT: usize = 24;
const OF_ARTICLE: usize = 14;
/// Words of one article besides.
const FILLING: usize = 90;

/// An article of the stream.
pub(super) struct Article {
    pub(super) title: String,
    pub(super) text: String,
    /// EDTF.
    pub(super) published: Option<String>,
    pub(super) event: u32,
}

/// The stream; the same seed gives the same articles.
pub(super) struct Stream {
    dice: Dice,
    vocabulary: Vec<String>,
    names: Vec<String>,
    open: Vec<Event>,
    events: u32,
    articles: usize,
}

struct Event {
    number: u32,
    /// Words and names, most important first.
    words: Vec<String>,
}

impl Stream {
    pub(super) fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let vocabulary = (0..VOCABULARY).map(|_| word(&mut dice, 2)).collect();
        let names = (0..NAMES)
            .map(|_| capitalised(&word(&mut dice, 3)))
            .collect();
        Self {
            dice,
            vocabulary,
            names,
            open: Vec::new(),
            events: 0,
            articles: 0,
        }
    }

    fn event(&mut self) -> Event {
        self.events += 1;
        let dice = &mut self.dice;
        let mut words = Vec::with_capacity(OF_EVENT);
        for at in 0..OF_EVENT {
            words.push(match at % 4 {
                0 => capitalised(&word(dice, 3)),
                1 => self.names[zipf(dice, NAMES)].clone(),
                2 => (20 + dice.below(2_000)).to_string(),
                _ => self.vocabulary[zipf(dice, VOCABULARY)].clone(),
            });
        }
        Event {
            number: self.events - 1,
            words,
        }
    }

    fn written(&mut self, event: usize) -> (String, String) {
        let words = &self.open[event].words;
        let dice = &mut self.dice;
        let title: Vec<&str> = (0..6)
            .map(|_| words[zipf(dice, OF_EVENT)].as_str())
            .collect();
        let mut text: Vec<&str> = vec!["The"];
        for _ in 0..OF_ARTICLE {
            let after = dice.below(2 * FILLING / OF_ARTICLE);
            text.extend((0..after).map(|_| self.vocabulary[zipf(dice, VOCABULARY)].as_str()));
            text.push(words[zipf(dice, OF_EVENT)].as_str());
        }
        (title.join(" "), text.join(" ") + ".")
    }
}

impl Iterator for Stream {
    type Item = Article;

    fn next(&mut self) -> Option<Article> {
        let at = match self.open.is_empty() || self.dice.below(NEW) == 0 {
            true => {
                let event = self.event();
                match self.open.len() {
                    OPEN => {
                        let at = self.dice.below(OPEN);
                        self.open[at] = event;
                        at
                    }
                    _ => {
                        self.open.push(event);
                        self.open.len() - 1
                    }
                }
            }
            // Some events are in many papers.
            false => (self.dice.next().powi(2) * self.open.len() as f64) as usize,
        };
        let (title, text) = self.written(at);
        let day = self.articles / A_DAY;
        let (year, month, date) = (2030 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
        self.articles += 1;
        // Of ten articles one has no date.
        let dated = self.dice.below(10) > 0;
        Some(Article {
            title,
            text,
            published: dated.then(|| format!("{year}-{month:02}-{date:02}")),
            event: self.open[at].number,
        })
    }
}

fn word(dice: &mut Dice, syllables: usize) -> String {
    let letter = |dice: &mut Dice, letters: &[u8]| char::from(letters[dice.below(letters.len())]);
    (0..syllables + dice.below(2))
        .flat_map(|_| [letter(dice, b"bcdfghklmnprstvwz"), letter(dice, b"aeiou")])
        .collect()
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

/// A rank below `ranks`, about as often as one over itself.
fn zipf(dice: &mut Dice, ranks: usize) -> usize {
    let rank = ((ranks as f64 + 1.0).ln() * dice.next()).exp() - 1.0;
    (rank as usize).min(ranks - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_stream() {
        let titles = |seed| -> Vec<String> {
            Stream::new(seed)
                .take(50)
                .map(|article| article.title)
                .collect()
        };
        assert_eq!(titles(7), titles(7));
        assert_ne!(titles(7), titles(8));
    }

    #[test]
    fn some_events_have_many_articles() {
        let mut articles = vec![0; 5_000];
        for article in Stream::new(7).take(5_000) {
            articles[article.event as usize] += 1;
        }
        let most = articles.iter().max().copied().unwrap_or_default();
        assert!((40..1_000).contains(&most), "{most}");
        assert!(articles.iter().filter(|articles| **articles == 1).count() > 50);
    }
}

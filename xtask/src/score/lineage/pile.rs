//! A pile of articles with known lineage, drawn from a seed.

use std::collections::{BTreeMap, BTreeSet};

use restated_lineage::{About, Credit, Entry, Record};

use super::calendar::Moment;
use super::derive;
use super::event::Event;
use super::grammar::{Kind, Language};
use super::outlets::{Outlet, Outlets, slug};
use super::plan::{self, Coverage};
use super::spin::reworded;
use super::synonyms::Synonyms;
use super::tell::{self, Body, Teller, words};
use super::truth::{Sort, Truth};
use crate::dice::Dice;

/// Share of content words that an outlet says in its own words where the grammar has no other
/// line for it, 0 to 1.
const OWN_WORDS: f64 = 0.6;

/// What a pile is drawn from.
pub(super) struct Stock {
    pub(super) kinds: Vec<Kind>,
    /// Facts and slots that events of all kinds have.
    pub(super) common: Kind,
    pub(super) synonyms: Synonyms,
}

/// How large a pile is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub(super) events: usize,
    pub(super) outlets: usize,
    /// Derived articles for each event.
    pub(super) derived: usize,
    pub(super) seed: u64,
}

/// One article.
#[derive(Clone, Debug)]
pub(super) struct Article {
    pub(super) about: About,
    pub(super) body: Body,
    /// Dateline, body and footer.
    pub(super) text: String,
    pub(super) published: Moment,
    /// Index of the event; articles of several events have that of their host.
    pub(super) event: usize,
    pub(super) outlet: Outlet,
    /// Whose credit the article carries.
    pub(super) agency: Option<Outlet>,
}

/// Articles and what is known of them.
pub(super) struct Pile {
    /// In the order of their ids.
    pub(super) articles: Vec<Article>,
    pub(super) truth: Truth,
}

/// An article before it has an id and metadata.
pub(super) struct Draft {
    pub(super) title: String,
    pub(super) body: Body,
    pub(super) language: Language,
    pub(super) event: usize,
    pub(super) outlet: Outlet,
    pub(super) agency: Option<Outlet>,
    pub(super) published: Moment,
}

/// A pile in the making; articles go by index until all are there.
pub(super) struct Maker<'s> {
    pub(super) stock: &'s Stock,
    pub(super) outlets: Outlets,
    pub(super) dice: Dice,
    pub(super) events: Vec<Event<'s>>,
    /// The first article on each event that has coverage.
    firsts: Vec<usize>,
    pub(super) articles: Vec<Article>,
    /// Child, parent, how.
    pub(super) edges: Vec<(usize, usize, Sort)>,
    pub(super) apart: Vec<(usize, usize, Sort)>,
    /// Events told in the same sentences, the lesser index first.
    pub(super) twins: BTreeSet<(usize, usize)>,
    /// For articles with passages of others the events that those are about.
    pub(super) passages: BTreeMap<usize, Vec<usize>>,
}

impl Pile {
    /// What lineage keeps of each article, in their order.
    pub(super) fn records(&self) -> Vec<Record> {
        let articles = self.articles.iter();
        articles
            .map(|article| Record::of(&article.text, article.about.language.as_deref()))
            .collect()
    }

    /// The articles with their `records`, as lineage takes them.
    pub(super) fn entries<'a>(&'a self, records: &'a [Record]) -> Vec<Entry<'a>> {
        let articles = self.articles.iter().zip(records);
        articles
            .map(|(article, record)| Entry {
                about: &article.about,
                record,
            })
            .collect()
    }

    pub(super) fn new(stock: &Stock, size: Size) -> Self {
        let mut dice = Dice::new(size.seed);
        let mut maker = Maker {
            stock,
            outlets: Outlets::new(size.outlets.max(4), &mut dice),
            dice,
            events: Vec::new(),
            firsts: Vec::new(),
            articles: Vec::new(),
            edges: Vec::new(),
            apart: Vec::new(),
            twins: BTreeSet::new(),
            passages: BTreeMap::new(),
        };
        // Sorts by turns, so that all are equally many.
        let mut turns = derive::RECIPES.iter().cycle();
        for number in 0..size.events {
            let kind = &stock.kinds[number % stock.kinds.len()];
            let parent = maker.event(kind);
            maker.firsts.push(parent);
            maker.coverage(parent);
            for recipe in turns.by_ref().take(size.derived) {
                recipe(&mut maker, parent);
            }
            if number % 6 == 0 {
                maker.template(parent);
            }
        }
        maker.finish()
    }
}

impl<'s> Maker<'s> {
    /// A new event with one article by an agency or a paper. Returns the article.
    pub(super) fn event(&mut self, kind: &'s Kind) -> usize {
        let day = Moment(24 * 60 * self.dice.below(330) as u32);
        let event = Event::new(kind, self.stock, day, &mut self.dice);
        self.events.push(event);
        let draft = self.first(self.events.len() - 1);
        self.add(draft)
    }

    /// The first article on an event, for the pile or for derivatives alone.
    pub(super) fn first(&mut self, event: usize) -> Draft {
        let dice = &mut self.dice;
        let agency = dice.below(5) < 3;
        let outlet = match agency {
            true => self.outlets.agencies[dice.below(self.outlets.agencies.len())].clone(),
            false => self.outlets.paper(dice).clone(),
        };
        let words = 150 + dice.below(551);
        let coverage = Coverage::first(words);
        let mut draft = self.tell(event, coverage, outlet, Language::English);
        draft.agency = agency.then(|| draft.outlet.clone());
        draft
    }

    /// An article on the event by itself.
    pub(super) fn tell(
        &mut self,
        event: usize,
        coverage: Coverage,
        outlet: Outlet,
        language: Language,
    ) -> Draft {
        let dice = &mut self.dice;
        let told = &self.events[event];
        let facts = plan::facts(told, coverage, language, dice);
        let mut teller = Teller::new(told, language, coverage.voice, &outlet.name);
        let mut body = teller.body(&facts, dice);
        // Facts have two or three lines; from the third outlet on, words of its own must do.
        if coverage.voice > 1 && language == Language::English {
            for told in &mut body {
                told.text = reworded(&told.text, OWN_WORDS, &self.stock.synonyms, dice);
            }
        }
        let titles = &told.kind.titles[language as usize];
        let mut titler = Teller::new(told, language, 0, "");
        let title = dice.pick(titles).map(|line| titler.sentence(line, dice));
        let published = Moment(told.day.0 + 360 + dice.below(900) as u32);
        Draft {
            title: title.unwrap_or_default().trim_end_matches('.').to_owned(),
            body,
            language,
            event,
            outlet,
            agency: None,
            published,
        }
    }

    /// Other outlets' articles on the event of `first`.
    fn coverage(&mut self, first: usize) {
        let event = self.articles[first].event;
        let number = self.events.len();
        let mut all = vec![first];
        let house = self.articles[first].outlet.house;
        let mut sorts = match number % 2 {
            0 => vec![Sort::SameEvent, Sort::QuoteOnly],
            _ => vec![Sort::SameEvent, Sort::SameEvent],
        };
        // Kinds with a headline in German are told in German and Spanish.
        if !self.events[event].kind.titles[1].is_empty() {
            sorts.push(Sort::SameEventForeign);
        }
        for (at, sort) in sorts.into_iter().enumerate() {
            let outlet = self.outlets.elsewhere(house, &mut self.dice).clone();
            let coverage = Coverage {
                voice: at + 1,
                words: 150 + self.dice.below(451),
                all_quotes: sort == Sort::QuoteOnly,
            };
            let language = match sort {
                Sort::SameEventForeign if self.dice.below(2) == 0 => Language::German,
                Sort::SameEventForeign => Language::Spanish,
                _ => Language::English,
            };
            let mut draft = self.tell(event, coverage, outlet, language);
            if sort == Sort::QuoteOnly {
                plan::quotes_of(
                    &mut draft.body,
                    &self.articles[first].body,
                    &self.events[event],
                );
            }
            if draft.body.len() < 4 {
                continue;
            }
            let own = self.add(draft);
            for &other in &all {
                let sort = if other == first {
                    sort
                } else {
                    Sort::SameEvent
                };
                self.apart.push((other, own, sort));
            }
            all.push(own);
        }
    }

    /// The same sentences of another event.
    fn template(&mut self, first: usize) {
        let model = self.articles[first].event;
        let day = Moment(24 * 60 * self.dice.below(330) as u32);
        let sister = self.events[model].sister(self.stock, day, &mut self.dice);
        self.events.push(sister);
        self.twins.insert((model, self.events.len() - 1));
        let outlet = self.outlets.paper(&mut self.dice).clone();
        let event = self.events.len() - 1;
        let mut draft = self.tell(event, Coverage::first(300), outlet, Language::English);
        let mut teller = Teller::new(&self.events[event], Language::English, 0, "");
        draft.body = teller.body_like(&self.articles[first].body);
        let own = self.add(draft);
        self.apart.push((first, own, Sort::Template));
    }

    /// A first article on an event of a kind that is told in the language: `wanted` if it is one.
    pub(super) fn first_told_in(&mut self, language: Language, wanted: usize) -> Option<usize> {
        let speaks = |&at: &usize| {
            let kind = self.events[self.articles[at].event].kind;
            !kind.titles[language as usize].is_empty()
        };
        if speaks(&wanted) {
            return Some(wanted);
        }
        let speaking: Vec<usize> = self.firsts.iter().copied().filter(speaks).collect();
        self.dice.pick(&speaking).copied()
    }

    pub(super) fn article(&self, at: usize) -> &Article {
        &self.articles[at]
    }

    pub(super) fn edge(&mut self, child: usize, parent: usize, sort: Sort) {
        self.edges.push((child, parent, sort));
        if matches!(sort, Sort::Embedded | Sort::Digest) {
            let event = self.articles[parent].event;
            self.passages.entry(child).or_default().push(event);
        }
    }

    /// Puts the draft into the pile. Returns its index.
    pub(super) fn add(&mut self, draft: Draft) -> usize {
        let Draft {
            title,
            body,
            language,
            event,
            outlet,
            agency,
            published,
        } = draft;
        let dice = &mut self.dice;
        // Ids say nothing about who was first.
        let id = format!("{:08x}{:04x}", dice.below(1 << 32), self.articles.len());
        let told = &self.events[event];
        let mut text = plan::dateline(told, agency.as_ref(), published, language, dice);
        text += &tell::text(&body);
        if let (Language::English, Some(footer)) = (language, &outlet.footer) {
            text += &format!("\n{footer}");
        }
        let credits = agency.iter().filter(|agency| agency.name != outlet.name);
        let credits = credits.map(|agency| Credit {
            outlet: agency.name.clone(),
            words: agency.name.clone(),
            at: find(&text, &agency.name),
        });
        let about = About {
            url: Some(format!(
                "https://{}/news/{}-{}",
                outlet.host,
                slug(&title),
                dice.below(100_000)
            )),
            outlet: Some(outlet.name.clone()),
            language: Some(language.code().to_owned()),
            published: match dice.below(20) {
                0..3 => None,
                3..8 => Some(published.day()),
                _ => Some(published.minute()),
            },
            title: Some(title),
            credits: credits.collect(),
            id,
        };
        self.articles.push(Article {
            about,
            body,
            text,
            published,
            event,
            outlet,
            agency,
        });
        self.articles.len() - 1
    }
}

/// Where `name` stands in `text`, in words.
fn find(text: &str, name: &str) -> Option<std::ops::Range<u32>> {
    let at = text.find(name)?;
    let start = words(&text[..at]).count() as u32;
    Some(start..start + words(name).count() as u32)
}

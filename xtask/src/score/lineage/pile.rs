//! A pile of articles with known lineage, drawn from a seed.

use std::collections::{BTreeMap, BTreeSet};

use restated_lineage::{About, Credit};

use super::calendar::Moment;
use super::derive;
use super::event::Event;
use super::grammar::{Kind, Language};
use super::outlets::{Outlet, Outlets, slug};
use super::plan::{self, Coverage};
use super::synonyms::Synonyms;
use super::tell::{self, Body, Teller, words};
use super::truth::{Edge, Sort, Truth, ordered};
use crate::dice::Dice;

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
    articles: Vec<Article>,
    /// Child, parent, how.
    edges: Vec<(usize, usize, Sort)>,
    apart: Vec<(usize, usize, Sort)>,
    /// Events told in the same sentences, the lesser index first.
    twins: BTreeSet<(usize, usize)>,
    /// For articles with passages of others the events that those are about.
    passages: BTreeMap<usize, Vec<usize>>,
}

impl Pile {
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
        let event = Event::new(kind, &self.stock.common, day, &mut self.dice);
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
        let body = teller.body(&facts, dice);
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
        let mut sorts = vec![Sort::SameEvent, Sort::SameEvent];
        if number % 2 == 0 {
            sorts.push(Sort::QuoteOnly);
        }
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
        let sister = self.events[model].sister(&self.stock.common, day, &mut self.dice);
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

    /// How two articles are alike that have nothing from one another; nothing for the unrelated,
    /// `Some(None)` where it is not to be told.
    fn alike(&self, a: usize, b: usize) -> Option<Option<Sort>> {
        let (one, other) = (&self.articles[a], &self.articles[b]);
        let language = one.about.language == other.about.language;
        // German and Spanish have one sentence for a fact: whoever tells it tells it so.
        let formula = language && one.about.language.as_deref() != Some("en");
        let name = |article: &Article| &self.events[article.event].kind.name;
        let twins = self.twins.contains(&ordered(one.event, other.event));
        let footer = one.outlet.footer.is_some() && one.outlet.footer == other.outlet.footer;
        Some(Some(match () {
            () if self.share_event(a, b) && formula => return Some(None),
            () if self.share_event(a, b) && language => Sort::SameEvent,
            () if self.share_event(a, b) => Sort::SameEventForeign,
            () if language && (twins || (formula && name(one) == name(other))) => Sort::Template,
            () if footer && language => Sort::Footer,
            () if language && name(one) == name(other) => Sort::Sister,
            () => return None,
        }))
    }

    /// Whether both have something on one event, if only in a passage of another's.
    fn share_event(&self, a: usize, b: usize) -> bool {
        let events = |at: usize| {
            let passages = self.passages.get(&at).into_iter().flatten();
            passages
                .chain([&self.articles[at].event])
                .collect::<BTreeSet<_>>()
        };
        !events(a).is_disjoint(&events(b))
    }

    fn finish(self) -> Pile {
        let id = |at: usize| self.articles[at].about.id.clone();
        let edges: Vec<Edge> = self
            .edges
            .iter()
            .map(|&(child, parent, sort)| {
                let (child, parent) = match sort.is_siblings() && id(child) > id(parent) {
                    true => (parent, child),
                    false => (child, parent),
                };
                Edge {
                    child: id(child),
                    parent: id(parent),
                    sort,
                    direction_shown: !sort.is_siblings()
                        && shown(&self.articles[child], &self.articles[parent]),
                }
            })
            .collect();
        let families = families(&self.edges, self.articles.len());
        let related: BTreeMap<usize, usize> = families
            .iter()
            .enumerate()
            .flat_map(|(family, members)| members.iter().map(move |&member| (member, family)))
            .collect();
        let (mut apart, mut open) = (BTreeMap::new(), BTreeSet::new());
        let linked: BTreeSet<(usize, usize)> =
            self.edges.iter().map(|&(a, b, _)| ordered(a, b)).collect();
        // What stands in a digest is a copy of the copies too.
        for &(digest, parent, sort) in &self.edges {
            let family = related.get(&parent).filter(|_| sort == Sort::Digest);
            for &member in family.map_or(&[][..], |&family| &families[family]) {
                open.insert(ordered(digest, member));
            }
        }
        for a in 0..self.articles.len() {
            for b in a + 1..self.articles.len() {
                let of_one_text = related.contains_key(&a) && related.get(&a) == related.get(&b);
                if of_one_text || linked.contains(&(a, b)) || open.contains(&(a, b)) {
                    continue;
                }
                match self.alike(a, b) {
                    Some(Some(sort)) => drop(apart.insert((a, b), sort)),
                    Some(None) => drop(open.insert((a, b))),
                    None => {}
                }
            }
        }
        // What was made to be so goes before what merely is so.
        for &(a, b, sort) in &self.apart {
            apart.insert(ordered(a, b), sort);
        }
        let mut truth = Truth {
            edges,
            families: families
                .iter()
                .map(|family| {
                    let mut ids: Vec<String> = family.iter().map(|&at| id(at)).collect();
                    ids.sort();
                    ids
                })
                .collect(),
            apart: apart
                .into_iter()
                .map(|((a, b), sort)| {
                    let (a, b) = ordered(id(a), id(b));
                    (a, b, sort)
                })
                .collect(),
            open: open
                .into_iter()
                .filter(|pair| !linked.contains(pair))
                .map(|(a, b)| ordered(id(a), id(b)))
                .collect(),
        };
        truth
            .edges
            .sort_by(|x, y| (&x.child, &x.parent).cmp(&(&y.child, &y.parent)));
        truth.families.sort();
        truth.apart.sort();
        truth.open.sort();
        let mut articles = self.articles;
        articles.sort_by(|x, y| x.about.id.cmp(&y.about.id));
        Pile { articles, truth }
    }
}

/// Whether a credit line or the times show that `child` has it from `parent`.
fn shown(child: &Article, parent: &Article) -> bool {
    let credit = child
        .about
        .credits
        .iter()
        .any(|credit| Some(&credit.outlet) == parent.about.outlet.as_ref());
    let times = match (&child.about.published, &parent.about.published) {
        (Some(child), Some(parent)) => child > parent && !child.starts_with(parent.as_str()),
        _ => false,
    };
    credit || times
}

/// Articles that hang together by edges, but for digests: what stands in one side by side has
/// nothing to do with one another.
fn families(edges: &[(usize, usize, Sort)], count: usize) -> Vec<Vec<usize>> {
    let mut family: Vec<usize> = (0..count).collect();
    for &(a, b, sort) in edges {
        if sort != Sort::Digest {
            let (a, b) = (family[a], family[b]);
            family.iter_mut().filter(|f| **f == a).for_each(|f| *f = b);
        }
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, family) in family.into_iter().enumerate() {
        members.entry(family).or_default().push(at);
    }
    members.into_values().filter(|m| m.len() > 1).collect()
}

/// Where `name` stands in `text`, in words.
fn find(text: &str, name: &str) -> Option<std::ops::Range<u32>> {
    let at = text.find(name)?;
    let start = words(&text[..at]).count() as u32;
    Some(start..start + words(name).count() as u32)
}

//! How articles come to be made of others: a recipe for each sort.

use super::edit;
use super::grammar::Language;
use super::outlets::Outlet;
use super::pile::{Draft, Maker};
use super::plan::Coverage;
use super::spin::Spin;
use super::tell::{Body, Teller};
use super::truth::Sort;

/// Makes one or more articles of the one at the index.
pub(super) type Recipe = fn(&mut Maker<'_>, usize);

/// A recipe for each sort, in the order in which events take their turns.
pub(super) const RECIPES: [Recipe; 20] = [
    |maker, parent| copy(maker, parent, Sort::Copy),
    |maker, parent| spin(maker, parent, Sort::Spin),
    |maker, parent| cut(maker, parent, Sort::Cut70, 0.7),
    |maker, parent| edited(maker, parent, Sort::Edit10, 0.1),
    |maker, parent| spin(maker, parent, Sort::SpinCut),
    embedded,
    |maker, parent| translated(maker, parent, Language::German),
    |maker, parent| copy(maker, parent, Sort::CopyUncredited),
    |maker, parent| spin(maker, parent, Sort::Retold),
    |maker, parent| edited(maker, parent, Sort::Edit3, 0.03),
    digest,
    spun_siblings,
    |maker, parent| cut(maker, parent, Sort::Cut25, 0.25),
    |maker, parent| translated(maker, parent, Language::Spanish),
    reordered,
    chain,
    |maker, parent| edited(maker, parent, Sort::Edit25, 0.25),
    same_house,
    |maker, parent| cut(maker, parent, Sort::Cut50, 0.5),
    siblings,
];

/// A synonym spinner's work: other sentences here and there.
const SPIN: Spin = Spin {
    retold: 0.4,
    replaced: 0.8,
    dropped: 0.05,
};
/// A writer's work: hardly a sentence stays.
const RETOLD: Spin = Spin {
    retold: 1.0,
    replaced: 0.8,
    dropped: 0.15,
};

/// A draft of `body` by another outlet, some hours after the parent.
fn draft(maker: &mut Maker<'_>, parent: usize, body: Body, keeps_credit: bool) -> Draft {
    let house = maker.article(parent).outlet.house;
    let outlet = maker.outlets.elsewhere(house, &mut maker.dice).clone();
    of(maker, parent, body, outlet, keeps_credit)
}

fn of(
    maker: &mut Maker<'_>,
    parent: usize,
    body: Body,
    outlet: Outlet,
    keeps_credit: bool,
) -> Draft {
    let article = maker.article(parent);
    let agency = article.agency.clone().filter(|_| keeps_credit);
    let (event, published) = (article.event, article.published);
    let title = title(maker, event, false);
    let after = 20 + maker.dice.below(600) as u32;
    Draft {
        title,
        body,
        language: Language::English,
        event,
        outlet,
        agency,
        published: super::calendar::Moment(published.0 + after),
    }
}

/// A headline of its own.
fn title(maker: &mut Maker<'_>, event: usize, tabloid: bool) -> String {
    let event = &maker.events[event];
    let titles = match tabloid {
        true => &event.kind.tabloid,
        false => &event.kind.titles[0],
    };
    let mut teller = Teller::new(event, Language::English, 1, "");
    let line = maker.dice.pick(titles);
    let title = line.map(|line| teller.sentence(line, &mut maker.dice));
    title.unwrap_or_default().trim_end_matches('.').to_owned()
}

fn copy(maker: &mut Maker<'_>, parent: usize, sort: Sort) {
    let body = maker.article(parent).body.clone();
    let draft = draft(maker, parent, body, sort == Sort::Copy);
    let child = maker.add(draft);
    maker.edge(child, parent, sort);
}

fn edited(maker: &mut Maker<'_>, parent: usize, sort: Sort, share: f64) {
    let body = maker.article(parent).body.clone();
    let body = edit::edit(&body, share, &maker.stock.synonyms, &mut maker.dice);
    let credit = maker.dice.below(4) == 0;
    let draft = draft(maker, parent, body, credit);
    let child = maker.add(draft);
    maker.edge(child, parent, sort);
}

fn cut(maker: &mut Maker<'_>, parent: usize, sort: Sort, share: f64) {
    let body = edit::cut(&maker.article(parent).body, share);
    let credit = maker.dice.below(3) == 0;
    let draft = draft(maker, parent, body, credit);
    let child = maker.add(draft);
    maker.edge(child, parent, sort);
}

fn reordered(maker: &mut Maker<'_>, parent: usize) {
    let body = maker.article(parent).body.clone();
    let body = edit::reorder(&body, &mut maker.dice);
    let draft = draft(maker, parent, body, false);
    let child = maker.add(draft);
    maker.edge(child, parent, Sort::Reordered);
}

/// An event that no article is about yet.
fn fresh(maker: &mut Maker<'_>) -> usize {
    let kind = maker.dice.below(maker.stock.kinds.len());
    let day = super::calendar::Moment(24 * 60 * maker.dice.below(330) as u32);
    let event =
        super::event::Event::new(&maker.stock.kinds[kind], maker.stock, day, &mut maker.dice);
    maker.events.push(event);
    maker.events.len() - 1
}

/// An article on an event that no other article is about.
fn host(maker: &mut Maker<'_>, words: usize) -> Draft {
    let event = fresh(maker);
    let outlet = maker.outlets.paper(&mut maker.dice).clone();
    maker.tell(event, Coverage::first(words), outlet, Language::English)
}

/// Another outlet's article on the event.
fn beside(maker: &mut Maker<'_>, event: usize) {
    let outlet = maker.outlets.paper(&mut maker.dice).clone();
    let coverage = Coverage {
        voice: 1,
        words: 350,
        all_quotes: false,
    };
    let draft = maker.tell(event, coverage, outlet, Language::English);
    maker.add(draft);
}

/// A child on the other's day, whatever its own event's day.
fn later(maker: &mut Maker<'_>, draft: &mut Draft, parent: usize) {
    let after = 20 + maker.dice.below(600) as u32;
    let published = maker.article(parent).published.0 + after;
    draft.published = draft.published.max(super::calendar::Moment(published));
}

fn embedded(maker: &mut Maker<'_>, parent: usize) {
    let mut draft = host(maker, 600);
    let part = edit::passage(
        &maker.article(parent).body.clone(),
        60,
        200,
        &mut maker.dice,
    );
    draft.body = edit::embed(&draft.body, &part, &mut maker.dice);
    later(maker, &mut draft, parent);
    let child = maker.add(draft);
    maker.edge(child, parent, Sort::Embedded);
}

/// Passages of up to three articles one after another.
fn digest(maker: &mut Maker<'_>, parent: usize) {
    let mut draft = host(maker, 120);
    let mut parents = vec![parent];
    for _ in 0..2 {
        let kind = maker.dice.below(maker.stock.kinds.len());
        let stock = maker.stock;
        parents.push(maker.event(&stock.kinds[kind]));
    }
    for &parent in &parents {
        let part = edit::passage(
            &maker.article(parent).body.clone(),
            50,
            120,
            &mut maker.dice,
        );
        draft.body = edit::embed(&draft.body, &part, &mut maker.dice);
        later(maker, &mut draft, parent);
    }
    let child = maker.add(draft);
    for parent in parents {
        maker.edge(child, parent, Sort::Digest);
    }
}

fn spun(maker: &mut Maker<'_>, body: &Body, event: usize, sort: Sort) -> Body {
    let how = if sort == Sort::Retold { RETOLD } else { SPIN };
    let event = &maker.events[event];
    let body = how.of(body, event, &maker.stock.synonyms, &mut maker.dice);
    match sort {
        Sort::SpinCut => {
            let share = 0.6 + 0.2 * maker.dice.next();
            edit::cut(&edit::reorder(&body, &mut maker.dice), share)
        }
        _ => body,
    }
}

fn spin(maker: &mut Maker<'_>, parent: usize, sort: Sort) {
    let child = spin_of(maker, parent, sort);
    maker.edge(child, parent, sort);
}

fn spin_of(maker: &mut Maker<'_>, parent: usize, sort: Sort) -> usize {
    let article = maker.article(parent);
    let (body, event) = (article.body.clone(), article.event);
    let body = spun(maker, &body, event, sort);
    let mut draft = draft(maker, parent, body, false);
    draft.title = title(maker, event, true);
    maker.add(draft)
}

/// A spin, and a copy of it.
fn chain(maker: &mut Maker<'_>, parent: usize) {
    let middle = spin_of(maker, parent, Sort::Spin);
    maker.edge(middle, parent, Sort::ChainRoot);
    let body = maker.article(middle).body.clone();
    let draft = draft(maker, middle, body, false);
    let child = maker.add(draft);
    maker.edge(child, middle, Sort::ChainCopy);
}

/// A copy by a paper of the house that has published it first.
fn same_house(maker: &mut Maker<'_>, _: usize) {
    let Some((one, other)) = maker.outlets.sisters(&mut maker.dice) else {
        return;
    };
    let (one, other) = (one.clone(), other.clone());
    let event = fresh(maker);
    let words = 150 + maker.dice.below(400);
    let draft = maker.tell(event, Coverage::first(words), one, Language::English);
    let first = maker.add(draft);
    let body = edit::edit(
        &maker.article(first).body.clone(),
        0.01,
        &maker.stock.synonyms,
        &mut maker.dice,
    );
    let draft = of(maker, first, body, other, false);
    let child = maker.add(draft);
    maker.edge(child, first, Sort::SameHouse);
    beside(maker, event);
}

/// Two derivatives of an article that is not in the pile, and another outlet's on the event.
fn unseen(maker: &mut Maker<'_>, sort: Sort, make: fn(&mut Maker<'_>, &Body, usize) -> Body) {
    let event = fresh(maker);
    let outlet = maker.outlets.paper(&mut maker.dice).clone();
    let source = maker.tell(event, Coverage::first(500), outlet, Language::English);
    let siblings = [(); 2].map(|()| {
        let body = make(maker, &source.body, event);
        let outlet = maker
            .outlets
            .elsewhere(source.outlet.house, &mut maker.dice)
            .clone();
        let after = 20 + maker.dice.below(600) as u32;
        let draft = Draft {
            title: title(maker, event, false),
            body,
            language: Language::English,
            event,
            outlet,
            agency: None,
            published: super::calendar::Moment(source.published.0 + after),
        };
        maker.add(draft)
    });
    maker.edge(siblings[0], siblings[1], sort);
    beside(maker, event);
}

fn siblings(maker: &mut Maker<'_>, _: usize) {
    unseen(maker, Sort::Siblings, |maker, body, _| {
        let share = 0.6 + 0.4 * maker.dice.next();
        edit::edit(
            &edit::cut(body, share),
            0.05,
            &maker.stock.synonyms,
            &mut maker.dice,
        )
    });
}

fn spun_siblings(maker: &mut Maker<'_>, _: usize) {
    unseen(maker, Sort::SpunSiblings, |maker, body, event| {
        spun(maker, body, event, Sort::Spin)
    });
}

/// The facts that the grammar can tell in the language, in the parent's order.
fn translated(maker: &mut Maker<'_>, wanted: usize, language: Language) {
    let Some(parent) = maker.first_told_in(language, wanted) else {
        return;
    };
    let article = maker.article(parent);
    let event = article.event;
    let facts: Vec<usize> = article.body.iter().filter_map(|told| told.fact).collect();
    let mut draft = draft(maker, parent, Body::new(), false);
    let told = &maker.events[event];
    let mut teller = Teller::new(told, language, 0, "");
    draft.body = teller.body(&facts, &mut maker.dice);
    // A kind with few sentences in the language has no translations.
    if 2 * draft.body.len() < facts.len() || draft.body.len() < 4 {
        return;
    }
    if let Some(line) = maker.dice.pick(&told.kind.titles[language as usize]) {
        draft.title = teller.sentence(line, &mut maker.dice);
    }
    draft.language = language;
    let child = maker.add(draft);
    let sort = match language {
        Language::German => Sort::German,
        _ => Sort::Spanish,
    };
    maker.edge(child, parent, sort);
}

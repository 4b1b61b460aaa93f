//! Where names stand: runs of capitalised words, with the small words inside them, cut from the
//! titles before them and from whose they are.
//!
//! The model's names are not enough: it cuts "Joint Survey Mission for the Ostel Line" in two
//! and joins "Governor" to a surname.

use std::ops::Range;

use restated_language::{Kind, Pos, Sort};

use super::capitals::{Capitals, opens};
use super::lexicon::{Title, lexicon};
use super::{owner, spell};
use crate::Document;

/// A name in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// Its tokens, without title, owner and "the".
    pub(super) tokens: Range<usize>,
    /// Where the wording begins: at the title, the owner or "the".
    pub(super) start: usize,
    /// Where it ends: behind "of Velmar".
    pub(super) end: usize,
    /// Its folded words.
    pub(super) words: Vec<String>,
    /// Titles before it, in the order of the text.
    pub(super) titles: Vec<Title>,
    /// Words before the titles that say more closely what someone is: "operations director".
    pub(super) role: String,
    /// Folded words of whose it is: "velmar" of "Velmar's Defence Ministry".
    pub(super) owner: Option<String>,
    /// Whether "the" stands before it.
    pub(super) definite: bool,
    /// Whether capitals show nothing here: a headline.
    pub(super) in_headline: bool,
}

/// All names of a text, in order.
pub(super) fn spans(document: &Document<'_>) -> Vec<Span> {
    let text = document.annotated;
    let mut capitals = Capitals::of(text);
    // Coreference knows more nouns for people than titles.
    for mention in &document.coreference.mentions {
        if mention.kind == Kind::Name {
            capitals.persons[mention.tokens.start] = mention.sort == Some(Sort::Person);
        }
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if !capitals.is_name(at) {
            if let Some(office) = capitals.small_office(at) {
                at = office.tokens.end;
                found.push(office);
            } else {
                at += 1;
            }
            continue;
        }
        let end = capitals.run_end(at);
        found.extend(capitals.cut(at..end));
        at = end;
    }
    found
}

impl Capitals<'_, '_> {
    /// The names in a run: what stands before the last title is a role or an owner.
    fn cut(&self, run: Range<usize>) -> Option<Span> {
        let text = self.text;
        let run = self.without_role(run);
        let title_at = |at: usize| {
            let stop = at > run.start && text.token(at).text() == ".";
            lexicon().title(&self.word(if stop { at - 1 } else { at }))
        };
        let headed = |tokens: Range<usize>| self.head_kind(tokens);
        let mut name = run.clone();
        let mut titles = Vec::new();
        let mut role_from = run.start;
        // "Economy Minister Signe Holt", but not "General Staff".
        let last_title = run
            .clone()
            .take(run.len() - 1)
            .rfind(|&at| title_at(at).is_some());
        if let Some(last) = last_title
            && !headed(last + 1..run.end)
            && (text.token(last + 1).text().starts_with(char::is_uppercase)
                || lexicon().joins(text.token(last + 1).text()))
        {
            name.start = last + 1;
            let first = (run.start..=last)
                .rev()
                .take_while(|&at| title_at(at).is_some())
                .last();
            role_from = first.unwrap_or(last);
            titles = (role_from..=last).filter_map(title_at).collect();
        }
        // "spokesman Anton Ostrow", "Operations director Anton Ostrow".
        let mut role_start = role_from;
        while role_start > 0
            && self.touches(role_start - 1)
            && run.start - role_start.min(run.start) < 5
        {
            let before = text.token(role_start - 1);
            let noun = matches!(before.pos(), Pos::NOUN | Pos::ADJ | Pos::PROPN)
                && text.sentence_of(before.index) == text.sentence_of(run.start)
                && (before.index >= run.start || !self.of_name[before.index]);
            if !noun {
                break;
            }
            role_start -= 1;
        }
        let begins = role_start.min(run.start);
        let role_end = if titles.is_empty() {
            name.start
        } else {
            role_from
        };
        let mut role = text.words(begins..role_end).to_lowercase();
        let mut owner = None;
        let mut start = if titles.is_empty() {
            name.start
        } else {
            role_from
        };
        if titles.is_empty() {
            // "Velmari Defence Ministry", "South Korean Defence Ministry".
            if let Some(cut) = self.demonym(name.clone()) {
                owner = Some(self.folded(name.start..cut));
                start = name.start;
                name.start = cut;
            }
            if let Some(from) = self.possessor(start) {
                owner = Some(self.folded(from..start - 1));
                start = from;
            }
            if let Some(cut) = self.owner_behind(name.clone()) {
                owner = Some(self.folded(cut + 1..name.end));
                name.end = cut;
            }
            if name.start == run.start && !role.is_empty() && headed(name.clone()) {
                role.clear();
            }
        }
        let definite = start > 0
            && text.token(start - 1).text().eq_ignore_ascii_case("the")
            && self.touches(start - 1);
        if definite {
            start -= 1;
        }
        let words = spell::words(text.words(name.clone()));
        let alone = titles.is_empty() && name.len() == 1;
        let only_title = alone && title_at(name.start).is_some();
        let letters = words
            .iter()
            .any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
        (!words.is_empty() && !only_title && letters).then(|| Span {
            in_headline: self.headline[name.start],
            tokens: name,
            start,
            end: run.end,
            words,
            titles,
            role,
            owner,
            definite,
        })
    }

    /// A run without the noun that a capital only begins the sentence of: "Negotiator Tessa Orme".
    fn without_role(&self, run: Range<usize>) -> Range<usize> {
        let second = run.start + 1;
        let role = run.len() > 2
            && opens(self.text, run.start)
            && (self.persons[second] || (self.begins[second] && !self.inside[run.start]))
            && !self.persons[run.start]
            && !self.firm.contains(&self.word(run.start))
            && lexicon().title(&self.word(run.start)).is_none();
        if role { second..run.end } else { run }
    }

    /// "the health ministry": an office that is known by its subject in small letters too.
    fn small_office(&self, start: usize) -> Option<Span> {
        let limit = self.text.len().min(start + 5);
        let word = |at: usize| self.text.token(at).text();
        let office =
            (start + 1..limit).find(|&at| lexicon().kinds(word(at)).office && !self.of_name[at])?;
        let subjects = (start..office)
            .all(|at| self.touches(at) && !self.of_name[at] && (lexicon().is_subject(word(at))));
        let content = word(start).len() > 3 && word(office - 1).len() > 3;
        let compound = self.text.token(office - 1).head().index == office
            && self.text.token(office).tag() == "NN";
        (subjects && content && compound && !self.headline[start]).then(|| {
            let owner = self.possessor(start);
            let definite = start > 0 && word(start - 1).eq_ignore_ascii_case("the");
            Span {
                tokens: start..office + 1,
                start: owner.unwrap_or(start - usize::from(definite)),
                end: office + 1,
                words: spell::words(self.text.words(start..office + 1)),
                titles: Vec::new(),
                role: String::new(),
                owner: owner.map(|from| self.folded(from..start - 1)),
                definite,
                in_headline: false,
            }
        })
    }

    /// Where "of Velmar" begins behind "Ministry of Defence".
    fn owner_behind(&self, name: Range<usize>) -> Option<usize> {
        let of = |at: &usize| self.text.token(*at).text() == "of";
        let first = name.clone().find(of)?;
        let last = name.clone().rev().find(of)?;
        let subjects = (first + 1..last)
            .all(|at| lexicon().is_subject(&self.word(at)) || self.text.token(at).text() == "&");
        (first < last && last + 1 < name.end && subjects && self.head_kind(name.start..first))
            .then_some(last)
    }

    fn folded(&self, tokens: Range<usize>) -> String {
        spell::words(self.text.words(tokens)).join(" ")
    }

    /// Whether the head of a name says a kind of organisation.
    fn head_kind(&self, tokens: Range<usize>) -> bool {
        let of = tokens
            .clone()
            .find(|&at| lexicon().joins_head(self.text.token(at).text()));
        let last = of.unwrap_or(tokens.end);
        last > tokens.start
            && (lexicon().kinds(&self.word(last - 1)).any()
                || (tokens.len() > 1 && lexicon().kinds(&self.word(tokens.start)).first))
    }

    /// Where the name goes on behind a word for a country's things.
    fn demonym(&self, name: Range<usize>) -> Option<usize> {
        let text = self.text;
        (1..=2usize).rev().find_map(|size| {
            let cut = name.start + size;
            let first = name.start..cut;
            let rest = cut < name.end && self.head_kind(cut..name.end);
            let adjective = || {
                text.token(cut - 1).tag() == "JJ"
                    || text
                        .entities
                        .iter()
                        .any(|entity| text.entity_type(entity) == "NORP" && entity.tokens == first)
            };
            let known = || {
                let words = self.folded(first.clone());
                let place = |place: &String| self.firm.contains(place);
                lexicon()
                    .owner(&words)
                    .is_some_and(|country| country != words)
                    || owner::places_of(&words).iter().any(place)
            };
            (rest && (known() || (adjective() && !lexicon().is_subject(&self.word(cut - 1)))))
                .then_some(cut)
        })
    }

    /// Where the owner begins whose "'s" stands before `start`.
    fn possessor(&self, start: usize) -> Option<usize> {
        let mark = start.checked_sub(1)?;
        let is_mark = self.text.token(mark).tag() == "POS" && self.touches(mark);
        if !is_mark || mark == 0 || !self.of_name[mark - 1] {
            return None;
        }
        let mut from = mark - 1;
        while from > 0 && mark - from < 4 && self.of_name[from - 1] && self.touches(from - 1) {
            from -= 1;
        }
        Some(from)
    }
}

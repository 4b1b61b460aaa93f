//! Whom the words for a source mean, where no entity is known of them: "Sethra's army", "the
//! company", "the mayor of Orme", "medics at Halden".

use restated_claims::entity::Sort;

use super::speaker::{Speakers, Voice};
use super::words::{Vague, Word, folded, head, tables, words};
use crate::model::Told;

impl<'a> Speakers<'a, '_> {
    /// Whom words mean that no entity is known of.
    pub(super) fn understood(
        &mut self,
        told: &'a Told,
        source: &'a str,
    ) -> (Voice, Option<String>) {
        let words = folded(source);
        if let Some(node) = self.called(source) {
            return (Voice::Party(node), None);
        }
        if let Some(node) = self.apposed(told) {
            return (Voice::Party(node), None);
        }
        let Some(noun) = head(&words) else {
            return (Voice::Nobody, None);
        };
        if let Some(vague) = tables().vague(noun) {
            let kind = match vague {
                Vague::Document => "document",
                Vague::Material => "material",
                Vague::People => "people",
                Vague::Joint => {
                    let first = self.first_body(told);
                    if let Some(node) = first {
                        let why = format!(
                            "“{source}” speak, {} among them",
                            self.parties.nodes[node].name
                        );
                        return (Voice::Party(node), Some(why));
                    }
                    "joint"
                }
            };
            let key = format!("{kind} {} {}", told.article, words.join(" "));
            return (Voice::Vague(key), None);
        }
        if let Some(found) = self.office_of(told, source, &words, noun) {
            return found;
        }
        // Not "the operator of the Selm mine".
        let company = tables().described(noun) == Some("company");
        if let Some(node) = self.containing(source).filter(|_| !company) {
            let why = format!("“{source}” names {}", self.parties.nodes[node].name);
            return (Voice::Party(node), Some(why));
        }
        if let Some(kind) = tables().described(noun) {
            return match self.body_of(told, kind) {
                Some(node) => {
                    let name = self.parties.nodes[self.parties.face(self.parties.root(node))].name;
                    let why = format!("“{source}” is taken for {name}, the only one it fits");
                    (Voice::Party(node), Some(why))
                }
                None => (Voice::Called(format!("the {kind}")), None),
            };
        }
        if let Some(node) = self.titled(noun) {
            let why = format!("“{source}” is {}", self.parties.nodes[node].name);
            return (Voice::Party(node), Some(why));
        }
        // "Residents" of two articles need not be the same.
        let named = source.chars().any(char::is_uppercase) && folded(source).len() > 1;
        let family = self.family.get(told.article.as_str()).copied();
        let family = family.unwrap_or(&told.article);
        let words = words.join(" ");
        let key = if named {
            words
        } else {
            format!("{family} {words}")
        };
        (Voice::Called(key), None)
    }

    /// The node that a wording is a name of, if of one party only.
    pub(super) fn called(&self, wording: &str) -> Option<usize> {
        let found = self.parties.by_name.get(&folded(wording).join(" "))?;
        let first = *found.first()?;
        let root = self.parties.root(first);
        found
            .iter()
            .all(|&node| self.parties.root(node) == root)
            .then_some(first)
    }

    /// "The mayor of Orme, Ada Lund, said": the name behind the words.
    fn apposed(&self, told: &Told) -> Option<usize> {
        let span = told.claim.attribution.source_span.as_ref()?;
        let named = told
            .mentions
            .iter()
            .find(|mention| mention.at.start >= span.end)?;
        // "According to the mayor, Ada Lund has left": what is said begins with a name.
        if told.claim.span.contains(&named.at.start) {
            return None;
        }
        let offset = told.claim.sentence.start;
        let between = span.end.checked_sub(offset)?..named.at.start.checked_sub(offset)?;
        let between = words(told.sentence.get(between)?);
        let title = |word: &str| word == "." || word.len() < 4;
        let [comma, rest @ ..] = between.as_slice() else {
            return None;
        };
        let close = comma.lower == "," && rest.iter().all(|word| title(&word.lower));
        self.parties.of(named.entity).filter(|_| close)
    }

    /// "Sethra's army", "the Sethran side", "its defence ministry".
    fn office_of(
        &mut self,
        told: &'a Told,
        source: &'a str,
        words: &[String],
        noun: &str,
    ) -> Option<(Voice, Option<String>)> {
        let country = self.parties.country(words)?;
        let kind = tables().described(noun).or_else(|| tables().named(noun))?;
        match (kind, noun) {
            ("army", "side") | ("government", _) => Some((Voice::Party(country), None)),
            ("army" | "ministry" | "command", _) => {
                let node = self.parties.office(source, words.to_vec(), &told.article);
                self.place_office(node);
                Some((Voice::Party(node), None))
            }
            _ => None,
        }
    }

    /// The party that a phrase holds a name of: "medics at Halden", "Metal Workers".
    fn containing(&mut self, source: &'a str) -> Option<usize> {
        if let Some(known) = self.contained.get(source) {
            return *known;
        }
        let found = self.find_containing(source);
        self.contained.insert(source, found);
        found
    }

    fn find_containing(&self, source: &str) -> Option<usize> {
        let capital = |word: &&Word<'_>| word.text.starts_with(char::is_uppercase);
        let capitals: Vec<Word<'_>> = words(source);
        let capitals: Vec<String> = capitals
            .iter()
            .filter(capital)
            .map(|word| word.lower.clone())
            .collect();
        let all = folded(source);
        let words: &[String] = &all;
        let body = |node: usize| {
            matches!(
                self.parties.nodes[node].sort,
                Sort::Organisation | Sort::Government
            )
        };
        let holds = |long: &[String], short: &[String]| {
            !short.is_empty() && long.windows(short.len()).any(|part| part == short)
        };
        let fits = |node: usize| {
            let name = &self.parties.nodes[node].words;
            let told = tables().described(&name[0]).is_some();
            capitals.contains(&name[0]) && holds(words, name)
                || (words.len() > 1 && holds(name, words))
                || {
                    let first = &name[..1];
                    name.len() > 1
                        && !told
                        && capitals.contains(&name[0])
                        && self.parties.country(first).is_none()
                        && !self.parties.begins_land(&name[0])
                }
        };
        let mut found: Vec<usize> = (0..self.parties.nodes.len())
            .filter(|&node| !self.parties.nodes[node].words.is_empty() && body(node) && fits(node))
            .collect();
        found.sort_by_key(|&node| self.parties.root(node));
        found.dedup_by_key(|node| self.parties.root(*node));
        match found[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The only body of a kind that "the company" of a claim can mean.
    fn body_of(&self, told: &Told, kind: &str) -> Option<usize> {
        let family = self.family.get(told.article.as_str());
        let sentence = |node: usize| {
            let entity = self.parties.nodes[node].entity;
            told.mentions
                .iter()
                .any(|mention| Some(mention.entity) == entity)
        };
        let articles = |node: usize| &self.parties.nodes[node].articles;
        let article = |node: usize| articles(node).contains(told.article.as_str());
        let related = |node: usize| {
            family.is_some()
                && articles(node)
                    .iter()
                    .any(|id| self.family.get(id) == family)
        };
        self.parties.body(kind, &[&sentence, &article, &related])
    }

    /// The only person whom a wording calls so: "Mayor Ada Lund" for "the mayor".
    fn titled(&mut self, noun: &str) -> Option<usize> {
        tables().role(noun)?;
        if let Some(known) = self.titles.get(noun) {
            return *known;
        }
        let found = self.find_titled(noun);
        self.titles.insert(noun.to_owned(), found);
        found
    }

    fn find_titled(&self, noun: &str) -> Option<usize> {
        let called = |node: usize| {
            let entity = self.parties.nodes[node].entity;
            let entity = entity.and_then(|entity| self.material.entities.get(entity));
            entity.is_some_and(|entity| {
                let mut wordings = entity.aliases.iter().map(|alias| folded(&alias.text));
                entity.sort == Sort::Person
                    && wordings.any(|words| words.first().is_some_and(|word| word == noun))
            })
        };
        let mut found = (0..self.parties.nodes.len()).filter(|&node| called(node));
        let first = found.next()?;
        let root = self.parties.root(first);
        found
            .all(|node| self.parties.root(node) == root)
            .then_some(first)
    }

    /// The first body that the sentence names.
    fn first_body(&self, told: &Told) -> Option<usize> {
        let nodes = told
            .mentions
            .iter()
            .filter_map(|mention| self.parties.of(mention.entity));
        nodes
            .filter(|&node| !self.parties.nodes[node].only_reports())
            .find(|&node| self.parties.nodes[node].sort == Sort::Organisation)
    }
}

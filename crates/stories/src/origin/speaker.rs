//! On whose word a claim stands: which party, or who without a name.

use std::collections::{BTreeMap, BTreeSet};

use restated_claims::Status;
use restated_claims::entity::Sort;

use super::party::Parties;
use super::ties::tie_people;
use super::words::{Vague, folded, head, tables, words};
use crate::model::{Material, Told};

/// On whose word a claim stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// A party, by its node.
    Party(usize),
    /// Somebody that no entity is known of, by what all claims of the same source share.
    Called(String),
    /// Somebody in particular or not: "authorities", by article and words.
    Vague(String),
    /// A source that asked not to be named, by family and words.
    Anonymous(String),
    /// Nobody.
    Nobody,
}

/// On whose word a claim stands, and how the words for it are understood.
#[derive(Clone, Debug)]
pub(super) struct Spoken {
    pub(super) voice: Voice,
    /// As the article writes it.
    pub(super) name: Option<String>,
    /// Why the words mean whom they are taken for, where they do not say it.
    pub(super) why: Option<String>,
    /// The node of the last relay that is a party.
    pub(super) via: Option<usize>,
}

/// Reads sources.
pub(super) struct Speakers<'a, 'm> {
    pub(super) parties: Parties<'a>,
    material: &'m Material<'a>,
    family: &'m BTreeMap<&'a str, &'a str>,
    /// Countries by node of whose offices have a node: country, kind or subject of the office.
    offices: BTreeMap<(usize, String), usize>,
}

impl<'a, 'm> Speakers<'a, 'm> {
    /// The parties of the story of `told`, people tied to whom they speak for.
    pub(super) fn new(
        told: &[&'a Told],
        material: &'m Material<'a>,
        family: &'m BTreeMap<&'a str, &'a str>,
    ) -> Self {
        let mut parties = Parties::new(told, material);
        tie_people(told, &mut parties);
        let mut speakers = Self {
            parties,
            material,
            family,
            offices: BTreeMap::new(),
        };
        for node in 0..speakers.parties.nodes.len() {
            speakers.place_office(node);
        }
        speakers
    }

    /// On whose word each claim stands.
    pub(super) fn voices(&mut self, told: &[&'a Told]) -> Vec<Spoken> {
        let mut spoken: Vec<Spoken> = told.iter().map(|told| self.spoken(told)).collect();
        // "The statement" speaks for whom the article lets speak before it.
        for at in 0..spoken.len() {
            let Voice::Vague(key) = &spoken[at].voice else {
                continue;
            };
            if !key.starts_with("document") {
                continue;
            }
            let here = (0..told.len()).filter(|&other| told[other].article == told[at].article);
            let before = here
                .filter(|&other| told[other].claim.span.start < told[at].claim.span.start)
                .filter(|&other| is_firm(&spoken[other].voice))
                .max_by_key(|&other| told[other].claim.span.start);
            if let Some(before) = before {
                let name = spoken[at].name.clone().unwrap_or_default();
                let whose = match spoken[before].voice {
                    Voice::Party(node) => self.parties.nodes[node].name.to_owned(),
                    _ => spoken[before].name.clone().unwrap_or_default(),
                };
                spoken[at].why = Some(format!("“{name}” is that of {whose}, who speaks before it"));
                spoken[at].voice = spoken[before].voice.clone();
            }
        }
        self.follow_relays(told, &mut spoken);
        self.tie_countries(&spoken);
        spoken
    }

    fn spoken(&mut self, told: &'a Told) -> Spoken {
        let attribution = &told.claim.attribution;
        let via = attribution.via.iter().rev();
        let via = via.filter_map(|name| self.called(name)).next();
        let named = attribution.source.as_deref().filter(|_| {
            matches!(
                attribution.status,
                Status::Attributed | Status::Anonymous
            )
        });
        let nobody = Spoken {
            voice: Voice::Nobody,
            name: None,
            why: None,
            via,
        };
        let Some(source) = named else {
            return nobody;
        };
        let family = self.family.get(told.article.as_str());
        let family = family.copied().unwrap_or(&told.article);
        if attribution.status == Status::Anonymous {
            return Spoken {
                voice: Voice::Anonymous(format!("{family} {}", folded(source).join(" "))),
                name: Some(source.to_owned()),
                ..nobody
            };
        }
        let entity = told.source.and_then(|entity| self.parties.of(entity));
        if self.quotes_others(told, entity) {
            return nobody;
        }
        let (voice, why) = self.voice(told, source, entity);
        // What a source without a name says stands on the word of the one who relays it.
        let voice = match (&voice, via) {
            (Voice::Vague(_), Some(via)) => Voice::Party(via),
            _ => voice,
        };
        Spoken {
            voice,
            name: Some(source.to_owned()),
            why,
            via,
        }
    }

    fn voice(
        &mut self,
        told: &'a Told,
        source: &'a str,
        entity: Option<usize>,
    ) -> (Voice, Option<String>) {
        let written = written(told);
        if let Some(node) = entity {
            let described = written.filter(|words| !holds_name(words, &self.parties.nodes[node].words));
            let misread = described.is_some() && self.parties.nodes[node].only_reports();
            if !misread {
                return (Voice::Party(node), None);
            }
        }
        let source = if entity.is_some() { written.unwrap_or(source) } else { source };
        self.understood(told, source)
    }

    /// Whom words mean that no entity is known of.
    fn understood(&mut self, told: &'a Told, source: &'a str) -> (Voice, Option<String>) {
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
        let key = if named { words } else { format!("{family} {words}") };
        (Voice::Called(key), None)
    }

    /// The node that a wording is a name of, if of one party only.
    fn called(&self, wording: &str) -> Option<usize> {
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
        let named = told.mentions.iter().find(|mention| mention.at.start >= span.end)?;
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
    fn containing(&self, source: &str) -> Option<usize> {
        let capital = |word: &&super::words::Word<'_>| word.text.starts_with(char::is_uppercase);
        let capitals: Vec<super::words::Word<'_>> = words(source);
        let capitals: Vec<String> = capitals.iter().filter(capital).map(|word| word.lower.clone()).collect();
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
            capitals.contains(&name[0]) && holds(words, name) || (words.len() > 1 && holds(name, words)) || {
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
            family.is_some() && articles(node).iter().any(|id| self.family.get(id) == family)
        };
        self.parties.body(kind, &[&sentence, &article, &related])
    }

    /// The only person whom a wording calls so: "Mayor Ada Lund" for "the mayor".
    fn titled(&self, noun: &str) -> Option<usize> {
        tables().role(noun)?;
        let called = |node: usize| {
            let entity = self.parties.nodes[node].entity;
            let entity = entity.and_then(|entity| self.material.entities.get(entity));
            entity.is_some_and(|entity| {
                let mut wordings = entity.aliases.iter().map(|alias| folded(&alias.text));
                entity.sort == Sort::Person && wordings.any(|words| words.first().is_some_and(|word| word == noun))
            })
        };
        let mut found = (0..self.parties.nodes.len()).filter(|&node| called(node));
        let first = found.next()?;
        let root = self.parties.root(first);
        found.all(|node| self.parties.root(node) == root).then_some(first)
    }

    /// The first body that the sentence names.
    fn first_body(&self, told: &Told) -> Option<usize> {
        let nodes = told.mentions.iter().filter_map(|mention| self.parties.of(mention.entity));
        nodes
            .filter(|&node| !self.parties.nodes[node].only_reports())
            .find(|&node| self.parties.nodes[node].sort == Sort::Organisation)
    }

    /// "They say 43", said by somebody: it is theirs, whoever they are.
    fn quotes_others(&self, told: &Told, source: Option<usize>) -> bool {
        let person = source.is_none_or(|node| self.parties.nodes[node].sort == Sort::Person);
        let before = told.claim.span.start.saturating_sub(told.claim.sentence.start);
        let before = words(told.sentence.get(..before).unwrap_or_default());
        let [.., pronoun, verb] = before.as_slice() else {
            return false;
        };
        person
            && pronoun.lower == "they"
            && matches!(verb.lower.as_str(), "say" | "said" | "claim" | "claimed")
            && told.claim.attribution.source_span.as_ref().is_none_or(|span| {
                written(told).is_none_or(|words| words.to_lowercase() != "they") || span.is_empty()
            })
    }

    /// "Lawmakers said", where the story tells elsewhere that they were told by an agency: they pass
    /// on what that agency says.
    fn follow_relays(&self, told: &[&'a Told], spoken: &mut [Spoken]) {
        let mut heard: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (told, spoken) in told.iter().zip(&*spoken) {
            let Voice::Party(node) = spoken.voice else {
                continue;
            };
            for relay in &told.claim.attribution.via {
                let noun = head(&folded(relay)).cloned();
                let people = noun.filter(|noun| noun.ends_with('s') && self.called(relay).is_none());
                if let Some(noun) = people {
                    heard.entry(noun).or_default().insert(self.parties.root(node));
                }
            }
        }
        for spoken in spoken {
            let Voice::Called(_) = spoken.voice else {
                continue;
            };
            let name = spoken.name.clone().unwrap_or_default();
            let noun = head(&folded(&name)).cloned().unwrap_or_default();
            let Some(from) = heard.get(&noun).filter(|from| from.len() == 1) else {
                continue;
            };
            if let Some(&root) = from.first() {
                let whose = self.parties.nodes[self.parties.face(root)].name;
                spoken.why = Some(format!("“{name}” pass on what {whose} told them"));
                spoken.voice = Voice::Party(root);
            }
        }
    }

    /// Ties an office to the others of its country that speak with one voice.
    fn place_office(&mut self, node: usize) {
        let office = &self.parties.nodes[node];
        let Some(kind @ ("army" | "ministry")) = office.kind else {
            return;
        };
        let entity = office.entity.and_then(|entity| self.material.entities.get(entity));
        let wordings = entity.into_iter().flat_map(|entity| &entity.aliases);
        let mut wordings = wordings.map(|alias| folded(&alias.text));
        let country = self.parties.country(&office.words);
        let country = country.or_else(|| wordings.find_map(|words| self.parties.country(&words)));
        let Some(country) = country else {
            return;
        };
        let country = self.parties.root(country);
        let subject: Vec<&str> = office
            .words
            .iter()
            .map(String::as_str)
            .filter(|word| {
                !["of", "and"].contains(word) && tables().named(word).is_none()
                    && self.parties.country(&[(*word).to_owned()]).is_none()
            })
            .collect();
        let subject = if kind == "army" { kind.to_owned() } else { subject.join(" ") };
        match self.offices.get(&(country, subject.clone())).copied() {
            Some(other) => {
                let (one, two) = (self.parties.nodes[other].name, office.name);
                let land = self.parties.nodes[country].name;
                let why = format!("{one} and {two} speak for one side, that of {land}");
                self.parties.tie(node, other, why);
            }
            None => {
                self.offices.insert((country, subject), node);
            }
        }
    }

    /// A country and the only office of it that speaks are one.
    fn tie_countries(&mut self, spoken: &[Spoken]) {
        let mut speaking: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let spoke = |root: usize, parties: &Parties<'_>| {
            spoken.iter().any(|spoken| match spoken.voice {
                Voice::Party(node) => parties.root(node) == root,
                _ => false,
            })
        };
        for ((country, _), &office) in &self.offices {
            if spoke(self.parties.root(office), &self.parties) {
                speaking.entry(*country).or_default().push(office);
            }
        }
        for (country, offices) in speaking {
            if let [office] = offices[..] {
                let (land, name) = (self.parties.nodes[country].name, self.parties.nodes[office].name);
                let why = format!("{name} is the only office of {land} that speaks here");
                self.parties.tie(office, country, why);
            }
        }
    }
}

/// Whether a voice is somebody in particular.
pub(super) fn is_firm(voice: &Voice) -> bool {
    matches!(voice, Voice::Party(_) | Voice::Called(_))
}

/// The words that name the source, if they stand in the claim's sentence.
fn written(told: &Told) -> Option<&str> {
    let span = told.claim.attribution.source_span.as_ref()?;
    let offset = told.claim.sentence.start;
    told.sentence
        .get(span.start.checked_sub(offset)?..span.end.checked_sub(offset)?)
}

/// Whether words hold a word of a name.
fn holds_name(written: &str, name: &[String]) -> bool {
    folded(written).iter().any(|word| name.contains(word))
}

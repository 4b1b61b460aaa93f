//! Small invented piles for tests, made by hand: claims as the stages before would give them.

use restated_claims::entity::{Alias, Entity, Sort};
use restated_claims::{
    Attribution, Claim, Figure, Kind, Modality, Polarity, Qualifier, Scope, Status, Time,
};
use restated_lineage::{About, Derivation, Family, Lineage, Parent};

use crate::model::{Material, Mention, Told};

/// A pile in the making.
#[derive(Default)]
pub(crate) struct Pile {
    pub(crate) articles: Vec<About>,
    pub(crate) told: Vec<Told>,
    pub(crate) entities: Vec<Entity>,
    pub(crate) lineage: Lineage,
}

/// A figure of people killed.
pub(crate) fn figure(text: &str, qualifier: Qualifier, value: f64) -> Figure {
    let (low, high) = match qualifier {
        Qualifier::AtLeast | Qualifier::MoreThan => (Some(value), None),
        Qualifier::AtMost | Qualifier::LessThan => (None, Some(value)),
        Qualifier::Approx => (None, None),
        _ => (Some(value), Some(value)),
    };
    Figure {
        text: text.to_owned(),
        ..bounded(qualifier, Some(value), low, high)
    }
}

/// A count of people killed, by its bounds.
pub(crate) fn bounded(
    qualifier: Qualifier,
    best: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
) -> Figure {
    Figure {
        text: String::new(),
        best,
        low,
        high,
        qualifier,
        unit: "persons".to_owned(),
        measure: "killed".to_owned(),
        counted: None,
        per: None,
        scope: Scope::Unsaid,
        part_of: None,
    }
}

impl Pile {
    /// Somebody with a name and other wordings for it.
    pub(crate) fn named(mut self, name: &str, sort: Sort, wordings: &[&str]) -> Self {
        let alias = |text: &&str| Alias {
            text: (*text).to_owned(),
            why: String::new(),
            article: String::new(),
            span: 0..0,
        };
        self.entities.push(Entity {
            name: name.to_owned(),
            sort,
            aliases: [name].iter().chain(wordings).map(alias).collect(),
            members: Vec::new(),
        });
        self
    }

    /// An article; the ones that follow belong to it.
    pub(crate) fn article(mut self, id: &str, outlet: &str, published: Option<&str>) -> Self {
        self.articles.push(About {
            id: id.to_owned(),
            outlet: Some(outlet.to_owned()),
            published: published.map(str::to_owned),
            ..About::default()
        });
        self
    }

    /// A claim of the last article: `number` stands in `sentence`; `source`, where there is one, is
    /// the words for whoever says it.
    pub(crate) fn claim(
        mut self,
        id: &str,
        sentence: &str,
        number: (&str, f64),
        source: Option<&str>,
    ) -> Self {
        let article = self
            .articles
            .last()
            .map_or_else(String::new, |about| about.id.clone());
        let before = self
            .told
            .iter()
            .filter(|told| told.article == article)
            .count();
        let start = before * 1000;
        let place = |words: &str| {
            let at = sentence.find(words).unwrap_or_default();
            start + at..start + at + words.len()
        };
        let mut mentions: Vec<Mention> = Vec::new();
        for (entity, known) in self.entities.iter().enumerate() {
            let wordings = known.aliases.iter().map(|alias| alias.text.as_str());
            let longest = wordings
                .filter(|text| sentence.contains(text))
                .max_by_key(|text| text.len());
            mentions.extend(longest.map(|text| Mention {
                at: place(text),
                entity,
            }));
        }
        mentions.sort_by_key(|mention| mention.at.start);
        let entity = source.and_then(|source| {
            let called = |known: &Entity| known.aliases.iter().any(|alias| alias.text == source);
            self.entities.iter().position(called)
        });
        let (words, value) = number;
        self.told.push(Told {
            id: id.to_owned(),
            article,
            claim: Claim {
                kind: Kind::Figure,
                sentence: start..start + sentence.len(),
                span: place(words),
                repeats: Vec::new(),
                figure: Some(figure(words, Qualifier::Exact, value)),
                attribution: Attribution {
                    status: source.map_or(Status::Unattributed, |_| Status::Attributed),
                    source: source.map(str::to_owned),
                    source_span: source.map(place),
                    via: Vec::new(),
                    cue: None,
                    act: None,
                },
                time: None,
                place: None,
                hedges: Vec::new(),
                polarity: Polarity::Affirmed,
                modality: Modality::Asserted,
            },
            words: words.to_owned(),
            sentence: sentence.to_owned(),
            at: 0..0,
            source: entity,
            mentions,
            caveats: Vec::new(),
        });
        self
    }

    /// Changes the last claim.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Claim)) -> Self {
        if let Some(told) = self.told.last_mut() {
            change(&mut told.claim);
        }
        self
    }

    /// Says when the last claim held.
    pub(crate) fn held_on(self, edtf: &str) -> Self {
        self.with(|claim| {
            claim.time = Some(Time {
                text: edtf.to_owned(),
                edtf: Some(edtf.to_owned()),
                anchor: None,
            });
        })
    }

    /// Says that one article has its text from another.
    pub(crate) fn derived(
        mut self,
        child: &str,
        parent: &str,
        kind: restated_lineage::Kind,
    ) -> Self {
        self.lineage.derivations.push(Derivation {
            child: child.to_owned(),
            parent: Parent::Article(parent.to_owned()),
            kind,
            directed: true,
            strength: 0.9,
            passages: Vec::new(),
            why: Vec::new(),
        });
        let mut articles = vec![child.to_owned(), parent.to_owned()];
        articles.sort();
        self.lineage.families.push(Family { articles });
        self
    }

    /// Gives what stories takes to a test.
    pub(crate) fn read<T>(&self, test: impl FnOnce(&[&Told], &Material<'_>) -> T) -> T {
        let articles: Vec<&About> = self.articles.iter().collect();
        let material = Material {
            articles: &articles,
            told: &self.told,
            lineage: &self.lineage,
            entities: &self.entities,
            rulings: &[],
        };
        let told: Vec<&Told> = self.told.iter().collect();
        test(&told, &material)
    }
}

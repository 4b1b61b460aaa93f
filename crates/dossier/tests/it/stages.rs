//! Stages over the pages of [`crate::pile`].

use std::collections::BTreeMap;
use std::path::PathBuf;

use restated_article::{Article, Issue};
use restated_capture::{Capture, Found, Input, Limits, ReadError};
use restated_claims::{Modality, Reading, headline};
use restated_dossier::Stages;
use restated_lineage::{
    About, Credit, Derivation, Entry, Family, Kind, Lineage, Parent, Passage, Record,
};
use restated_stories::{
    Dating, Drift, DriftKind, Filed, Findings, Joined, Material, Moment, Origin, Position,
    Question, Relation, RelationKind, Severity, Story, Terms, Told,
};

use crate::reading::{read_claims, read_names, read_page, read_sentence};

/// Stages over a ready pile.
pub(crate) struct Fake {
    pub(crate) pile: Vec<Found>,
    pub(crate) article_version: u32,
    pub(crate) claims_version: u32,
    pub(crate) record_version: u32,
}

impl Fake {
    pub(crate) fn over(pile: Vec<Found>) -> Self {
        Self {
            pile,
            article_version: 1,
            claims_version: 1,
            record_version: 1,
        }
    }
}

impl Stages for Fake {
    fn read(
        &self,
        _inputs: &[Input],
        _except: &[PathBuf],
        _limits: &Limits,
        sink: &mut dyn FnMut(Found) -> bool,
    ) -> Result<(), ReadError> {
        for found in &self.pile {
            if !sink(found.clone()) {
                return Err(ReadError::Stopped);
            }
        }
        Ok(())
    }

    fn article_version(&self) -> u32 {
        self.article_version
    }

    fn article(&self, capture: &Capture) -> (Option<Article>, Vec<Issue>) {
        let page = String::from_utf8(capture.bytes.clone()).unwrap();
        assert!(!page.contains("article stage panic"), "asked to");
        let mut article = read_page(&page);
        article.outlet.clone_from(&capture.place.declared.outlet);
        if article.text.is_empty() {
            return (None, vec![Issue("no main text found".to_owned())]);
        }
        if self.article_version > 1 {
            article.language = Some("en".to_owned());
        }
        (Some(article), Vec::new())
    }

    fn claims_version(&self) -> u32 {
        self.claims_version
    }

    fn claims(&self, article: &Article) -> Reading {
        assert!(!article.text.contains("claims stage panic"), "asked to");
        let mut claims = read_claims(article);
        if self.claims_version > 1 {
            claims
                .iter_mut()
                .for_each(|claim| claim.place = Some("the valley".to_owned()));
        }
        let title = article.title.as_deref().unwrap_or_default();
        let title = read_sentence(title, 0, None).into_iter().collect();
        Reading {
            headline: headline::headline(title, &claims),
            names: read_names(&article.text),
            caveats: Vec::new(),
            claims,
        }
    }

    fn record_version(&self) -> u32 {
        self.record_version
    }

    fn record(&self, text: &str, language: Option<&str>) -> Record {
        // The first paragraph tells copies here: often enough to be a text.
        let first = text.lines().next().unwrap_or_default();
        let times = 8 + self.record_version as usize;
        Record::of(&format!("{first} ").repeat(times), language)
    }

    fn lineage(&self, articles: &[Entry<'_>]) -> Lineage {
        let families = families(articles);
        Lineage {
            derivations: [edges(&families), cited(articles)].concat(),
            doubtful: doubts(&families),
            families,
        }
    }

    fn terms_version(&self) -> u32 {
        self.claims_version
    }

    fn terms(&self, article: &Article, reading: &Reading) -> Terms {
        Terms::of(article.title.as_deref(), &article.text, None, reading)
    }

    fn stories(&self, articles: &[Filed<'_>]) -> Vec<Story> {
        let mut ids: Vec<String> = articles
            .iter()
            .map(|filed| filed.about.id.clone())
            .collect();
        ids.sort();
        let Some(founder) = ids.first().cloned() else {
            return Vec::new();
        };
        let joined = |id: &String| Joined {
            article: id.clone(),
            to: founder.clone(),
            why: "they are of one pile".to_owned(),
        };
        vec![Story {
            title: Some("The pile".to_owned()),
            why: ids.iter().skip(1).map(joined).collect(),
            founder,
            articles: ids,
            from: None,
            to: None,
        }]
    }

    fn findings(&self, story: &Material<'_>) -> Findings {
        let mut by_measure: BTreeMap<&str, Vec<&Told>> = BTreeMap::new();
        let mut told: Vec<&Told> = story.told.iter().collect();
        told.sort_by(|a, b| a.id.cmp(&b.id));
        for told in &told {
            let figure = told.claim.figure.as_ref().unwrap();
            if told.claim.modality != Modality::Asserted {
                continue;
            }
            by_measure.entry(&figure.measure).or_default().push(told);
        }
        Findings {
            questions: by_measure
                .into_iter()
                .map(|(measure, told)| question(measure, &told, &story.lineage.families))
                .collect(),
            drifts: drifts(&told, story),
        }
    }
}

/// Of each edge between articles, the first claims of both.
fn drifts(told: &[&Told], story: &Material<'_>) -> Vec<Drift> {
    let first = |article: &str| told.iter().find(|told| told.article == article);
    let edges = story.lineage.derivations.iter();
    let drift = |edge: &Derivation| {
        let Parent::Article(parent) = &edge.parent else {
            return None;
        };
        Some(Drift {
            from: first(parent)?.id.clone(),
            to: Some(first(&edge.child)?.id.clone()),
            article: edge.child.clone(),
            kind: DriftKind::QualifierDropped,
            severity: Severity::Notable,
            why: "“at least 7” became “7”".to_owned(),
        })
    };
    edges.filter_map(drift).collect()
}

/// Articles that begin with the same paragraph.
fn families(articles: &[Entry<'_>]) -> Vec<Family> {
    let mut alike: BTreeMap<Vec<u8>, Vec<String>> = BTreeMap::new();
    for Entry { about, record } in articles {
        alike
            .entry(record.to_bytes())
            .or_default()
            .push(about.id.clone());
    }
    let mut families: Vec<Family> = alike
        .into_values()
        .filter(|ids| ids.len() > 1)
        .map(|mut articles| {
            articles.sort();
            Family { articles }
        })
        .collect();
    families.sort_by(|a, b| a.articles.cmp(&b.articles));
    families
}

/// Edges to the outlets that articles name.
fn cited(articles: &[Entry<'_>]) -> Vec<Derivation> {
    let edge = |about: &About, credit: &Credit| Derivation {
        child: about.id.clone(),
        parent: Parent::Outlet(credit.outlet.clone()),
        kind: Kind::Cites,
        directed: true,
        strength: 0.0,
        passages: Vec::new(),
        why: vec![format!("names {}", credit.outlet)],
    };
    let credits = articles.iter().flat_map(|entry| {
        entry
            .about
            .credits
            .iter()
            .map(|credit| (entry.about, credit))
    });
    credits.map(|(about, credit)| edge(about, credit)).collect()
}

/// Edges of every sort, by turns, between the neighbours of a family.
fn edges(families: &[Family]) -> Vec<Derivation> {
    let mut edges = Vec::new();
    for (turn, Family { articles }) in families.iter().enumerate() {
        for (at, pair) in articles.windows(2).enumerate() {
            let [one, other] = pair else { continue };
            let mut edge = |child: &String, parent, kind, directed| {
                edges.push(Derivation {
                    child: child.clone(),
                    parent,
                    kind,
                    directed,
                    strength: 0.875,
                    passages: vec![Passage {
                        child: 1..4,
                        parent: 1..4,
                    }],
                    why: ["they begin alike", "published a day later"]
                        .map(str::to_owned)
                        .to_vec(),
                });
            };
            let article = |id: &String| Parent::Article(id.clone());
            match (turn + at) % 4 {
                0 => edge(other, article(one), Kind::NearCopy, true),
                1 => edge(one, article(other), Kind::Excerpt, false),
                2 => {
                    let agency = || Parent::Outlet("Tarn Wire".to_owned());
                    edge(one, agency(), Kind::Rewrite, true);
                    edge(other, agency(), Kind::Rewrite, true);
                }
                _ => {
                    edge(one, Parent::Unseen(pair.to_vec()), Kind::Copy, true);
                    edge(other, Parent::Unseen(pair.to_vec()), Kind::Copy, true);
                }
            }
        }
    }
    edges
}

/// The first articles of neighbouring families, by twos.
fn doubts(families: &[Family]) -> Vec<(String, String)> {
    let firsts: Vec<&String> = families.iter().filter_map(|f| f.articles.first()).collect();
    let pairs = firsts.chunks_exact(2);
    pairs
        .map(|pair| (pair[1].clone(), pair[0].clone()))
        .collect()
}

fn question(measure: &str, told: &[&Told], families: &[Family]) -> Question {
    let mut positions: BTreeMap<i64, Vec<&Told>> = BTreeMap::new();
    let mut origins: BTreeMap<Option<String>, Vec<String>> = BTreeMap::new();
    for told in told {
        let best = told.claim.figure.as_ref().unwrap().best.unwrap();
        positions.entry(best as i64).or_default().push(told);
        origins
            .entry(told.claim.attribution.source.clone())
            .or_default()
            .push(told.id.clone());
    }
    let family = |article: &str| {
        families
            .iter()
            .position(|family| family.articles.iter().any(|id| id == article))
            .map_or_else(|| article.to_owned(), |index| index.to_string())
    };
    let distinct = |mut all: Vec<String>| {
        all.sort();
        all.dedup();
        all.len()
    };
    let ids = |told: &[&Told]| -> Vec<String> {
        let mut ids: Vec<String> = told.iter().map(|told| told.id.clone()).collect();
        ids.sort();
        ids
    };
    let position = |(best, told): (&i64, &Vec<&Told>)| Position {
        best: Some(*best as f64),
        low: None,
        high: None,
        claims: ids(told),
        articles: distinct(told.iter().map(|told| told.article.clone()).collect()),
        families: distinct(told.iter().map(|told| family(&told.article)).collect()),
        origins: distinct(
            told.iter()
                .filter_map(|told| told.claim.attribution.source.clone())
                .collect(),
        ),
    };
    let moment = |(at, told): (usize, &Vec<&Told>)| Moment {
        date: None,
        dated: Dating::Undated,
        position: at,
        origins: Vec::new(),
        claims: ids(told),
        first: true,
    };
    let firsts: Vec<String> = positions
        .values()
        .map(|told| ids(told)[0].clone())
        .collect();
    let relation = |pair: &[String]| Relation {
        a: pair[0].clone().min(pair[1].clone()),
        b: pair[0].clone().max(pair[1].clone()),
        kind: RelationKind::Differ,
        why: "one number and another".to_owned(),
    };
    Question {
        text: format!("How many people were {measure}?"),
        measure: measure.to_owned(),
        counted: Some("people".to_owned()),
        founder: told[0].id.clone(),
        why: vec!["both count people".to_owned()],
        timeline: positions.values().enumerate().map(moment).collect(),
        relations: firsts.windows(2).map(relation).collect(),
        notes: Vec::new(),
        positions: positions.iter().map(position).collect(),
        at_least: 1,
        origins: origins
            .into_iter()
            .map(|(source, mut claims)| {
                claims.sort();
                Origin {
                    source,
                    entity: None,
                    anonymous: false,
                    claims,
                    why: vec!["one source".to_owned()],
                }
            })
            .collect(),
    }
}

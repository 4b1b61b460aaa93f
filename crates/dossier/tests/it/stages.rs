//! Stages over the pages of [`crate::pile`].

use std::collections::BTreeMap;
use std::path::PathBuf;

use restated_article::{Article, Issue};
use restated_capture::{Capture, Found, Input, Limits, ReadError};
use restated_claims::{Modality, Reading, headline};
use restated_dossier::Stages;
use restated_lineage::{Family, Sketch};
use restated_stories::{Origin, Position, Question, Told};

use crate::reading::{read_claims, read_names, read_page, read_sentence};

/// Stages over a ready pile.
pub(crate) struct Fake {
    pub(crate) pile: Vec<Found>,
    pub(crate) article_version: u32,
    pub(crate) claims_version: u32,
}

impl Fake {
    pub(crate) fn over(pile: Vec<Found>) -> Self {
        Self {
            pile,
            article_version: 1,
            claims_version: 1,
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
            claims,
        }
    }

    fn sketch(&self, text: &str) -> Sketch {
        // The first paragraph tells copies here.
        let first = text.lines().next().unwrap_or_default();
        let fingerprints = first.bytes().fold(7_u64, |print, byte| {
            print.wrapping_mul(31) ^ u64::from(byte)
        });
        Sketch {
            fingerprints: vec![fingerprints],
            words: text.split_whitespace().count(),
        }
    }

    fn families(&self, articles: &[(String, Sketch)]) -> Vec<Family> {
        let mut alike: BTreeMap<u64, Vec<String>> = BTreeMap::new();
        for (id, sketch) in articles {
            alike
                .entry(sketch.fingerprints[0])
                .or_default()
                .push(id.clone());
        }
        let mut families: Vec<Family> = alike
            .into_values()
            .filter(|ids| ids.len() > 1)
            .map(|articles| Family { articles })
            .collect();
        families
            .iter_mut()
            .for_each(|family| family.articles.sort());
        families.sort_by(|a, b| a.articles.cmp(&b.articles));
        families
    }

    fn questions(&self, claims: &[Told<'_>], families: &[Family]) -> Vec<Question> {
        let mut by_measure: BTreeMap<&str, Vec<&Told<'_>>> = BTreeMap::new();
        for told in claims {
            let figure = told.claim.figure.as_ref().unwrap();
            if told.claim.modality != Modality::Asserted {
                continue;
            }
            by_measure.entry(&figure.measure).or_default().push(told);
        }
        by_measure
            .into_iter()
            .map(|(measure, told)| question(measure, &told, families))
            .collect()
    }
}

fn question(measure: &str, told: &[&Told<'_>], families: &[Family]) -> Question {
    let mut positions: BTreeMap<i64, Vec<&Told<'_>>> = BTreeMap::new();
    let mut origins: BTreeMap<Option<String>, Vec<String>> = BTreeMap::new();
    for told in told {
        let best = told.claim.figure.as_ref().unwrap().best.unwrap();
        positions.entry(best as i64).or_default().push(told);
        origins
            .entry(told.claim.attribution.source.clone())
            .or_default()
            .push(told.id.to_owned());
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
    let position = |(best, told): (i64, Vec<&Told<'_>>)| {
        let mut claims: Vec<String> = told.iter().map(|told| told.id.to_owned()).collect();
        claims.sort();
        Position {
            best: Some(best as f64),
            low: None,
            high: None,
            claims,
            articles: distinct(told.iter().map(|told| told.article.to_owned()).collect()),
            families: distinct(told.iter().map(|told| family(told.article)).collect()),
            origins: distinct(
                told.iter()
                    .filter_map(|told| told.claim.attribution.source.clone())
                    .collect(),
            ),
        }
    };
    Question {
        text: format!("How many people were {measure}?"),
        measure: measure.to_owned(),
        counted: Some("people".to_owned()),
        positions: positions.into_iter().map(position).collect(),
        origins: origins
            .into_iter()
            .map(|(source, mut claims)| {
                claims.sort();
                Origin { source, claims }
            })
            .collect(),
    }
}

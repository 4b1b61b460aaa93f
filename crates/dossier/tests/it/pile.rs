//! An invented pile, and stages that read it.
//!
//! A page is plain text: a title, then paragraphs. `N people were VERB, NAME said.`
//! is a figure on somebody's word; `- - -` stands between text and boilerplate.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::Path;
use std::time::Duration;

use restated_article::source::Run;
use restated_article::{Article, Dated, Issue, Repeat, Upstream};
use restated_capture::{
    Capture, CaptureId, Declared, Format, Found, Input, Limits, Place, ReadError, Skipped,
};
use restated_claims::{
    Attribution, Claim, Figure, Kind, Modality, Polarity, Qualifier, Status, Time,
};
use restated_dossier::{BuildReport, Dossier, Options, Silent, Stages, export};
use restated_lineage::{Family, Sketch};
use restated_stories::{Origin, Position, Question, Told};

/// A page at a path.
pub(crate) fn page(path: &str, text: &str) -> Found {
    Found::Capture(Capture {
        id: CaptureId::of(text.as_bytes()),
        bytes: text.as_bytes().to_vec(),
        format: Format::Text,
        media_type: "text/plain".to_owned(),
        charset: None,
        place: Place {
            path: path.to_owned(),
            declared: Declared {
                // So that the place decides about something in the article.
                outlet: Some(format!(
                    "The {} Courier",
                    path.split('/').next().unwrap_or("Local")
                )),
                ..Declared::default()
            },
            ..Place::default()
        },
    })
}

/// Something that is not read.
pub(crate) fn skipped(path: &str, reason: &str) -> Found {
    Found::Skipped(Skipped {
        path: path.to_owned(),
        url: None,
        media_type: None,
        bytes: None,
        id: None,
        reason: reason.to_owned(),
    })
}

/// A pile of `size` pages and some things beside: copies, the same bytes in
/// several places, doubled paragraphs, pages that make a stage panic.
pub(crate) fn pile(size: usize) -> Vec<Found> {
    let towns = ["Ostervåg", "Quillmarsh", "Пристань", "Tarn Hollow"];
    let names = ["Ada Fenwick", "the harbour office", "Brigadier Ozols"];
    let mut pile = Vec::new();
    for number in 0..size {
        let town = towns[number % towns.len()];
        let name = names[number % names.len()];
        let lead = format!("{} people were killed, {name} said.", 3 + number % 5);
        let more = format!(
            "“We heard it in {town}”. {} people were hurt, {name} said.",
            20 + number % 7
        );
        let mut text = format!(
            "Landslip near {town}, part {}\n{lead}\n{more}\n",
            number / 4
        );
        if number % 6 == 0 {
            text.push_str(&format!("{lead}\n"));
        }
        if number % 9 == 4 {
            text = format!("Nothing here, {number}\n");
        }
        if number % 17 == 5 {
            text.push_str("This page makes the article stage panic.\n");
        }
        if number % 17 == 6 {
            text.push_str("This page makes the claims stage panic.\n");
        }
        text.push_str(&format!("- - -\nRead more: {number} things\n"));
        pile.push(page(&format!("pile/{number:03}.txt"), &text));
        if number % 5 == 0 {
            pile.push(page(&format!("again/{number:03}.txt"), &text));
        }
        if number % 8 == 0 {
            pile.push(skipped(
                &format!("pile/{number:03}.png"),
                "not text: image/png",
            ));
        }
    }
    pile
}

/// Stages over a ready pile.
pub(crate) struct Fake {
    pub(crate) pile: Vec<Found>,
    pub(crate) article_version: u32,
    pub(crate) claims_version: u32,
    /// How long reading an article takes.
    pub(crate) delay: Duration,
}

impl Fake {
    pub(crate) fn over(pile: Vec<Found>) -> Self {
        Self {
            pile,
            article_version: 1,
            claims_version: 1,
            delay: Duration::ZERO,
        }
    }
}

impl Stages for Fake {
    fn read(
        &self,
        _inputs: &[Input],
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
        std::thread::sleep(self.delay);
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

    fn claims(&self, article: &Article) -> Vec<Claim> {
        assert!(!article.text.contains("claims stage panic"), "asked to");
        let mut claims = read_claims(article);
        if self.claims_version > 1 {
            claims
                .iter_mut()
                .for_each(|claim| claim.place = Some("the valley".to_owned()));
        }
        claims
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

fn read_page(page: &str) -> Article {
    let mut article = Article::default();
    let mut at = 0;
    let mut kept: Vec<(&str, usize)> = Vec::new();
    for line in page.split_inclusive('\n') {
        let paragraph = line.trim_end();
        let start = at;
        at += line.len();
        if paragraph == "- - -" {
            break;
        }
        if article.title.is_none() {
            article.title = Some(paragraph.to_owned());
            continue;
        }
        if let Some((_, first)) = kept.iter().find(|(text, _)| *text == paragraph) {
            let kept = *first..*first + paragraph.len();
            article.repeats.push(Repeat {
                kept,
                bytes: start..start + paragraph.len(),
            });
            continue;
        }
        if !article.text.is_empty() {
            article.text.push('\n');
        }
        let out = article.text.len();
        kept.push((paragraph, out));
        article.text.push_str(paragraph);
        article.map.push(Run {
            out,
            out_len: paragraph.len(),
            source: start,
            source_len: paragraph.len(),
        });
    }
    if let Some(span) = article
        .text
        .find("the harbour office")
        .map(|start| start..start + 18)
    {
        article.upstreams.push(Upstream {
            name: "The Harbour Office".to_owned(),
            words: article.text[span.clone()].to_owned(),
            bytes: article.map.source_range(span.clone()),
            span: Some(span),
        });
    }
    article.published = Some(Dated {
        edtf: "2031-03-04T18:40:00Z".to_owned(),
        from: "text".to_owned(),
    });
    article
}

fn read_claims(article: &Article) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut start = 0;
    for paragraph in article.text.split('\n') {
        for sentence in paragraph.split_inclusive(". ") {
            claims.extend(read_sentence(sentence.trim_end(), start));
            start += sentence.len();
        }
        start += 1;
    }
    claims
}

fn read_sentence(sentence: &str, start: usize) -> Option<Claim> {
    let (subject, rest) = sentence.split_once(" people were ")?;
    let digits = subject.rfind(' ').map_or(0, |space| space + 1);
    let best: f64 = subject[digits..].parse().ok()?;
    let (measure, word) = rest.split_once(", ")?;
    let source = word.strip_suffix(" said.")?;
    let named = !source.starts_with("the ");
    Some(Claim {
        kind: Kind::Figure,
        sentence: start..start + sentence.len(),
        span: start + digits..start + subject.len() + " people".len(),
        figure: Some(Figure {
            text: format!("{} people", &subject[digits..]),
            best: Some(best),
            low: None,
            high: None,
            qualifier: Qualifier::Exact,
            unit: "persons".to_owned(),
            measure: measure.to_owned(),
            counted: Some("people".to_owned()),
        }),
        attribution: Attribution {
            status: if named {
                Status::Attributed
            } else {
                Status::Anonymous
            },
            source: Some(source.to_owned()),
            via: if best > 5.0 {
                vec!["local councillors".to_owned()]
            } else {
                Vec::new()
            },
            cue: Some("said".to_owned()),
        },
        time: (best > 20.0).then(|| Time {
            text: "on Monday".to_owned(),
            edtf: None,
            anchor: None,
        }),
        place: None,
        hedges: Vec::new(),
        polarity: Polarity::Affirmed,
        modality: Modality::Asserted,
    })
}

/// Builds `stages` into the dossier at `path`.
pub(crate) fn build(path: &Path, stages: &Fake, threads: usize) -> BuildReport {
    let mut dossier = Dossier::create_or_open(path).unwrap();
    let options = Options {
        threads: NonZero::new(threads),
    };
    dossier
        .build_with(&[], &Limits::default(), options, &Silent, stages)
        .unwrap()
}

/// The JSON export of the dossier at `path`.
pub(crate) fn export(path: &Path) -> String {
    let mut out = Vec::new();
    export::write(
        &Dossier::open(path).unwrap(),
        export::Format::Json,
        &mut out,
    )
    .unwrap();
    String::from_utf8(out).unwrap()
}

/// A pile in another order: the same for the same `seed`.
pub(crate) fn shuffled(mut pile: Vec<Found>, seed: u64) -> Vec<Found> {
    let mut state = seed;
    for last in (1..pile.len()).rev() {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        pile.swap(last, (state >> 33) as usize % (last + 1));
    }
    pile
}

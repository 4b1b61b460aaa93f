//! One row an answer, with the columns that casualty recorders know from the Georeferenced Event
//! Dataset of the Uppsala Conflict Data Program (UCDP GED).
//!
//! `best`, `low` and `high` are those of the answer, as texts give them: nothing is added up, and
//! no answer is chosen over another.

mod dates;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use dates::When;

use super::around::Around;
use super::linked::address;
use super::redact::Shown;
use super::{cells, put};
use crate::error::{Fault, Outcome};
use crate::fields::word;
use crate::records::{Article, Capture, Claim, Position, Question, Story, Within};

/// Between the entries of one cell.
const BETWEEN: &str = "; ";

pub(super) fn write(shown: &Shown<'_>, out: &mut dyn Write) -> Outcome<()> {
    let names: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
    put(out, cells::line(&names).as_bytes())?;
    let around = Around::of(shown)?;
    for story in shown.all::<Story>(Within::Dossier)? {
        let within = Within::Story(&story.id);
        let claims = shown.all::<Claim>(within)?.into_iter();
        let claims: BTreeMap<String, Claim> =
            claims.map(|claim| (claim.id.clone(), claim)).collect();
        for question in shown.all::<Question>(within)? {
            for (number, position) in (1..).zip(&question.positions) {
                let answer = Answer::of(&story, &question, (number, position), &claims, &around)?;
                if !answer.counts_people() {
                    continue;
                }
                let row: Vec<String> = COLUMNS.iter().map(|(_, cell)| cell(&answer)).collect();
                put(out, cells::line(&row).as_bytes())?;
            }
        }
    }
    Ok(())
}

/// One answer, with the claims that give it.
struct Answer<'a> {
    story: &'a Story,
    question: &'a Question,
    number: usize,
    position: &'a Position,
    /// The first claim of each article that gives it, by day of publication.
    articles: Vec<Report<'a>>,
    claims: Vec<&'a Claim>,
    when: When,
}

/// An article that gives an answer.
struct Report<'a> {
    article: &'a Article,
    capture: &'a Capture,
    claim: &'a Claim,
}

impl<'a> Answer<'a> {
    fn of(
        story: &'a Story,
        question: &'a Question,
        (number, position): (usize, &'a Position),
        claims: &'a BTreeMap<String, Claim>,
        around: &'a Around,
    ) -> Outcome<Self> {
        let lost = |id: &str| Fault::damaged(format!("claim {id} is not of story {}", story.id));
        let mut given = Vec::new();
        for id in &position.claims {
            given.push(claims.get(id).ok_or_else(|| lost(id))?);
        }
        given.sort_by_key(|claim| (&claim.article, claim.evidence.start, claim.span.start));
        let mut articles: Vec<Report<'_>> = Vec::new();
        for claim in &given {
            if articles
                .iter()
                .all(|report| report.article.id != claim.article)
            {
                let (article, capture) = around.article(&claim.article)?;
                articles.push(Report {
                    article,
                    capture,
                    claim,
                });
            }
        }
        articles.sort_by_key(|report| {
            let day = report.article.published.as_ref().map(|date| &date.edtf);
            (day.is_none(), day, &report.article.id)
        });
        let times = given.iter().filter_map(|claim| claim.time.as_ref());
        Ok(Self {
            when: When::of(times.filter_map(|time| time.edtf.as_deref())),
            story,
            question,
            number,
            position,
            articles,
            claims: given,
        })
    }

    /// Whether it is one that casualty recorders ask for. The others are in the other formats.
    fn counts_people(&self) -> bool {
        let mut figures = self.claims.iter().filter_map(|claim| claim.figure.as_ref());
        figures.any(|part| part.figure.unit == "persons")
    }

    /// What the claims say, each wording once, in the order of the articles.
    fn said(&self, of: impl Fn(&Claim) -> Option<String>) -> String {
        let mut seen = BTreeSet::new();
        let said = self.claims.iter().filter_map(|claim| of(claim));
        entries(said.filter(|text| seen.insert(text.clone())))
    }

    /// One entry for each article, in one order in all columns: what is not known is empty.
    fn each(&self, of: impl Fn(&Report<'_>) -> Option<String>) -> String {
        entries(
            self.articles
                .iter()
                .map(|report| of(report).unwrap_or_default()),
        )
    }
}

/// Entries of one cell. A semicolon inside of one becomes a comma, so that they can be told apart.
fn entries(entries: impl Iterator<Item = String>) -> String {
    let entries: Vec<String> = entries.map(|entry| entry.replace(';', ",")).collect();
    // Of nothing but unknown entries nothing is left.
    if entries.iter().all(String::is_empty) {
        return String::new();
    }
    cells::text(&entries.join(BETWEEN))
}

type Cell = fn(&Answer<'_>) -> String;

/// The columns: `EXPORT.md` says what they mean and how far that is what they mean in GED.
const COLUMNS: &[(&str, Cell)] = &[
    ("id", |of| format!("{}-{}", of.question.id, of.number)),
    ("story", |of| of.story.id.clone()),
    ("story_title", |of| text(of.story.title.as_deref())),
    ("question", |of| of.question.id.clone()),
    ("question_text", |of| cells::text(&of.question.text)),
    ("answers", |of| of.question.positions.len().to_string()),
    ("measure", |of| of.question.measure.clone()),
    ("counted", |of| text(of.question.counted.as_deref())),
    ("unit", |of| {
        of.said(|claim| Some(claim.figure.as_ref()?.figure.unit.clone()))
    }),
    ("best", |of| {
        cells::number(of.position.best.map(|best| best.0))
    }),
    ("low", |of| cells::number(of.position.low.map(|low| low.0))),
    ("high", |of| {
        cells::number(of.position.high.map(|high| high.0))
    }),
    ("as_written", |of| {
        of.said(|claim| Some(claim.figure.as_ref()?.figure.text.clone()))
    }),
    ("scope", |of| {
        of.said(|claim| Some(word(&claim.figure.as_ref()?.figure.scope)))
    }),
    ("number_of_sources", |of| of.position.origins.to_string()),
    ("families", |of| of.position.families.to_string()),
    ("articles", |of| of.position.articles.to_string()),
    ("source_article", |of| of.each(source_article)),
    ("source_office", |of| {
        of.each(|report| report.article.outlet.clone())
    }),
    ("source_date", |of| {
        of.each(|report| published(report).map(str::to_owned))
    }),
    ("source_headline", |of| {
        of.each(|report| report.article.title.clone())
    }),
    ("source_original", |of| {
        of.each(|report| report.claim.attribution.source.clone())
    }),
    ("source_via", |of| {
        of.each(|report| Some(report.claim.attribution.via.join(", ")))
    }),
    ("source_status", |of| {
        of.each(|report| Some(word(&report.claim.attribution.status)))
    }),
    ("date_prec", |of| {
        of.when
            .precision()
            .map(|code| code.to_string())
            .unwrap_or_default()
    }),
    ("date_start", |of| of.when.first.clone().unwrap_or_default()),
    ("date_end", |of| of.when.last.clone().unwrap_or_default()),
    ("date_text", |of| {
        of.said(|claim| Some(claim.time.as_ref()?.text.clone()))
    }),
    // Every code says how far a point on a map is from the event, and no text gives a point.
    ("where_prec", |_| String::new()),
    ("where_coordinates", |of| {
        of.said(|claim| claim.place.clone())
    }),
    ("hedges", |of| {
        of.said(|claim| Some(claim.hedges.join(", ")).filter(|hedges| !hedges.is_empty()))
    }),
    ("modality", |of| {
        of.said(|claim| Some(word(&claim.modality)))
    }),
    ("polarity", |of| {
        of.said(|claim| Some(word(&claim.polarity)))
    }),
    ("sentence", |of| {
        of.each(|report| Some(report.claim.evidence.exact.clone()))
    }),
    ("claims", |of| {
        of.each(|report| Some(report.claim.id.clone()))
    }),
    ("captures", |of| of.each(|report| report.capture.id.clone())),
    ("urls", |of| {
        of.each(|report| address(report.article, report.capture).map(str::to_owned))
    }),
];

fn text(text: Option<&str>) -> String {
    text.map(cells::text).unwrap_or_default()
}

fn published<'a>(report: &Report<'a>) -> Option<&'a str> {
    let published = report.article.published.as_ref();
    published.map(|date| date.edtf.as_str())
}

/// "The Vell Post, 2031-03-04, Gate stuck", as far as it is known.
fn source_article(report: &Report<'_>) -> Option<String> {
    let known = [
        report.article.outlet.as_deref(),
        published(report),
        report.article.title.as_deref(),
    ];
    let known: Vec<&str> = known.into_iter().flatten().collect();
    Some(known.join(", "))
}

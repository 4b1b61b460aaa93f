//! Sources of sayings in invented articles. A case marks them in its text:
//! `[[she|Maria Keller]]` where the one meant is named elsewhere in the text,
//! `[[officials|]]` where nobody can know.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::PathBuf;

use restated_language::{Annotated, Coreference, coreference};
use serde_json::Value;

use crate::reference::annotated;

/// A marked source: where it stands, and whose words they are.
struct Marked {
    bytes: Range<usize>,
    meant: String,
}

/// How many marked sources were put on someone, and on the right one.
#[derive(Debug, Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
    left_open: usize,
    faults: Vec<String>,
}

impl Score {
    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong + self.missed) as f64
    }
}

fn here(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it")
        .join(path)
}

/// Takes the marks out of a case.
fn unmarked(case: &str) -> (String, Vec<Marked>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut rest = case.trim();
    while let Some((before, after)) = rest.split_once("[[") {
        let (mark, after) = after.split_once("]]").expect("a mark that ends");
        let (shown, meant) = mark.split_once('|').expect("a mark with its meaning");
        text.push_str(before);
        let start = text.len();
        text.push_str(shown);
        marks.push(Marked {
            bytes: start..text.len(),
            meant: meant.to_owned(),
        });
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

/// The tokens within these bytes.
fn tokens(doc: &Annotated<'_>, bytes: &Range<usize>) -> Range<usize> {
    let start = doc
        .tokens
        .partition_point(|token| (token.end as usize) <= bytes.start);
    let end = doc
        .tokens
        .partition_point(|token| (token.start as usize) < bytes.end);
    start..end
}

fn judge(id: &str, doc: &Annotated<'_>, found: &Coreference, mark: &Marked, score: &mut Score) {
    let shown = &doc.text[mark.bytes.clone()];
    let mention = found.mention_of(doc, tokens(doc, &mark.bytes));
    let others: Vec<&str> = mention
        .map(|mention| &found.chain_of(mention).mentions)
        .into_iter()
        .flatten()
        .filter(|&&other| Some(other) != mention)
        .map(|&other| doc.words(found.mentions[other].tokens.clone()))
        .collect();
    let start = mark.bytes.start;
    let mut fault = |what: &str| {
        let rule = mention
            .and_then(|at| found.link_of(at))
            .map(|link| link.rule);
        score.faults.push(format!(
            "{id}@{start}: {what}: {shown:?} is {:?}, not {others:?} ({rule:?})",
            mark.meant
        ));
    };
    let linked = mention.is_some_and(|at| found.link_of(at).is_some());
    if mark.meant.is_empty() {
        if linked {
            fault("should be open");
            score.wrong += 1;
        } else {
            score.left_open += 1;
        }
    } else if shown.contains(&mark.meant) {
        // Named in full where it stands.
    } else if others
        .iter()
        .any(|other| other.contains(&mark.meant) || *other == mark.meant)
    {
        score.right += 1;
    } else if linked {
        fault("wrong");
        score.wrong += 1;
    } else {
        fault("missed");
        score.missed += 1;
    }
}

fn run(half: &str) -> Score {
    let fixture = fs::read_to_string(here("fixtures/coreference").join(format!("{half}.jsonl")));
    let rows: BTreeMap<String, Value> = fixture
        .expect("a fixture")
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
        .map(|row| (row["id"].as_str().expect("an id").to_owned(), row))
        .collect();
    let mut score = Score::default();
    for (id, row) in &rows {
        let path = here("cases/coreference")
            .join(half)
            .join(format!("{id}.txt"));
        let (text, marks) = unmarked(&fs::read_to_string(path).expect("a case"));
        assert_eq!(
            row["text"].as_str(),
            Some(text.as_str()),
            "{id}: fixture is stale"
        );
        let doc = annotated(row, &text);
        let found = coreference(&doc);
        for mark in &marks {
            judge(id, &doc, &found, mark, &mut score);
        }
    }
    score
}

fn check(half: &str, precision: f64, recall: f64) {
    let score = run(half);
    let measured = format!(
        "{half}: precision {:.3}, recall {:.3} ({} right, {} wrong, {} missed, {} left open)\n{}",
        score.precision(),
        score.recall(),
        score.right,
        score.wrong,
        score.missed,
        score.left_open,
        score.faults.join("\n")
    );
    assert!(
        score.precision() >= precision && score.recall() >= recall,
        "{measured}"
    );
}

#[test]
fn sources_of_development_articles() {
    check("dev", 1.0, 1.0);
}

#[test]
fn sources_of_heldout_articles() {
    check("heldout", 1.01, 1.0);
}

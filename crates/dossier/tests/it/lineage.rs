//! What articles have from one another: told to lineage, stored, exported, shown.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use restated_article::{Article, Issue};
use restated_capture::{Capture, Found, Input, Limits, ReadError};
use restated_dossier::report::{Style, render};
use restated_dossier::{Dossier, Options, Silent, Stages};
use restated_lineage::{
    About, Derivation, Entry, Family, Kind, Lineage, Parent, Passage, Record, Words,
};
use restated_stories::{Filed, Findings, Material, Story, Terms};
use serde_json::{Value, json};

use crate::pile::{Fake, build, export, page, pile};

/// The stages of the other tests, with another lineage.
struct With<F>(Fake, F);

impl<F: Fn(&[Entry<'_>]) -> Lineage + Sync> Stages for With<F> {
    fn read(
        &self,
        inputs: &[Input],
        except: &[PathBuf],
        limits: &Limits,
        sink: &mut dyn FnMut(Found) -> bool,
    ) -> Result<(), ReadError> {
        self.0.read(inputs, except, limits, sink)
    }

    fn article(&self, capture: &Capture) -> (Option<Article>, Vec<Issue>) {
        self.0.article(capture)
    }

    fn claims(&self, article: &Article) -> restated_claims::Reading {
        self.0.claims(article)
    }

    fn record(&self, text: &str, language: Option<&str>) -> Record {
        assert!(!text.contains("record stage panic"), "asked to");
        self.0.record(text, language)
    }

    fn lineage(&self, articles: &[Entry<'_>]) -> Lineage {
        self.1(articles)
    }

    fn terms(&self, article: &Article, reading: &restated_claims::Reading) -> Terms {
        self.0.terms(article, reading)
    }

    fn stories(&self, articles: &[Filed<'_>]) -> Vec<Story> {
        self.0.stories(articles)
    }

    fn findings(&self, story: &Material<'_>) -> Findings {
        self.0.findings(story)
    }
}

fn build_with(
    path: &Path,
    pile: Vec<Found>,
    lineage: impl Fn(&[Entry<'_>]) -> Lineage + Sync,
) -> Value {
    let mut dossier = Dossier::create_or_open(path).unwrap();
    let stages = With(Fake::over(pile), lineage);
    let (limits, options) = (Limits::default(), Options::default());
    dossier
        .build_with(&[], &limits, options, &Silent, &stages)
        .unwrap();
    drop(dossier);
    let violations = Dossier::open(path).unwrap().verify().unwrap();
    assert_eq!(violations, []);
    serde_json::from_str(&export(path)).unwrap()
}

/// Two articles with the same lead, which names the harbour office; the first is of that outlet.
fn two() -> Vec<Found> {
    let lead = "7 people were hurt, the harbour office said.";
    vec![
        page("Harbour Office/a.txt", &format!("At sea\n{lead}\nMore.\n")),
        page(
            "west/b.txt",
            &format!("Åsa’s ferry\nÅsa’s report.\n{lead}\n"),
        ),
    ]
}

/// The id of the article of `outlet`.
fn id<'a>(entries: &[Entry<'a>], outlet: &str) -> &'a str {
    let of = |about: &About| about.outlet.as_deref() == Some(outlet);
    let found = entries.iter().find(|entry| of(entry.about));
    &found.unwrap().about.id
}

const OFFICE: &str = "The Harbour Office Courier";
const WEST: &str = "The west Courier";

fn family(entries: &[Entry<'_>]) -> Vec<Family> {
    let mut articles: Vec<String> = entries.iter().map(|of| of.about.id.clone()).collect();
    articles.sort();
    vec![Family { articles }]
}

/// An edge from the article of the west to that of the office.
fn edge(entries: &[Entry<'_>], child: Words, parent: Words) -> Derivation {
    Derivation {
        child: id(entries, WEST).to_owned(),
        parent: Parent::Article(id(entries, OFFICE).to_owned()),
        kind: Kind::NearCopy,
        directed: true,
        strength: 0.777_777,
        passages: vec![Passage { child, parent }],
        why: vec!["its credit line stands in the text".to_owned()],
    }
}

#[test]
fn lineage_is_told_what_is_known_of_an_article() {
    let folder = tempfile::tempdir().unwrap();
    let told: Mutex<Vec<About>> = Mutex::default();
    build_with(&folder.path().join("a.db"), two(), |entries| {
        told.lock()
            .unwrap()
            .extend(entries.iter().map(|entry| entry.about.clone()));
        Lineage::default()
    });
    let told = told.into_inner().unwrap();
    let west = told
        .iter()
        .find(|about| about.outlet.as_deref() == Some(WEST))
        .unwrap();
    assert_eq!(west.title.as_deref(), Some("Åsa’s ferry"));
    assert_eq!(west.published.as_deref(), Some("2031-03-04T18:40:00Z"));
    let credit = &west.credits[0];
    assert_eq!(credit.outlet, "The Harbour Office");
    assert_eq!(credit.words, "the harbour office");
    // Åsa’s(0) report(1) 7(2) people(3) were(4) hurt(5) the(6) harbour(7) office(8) said(9)
    assert_eq!(credit.at, Some(6..9));
}

#[test]
fn an_edge_is_exported_with_the_text_on_both_sides() {
    let folder = tempfile::tempdir().unwrap();
    let export = build_with(&folder.path().join("a.db"), two(), |entries| Lineage {
        families: family(entries),
        derivations: vec![edge(entries, 2..10, 0..8)],
        ..Lineage::default()
    });
    let article = |title: &str| {
        let articles = export["articles"].as_array().unwrap();
        articles.iter().find(|of| of["title"] == title).unwrap()
    };
    let (parent, child) = (article("At sea"), article("Åsa’s ferry"));
    let derivations = export["derivations"].as_array().unwrap();
    let edge = derivations
        .iter()
        .find(|edge| edge["child"] == child["id"])
        .unwrap();
    let keys: Vec<&String> = edge.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "child",
            "parent",
            "upstream",
            "kind",
            "direction",
            "strength",
            "passages",
            "why",
            "unseen",
            "credits"
        ]
    );
    assert_eq!(edge["parent"], parent["id"]);
    assert_eq!(edge["kind"], "near_copy");
    assert_eq!(edge["direction"], "known");
    assert_eq!(edge["strength"], 0.78);
    assert_eq!(edge["unseen"], Value::Null);
    assert_eq!(edge["why"], json!(["its credit line stands in the text"]));
    let passage = &edge["passages"][0];
    let words = "7 people were hurt, the harbour office said";
    assert_eq!(passage["child"]["exact"], words);
    assert_eq!(passage["child"]["prefix"], "Åsa’s report.\n");
    assert_eq!(passage["child"]["start"], 14);
    assert_eq!(passage["parent"]["exact"], words);
    assert_eq!(passage["parent"]["start"], 0);
    assert_eq!(passage["parent"]["bytes"], json!([7, 7 + words.len()]));
    // The credit leads to the edge that lineage found, and to no other.
    assert_eq!(edge["credits"][0]["name"], "The Harbour Office");
    assert_eq!(
        edge["credits"][0]["evidence"]["exact"],
        "the harbour office"
    );
    assert_eq!(child["upstreams"], json!([]));
    // The office names itself: that leads nowhere.
    assert_eq!(parent["upstreams"][0]["name"], "The Harbour Office");
    assert_eq!(derivations.len(), 1);
}

#[test]
fn a_credit_leads_to_the_edge_that_it_explains() {
    let folder = tempfile::tempdir().unwrap();
    type Named = fn(&[Entry<'_>]) -> Parent;
    let article: Named = |entries| Parent::Article(id(entries, OFFICE).to_owned());
    for (number, parent, explained, listed) in [
        (0, None, 0, 1),
        (1, Some(article), 1, 0),
        (
            2,
            Some((|_| Parent::Outlet("Harbour Office".to_owned())) as Named),
            1,
            1,
        ),
        (
            3,
            Some((|_| Parent::Outlet("Tarn Wire".to_owned())) as Named),
            0,
            1,
        ),
    ] {
        let path = folder.path().join(format!("{number}.db"));
        let export = build_with(&path, two(), |entries| Lineage {
            derivations: parent
                .iter()
                .map(|parent| Derivation {
                    parent: parent(entries),
                    kind: Kind::Cites,
                    strength: 0.0,
                    passages: Vec::new(),
                    ..edge(entries, 0..1, 0..1)
                })
                .collect(),
            ..Lineage::default()
        });
        let articles = export["articles"].as_array().unwrap();
        let west = articles.iter().find(|of| of["outlet"] == WEST).unwrap();
        assert_eq!(
            west["upstreams"].as_array().unwrap().len(),
            listed,
            "{number}"
        );
        let derivations = export["derivations"].as_array().unwrap();
        assert_eq!(derivations.len(), usize::from(parent.is_some()), "{number}");
        for edge in derivations {
            assert_eq!(edge["strength"], Value::Null);
            assert_eq!(
                edge["credits"].as_array().unwrap().len(),
                explained,
                "{number}"
            );
        }
    }
}

#[test]
fn what_a_stage_has_wrong_is_not_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let export = build_with(&folder.path().join("a.db"), two(), |entries| {
        let good = edge(entries, 0..2, 0..2);
        let outside = edge(entries, 0..200, 0..2);
        let strength = f64::NAN;
        let nowhere = Derivation {
            parent: Parent::Article("a0".to_owned()),
            ..good.clone()
        };
        let itself = Derivation {
            parent: Parent::Article(good.child.clone()),
            ..good.clone()
        };
        Lineage {
            families: family(entries),
            derivations: vec![
                nowhere,
                itself,
                Derivation {
                    strength,
                    ..outside
                },
            ],
            doubtful: vec![("a0".to_owned(), "a1".to_owned())],
        }
    });
    let derivations = export["derivations"].as_array().unwrap();
    let known: Vec<&Value> = derivations
        .iter()
        .filter(|edge| edge["kind"] != "cites")
        .collect();
    assert_eq!(known.len(), 1);
    assert_eq!(known[0]["passages"], json!([]));
    assert_eq!(known[0]["strength"], Value::Null);
}

#[test]
fn a_text_that_cannot_be_recorded_costs_only_its_record() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let text = "Title\nThis makes the record stage panic. 5 people were hurt, Ada Fenwick said.\n";
    let export = build_with(&path, vec![page("pile/a.txt", text)], |entries| {
        assert_eq!(*entries[0].record, Record::default());
        Lineage::default()
    });
    assert_eq!(export["claims"].as_array().unwrap().len(), 1);
    let issue = export["captures"][0]["issues"][0].as_str().unwrap();
    assert!(issue.starts_with("reading its wording failed: internal error, please report"));
}

#[test]
fn edges_of_every_sort_are_exported_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    build(&path, &Fake::over(pile(60)), 2);
    let export: Value = serde_json::from_str(&export(&path)).unwrap();
    let edges = export["derivations"].as_array().unwrap();
    let count = |holds: &dyn Fn(&Value) -> bool| edges.iter().filter(|edge| holds(edge)).count();
    assert!(count(&|edge| edge["direction"] == "unknown") > 0);
    assert!(count(&|edge| edge["upstream"] == "Tarn Wire" && edge["parent"].is_null()) > 0);
    let unseen = |edge: &Value| edge["unseen"].as_array().map_or(0, Vec::len);
    assert!(count(&|edge| unseen(edge) == 2 && edge["parent"].is_null()) > 0);
    for edge in edges {
        let ends = ["parent", "upstream", "unseen"].map(|end| !edge[end].is_null());
        assert_eq!(ends.iter().filter(|end| **end).count(), 1, "{edge}");
        for passage in edge["passages"].as_array().unwrap() {
            assert_eq!(
                passage["parent"].is_null(),
                edge["parent"].is_null(),
                "{edge}"
            );
        }
        if edge["direction"] == "unknown" {
            assert!(edge["child"].as_str() < edge["parent"].as_str(), "{edge}");
        }
    }
    let children: Vec<&str> = edges
        .iter()
        .map(|edge| edge["child"].as_str().unwrap())
        .collect();
    assert!(children.is_sorted());
    let doubtful = export["doubtful"].as_array().unwrap();
    let pairs: Vec<_> = doubtful
        .iter()
        .map(|pair| (pair["a"].as_str().unwrap(), pair["b"].as_str().unwrap()))
        .collect();
    assert!(!pairs.is_empty() && pairs.is_sorted());
    let joined =
        |(a, b): &(&str, &str)| edges.iter().any(|e| e["child"] == *a && e["parent"] == *b);
    assert!(pairs.iter().all(|pair| pair.0 < pair.1 && !joined(pair)));
}

#[test]
fn a_raised_version_makes_the_records_anew_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let records = |path: &Path| -> Vec<(String, Vec<u8>)> {
        let conn = rusqlite::Connection::open(path).unwrap();
        let sql = "SELECT article, record FROM records ORDER BY article";
        let mut statement = conn.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    };
    let newer = Fake {
        record_version: 2,
        ..Fake::over(pile(20))
    };
    let path = folder.path().join("a.db");
    build(&path, &Fake::over(pile(20)), 2);
    let before = records(&path);
    let report = build(&path, &newer, 2);
    assert_eq!(report.read, 0);
    let fresh = folder.path().join("fresh.db");
    build(&fresh, &newer, 2);
    assert!(before != records(&path));
    assert!(records(&path) == records(&fresh));
    assert!(export(&path) == export(&fresh));
}

/// The report on two articles, of which one is a near copy of the other.
fn report(style: Style) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    build_with(&path, two(), |entries| Lineage {
        families: family(entries),
        derivations: vec![edge(entries, 2..10, 0..8)],
        ..Lineage::default()
    });
    render(&Dossier::open(&path).unwrap(), style).unwrap()
}

#[test]
fn a_report_says_who_has_it_from_whom() {
    let terminal = report(Style::Terminal {
        width: 100,
        color: false,
    });
    let expected = "
Shared text
───────────
  At most 1 text not shown to depend on one another.
  At least 1 text, if every one that may depend on another does.

  Family A: 2 articles
    [1] At sea, The Harbour Office Courier, 2031-03-04
    [2] Åsa’s ferry, The west Courier, 2031-03-04
      – near copy of [1] The Harbour Office Courier, 78 % of its words (its credit line stands in
        the text)

Articles
────────
";
    assert!(terminal.contains(expected), "{terminal}");
    let markdown = report(Style::Markdown);
    let expected = "
## Shared text

At most 1 text not shown to depend on one another. At least 1 text, if every one that may depend on another does.

### Family A: 2 articles

- \\[1\\] At sea, The Harbour Office Courier, 2031-03-04
- \\[2\\] Åsa’s ferry, The west Courier, 2031-03-04
  - near copy of \\[1\\] The Harbour Office Courier, 78 % of its words (its credit line stands in the text)

## Articles
";
    assert!(markdown.contains(expected), "{markdown}");
    for report in [terminal, markdown] {
        assert!(report.contains("names as its origin: The Harbour Office"));
        assert!(!report.contains("to be meant"), "no edge says so: {report}");
    }
}

//! Ids outlive what is added later.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::Config;
use restated_capture::{Input, Limits};
use restated_dossier::records::{Claim, Question, Record, Story, Within};
use restated_dossier::{Dossier, Options, Silent};
use serde_json::json;
use tempfile::TempDir;

/// What an outlet tells of an event.
#[derive(Clone, Debug)]
struct Report {
    event: usize,
    outlet: usize,
    /// Of the month; `None` where the page has no date.
    day: Option<u8>,
    killed: u32,
    /// Whether it has the words of whoever told the event first.
    copied: bool,
}

const EVENTS: [(&str, &str, &str); 3] = [
    (
        "Brackwater",
        "A gas explosion tore through a bakery",
        "fire service",
    ),
    (
        "Sollen Ridge",
        "A cable car came off its track",
        "mountain police",
    ),
    (
        "Port Ambry",
        "A grain silo collapsed on the east quay",
        "harbour office",
    ),
];

fn reports() -> impl Strategy<Value = Vec<Report>> {
    let report = (
        0..EVENTS.len(),
        0..40_usize,
        prop::option::weighted(0.8, 1..28_u8),
        3..9_u32,
        any::<bool>(),
    );
    let report = report.prop_map(|(event, outlet, day, killed, copied)| Report {
        event,
        outlet,
        day,
        killed,
        copied,
    });
    prop::collection::vec(report, 4..12)
}

impl Report {
    fn line(&self, number: usize) -> String {
        let (place, what, who) = EVENTS[self.event];
        let killed = if self.copied { 5 } else { self.killed };
        let own = if self.copied {
            String::new()
        } else {
            format!(" Reporter {} of outlet {} was there.", number, self.outlet)
        };
        let text = format!(
            "{what} in {place} on Monday morning. The accident killed {killed} people, the {place} {who} \
             said. Another {} people were injured, the {who} said.{own}",
            killed * 4
        );
        json!({
            "id": format!("r{number}"), "title": format!("{what} in {place}"), "text": text,
            "outlet": format!("Outlet {}", self.outlet),
            "published": self.day.map(|day| format!("2033-05-{day:02}")),
        })
        .to_string()
    }
}

/// Adds `reports` to the dossier; `from` is the number of the first.
fn add(dossier: &mut Dossier, folder: &Path, from: usize, reports: &[Report]) {
    let lines: Vec<String> = (from..)
        .zip(reports)
        .map(|(at, one)| one.line(at))
        .collect();
    let pile = folder.join(format!("{from}.jsonl"));
    std::fs::write(&pile, lines.join("\n")).unwrap();
    dossier
        .build(
            &[Input::Path(pile)],
            &Limits::default(),
            Options::default(),
            &Silent,
        )
        .unwrap();
}

fn all<R: Record>(dossier: &Dossier) -> Vec<R> {
    dossier.records(Within::Dossier).unwrap()
}

fn claims(dossier: &Dossier) -> BTreeMap<String, (String, String)> {
    let claims = all::<Claim>(dossier).into_iter();
    claims
        .map(|claim| (claim.id, (claim.article, claim.span.exact)))
        .collect()
}

fn stories(dossier: &Dossier) -> BTreeSet<String> {
    all::<Story>(dossier)
        .into_iter()
        .map(|story| story.id)
        .collect()
}

fn questions(dossier: &Dossier) -> BTreeSet<String> {
    all::<Question>(dossier)
        .into_iter()
        .map(|question| question.id)
        .collect()
}

proptest! {
    #![proptest_config(Config { cases: 6, failure_persistence: None, ..Config::default() })]

    #[test]
    fn claims_keep_their_ids_and_stories_that_do_not_are_logged(reports in reports(), cut in 1..11_usize) {
        let cut = cut.min(reports.len() - 1);
        let folder = TempDir::new().unwrap();
        let mut dossier = Dossier::create_or_open(folder.path().join("ids.db")).unwrap();
        add(&mut dossier, folder.path(), 0, &reports[..cut]);
        let (claims_before, stories_before) = (claims(&dossier), stories(&dossier));
        add(&mut dossier, folder.path(), cut, &reports[cut..]);
        let after = claims(&dossier);
        for (id, claim) in &claims_before {
            prop_assert_eq!(after.get(id), Some(claim));
        }
        let stays = stories(&dossier);
        let sql = "SELECT DISTINCT w.value FROM story_log l, json_each(l.was) w";
        let logged: Vec<String> = dossier.rows(sql, [], |row| row.get(0)).unwrap();
        for id in stories_before {
            prop_assert!(stays.contains(&id) || logged.contains(&id), "story {} is gone without a word", id);
        }
    }

    #[test]
    fn what_is_published_later_changes_no_id(mut reports in reports(), cut in 1..11_usize) {
        // A page without a date may be the first: of those nothing is promised.
        reports.retain(|report| report.day.is_some());
        prop_assume!(reports.len() > 1);
        reports.sort_by_key(|report| report.day);
        let cut = cut.min(reports.len() - 1);
        prop_assume!(reports[cut - 1].day < reports[cut].day);
        let folder = TempDir::new().unwrap();
        let mut dossier = Dossier::create_or_open(folder.path().join("ids.db")).unwrap();
        add(&mut dossier, folder.path(), 0, &reports[..cut]);
        let (stories_before, questions_before) = (stories(&dossier), questions(&dossier));
        prop_assert!(!questions_before.is_empty());
        add(&mut dossier, folder.path(), cut, &reports[cut..]);
        prop_assert!(stories(&dossier).is_superset(&stories_before));
        prop_assert!(questions(&dossier).is_superset(&questions_before));
    }
}

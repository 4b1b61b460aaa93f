//! The report: one document that needs nothing else.

use std::collections::{BTreeMap, BTreeSet};

use restated_capture::{Input, Limits};
use restated_dossier::records::{Claim, Within};
use restated_dossier::review::Decision;
use restated_dossier::{Dossier, Options as Building, Silent};
use restated_workbench::export::{Export, Format, write};

use crate::crawl::made_of;
use crate::desk::{self, Tag, tags};

/// Elements that a report is made of.
const ELEMENTS: &str = "html head meta title link style body a header span nav main footer p h1 h2 h3 h4 ol ul li b br \
    section article aside div dl dt dd table colgroup col thead tbody tr th td details summary blockquote mark time \
    bdi code svg g path circle rect text tspan desc figure";

/// The report on the dossier at the desk.
pub(crate) fn report(mask_names: bool, quotes_only: bool) -> String {
    let dossier = Dossier::open(&desk::options().dossier).unwrap();
    report_on(&dossier, mask_names, quotes_only)
}

fn report_on(dossier: &Dossier, mask_names: bool, quotes_only: bool) -> String {
    let wanted = Export {
        format: Format::Html,
        mask_names,
        quotes_only,
    };
    let mut html = Vec::new();
    write(dossier, wanted, &mut html).unwrap();
    String::from_utf8(html).unwrap()
}

fn ids(tags: &[Tag]) -> BTreeSet<&str> {
    let mut ids = BTreeSet::new();
    for id in tags.iter().filter_map(|tag| tag.get("id")) {
        assert!(ids.insert(id), "#{id} is there twice");
    }
    ids
}

/// What stands between the claim `id` and the next.
fn receipt<'h>(html: &'h str, id: &str) -> &'h str {
    let opening = format!("<li id=\"{id}\"");
    let (_, behind) = html
        .split_once(&opening)
        .unwrap_or_else(|| panic!("no evidence of {id}"));
    behind.split("<li id=\"c").next().unwrap()
}

/// Every link of `html` leads to a place in it.
fn closed(html: &str) {
    let tags = tags(html);
    made_of(ELEMENTS, "the report", html, &tags);
    let ids = ids(&tags);
    for tag in &tags {
        assert_eq!(tag.get("src"), None, "{tag:?}");
        let Some(link) = tag.get("href").filter(|_| tag.name != "link") else {
            continue;
        };
        let place = link.strip_prefix('#');
        assert!(
            place.is_some_and(|place| ids.contains(place)),
            "{link} leads nowhere"
        );
    }
    let links: Vec<&Tag> = tags.iter().filter(|tag| tag.name == "link").collect();
    assert_eq!(links.len(), 1);
    assert_eq!(links[0].get("href"), Some("data:,"));
}

#[test]
fn every_link_leads_to_a_place_in_it() {
    closed(&report(false, false));
    closed(&report(true, true));
}

/// Many stories, one of which many articles tell word for word.
#[test]
fn what_there_is_no_room_for_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let mut lines = String::new();
    let mut put = |title: String, outlet: String, published: String, text: String| {
        let article = serde_json::json!({
            "title": title, "outlet": outlet, "published": published, "text": text, "language": "en",
        });
        lines.push_str(&format!("{article}\n"));
    };
    let names = [
        "Arlen", "Borsk", "Celm", "Dorrin", "Eskel", "Fyrd", "Gant", "Hollow", "Irsk", "Jorm",
    ];
    for year in 0..110 {
        let place = format!(
            "{} {}",
            names[year % 10],
            ["Bridge", "Weir", "Quarry"][year % 3]
        );
        put(
            format!("Flood at {place}"),
            format!("{} Post", names[year / 11]),
            format!("{}-03-04", 1900 + year),
            format!(
                "{place} — At least {} people were killed at {place} on Monday, the mayor said.",
                year + 3
            ),
        );
    }
    for copy in 0..40 {
        put(
            "Mill burns at Ostern".to_owned(),
            format!("Ostern Paper {copy}"),
            "2031-06-05".to_owned(),
            "OSTERN — The mill at Ostern burned down on Tuesday night. At least 12 people were injured, the Ostern Fire Brigade said. \
             The brigade said that 31 people were brought to a school. It did not know yet how the fire had begun."
                .to_owned(),
        );
    }
    let path = folder.path().join("many.db");
    std::fs::write(folder.path().join("many.jsonl"), lines).unwrap();
    let mut dossier = Dossier::create_or_open(&path).unwrap();
    let input = [Input::Path(folder.path().join("many.jsonl"))];
    dossier
        .build(&input, &Limits::default(), Building::default(), &Silent)
        .unwrap();
    let html = report_on(&dossier, false, false);
    closed(&html);
    assert_eq!(html.matches("<section class=\"chapter\"").count(), 100);
    assert!(html.contains("stories are not told here") || html.contains("story is not told here"));
    assert!(
        html.contains("and 15 other articles"),
        "of 40 that have a sentence 25 are named"
    );
}

#[test]
fn it_lets_in_its_own_style_and_nothing_else() {
    use sha2::Digest as _;
    let html = report(false, false);
    let tags = tags(&html);
    let policy = tags
        .iter()
        .find(|tag| tag.get("http-equiv") == Some("Content-Security-Policy"))
        .and_then(|tag| tag.get("content"))
        .unwrap();
    let (_, rest) = html.split_once("<style>").unwrap();
    let (style, rest) = rest.split_once("</style>").unwrap();
    assert!(!rest.contains("<style"));
    let hash = base64::Engine::encode(
        &base64::engine::general_purpose::STANDARD,
        sha2::Sha256::digest(style),
    );
    assert_eq!(
        policy,
        format!(
            "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'"
        )
    );
    // The policy stands before anything that it is about.
    assert!(html.find("Content-Security-Policy") < html.find("<style>"));
}

#[test]
fn from_a_cell_to_its_sentence_and_back() {
    let html = report(false, false);
    let tags = tags(&html);
    let ids = ids(&tags);
    let cells: Vec<&str> = tags
        .iter()
        .filter(|tag| {
            tag.name == "a"
                && tag
                    .get("class")
                    .is_some_and(|class| class.starts_with("cell"))
        })
        .filter_map(|tag| tag.get("href"))
        .collect();
    assert!(cells.len() > 5, "{cells:?}");
    for cell in cells {
        let evidence = receipt(&html, cell.trim_start_matches('#'));
        let back = evidence
            .split("href=\"#row-")
            .nth(1)
            .unwrap_or_else(|| panic!("no way back from {cell}"));
        let row = format!("row-{}", back.split('"').next().unwrap());
        assert!(ids.contains(row.as_str()), "{row}");
    }
}

#[test]
fn every_claim_has_its_receipts() {
    let dossier = Dossier::open(&desk::options().dossier).unwrap();
    let html = report(false, false);
    let claims: Vec<Claim> = dossier.records(Within::Dossier).unwrap();
    assert!(claims.len() > 60);
    for claim in &claims {
        let evidence = receipt(&html, &claim.id);
        let span = &claim.span;
        let (start, end) = span.bytes.unwrap();
        for said in [
            format!("characters {}–{}", span.start, span.end),
            format!("bytes {start}–{end}"),
            "<blockquote class=\"sentence\"".to_owned(),
            "<dt>Its source</dt>".to_owned(),
        ] {
            assert!(
                evidence.contains(&said),
                "{} lacks {said}: {evidence}",
                claim.id
            );
        }
    }
    for said in [
        "could not independently verify",
        "How many people were killed?",
        "1 capture was skipped",
        "Nobody has decided anything",
        "What this cannot tell you",
        "Changed on the way",
        "at most",
        "sha256:",
    ] {
        assert!(html.contains(said), "{said}");
    }
}

#[test]
fn nobody_is_named_when_names_are_masked() {
    let plain = report(false, false);
    let masked = report(true, false);
    for name in ["Brandvold", "Ilka", "Ferrow", "Tennick", "Orla"] {
        assert!(plain.contains(name), "{name}");
        let at = masked.find(name);
        let around = at.map(|at| masked.get(at.saturating_sub(80)..at + 40));
        assert_eq!(at, None, "{name}: {around:?}");
    }
    assert!(masked.contains("Person 1") && masked.contains("Lower Marl River Board"));
    assert!(masked.contains("Where natural persons are named"));
}

#[test]
fn words_of_a_claim_are_marked_also_where_names_are_masked() {
    let exported = Export {
        format: Format::Of(restated_dossier::export::Format::Json),
        mask_names: true,
        quotes_only: false,
    };
    let dossier = Dossier::open(&desk::options().dossier).unwrap();
    let mut json = Vec::new();
    write(&dossier, exported, &mut json).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let html = report(true, false);
    let mut moved = 0;
    for claim in json["claims"].as_array().unwrap() {
        let evidence = receipt(&html, claim["id"].as_str().unwrap());
        let (_, rest) = evidence.split_once("<mark>").unwrap();
        let (marked, _) = rest.split_once("</mark>").unwrap();
        let words = claim["span"]["exact"].as_str().unwrap();
        if !words.contains(['<', '&', '"', '\'', '\u{202e}', '\u{202c}', '\u{7}']) {
            assert_eq!(marked, words);
        }
        let (from, to) = (&claim["evidence"]["start"], &claim["evidence"]["end"]);
        let length = to.as_u64().unwrap() - from.as_u64().unwrap();
        let shown = claim["evidence"]["exact"].as_str().unwrap();
        moved += usize::from(shown.chars().count() as u64 != length);
    }
    assert!(moved > 2, "sentences with masked names");
}

#[test]
fn quotes_only_are_sentences_of_claims() {
    let dossier = Dossier::open(&desk::options().dossier).unwrap();
    let claims: Vec<Claim> = dossier.records(Within::Dossier).unwrap();
    let quoted = report(false, true);
    let texts = tags(&quoted).len();
    assert!(texts > 100);
    // The text that no claim carries is nowhere.
    assert!(!quoted.contains("The lamps were low and the stove was cold"));
    assert!(
        claims
            .iter()
            .all(|claim| !claim.evidence.exact.contains("The lamps were low"))
    );
}

#[test]
fn the_same_dossier_gives_the_same_bytes_under_any_name() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("other name.db");
    std::fs::copy(desk::options().dossier, &copy).unwrap();
    let dossier = Dossier::open(&copy).unwrap();
    assert_eq!(report_on(&dossier, false, false), report(false, false));
}

#[test]
fn decisions_stand_in_it_as_text() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("decided.db");
    std::fs::copy(desk::options().dossier, &copy).unwrap();
    let claim = desk::one("SELECT id FROM claims WHERE figure LIKE '%22%' ORDER BY id");
    let dossier = Dossier::create_or_open(&copy).unwrap();
    let accept = Decision::Accept {
        claim: claim.clone(),
    };
    let (author, note) = (
        "Ada <b>Lorrin",
        "read \u{202e}twice</p><script>alert(7)</script>",
    );
    dossier
        .decide(&accept, author, note, "2034-05-06T10:00:00Z")
        .unwrap();
    dossier.work_in().unwrap();
    let html = report_on(&dossier, false, false);
    made_of(ELEMENTS, "the report", &html, &tags(&html));
    let said = "Ada &#60;b&#62;Lorrin";
    assert!(receipt(&html, &claim).contains(&format!("accepted by {said}, decision 1")));
    let (_, decisions) = html.split_once("<section id=\"decisions\"").unwrap();
    assert!(decisions.contains(" is as read"));
    assert!(decisions.contains(said) && decisions.contains("read ‹U+202E›twice&#60;/p&#62;"));
}

#[test]
fn headings_go_down_one_by_one() {
    let html = report(false, false);
    let tags = tags(&html);
    let mut levels: BTreeMap<u32, usize> = BTreeMap::new();
    let mut last = 0;
    for tag in &tags {
        let level = tag
            .name
            .strip_prefix('h')
            .and_then(|level| level.parse::<u32>().ok());
        let Some(level) = level else { continue };
        assert!(level <= last + 1, "h{level} after h{last}");
        last = level;
        *levels.entry(level).or_default() += 1;
    }
    assert_eq!(levels[&1], 1);
}

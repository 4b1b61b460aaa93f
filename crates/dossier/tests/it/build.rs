//! The same captures give the same export.

use restated_capture::{Found, Input, Limits};
use restated_dossier::{Dossier, Options, Silent};
use serde_json::Value;

use crate::pile::{Fake, build, export, page, pile, shuffled, skipped};

#[test]
fn order_and_threads_do_not_show() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    build(&path, &Fake::over(pile(60)), 1);
    let expected = export(&path);
    for (seed, threads) in [(1, 1), (2, 8), (3, 3)] {
        let path = folder.path().join(format!("{seed}.db"));
        build(&path, &Fake::over(shuffled(pile(60), seed)), threads);
        assert!(
            export(&path) == expected,
            "order {seed} on {threads} threads shows"
        );
    }
}

#[test]
fn three_builds_are_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("whole.db");
    build(&path, &Fake::over(pile(60)), 2);
    let expected = export(&path);
    // The copies under again/ come in other builds than what they are copies of,
    // and sort before them, so articles must be read again.
    for seed in 1..4 {
        let path = folder.path().join(format!("parts{seed}.db"));
        let all = shuffled(pile(60), seed);
        for part in all.chunks(all.len() / 3 + 1) {
            build(&path, &Fake::over(part.to_vec()), 2);
        }
        assert!(export(&path) == expected, "parts {seed}");
    }
}

#[test]
fn nothing_is_done_twice() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let first = build(&path, &Fake::over(pile(40)), 2);
    assert_eq!((first.new, first.read), (first.captures, first.captures));
    assert!(first.found > first.new, "the pile holds copies");
    let bytes = std::fs::read(&path).unwrap();
    let again = build(&path, &Fake::over(pile(40)), 2);
    assert_eq!((again.new, again.read), (0, 0));
    assert_eq!((again.found, again.skipped), (first.found, first.skipped));
    assert_eq!(again.claims, first.claims);
    // Not even the file changes, but for the counters that SQLite keeps in its header.
    let after = std::fs::read(&path).unwrap();
    assert!(
        bytes[100..] == after[100..],
        "a build without news wrote something"
    );
    let one_more = [
        pile(40),
        vec![page(
            "pile/new.txt",
            "New\n7 people were hurt, Ada Fenwick said.\n",
        )],
    ]
    .concat();
    let more = build(&path, &Fake::over(one_more), 2);
    assert_eq!((more.new, more.read), (1, 1));
}

#[test]
fn one_file_is_left() {
    let folder = tempfile::tempdir().unwrap();
    build(&folder.path().join("a.db"), &Fake::over(pile(10)), 2);
    let names: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["a.db"]);
}

#[test]
fn a_raised_version_recomputes_its_stage_and_what_follows() {
    let folder = tempfile::tempdir().unwrap();
    for (article_version, claims_version) in [(1, 2), (2, 1), (2, 2)] {
        let newer = Fake {
            article_version,
            claims_version,
            ..Fake::over(pile(40))
        };
        let path = folder
            .path()
            .join(format!("{article_version}{claims_version}.db"));
        build(&path, &Fake::over(pile(40)), 2);
        let report = build(&path, &newer, 2);
        assert_eq!(
            report.read,
            if article_version > 1 {
                report.captures
            } else {
                0
            }
        );
        let fresh = folder
            .path()
            .join(format!("{article_version}{claims_version}-fresh.db"));
        build(&fresh, &newer, 2);
        assert!(
            export(&path) == export(&fresh),
            "article {article_version}, claims {claims_version}"
        );
    }
}

#[test]
fn a_panic_costs_one_capture_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    build(&path, &Fake::over(pile(30)), 3);
    let export: Value = serde_json::from_str(&export(&path)).unwrap();
    let captures = export["captures"].as_array().unwrap();
    let at = |path: &str| {
        captures
            .iter()
            .find(|capture| capture["path"] == path)
            .unwrap()
    };
    let reason = at("pile/022.txt")["skipped"].as_str().unwrap();
    assert!(reason.contains("internal error, please report"), "{reason}");
    assert!(at("pile/022.txt")["article"].is_null());
    let issue = at("pile/006.txt")["issues"][0].as_str().unwrap();
    assert!(
        issue.contains("reading its claims failed: internal error, please report"),
        "{issue}"
    );
    assert!(!at("pile/006.txt")["article"].is_null());
    assert_eq!(at("pile/004.txt")["skipped"], "no main text found");
}

#[test]
fn the_same_bytes_twice_are_one_capture_with_two_places() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let text = "Title\n5 people were hurt, Ada Fenwick said.\n";
    let report = build(
        &path,
        &Fake::over(vec![page("west/a.txt", text), page("east/a.txt", text)]),
        1,
    );
    assert_eq!((report.found, report.captures, report.articles), (2, 1, 1));
    let export: Value = serde_json::from_str(&export(&path)).unwrap();
    let capture = &export["captures"][0];
    assert_eq!(capture["path"], "east/a.txt");
    assert_eq!(capture["places"][1]["path"], "west/a.txt");
    assert_eq!(export["articles"][0]["outlet"], "The east Courier");
}

#[test]
fn what_can_be_read_now_is_no_longer_skipped() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let good = page(
        "pile/a.txt",
        "Title\n5 people were hurt, Ada Fenwick said.\n",
    );
    build(
        &path,
        &Fake::over(vec![skipped("pile/a.txt", "no permission to read it")]),
        1,
    );
    assert!(export(&path).contains("no permission"));
    build(&path, &Fake::over(vec![good.clone()]), 1);
    assert!(!export(&path).contains("no permission"));
    // But both may come from one reading: a file that was read half.
    let half = vec![good, skipped("pile/a.txt", "ends early")];
    build(&path, &Fake::over(half), 1);
    assert!(export(&path).contains("ends early"));
}

#[test]
fn a_dossier_in_its_own_pile_is_no_part_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("event.db");
    std::fs::write(
        folder.path().join("a.txt"),
        "Title\n\n5 people were hurt at the lock, Ada Fenwick said.\n",
    )
    .unwrap();
    std::fs::write(folder.path().join("other.db"), b"SQLite format 3\0").unwrap();
    let mut dossier = Dossier::create_or_open(&path).unwrap();
    let inputs = [Input::Path(folder.path().to_owned())];
    let report = dossier
        .build(&inputs, &Limits::default(), Options::default(), &Silent)
        .unwrap();
    drop(dossier);
    assert_eq!(report.skipped, 1);
    assert!(!export(&path).contains("event.db"));
}

#[test]
fn ids_do_not_depend_on_the_company_even_where_hashes_begin_alike() {
    let folder = tempfile::tempdir().unwrap();
    let mut twins = vec![
        page("pile/a.txt", "A\n5 people were hurt, Ada Fenwick said.\n"),
        page("pile/b.txt", "B\n6 people were hurt, Ada Fenwick said.\n"),
    ];
    for (found, last) in twins.iter_mut().zip([1, 2]) {
        if let Found::Capture(capture) = found {
            capture.id.0 = [0xab; 32];
            capture.id.0[7] = last;
        }
    }
    let ids = |path: &std::path::Path| -> Vec<String> {
        let export: Value = serde_json::from_str(&export(path)).unwrap();
        export["articles"]
            .as_array()
            .unwrap()
            .iter()
            .map(|a| a["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let together = folder.path().join("together.db");
    build(&together, &Fake::over(twins.clone()), 2);
    assert_eq!(ids(&together), ["aababababababab01", "aababababababab02"]);
    let apart = folder.path().join("apart.db");
    build(&apart, &Fake::over(vec![twins[1].clone()]), 1);
    assert_eq!(ids(&apart), ["aababababab"]);
    build(&apart, &Fake::over(vec![twins[0].clone()]), 1);
    assert!(export(&apart) == export(&together));
}

#[test]
fn the_export_follows_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let text = "Lødder\nÅsa’s report. 7 people were hurt, the harbour office said.\nMore.\n\
                Åsa’s report. 7 people were hurt, the harbour office said.\n- - -\nRail\n";
    build(
        &path,
        &Fake::over(vec![
            page("pile/a.txt", text),
            skipped("pile/b.bin", "not text"),
        ]),
        1,
    );
    let export = export(&path);
    let value: Value = serde_json::from_str(&export).unwrap();
    let keys: Vec<&str> = value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        keys,
        [
            "schema",
            "captures",
            "articles",
            "claims",
            "families",
            "derivations",
            "stories",
            "questions",
            "drifts",
            "entities",
            "doubtful"
        ]
    );
    assert_eq!(value["captures"][0]["id"], Value::Null);
    assert_eq!(value["captures"][0]["skipped"], "not text");
    let article = &value["articles"][0];
    assert_eq!(article["published"]["edtf"], "2031-03-04");
    assert_eq!(
        article["upstreams"][0]["evidence"]["exact"],
        "the harbour office"
    );
    assert!(article["upstreams"][0]["evidence"]["bytes"].is_array());
    let claim = &value["claims"][0];
    assert_eq!(claim["figure"]["best"].to_string(), "7");
    assert_eq!(claim["attribution"]["source_id"], Value::Null);
    let chars: Vec<char> = article["text"].as_str().unwrap().chars().collect();
    for (evidence, words) in [
        (
            &claim["evidence"],
            "7 people were hurt, the harbour office said.",
        ),
        (&claim["span"], "7 people"),
        (
            &claim["repeats"][0],
            "7 people were hurt, the harbour office said.",
        ),
    ] {
        let at = |key: &str| evidence[key].as_u64().unwrap() as usize;
        let slice: String = chars[at("start")..at("end")].iter().collect();
        assert_eq!(
            (evidence["exact"].as_str().unwrap(), slice.as_str()),
            (words, words)
        );
        let bytes = evidence["bytes"].as_array().unwrap();
        let (from, to) = (
            bytes[0].as_u64().unwrap() as usize,
            bytes[1].as_u64().unwrap() as usize,
        );
        assert_eq!(&text[from..to], words);
    }
    assert_ne!(claim["repeats"][0]["bytes"], claim["evidence"]["bytes"]);
    assert_eq!(claim["span"]["prefix"], "Åsa’s report. ");
    let question = &value["questions"][0];
    assert_eq!(question["positions"][0]["claims"][0], claim["id"]);
    assert_eq!(question["origins"][0]["id"], "o1");
}

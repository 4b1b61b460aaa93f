//! `restated annotate`: plain texts in, annotation out.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use restated_language::Tensor;
use tempfile::TempDir;

use serde_json::{Value, json};

use crate::harness::{Ran, command, folder, run_in};

/// The smallest model there can be, in a folder of its own: tokens stand between white
/// space, and nothing is said of them.
fn model() -> (TempDir, PathBuf) {
    let rules = json!({
        "prefix": null, "suffix": null, "infix": null, "token": null, "url": null,
        "sets": [], "exceptions": [], "norms": [], "faster_heuristics": false,
    });
    let blob = |value: Value| Tensor::blob(value.to_string().into_bytes());
    let parts = [
        ("about", json!({})),
        ("pipeline", json!({"networks": []})),
        ("tokenizer", rules),
    ];
    let parts = parts.map(|(name, value)| (name.to_owned(), blob(value)));
    let bytes = restated_language::write(&BTreeMap::from(parts)).unwrap();
    let folder = folder();
    let path = folder.path().join("small.model");
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// Runs `restated annotate` with that model and `input` on standard input.
fn annotate(args: &[&str], input: &str) -> Ran {
    let (_folder, model) = model();
    let mut child = command()
        .args(["annotate", "--model"])
        .arg(model)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input.as_bytes()).unwrap();
    drop(stdin);
    child.wait_with_output().unwrap().into()
}

fn lines(ran: &Ran) -> Vec<Value> {
    ran.stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// What stands at a span, counted in characters.
fn slice(text: &str, span: &Value) -> String {
    let at = |end: usize| span[end].as_u64().unwrap() as usize;
    text.chars().skip(at(0)).take(at(1) - at(0)).collect()
}

/// The sentences of one line of output as text.
fn sentences(text: &str, line: &Value) -> Vec<String> {
    let spans = line["sentences"].as_array().unwrap().iter();
    spans.map(|span| slice(text, span)).collect()
}

#[test]
fn each_line_of_a_pipe_is_answered_in_order() {
    let first = "Élodie Père 🚢 left Vell.  She did not come back.";
    let second = "The gate is stuck.";
    let input = [
        json!({"id": "a", "text": first}).to_string(),
        json!({"id": 7, "text": second, "published": "2033-09-12"}).to_string(),
    ]
    .join("\n");
    let ran = annotate(&["-"], &input).ok();
    let found = lines(&ran);
    assert_eq!(found.len(), 2);
    assert_eq!(
        (&found[0]["id"], &found[1]["id"]),
        (&json!("a"), &json!("7"))
    );
    assert_eq!(
        sentences(first, &found[0]),
        ["Élodie Père 🚢 left Vell.", "She did not come back."]
    );
    assert_eq!(sentences(second, &found[1]), [second]);
    for line in &found {
        assert!(line["entities"].is_array(), "{line}");
        assert!(line.get("tokens").is_none(), "only when asked for: {line}");
    }
}

#[test]
fn tokens_are_printed_when_asked_for() {
    let text = "Brücken fell.\n\nThe mayor’s office said “no”.";
    let ran = annotate(&["--tokens"], &json!({"id": "a", "text": text}).to_string()).ok();
    let line = &lines(&ran)[0];
    let tokens = line["tokens"].as_array().unwrap();
    assert!(!tokens.is_empty());
    for token in tokens {
        assert_eq!(token["text"], slice(text, &token["span"]), "{token}");
        assert!(
            token["head"].as_u64().unwrap() < tokens.len() as u64,
            "{token}"
        );
        for name in ["lemma", "pos", "tag", "dep"] {
            assert!(token[name].is_string(), "{name} of {token}");
        }
    }
}

#[test]
fn bad_lines_are_told_and_the_rest_goes_on() {
    let input = "{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": \"b\", \"tex\n\n{\"id\": \"c\"}\n\
        {\"id\": \"d\", \"html\": \"<p>Not plain.</p>\"}\n{\"id\": \"e\", \"text\": \"Five.\"}\n";
    let ran = annotate(&[], input).ok();
    let ids: Vec<_> = lines(&ran).iter().map(|line| line["id"].clone()).collect();
    assert_eq!(ids, ["a", "e"]);
    for told in [
        "line 2: not JSON",
        "stdin#c: it has neither",
        "restated extract",
    ] {
        assert!(ran.stderr.contains(told), "{told} in {}", ran.stderr);
    }
}

#[test]
fn files_are_one_text_each() {
    let folder = folder();
    let write = |name: &str, text: &[u8]| std::fs::write(folder.path().join(name), text).unwrap();
    write("a.txt", "\u{feff}Ida ran. Bo did not.".as_bytes());
    write("b.txt", b"Caf\xe9 owners met.");
    write("c.jsonl", b"{\"id\": \"x\", \"text\": \"Rain fell.\"}\n");
    let (_folder, model) = model();
    let model = model.to_str().unwrap();
    let args = ["annotate", "c.jsonl", "a.txt", "b.txt", "--model", model];
    let ran = run_in(folder.path(), args).ok();
    let found = lines(&ran);
    let ids: Vec<_> = found.iter().map(|line| line["id"].clone()).collect();
    assert_eq!(ids, ["c.jsonl#x", "a.txt"]);
    assert_eq!(
        found[1]["sentences"],
        json!([[0, 8], [9, 20]]),
        "no byte order mark counts"
    );
    assert!(ran.stderr.contains("b.txt: not UTF-8"), "{}", ran.stderr);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let input: String = (0..200)
        .map(|n| {
            let text =
                format!("Barge {n} sank off Vell. Its owner, Ida Brandt, said it was late. ");
            format!("{}\n", json!({"id": n, "text": text.repeat(1 + n % 5)}))
        })
        .collect();
    let one = annotate(&["--tokens", "--threads", "1"], &input).ok();
    assert_eq!(lines(&one).len(), 200);
    assert_eq!(
        one.stdout,
        annotate(&["--tokens", "--threads", "4"], &input)
            .ok()
            .stdout
    );
}

#[test]
fn what_cannot_be_done_fails_with_the_reason() {
    let here = Path::new(".");
    let (folder, small) = model();
    std::fs::write(folder.path().join("cut.model"), b"not a model").unwrap();
    let cut = folder.path().join("cut.model");
    let (small, cut) = (small.to_str().unwrap(), cut.to_str().unwrap());
    for (args, told) in [
        (["annotate", "nowhere.txt", "--model", small], "nowhere.txt"),
        (
            ["annotate", "-", "--model", "nowhere.model"],
            "nowhere.model",
        ),
        (
            ["annotate", "-", "--model", cut],
            "cut.model: not a model file",
        ),
    ] {
        let ran = run_in(here, args);
        assert_eq!(ran.code, Some(1), "{}", ran.stderr);
        assert!(ran.stderr.contains(told), "{}", ran.stderr);
    }
    let ran = annotate(&[], "{\"id\": \"a\"}\n");
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
    // A page alone is nothing that was read.
    let ran = annotate(
        &[],
        "{\"id\": \"a\", \"html\": \"<p>Barges sank off Vell.</p>\"}\n",
    );
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
    assert!(ran.stderr.contains("restated extract"), "{}", ran.stderr);
}

#[test]
fn english_needs_no_model_file() {
    let text = "VELL, Sept. 12 (Sundial) — Adela Ruyck of the Coast Rescue Directorate flew to \
                Paris on Monday. “Nobody knew,” she said.";
    let folder = folder();
    std::fs::write(folder.path().join("report.txt"), text).unwrap();
    let ran = run_in(folder.path(), ["annotate", "--tokens", "report.txt"]).ok();
    let line = &lines(&ran)[0];
    let found = sentences(text, line);
    assert_eq!(found.len(), 2, "{found:?}");
    let entities: Vec<(String, &str)> = line["entities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entity| {
            (
                slice(text, &entity["span"]),
                entity["type"].as_str().unwrap(),
            )
        })
        .collect();
    for expected in [
        ("Adela Ruyck", "PERSON"),
        ("Paris", "GPE"),
        ("Monday", "DATE"),
    ] {
        assert!(
            entities.contains(&(expected.0.to_owned(), expected.1)),
            "{entities:?}"
        );
    }
    let flew = line["tokens"]
        .as_array()
        .unwrap()
        .iter()
        .find(|token| token["text"] == "flew")
        .unwrap();
    assert_eq!(
        (&flew["lemma"], &flew["pos"], &flew["dep"]),
        (&json!("fly"), &json!("VERB"), &json!("ROOT"))
    );
}

#[test]
fn a_file_that_is_no_model_is_named() {
    let folder = folder();
    std::fs::write(folder.path().join("report.txt"), "The gate is stuck.").unwrap();
    let args = ["annotate", "--model", "report.txt", "report.txt"];
    let ran = run_in(folder.path(), args);
    assert_ne!(ran.code, Some(0));
    assert!(
        ran.stderr.contains("report.txt: not a model file"),
        "{}",
        ran.stderr
    );
}

//! Habits of a good command line.

use std::io::Read as _;
use std::process::Stdio;

use crate::harness::{command, folder, pile, run_in};

#[test]
fn the_demo_shows_figures_with_their_sentences() {
    let folder = folder();
    let ran = run_in(folder.path(), ["demo"]).ok();
    assert!(
        ran.stdout.contains("How many people were killed?"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("not shown to depend on one another"),
        "{}",
        ran.stdout
    );
    assert!(
        std::fs::read_dir(folder.path()).unwrap().next().is_none(),
        "nothing is left behind"
    );
}

#[test]
fn the_demo_keeps_its_dossier_when_asked() {
    let folder = folder();
    run_in(folder.path(), ["demo", "-o", "kept.db"]).ok();
    run_in(folder.path(), ["verify", "kept.db"]).ok();
}

#[cfg(unix)]
#[test]
fn the_demo_serves_until_it_is_stopped() {
    use std::io::{BufRead as _, BufReader, Write as _};
    let folder = folder();
    let mut child = command()
        .args(["demo", "--serve"])
        .env("TMPDIR", folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stderr.take().unwrap());
    let address = said
        .lines()
        .map_while(Result::ok)
        .find_map(|line| {
            let (_, rest) = line.split_once("Open http://")?;
            Some(rest.split_once('/')?.0.to_owned())
        })
        .expect("it says where to look");
    let mut page = std::net::TcpStream::connect(&address).unwrap();
    write!(
        page,
        "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut html = String::new();
    page.read_to_string(&mut html).unwrap();
    assert!(html.contains("Stories") && html.contains("ferry"), "{html}");
    let stopped = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(stopped.unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(
        std::fs::read_dir(folder.path()).unwrap().next().is_none(),
        "nothing is left behind"
    );
}

#[test]
fn data_goes_to_stdout_and_messages_to_stderr() {
    let folder = folder();
    let pile = pile();
    let pile = pile.to_str().unwrap();
    let ran = run_in(folder.path(), ["build", pile, "-o", "x.db"]).ok();
    assert_eq!(ran.stdout, "");
    assert!(
        ran.stderr.contains("restated report x.db"),
        "{}",
        ran.stderr
    );
    let ran = run_in(folder.path(), ["build", pile, "-o", "x.db", "--json"]).ok();
    assert_eq!(ran.json()["new"], 0, "nothing is new the second time");
}

#[test]
fn colours_only_where_wanted() {
    let folder = folder();
    run_in(folder.path(), ["demo", "-o", "x.db"]).ok();
    assert!(
        !run_in(folder.path(), ["report", "x.db"])
            .ok()
            .stdout
            .contains('\x1b')
    );
    assert!(
        run_in(folder.path(), ["report", "x.db", "--color", "always"])
            .ok()
            .stdout
            .contains('\x1b')
    );
    assert!(
        !run_in(
            folder.path(),
            [
                "report", "x.db", "--format", "markdown", "--color", "always"
            ]
        )
        .ok()
        .stdout
        .contains('\x1b')
    );
}

#[test]
fn extract_answers_each_line_of_a_pipe() {
    let page = "<html><head><title>Gate stuck - The Vell Post</title></head><body><article><h1>Gate stuck</h1>\
        <p>The gate at Vell did not open on Friday, the canal office said, and boats had to wait until it was dark.</p>\
        <p>A diver found a tree in the hinge, and the keeper said that it would be cut before the morning.</p>\
        </article></body></html>";
    let lines = format!(
        "{}\n",
        serde_json::json!({"id": "p1", "url": "https://vell.example/gate", "html": page})
    );
    let mut child = command()
        .args(["extract", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(child.stdin.as_mut().unwrap(), lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let line: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(line["id"], "p1");
    assert_eq!(line["title"], "Gate stuck");
    assert!(
        line["text"]
            .as_str()
            .unwrap()
            .ends_with("before the morning."),
        "{line}"
    );
}

#[test]
fn a_reader_who_leaves_early_is_no_error() {
    let folder = folder();
    run_in(folder.path(), ["demo", "-o", "x.db"]).ok();
    let mut child = command()
        .current_dir(folder.path())
        .args(["export", "x.db"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 1];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn completions_and_manual_pages_are_made() {
    let folder = folder();
    for shell in ["bash", "zsh", "fish"] {
        assert!(
            run_in(folder.path(), ["completions", shell])
                .ok()
                .stdout
                .contains("restated")
        );
    }
    assert!(run_in(folder.path(), ["man"]).ok().stdout.contains(".TH"));
    run_in(folder.path(), ["man", "pages"]).ok();
    assert!(folder.path().join("pages/restated-build.1").is_file());
}

#[test]
fn wrong_usage_says_so_with_its_own_code() {
    let folder = folder();
    assert_eq!(run_in(folder.path(), ["build"]).code, Some(2));
    let ran = run_in(folder.path(), ["build", "nowhere", "-o", "x.db"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("nowhere"), "{}", ran.stderr);
    let ran = run_in(folder.path(), ["report", "nowhere.db"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr.contains("nowhere.db") && ran.stderr.contains("restated build"),
        "{}",
        ran.stderr
    );
}

#[test]
fn markdown_and_csv_are_written() {
    let folder = folder();
    run_in(folder.path(), ["demo", "-o", "x.db"]).ok();
    assert!(
        run_in(folder.path(), ["export", "x.db", "--format", "markdown"])
            .ok()
            .stdout
            .starts_with('#')
    );
    run_in(
        folder.path(),
        ["export", "x.db", "--format", "csv", "-o", "x.csv"],
    )
    .ok();
    let csv = std::fs::read_to_string(folder.path().join("x.csv")).unwrap();
    assert!(csv.lines().count() > 20, "{csv}");
}

#[test]
fn every_format_is_written_with_and_without_names() {
    let folder = folder();
    run_in(folder.path(), ["demo", "-o", "x.db"]).ok();
    let names = |format: &str, options: &[&str]| {
        let mut args = vec!["export", "x.db", "--format", format, "-o", "x.out"];
        args.extend(options);
        run_in(folder.path(), args).ok();
        let written = std::fs::read(folder.path().join("x.out")).unwrap();
        let written = String::from_utf8_lossy(&written).into_owned();
        (
            written.contains("Adela Ruyck"),
            written.contains("Person 1"),
        )
    };
    for format in [
        "html",
        "json",
        "csv",
        "ged",
        "schema-org",
        "annotations",
        "prov",
        "markdown",
    ] {
        assert_eq!(names(format, &[]), (true, false), "{format}");
        assert_eq!(names(format, &["--mask-names"]), (false, true), "{format}");
        assert_eq!(names(format, &["--quotes-only"]), (true, false), "{format}");
    }
    run_in(
        folder.path(),
        ["export", "x.db", "--format", "parquet", "-o", "x.parquet"],
    )
    .ok();
    let parquet = std::fs::read(folder.path().join("x.parquet")).unwrap();
    assert!(parquet.starts_with(b"PAR1") && parquet.ends_with(b"PAR1"));
}

#[test]
fn a_report_is_one_file_that_asks_for_nothing() {
    let folder = folder();
    run_in(folder.path(), ["demo", "-o", "x.db"]).ok();
    let ran = run_in(folder.path(), ["export", "x.db", "--format", "html"]).ok();
    let html = &ran.stdout;
    assert!(html.starts_with("<!doctype html>") && html.ends_with("</html>\n"));
    assert!(html.contains("default-src 'none'; style-src 'sha256-"));
    for asking in [
        "<script",
        "src=",
        "url(",
        "@import",
        "href=\"http",
        "href=\"/",
    ] {
        assert!(!html.contains(asking), "{asking}");
    }
    // From a cell of the table to its evidence, and from there back.
    let cell = html.split("<a class=\"cell ").nth(1).unwrap();
    let claim = cell.split("href=\"#").nth(1).unwrap().split('"').next();
    let evidence = html.split(&format!("<li id=\"{}\"", claim.unwrap())).nth(1);
    let back = evidence.unwrap().split("href=\"#row-").nth(1).unwrap();
    let row = back.split('"').next().unwrap();
    assert!(html.contains(&format!("<tr id=\"row-{row}\">")));
    let export = run_in(folder.path(), ["export", "x.db"]).ok().json();
    for claim in export["claims"].as_array().unwrap() {
        let id = claim["id"].as_str().unwrap();
        assert!(
            html.contains(&format!("<li id=\"{id}\"")),
            "no evidence of {id}"
        );
    }
    for capture in export["captures"].as_array().unwrap() {
        let hash = capture["id"].as_str().unwrap_or_default();
        assert!(html.contains(hash), "{hash}");
    }
}

#[test]
fn an_export_never_destroys_what_it_reads() {
    let folder = folder();
    run_in(folder.path(), ["demo", "-o", "x.db"]).ok();
    let before = std::fs::read(folder.path().join("x.db")).unwrap();
    let ran = run_in(folder.path(), ["export", "x.db", "-o", "x.db"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("the dossier itself"), "{}", ran.stderr);
    assert_eq!(std::fs::read(folder.path().join("x.db")).unwrap(), before);
    let ran = run_in(folder.path(), ["export", "x.db", "-o", "nowhere/x.json"]);
    assert!(
        ran.code == Some(1) && ran.stderr.contains("nowhere/x.json"),
        "{}",
        ran.stderr
    );
}

#[test]
fn the_demo_keeps_out_of_what_is_there() {
    let folder = folder();
    std::fs::write(
        folder.path().join("mine.txt"),
        "Nine people were hurt at the lock, the Vell Post said on Friday.\n",
    )
    .unwrap();
    run_in(folder.path(), ["build", "mine.txt", "-o", "x.db"]).ok();
    let before = crate::harness::export(folder.path(), "x.db");
    let ran = run_in(folder.path(), ["demo", "-o", "x.db"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("x.db"), "{}", ran.stderr);
    assert_eq!(crate::harness::export(folder.path(), "x.db"), before);
}

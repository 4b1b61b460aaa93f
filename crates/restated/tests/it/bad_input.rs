//! Bad input: the file and the remedy are named, the other captures are unaffected.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use zip::write::SimpleFileOptions;

use crate::harness::{build_and_export, command, folder, reason, run_in};

const GOOD: &str = "Gate stuck\n\nThe gate at Vell did not open on Friday, the canal office said, and nine people were \
    injured in the crush. A diver found a tree in the hinge, and the keeper said that it would be cut.\n";

/// Builds `bad` (name and bytes) beside a good text; returns the export, in which
/// the good text must be unaffected.
#[track_caller]
fn beside_good(bad: &[(&str, &[u8])]) -> Value {
    let folder = folder();
    let pile = folder.path().join("pile");
    fs::create_dir(&pile).unwrap();
    fs::write(pile.join("good.txt"), GOOD).unwrap();
    for (name, bytes) in bad {
        fs::write(pile.join(name), bytes).unwrap();
    }
    let export = build_and_export(folder.path(), &[Path::new("pile")]);
    assert_good(&export);
    run_in(folder.path(), ["verify", "dossier.db"]).ok();
    export
}

#[track_caller]
fn assert_good(export: &Value) {
    let good = article(export, "good.txt");
    assert!(
        good["text"].as_str().unwrap().ends_with("it would be cut."),
        "{good}"
    );
    assert!(
        export["claims"]
            .as_array()
            .unwrap()
            .iter()
            .any(|claim| claim["article"] == good["id"])
    );
}

/// The article read from the capture at `path`.
#[track_caller]
fn article<'v>(export: &'v Value, path: &str) -> &'v Value {
    let captures = export["captures"].as_array().unwrap();
    let capture = captures
        .iter()
        .find(|c| c["path"].as_str().unwrap().ends_with(path))
        .expect("it is listed");
    let articles = export["articles"].as_array().unwrap();
    articles
        .iter()
        .find(|a| a["capture"] == capture["id"])
        .unwrap_or_else(|| panic!("no article: {capture}"))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn warc_record(id: u32, body: &str) -> String {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{id:012}>\r\n\
         WARC-Target-URI: https://vell.example/{id}\r\nWARC-Date: 2033-05-01T00:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    )
}

fn page(words: &str) -> String {
    format!(
        "<html><head><title>Lock</title></head><body><article><h1>Lock</h1><p>The canal office said that {words} on \
         Friday, and that boats had to wait below the lock until it was dark.</p><p>Nobody knew how long the repair \
         would take, the keeper of the lock said in the evening.</p></article></body></html>"
    )
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn an_empty_file() {
    assert_eq!(
        reason(&beside_good(&[("bad.html", b"")]), "bad.html"),
        "empty"
    );
}

#[test]
fn a_binary_file() {
    let bytes: Vec<u8> = (0..4096_u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let export = beside_good(&[
        ("bad.txt", &bytes),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    ]);
    assert!(reason(&export, "bad.txt").contains("not text"));
    assert!(reason(&export, "picture.png").contains("not text"));
}

#[test]
fn a_truncated_gzip_keeps_the_records_before() {
    let one = gzip(warc_record(1, &page("nine people were rescued")).as_bytes());
    let two = gzip(warc_record(2, &page("two people were injured")).as_bytes());
    let cut = [one.as_slice(), &two[..two.len() / 2]].concat();
    let export = beside_good(&[("crawl.warc.gz", &cut)]);
    assert!(
        article(&export, "000000000001>")["text"]
            .as_str()
            .unwrap()
            .contains("nine people were rescued")
    );
    let captures = export["captures"].as_array().unwrap();
    let told = captures
        .iter()
        .filter_map(|c| c["skipped"].as_str())
        .any(|why| why.contains("ends early"));
    assert!(told, "{captures:#?}");
}

#[test]
fn a_broken_warc_header_is_stepped_over() {
    let broken = "WARC/1.0\r\nWARC-Type response\r\nContent-Length: many\r\n\r\nhm\r\n\r\n";
    let bytes = [
        warc_record(1, &page("one gate is open")),
        broken.to_owned(),
        warc_record(2, &page("two gates are open")),
    ]
    .concat();
    let export = beside_good(&[("crawl.warc", bytes.as_bytes())]);
    assert!(
        article(&export, "000000000001>")["text"]
            .as_str()
            .unwrap()
            .contains("one gate")
    );
    assert!(
        article(&export, "000000000002>")["text"]
            .as_str()
            .unwrap()
            .contains("two gates")
    );
    let skipped = export["captures"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|c| c["skipped"].is_string())
        .count();
    assert!(skipped >= 1);
}

#[test]
fn bombs_are_refused_and_named() {
    let zeros = vec![b' '; 80 << 20];
    let inner = gzip(warc_record(1, &String::from_utf8(zeros.clone()).unwrap()).as_bytes());
    let export = beside_good(&[
        ("bomb.txt.gz", &gzip(&zeros)),
        ("bomb.warc.gz", &inner),
        (
            "bomb.wacz",
            &zip(&[(
                "archive/data.warc",
                warc_record(1, &String::from_utf8(zeros).unwrap()).as_bytes(),
            )]),
        ),
    ]);
    let captures = export["captures"].as_array().unwrap();
    for name in ["bomb.txt.gz", "bomb.warc.gz", "bomb.wacz"] {
        let capture = captures
            .iter()
            .find(|c| c["path"].as_str().unwrap().contains(name));
        let why = capture.unwrap_or_else(|| panic!("{name} is not listed"))["skipped"]
            .as_str()
            .expect("it is skipped");
        assert!(
            why.contains("MiB") || why.contains("times"),
            "{name}: {why}"
        );
    }
}

#[test]
fn a_wacz_that_climbs_out_of_its_folder_is_refused() {
    let record = warc_record(1, &page("nobody was hurt"));
    let wacz = zip(&[
        ("archive/../../evil.warc", record.as_bytes()),
        ("archive/good.warc", record.as_bytes()),
    ]);
    let export = beside_good(&[("crawl.wacz", &wacz)]);
    let refused = export["captures"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|c| c["skipped"].as_str());
    assert!(refused.into_iter().any(|why| why.contains("leads out")));
}

#[test]
fn a_hundred_thousand_nested_tags() {
    let html = format!(
        "{}{}{}",
        "<div>".repeat(100_000),
        page("the gate is open"),
        "</div>".repeat(100_000)
    );
    beside_good(&[("deep.html", html.as_bytes())]);
}

#[test]
fn a_line_of_fifty_megabytes() {
    let line = "word ".repeat(10 << 20);
    let export = beside_good(&[("long.txt", line.as_bytes())]);
    let why = reason(&export, "long.txt");
    assert!(
        why.contains("32 MiB") && why.contains("--max-capture-size"),
        "{why}"
    );
}

#[test]
fn invalid_utf8_and_a_wrong_label() {
    let mut invalid = page("the gate is open").into_bytes();
    let at = invalid.windows(4).position(|w| w == b"gate").unwrap();
    invalid.splice(at..at, *b"\xC3\x28 ");
    let head = "<html><head><meta charset=\"utf-8\"><title>Lock</title></head>";
    let latin = page("the caf\u{e9} by the lock is open")
        .replace("<html><head><title>Lock</title></head>", head);
    let latin: Vec<u8> = latin.chars().map(|c| c as u32 as u8).collect();
    let export = beside_good(&[("invalid.html", &invalid), ("label.html", &latin)]);
    assert!(
        article(&export, "invalid.html")["text"]
            .as_str()
            .unwrap()
            .contains("gate is open")
    );
    assert!(
        article(&export, "label.html")["text"]
            .as_str()
            .unwrap()
            .contains("café by the lock")
    );
}

/// Runs the binary as somebody who may not do everything, where the test may.
fn as_nobody(command: &mut Command) -> &mut Command {
    const NOBODY: u32 = 65_534;
    let is_root =
        fs::metadata("/proc/self").is_ok_and(|me| std::os::unix::fs::MetadataExt::uid(&me) == 0);
    if is_root {
        command.uid(NOBODY).gid(NOBODY)
    } else {
        command
    }
}

#[test]
fn a_file_without_permission() {
    let folder = folder();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let pile = folder.path().join("pile");
    fs::create_dir(&pile).unwrap();
    fs::write(pile.join("good.txt"), GOOD).unwrap();
    fs::write(pile.join("secret.txt"), GOOD).unwrap();
    fs::set_permissions(pile.join("secret.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    let mut build = command();
    as_nobody(
        build
            .current_dir(folder.path())
            .args(["build", "pile", "-o", "x.db"]),
    );
    assert!(build.status().unwrap().success());
    let export: Value = run_in(folder.path(), ["export", "x.db"]).ok().json();
    assert_good(&export);
    let why = reason(&export, "secret.txt").to_lowercase();
    assert!(why.contains("permission"), "{why}");
}

#[test]
fn outputs_that_cannot_be_a_dossier_are_left_alone() {
    let folder = folder();
    let folder = folder.path();
    fs::write(folder.join("good.txt"), GOOD).unwrap();
    fs::write(folder.join("notes.db"), "my notes").unwrap();
    rusqlite::Connection::open(folder.join("foreign.db"))
        .unwrap()
        .execute_batch("CREATE TABLE mine (x)")
        .unwrap();
    fs::create_dir(folder.join("dir.db")).unwrap();
    for (output, says) in [
        ("notes.db", "not"),
        ("foreign.db", "restated did not write"),
        ("dir.db", "not a file"),
        ("no/x.db", "folder"),
    ] {
        let before = fs::read(folder.join(output)).ok();
        let ran = run_in(folder, ["build", "good.txt", "-o", output]);
        assert_eq!(ran.code, Some(1));
        assert!(
            ran.stderr.contains(output) && ran.stderr.contains(says),
            "{}",
            ran.stderr
        );
        assert_eq!(
            fs::read(folder.join(output)).ok(),
            before,
            "{output} was changed"
        );
    }
}

#[test]
fn an_output_inside_the_pile_is_no_part_of_it() {
    let folder = folder();
    let folder = folder.path();
    fs::create_dir(folder.join("pile")).unwrap();
    fs::write(folder.join("pile/good.txt"), GOOD).unwrap();
    run_in(folder, ["build", "pile", "-o", "pile/x.db"]).ok();
    let first = crate::harness::export(folder, "pile/x.db");
    run_in(folder, ["build", "pile", "-o", "pile/x.db"]).ok();
    assert_eq!(crate::harness::export(folder, "pile/x.db"), first);
    assert!(!first.contains("x.db"), "{first}");
}

#[test]
fn a_mistyped_input_leaves_nothing_behind() {
    let folder = folder();
    let ran = run_in(folder.path(), ["build", "nowhere", "-o", "x.db"]);
    assert!(ran.stderr.contains("nowhere"), "{}", ran.stderr);
    assert!(!folder.path().join("x.db").exists());
}

#[test]
fn an_output_in_use() {
    let folder = folder();
    let folder = folder.path();
    fs::write(folder.join("good.txt"), GOOD).unwrap();
    run_in(folder, ["build", "good.txt", "-o", "x.db"]).ok();
    let holder = rusqlite::Connection::open(folder.join("x.db")).unwrap();
    holder.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let ran = run_in(folder, ["build", "good.txt", "-o", "x.db"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr.contains("x.db") && ran.stderr.contains("in use"),
        "{}",
        ran.stderr
    );
}

/// Needs a file system of its own, which only some users may mount: in a user
/// namespace where that is allowed. Where it is not, there is nothing to test with.
#[test]
fn a_full_disk() {
    let folder = folder();
    let folder = folder.path();
    fs::create_dir(folder.join("small")).unwrap();
    fs::create_dir(folder.join("pile")).unwrap();
    for i in 0..200 {
        // Text that does not compress: the disk is full before the pile is stored.
        let mut state = i + 1_u64;
        let noise: String = (0..4000)
            .map(|_| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                char::from(b'a' + (state >> 40) as u8 % 26)
            })
            .collect();
        fs::write(
            folder.join(format!("pile/{i}.txt")),
            format!("{GOOD}\n{noise}\n"),
        )
        .unwrap();
    }
    let script = "mount -t tmpfs -o size=512k none small || exit 99; \"$0\" build pile -o small/x.db; code=$?; \
        mount -o remount,size=64m small; \"$0\" build pile -o small/x.db && \"$0\" export small/x.db >resumed.json; exit $code";
    let output = Command::new("unshare")
        .args([
            "--mount",
            "--map-root-user",
            "sh",
            "-c",
            script,
            env!("CARGO_BIN_EXE_restated"),
        ])
        .current_dir(folder)
        .output();
    let Ok(output) = output else { return };
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.code() == Some(99) || stderr.contains("unshare:") {
        return;
    }
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(
        stderr.contains("x.db") && stderr.contains("disk is full"),
        "{stderr}"
    );
    let resumed = fs::read_to_string(folder.join("resumed.json"))
        .expect("with space, the same build goes on");
    run_in(folder, ["build", "pile", "-o", "y.db"]).ok();
    assert_eq!(resumed, crate::harness::export(folder, "y.db"));
}

//! Files and folders on disk.

use std::fs;
use std::path::Path;

use restated_capture::{Format, Found, Input, Limits, ReadError, read};
use tempfile::TempDir;

use crate::make::{Got, gzip, page, response};

/// Reads `path` from disk.
fn read_path(path: &Path) -> Got {
    let mut got = Got::default();
    read(
        &[Input::Path(path.to_owned())],
        &Limits::default(),
        &mut |found| {
            got.add(found);
            true
        },
    )
    .unwrap();
    got
}

fn write(dir: &TempDir, name: &str, bytes: impl AsRef<[u8]>) {
    let path = dir.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_folder_is_read_in_byte_order_with_relative_paths() {
    let dir = TempDir::new().unwrap();
    for name in [
        "pile/b.html",
        "pile/a/z.txt",
        "pile/a.md",
        "pile/Z.htm",
        "pile/é.txt",
        "pile/a/b/c.html.gz",
    ] {
        let bytes = if name.ends_with("gz") {
            gzip(page(1).as_bytes())
        } else {
            page(1).into_bytes()
        };
        write(&dir, name, bytes);
    }
    let got = read_path(&dir.path().join("pile"));
    assert!(got.skipped.is_empty(), "{:?}", got.reasons());
    assert_eq!(
        got.paths(),
        [
            "pile/Z.htm",
            "pile/a/b/c.html.gz",
            "pile/a/z.txt",
            "pile/a.md",
            "pile/b.html",
            "pile/é.txt"
        ]
    );
    assert_eq!(got, read_path(&dir.path().join("pile")));
    // The name does not decide: it is a page whatever it is called.
    assert!(got.captures.iter().all(|c| c.format == Format::Html));
}

#[test]
fn text_files_are_text() {
    let dir = TempDir::new().unwrap();
    write(&dir, "pile/a.txt", "The ferry left.\n");
    write(&dir, "pile/b.md", "# The ferry\n");
    let got = read_path(&dir.path().join("pile"));
    let kinds: Vec<_> = got
        .captures
        .iter()
        .map(|c| (c.format, c.media_type.as_str()))
        .collect();
    assert_eq!(
        kinds,
        [
            (Format::Text, "text/plain"),
            (Format::Text, "text/markdown")
        ]
    );
    assert_eq!(got.captures[0].bytes, b"The ferry left.\n");
    assert_eq!(got.captures[0].place.url, None);
}

#[test]
fn one_file_by_its_absolute_path_shows_only_its_name() {
    let dir = TempDir::new().unwrap();
    write(&dir, "deep/down/a.html", page(1));
    let got = read_path(&dir.path().join("deep/down/a.html"));
    assert_eq!(got.only().place.path, "a.html");
}

#[test]
fn litter_and_hidden_files() {
    let dir = TempDir::new().unwrap();
    for name in [
        ".DS_Store",
        "._a.html",
        "Thumbs.db",
        "desktop.ini",
        ".hidden.html",
        ".git/config",
        "a.html",
    ] {
        write(&dir, &format!("pile/{name}"), page(1));
    }
    let got = read_path(&dir.path().join("pile"));
    assert_eq!(got.paths(), ["pile/a.html"]);
    assert_eq!(
        got.reasons(),
        [
            "pile/.git: hidden (name it to read it)",
            "pile/.hidden.html: hidden (name it to read it)"
        ]
    );
    let named = read_path(&dir.path().join("pile/.hidden.html"));
    assert_eq!(named.only().place.path, ".hidden.html");
}

#[test]
fn the_parts_of_a_saved_page_are_no_pages() {
    let dir = TempDir::new().unwrap();
    write(&dir, "pile/Ferry.html", page(1));
    write(&dir, "pile/Ferry_files/frame.html", page(2));
    write(&dir, "pile/case_files/a.html", page(3));
    let got = read_path(&dir.path().join("pile"));
    assert_eq!(got.paths(), ["pile/Ferry.html", "pile/case_files/a.html"]);
    assert_eq!(
        got.reasons(),
        ["pile/Ferry_files: parts of the saved page Ferry.html"]
    );
}

#[test]
fn an_input_that_is_not_there_is_told_before_anything_is_read() {
    let dir = TempDir::new().unwrap();
    write(&dir, "a.html", page(1));
    let inputs = [
        Input::Path(dir.path().join("a.html")),
        Input::Path(dir.path().join("nowhere")),
    ];
    let mut found = 0;
    let error = read(&inputs, &Limits::default(), &mut |_| {
        found += 1;
        true
    })
    .unwrap_err();
    assert!(
        matches!(&error, ReadError::NoSuchInput(path) if path.ends_with("nowhere")),
        "{error}"
    );
    assert_eq!(found, 0);
}

#[test]
fn a_file_goes_by_the_name_that_it_is_given() {
    let dir = TempDir::new().unwrap();
    write(&dir, "0001", response(1));
    write(
        &dir,
        "0002",
        "# Words\n\nOf a file whose bytes do not show what they are.\n",
    );
    let named = |path: &str, name: &str| Input::Named {
        path: dir.path().join(path),
        name: name.to_owned(),
    };
    let mut found = Vec::new();
    let inputs = [named("0001", "crawl.warc"), named("0002", "words.md")];
    read(&inputs, &Limits::default(), &mut |one| {
        found.push(one);
        true
    })
    .unwrap();
    let shown: Vec<(&str, &str)> = found
        .iter()
        .map(|one| match one {
            Found::Capture(capture) => (capture.place.path.as_str(), capture.media_type.as_str()),
            Found::Skipped(skipped) => (skipped.path.as_str(), skipped.reason.as_str()),
        })
        .collect();
    assert!(shown[0].0.starts_with("crawl.warc#"), "{shown:?}");
    assert_eq!(shown[1], ("words.md", "text/markdown"));
    let missing = read(&[named("0003", "a.txt")], &Limits::default(), &mut |_| true);
    assert!(matches!(missing, Err(ReadError::NoSuchInput(_))));
}

#[test]
fn the_sink_can_stop_the_reading() {
    let dir = TempDir::new().unwrap();
    write(
        &dir,
        "pile/a.warc",
        (1..=9).flat_map(response).collect::<Vec<_>>(),
    );
    let mut found = Vec::new();
    let error = read(
        &[Input::Path(dir.path().join("pile"))],
        &Limits::default(),
        &mut |f: Found| {
            found.push(f);
            found.len() < 3
        },
    )
    .unwrap_err();
    assert!(matches!(error, ReadError::Stopped));
    assert_eq!(found.len(), 3);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn links_lead_nowhere_twice() {
        let dir = TempDir::new().unwrap();
        write(&dir, "pile/a.html", page(1));
        write(&dir, "other/b.html", page(2));
        write(&dir, "c.html", page(3));
        let pile = dir.path().join("pile");
        symlink(&pile, pile.join("loop")).unwrap();
        symlink(dir.path(), pile.join("above")).unwrap();
        symlink("../other", pile.join("other-1")).unwrap();
        symlink("../other", pile.join("other-2")).unwrap();
        symlink("../other", dir.path().join("other/self")).unwrap();
        symlink("../c.html", pile.join("c.html")).unwrap();
        symlink("nowhere", pile.join("dangling.html")).unwrap();
        let got = read_path(&pile);
        assert_eq!(
            got.paths(),
            ["pile/a.html", "pile/c.html", "pile/other-1/b.html"]
        );
        let read_already = "a link to a folder that is read already";
        assert_eq!(
            got.reasons(),
            [
                format!("pile/above: {read_already}"),
                "pile/dangling.html: a link that leads nowhere".to_owned(),
                format!("pile/loop: {read_already}"),
                format!("pile/other-1/self: {read_already}"),
                format!("pile/other-2: {read_already}"),
            ]
        );
    }

    #[test]
    fn what_may_not_be_read_is_named_with_its_remedy() {
        let dir = TempDir::new().unwrap();
        write(&dir, "pile/a.html", page(1));
        write(&dir, "pile/b.html", page(2));
        write(&dir, "pile/shut/c.html", page(3));
        for name in ["pile/b.html", "pile/shut"] {
            let path = dir.path().join(name);
            fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        }
        let got = read_path(&dir.path().join("pile"));
        // An administrator may read everything; then there is nothing to tell.
        let all = fs::read(dir.path().join("pile/b.html")).is_ok();
        fs::set_permissions(
            dir.path().join("pile/shut"),
            fs::Permissions::from_mode(0o700),
        )
        .unwrap();
        if all {
            assert_eq!(got.captures.len(), 3);
            return;
        }
        assert_eq!(got.paths(), ["pile/a.html"]);
        for (reason, path) in got.reasons().iter().zip(["pile/b.html: ", "pile/shut: "]) {
            assert!(reason.starts_with(path), "{reason}");
            assert!(
                reason.contains("permission denied (allow reading"),
                "{reason}"
            );
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_read_that_fails_is_told() {
        // Reading a process's memory at address 0 fails, whoever reads.
        let got = read_path(Path::new("/proc/self/mem"));
        assert!(
            got.only_reason().starts_with("could not be read: "),
            "{:?}",
            got.reasons()
        );
        assert_eq!(got.skipped[0].path, "mem");
    }

    #[test]
    fn sockets_in_a_folder_do_not_hang_the_reading() {
        let dir = TempDir::new().unwrap();
        write(&dir, "pile/a.html", page(1));
        let _socket = std::os::unix::net::UnixListener::bind(dir.path().join("pile/s")).unwrap();
        let got = read_path(&dir.path().join("pile"));
        assert_eq!(got.paths(), ["pile/a.html"]);
        assert_eq!(
            got.reasons(),
            ["pile/s: not a file (a pipe, socket or device)"]
        );
    }
}

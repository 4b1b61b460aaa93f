//! What is no dossier is refused and left as it is.

use std::fs;
use std::path::Path;

use restated_capture::Limits;
use restated_dossier::{Dossier, Error, Silent, export};
use rusqlite::Connection;

use crate::pile::{Fake, build, pile};

/// Both ways to open `path` fail, and say `remedy`; the file stays as it was.
fn refused(path: &Path, remedy: &str) {
    let before = fs::read(path).ok();
    for error in [
        Dossier::create_or_open(path).unwrap_err(),
        Dossier::open(path).unwrap_err(),
    ] {
        let message = error.to_string();
        assert!(message.contains(&*path.to_string_lossy()), "{message}");
        assert!(message.contains(remedy), "{message}");
    }
    assert_eq!(fs::read(path).ok(), before);
}

#[test]
fn other_files_are_left_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    refused(folder.path(), "name a file");
    for (name, bytes) in [
        ("note.txt", &b"hello"[..]),
        ("page.html", &[b'x'; 5000]),
        ("nul", &[0; 4096]),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        refused(&path, "choose another name");
    }
}

#[test]
fn a_foreign_sqlite_file_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    for (name, mode) in [("plain.db", "DELETE"), ("wal.db", "WAL")] {
        let path = folder.path().join(name);
        let foreign = Connection::open(&path).unwrap();
        foreign
            .pragma_update_and_check(None, "journal_mode", mode, |_| Ok(()))
            .unwrap();
        foreign
            .execute_batch("CREATE TABLE captures (mine); INSERT INTO captures VALUES (1)")
            .unwrap();
        drop(foreign);
        refused(&path, "choose another name");
    }
}

#[test]
fn a_dossier_of_another_version_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    build(&path, &Fake::over(pile(2)), 1);
    for (version, remedy) in [(99, "update restated"), (1, "build it again")] {
        Connection::open(&path)
            .unwrap()
            .pragma_update(None, "user_version", version)
            .unwrap();
        refused(&path, remedy);
    }
}

#[test]
fn a_missing_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nowhere/a.db");
    let message = Dossier::create_or_open(&path).unwrap_err().to_string();
    assert!(message.contains("make it first"), "{message}");
    assert!(matches!(Dossier::open(&path), Err(Error::Missing(_))));
}

#[test]
fn a_file_in_use_is_not_waited_for_forever() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    build(&path, &Fake::over(pile(2)), 1);
    let viewer = Connection::open(&path).unwrap();
    viewer.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = Dossier::create_or_open(&path).unwrap_err();
    assert!(matches!(error, Error::InUse(_)), "{error}");
    viewer.execute_batch("ROLLBACK").unwrap();
    drop(viewer);
    Dossier::create_or_open(&path).unwrap();
}

#[test]
fn a_full_disk_is_told_and_what_was_done_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut dossier = Dossier::create_or_open(&path).unwrap();
    // SQLite fails in the same way when the file system has no page left.
    dossier
        .connection()
        .pragma_update_and_check(None, "max_page_count", 60, |_| Ok(()))
        .unwrap();
    let stages = Fake::over(pile(300));
    let error = dossier
        .build_with(
            &[],
            &Limits::default(),
            Default::default(),
            &Silent,
            &stages,
        )
        .unwrap_err();
    assert!(matches!(error, Error::Full(_)), "{error}");
    assert!(error.to_string().contains("free some space"));
    drop(dossier);
    let unfinished = Dossier::open(&path)
        .and_then(|dossier| export::write(&dossier, export::Format::Json, &mut std::io::sink()));
    assert!(matches!(unfinished, Err(Error::Unfinished(_))));
    build(&path, &stages, 2);
    let fresh = folder.path().join("fresh.db");
    build(&fresh, &stages, 2);
    assert!(crate::pile::export(&path) == crate::pile::export(&fresh));
}

#[test]
fn an_empty_file_becomes_a_dossier() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    fs::write(&path, b"").unwrap();
    build(&path, &Fake::over(pile(2)), 1);
}

//! Small invented piles, read by the real stages, and what stories makes of them.
//!
//! A case is a file of `tests/cases/`: articles, each under a line `== id | day | outlet | title`
//! (parts may be empty), its text below. What is found stands in `tests/snapshots/`, to be looked
//! at by a person (`cargo insta review`).

mod drifts;
mod pile;
mod show;

use std::fs;
use std::path::Path;

use pile::{Pile, Shown};

#[test]
fn cases() {
    check("cases", "", show::stories);
}

/// What `show` says of each file of `tests/<folder>/`, whatever the order of its articles, is as in
/// the snapshot of its name behind `prefix`.
fn check(folder: &str, prefix: &str, show: fn(&[Shown]) -> String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(folder);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for file in files {
            let name = file.file_stem().unwrap().to_str().unwrap();
            let pile = Pile::read(&fs::read_to_string(&file).unwrap());
            let shown = show(&pile.stories());
            let reversed = show(&pile.reversed().stories());
            assert_eq!(shown, reversed, "{name}: order does not matter");
            insta::assert_snapshot!(format!("{prefix}{name}"), shown);
        }
    });
}

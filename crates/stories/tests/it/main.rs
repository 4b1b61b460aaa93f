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

use pile::Pile;

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
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
            let shown = show::stories(&pile.stories());
            assert_eq!(
                shown,
                show::stories(&pile.reversed().stories()),
                "{name}: order does not matter"
            );
            insta::assert_snapshot!(name, shown);
        }
    });
}

//! What changes when a report is retold, and what does not.
//!
//! A case is a file of `tests/drifts/`, in the form of the files of `tests/cases/`; what is found
//! stands in `tests/snapshots/`.

use std::fs;
use std::path::Path;

use crate::pile::Pile;
use crate::show;

#[test]
fn drifts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drifts");
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
            let shown = show::drifts(&pile.stories());
            let reversed = show::drifts(&pile.reversed().stories());
            assert_eq!(shown, reversed, "{name}: order does not matter");
            insta::assert_snapshot!(format!("drift-{name}"), shown);
        }
    });
}

//! The same captures give the same bytes.

use std::path::{Path, PathBuf};

use crate::harness::{export, folder, pile, run_in, sample_files};

fn build(folder: &Path, dossier: &str, inputs: &[PathBuf], threads: &str) -> String {
    let inputs = inputs
        .iter()
        .map(|path| path.to_string_lossy().into_owned());
    let args = ["build".to_owned()].into_iter().chain(inputs);
    run_in(
        folder,
        args.chain(["-o", dossier, "--threads", threads].map(str::to_owned)),
    )
    .ok();
    export(folder, dossier)
}

#[test]
fn order_threads_and_number_of_builds_do_not_matter() {
    let folder = folder();
    let files = sample_files();
    let one = build(folder.path(), "one.db", &files, "1");
    assert!(one.contains("\"claims\""));

    let mut shuffled = files.clone();
    shuffled.reverse();
    shuffled.rotate_left(3);
    assert_eq!(
        one,
        build(folder.path(), "shuffled.db", &shuffled, "8"),
        "other order, eight threads"
    );
    let report = |dossier| {
        let args = ["export", dossier, "--format", "html"];
        run_in(folder.path(), args).ok().stdout
    };
    assert_eq!(report("one.db"), report("shuffled.db"), "as a report too");

    for part in shuffled.chunks(files.len().div_ceil(3)) {
        build(folder.path(), "three.db", part, "2");
    }
    assert_eq!(one, export(folder.path(), "three.db"), "three builds");
    assert_eq!(
        one,
        build(folder.path(), "three.db", &files, "2"),
        "built again"
    );
}

#[test]
fn a_folder_is_the_files_in_it() {
    let folder = folder();
    let whole = build(folder.path(), "whole.db", &[pile()], "2");
    let names = |json: &str| {
        let export: serde_json::Value = serde_json::from_str(json).unwrap();
        let captures = export["captures"].as_array().unwrap().clone();
        captures
            .into_iter()
            .map(|c| c["id"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(&whole),
        names(&build(folder.path(), "files.db", &sample_files(), "2"))
    );
}

#[test]
fn one_file_is_left() {
    let folder = folder();
    build(folder.path(), "one.db", &[pile()], "2");
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(left, ["one.db"]);
}

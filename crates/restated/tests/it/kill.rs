//! A build that is killed at any moment and run again gives the same bytes.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::harness::{command, export, folder, pile, run_in};

/// How often a build is killed.
const KILLS: u32 = 20;

/// Enough captures that a build takes many times as long as starting a process.
fn pile_of_many(folder: &Path) {
    std::fs::create_dir(folder.join("many")).unwrap();
    for copy in 0..60 {
        for (name, article) in [
            ("one", "Nine people were killed"),
            ("two", "At least 12 people were injured"),
        ] {
            let text = format!(
                "Report {copy}\n\n{article} at lock {copy} on the canal, the office said. Crews went on searching \
                 the water below the gate until it was dark, and twenty people were rescued from the bank.\n"
            );
            std::fs::write(folder.join(format!("many/{name}-{copy}.txt")), text).unwrap();
        }
    }
    for file in crate::harness::sample_files() {
        std::fs::copy(&file, folder.join("many").join(file.file_name().unwrap())).unwrap();
    }
}

#[test]
fn killed_and_resumed_gives_the_same_bytes() {
    let folder = folder();
    let folder = folder.path();
    pile_of_many(folder);
    assert!(pile().is_dir());
    let started = Instant::now();
    run_in(folder, ["build", "many", "-o", "whole.db"]).ok();
    let whole = started.elapsed();
    let expected = export(folder, "whole.db");

    // A fixed walk over the length of a build: early, late, and everything between.
    let mut state = 0x9E37_79B9_u64;
    for kill in 0..KILLS {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let share = (state >> 33) as f64 / f64::from(u32::MAX >> 1);
        let mut child = command()
            .current_dir(folder)
            .args(["build", "many", "-o", "killed.db", "--threads", "2"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_secs_f64(whole.as_secs_f64() * share));
        child.kill().unwrap();
        child.wait().unwrap();
        // Every other time from what is left, else from nothing.
        if kill % 2 == 0 {
            run_in(folder, ["build", "many", "-o", "killed.db"]).ok();
            assert_eq!(
                export(folder, "killed.db"),
                expected,
                "after kill {kill} at {share:.2} of a build"
            );
            for end in ["", "-wal", "-shm", "-journal"] {
                let _ = std::fs::remove_file(folder.join(format!("killed.db{end}")));
            }
        }
    }
    run_in(folder, ["build", "many", "-o", "killed.db"]).ok();
    assert_eq!(export(folder, "killed.db"), expected, "after the last kill");
    run_in(folder, ["verify", "killed.db"]).ok();
}

//! A build that is killed goes on where it stopped.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::pile::{Fake, build, export, pile};

const PATH: &str = "RESTATED_TEST_BUILD_INTO";
const SIZE: usize = 400;

fn slow() -> Fake {
    Fake {
        delay: Duration::from_micros(700),
        ..Fake::over(pile(SIZE))
    }
}

/// Not a test of its own: what the other tests start and kill.
#[test]
fn child() {
    if let Some(path) = std::env::var_os(PATH) {
        build(Path::new(&path), &slow(), 2);
    }
}

fn start(path: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::child", "--test-threads=1"])
        .env(PATH, path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Waits until the child has begun to write, so that a kill hits its work and
/// not the start of the program.
fn wait_for_file(path: &Path, child: &mut Child) {
    while !path.exists() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_micros(200));
    }
}

#[test]
fn killed_anywhere_and_run_again_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("whole.db");
    build(&whole, &Fake::over(pile(SIZE)), 2);
    let expected = export(&whole);
    let mut killed = 0;
    let mut unfinished = 0;
    // From the first breath on, in growing steps, through all stages.
    for round in 0..26_u64 {
        let path = folder.path().join(format!("{round}.db"));
        let mut child = start(&path);
        wait_for_file(&path, &mut child);
        std::thread::sleep(Duration::from_micros(round * round * 900));
        child.kill().unwrap();
        if !child.wait().unwrap().success() {
            killed += 1;
        }
        // Killed once more while it resumes.
        let mut child = start(&path);
        std::thread::sleep(Duration::from_millis(5 + 7 * (round % 9)));
        child.kill().unwrap();
        child.wait().unwrap();
        if restated_dossier::Dossier::open(&path)
            .and_then(|dossier| {
                restated_dossier::export::write(
                    &dossier,
                    restated_dossier::export::Format::Json,
                    &mut std::io::sink(),
                )
            })
            .is_err()
        {
            unfinished += 1;
        }
        build(&path, &Fake::over(pile(SIZE)), 2);
        assert!(export(&path) == expected, "round {round}");
    }
    assert!(
        killed >= 20,
        "only {killed} builds were killed before their end"
    );
    assert!(
        unfinished >= 10,
        "only {unfinished} dossiers were left unfinished"
    );
}

#[test]
fn two_builds_into_one_file_do_not_meet() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let held = restated_dossier::Dossier::create_or_open(&path).unwrap();
    let mut child = start(&path);
    assert!(
        !child.wait().unwrap().success(),
        "the second build was let in"
    );
    drop(held);
    let mut child = start(&path);
    assert!(child.wait().unwrap().success());
}

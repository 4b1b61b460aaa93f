//! A build that is killed goes on where it stopped.
//!
//! The child process ticks: for everything it finds, reads and compares it writes
//! a fixed number of bytes to a pipe. The pipe holds only a few ticks, so the child
//! cannot run ahead of the parent, and the parent decides by counting, not by the
//! clock, how far the child gets before it is killed. Where exactly in its writing
//! the kill hits is left to chance.

use std::io::{Read, Write, sink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use restated_article::{Article, Issue};
use restated_capture::{Capture, Found, Input, Limits, ReadError};
use restated_dossier::{Dossier, Options, Silent, Stages, export::Format};
use restated_lineage::{Entry, Lineage, Record};
use restated_stories::{Filed, Findings, Material, Story, Terms};

use crate::pile::{Fake, build, export, pile};

const PATH: &str = "RESTATED_TEST_BUILD_INTO";
const SIZE: usize = 300;
/// A pipe holds 64 KiB, so the child is at most 16 ticks ahead.
const TICK: usize = 4096;
const AHEAD: usize = 16;

/// The stages of the other tests, telling how far they are.
struct Ticking(Fake);

fn tick() {
    // The parent may be gone already.
    let _ = std::io::stdout().lock().write_all(&[b'.'; TICK]);
}

impl Stages for Ticking {
    fn read(
        &self,
        inputs: &[Input],
        except: &[PathBuf],
        limits: &Limits,
        sink: &mut dyn FnMut(Found) -> bool,
    ) -> Result<(), ReadError> {
        self.0.read(inputs, except, limits, &mut |found| {
            tick();
            sink(found)
        })
    }

    fn article(&self, capture: &Capture) -> (Option<Article>, Vec<Issue>) {
        tick();
        self.0.article(capture)
    }

    fn claims(&self, article: &Article) -> restated_claims::Reading {
        self.0.claims(article)
    }

    fn record(&self, text: &str, language: Option<&str>) -> Record {
        self.0.record(text, language)
    }

    fn lineage(&self, articles: &[Entry<'_>]) -> Lineage {
        tick();
        self.0.lineage(articles)
    }

    fn terms(&self, article: &Article, reading: &restated_claims::Reading) -> Terms {
        self.0.terms(article, reading)
    }

    fn stories(&self, articles: &[Filed<'_>]) -> Vec<Story> {
        (0..AHEAD + 1).for_each(|_| tick());
        self.0.stories(articles)
    }

    fn findings(&self, story: &Material<'_>) -> Findings {
        self.0.findings(story)
    }
}

/// Not a test of its own: what the other tests start and kill.
#[test]
fn child() {
    if let Some(path) = std::env::var_os(PATH) {
        let mut dossier = Dossier::create_or_open(Path::new(&path)).unwrap();
        let stages = Ticking(Fake::over(pile(SIZE)));
        dossier
            .build_with(
                &[],
                &Limits::default(),
                Options::default(),
                &Silent,
                &stages,
            )
            .unwrap();
    }
}

fn start(path: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::child", "--test-threads=1"])
        .env(PATH, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Lets the child get `ticks` far and kills it; tells whether it was still at work.
fn kill_after(ticks: usize, path: &Path) -> bool {
    let mut child = start(path);
    let mut heard = vec![0; ticks * TICK];
    // A child that resumes may have less to do than `ticks`.
    let _ = child.stdout.as_mut().unwrap().read_exact(&mut heard);
    child.kill().unwrap();
    !child.wait().unwrap().success()
}

#[test]
fn killed_anywhere_and_run_again_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("whole.db");
    let report = build(&whole, &Fake::over(pile(SIZE)), 2);
    let expected = export(&whole);
    let found = (report.found + report.skipped) as usize;
    let total = found + report.captures as usize + 2 + AHEAD;
    let rounds = 24;
    for round in 0..rounds {
        let path = folder.path().join(format!("{round}.db"));
        assert!(
            kill_after(round * (total - AHEAD) / rounds, &path),
            "round {round} was too late"
        );
        let unfinished = Dossier::open(&path).and_then(|dossier| {
            restated_dossier::export::write(&dossier, Format::Json, &mut sink())
        });
        assert!(
            unfinished.is_err(),
            "round {round} left a dossier that seems complete"
        );
        // Once more, while it resumes.
        kill_after(found + round, &path);
        build(&path, &Fake::over(pile(SIZE)), 2);
        assert!(export(&path) == expected, "round {round}");
    }
    // And at its last breath, when it may be done.
    for round in 0..6 {
        let path = folder.path().join(format!("end{round}.db"));
        kill_after(total, &path);
        build(&path, &Fake::over(pile(SIZE)), 2);
        assert!(export(&path) == expected, "end {round}");
    }
}

#[test]
fn two_builds_into_one_file_do_not_meet() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let held = Dossier::create_or_open(&path).unwrap();
    let run = || {
        let mut child = start(&path);
        let mut ticks = Vec::new();
        child
            .stdout
            .as_mut()
            .unwrap()
            .read_to_end(&mut ticks)
            .unwrap();
        child.wait().unwrap().success()
    };
    assert!(!run(), "the second build was let in");
    drop(held);
    assert!(run());
}

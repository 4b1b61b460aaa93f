//! Captures that are added to a dossier which others use meanwhile.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use restated_capture::{Input, Limits};
use restated_dossier::review::Decision;
use restated_dossier::{Added, Dossier, Error, Options, Progress, Silent, Stage};
use tempfile::TempDir;

const OLD: &str = "Bridge at Sorrel Ford closed\n\nThe bridge at Sorrel Ford was closed on Monday after 3 people were injured, \
the roads office said. It would be mended before winter, the office said, and a ferry would run until then.\n";
const NEW: &str = "Ferry at Sorrel Ford starts\n\nA ferry took 120 people over the river at Sorrel Ford on Tuesday, the roads \
office said. It runs from six in the morning until the lamps are lit, and takes no carts.\n";

struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        fs::write(place.folder.path().join("0001"), NEW).unwrap();
        let old = place.folder.path().join("old.txt");
        fs::write(&old, OLD).unwrap();
        let mut dossier = Dossier::create_or_open(place.dossier()).unwrap();
        let inputs = [Input::Path(old)];
        dossier
            .build(&inputs, &Limits::default(), Options::default(), &Silent)
            .unwrap();
        place
    }

    fn dossier(&self) -> PathBuf {
        self.folder.path().join("a.db")
    }

    fn add(&self, copy: &str, progress: &dyn Progress) -> Result<Added, Error> {
        let new = Input::Named {
            path: self.folder.path().join("0001"),
            name: "new.txt".to_owned(),
        };
        Dossier::build_aside(
            &self.dossier(),
            &self.folder.path().join(copy),
            &[new],
            &Limits::default(),
            Options::default(),
            progress,
        )
    }
}

fn articles(dossier: &Dossier) -> i64 {
    dossier.number("SELECT count(*) FROM articles").unwrap()
}

fn accept(path: &Path) -> Result<(), Error> {
    let dossier = Dossier::open_to_review(path)?;
    accept_in(&dossier)
}

fn accept_in(dossier: &Dossier) -> Result<(), Error> {
    let claims: Vec<String> = dossier.rows("SELECT id FROM claims", [], |row| row.get(0))?;
    let claim = claims[0].clone();
    let decision = Decision::Accept { claim };
    dossier.decide(&decision, "Ada Lorrin", "", "2033-10-01T12:00:00Z")?;
    Ok(())
}

/// Does something when a build comes to compare.
struct Meanwhile<F: Fn() + Sync>(F);

impl<F: Fn() + Sync> Progress for Meanwhile<F> {
    fn stage(&self, stage: Stage, _total: Option<u64>) {
        if stage == Stage::Comparing {
            self.0();
        }
    }
}

#[test]
fn readers_have_the_old_one_until_there_is_the_new_one() {
    let place = Place::new();
    let path = place.dossier();
    accept(&path).unwrap();
    let reader = Mutex::new(Dossier::open(&path).unwrap());
    let added = place
        .add(
            "copy.db",
            &Meanwhile(|| {
                assert_eq!(articles(&reader.lock().unwrap()), 1);
                assert_eq!(articles(&Dossier::open(&path).unwrap()), 1);
            }),
        )
        .unwrap();
    assert_eq!((added.report.new, added.report.articles), (1, 2));
    assert_eq!((added.last_before, added.last), (1, 2));
    assert_eq!(articles(&reader.lock().unwrap()), 1);
    let new = Dossier::open(&path).unwrap();
    assert_eq!(articles(&new), 2);
    assert_eq!(new.decisions().unwrap().len(), 1);
    assert!(new.is_settled().unwrap());
    let found = new.number("SELECT count(*) FROM places WHERE path = 'new.txt'");
    assert_eq!(found.unwrap(), 1);
    drop(new);
    let mut names: Vec<_> = fs::read_dir(place.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["0001", "a.db", "old.txt"]);
    let dossier = Dossier::create_or_open(&path).unwrap();
    assert_eq!(dossier.verify().unwrap(), []);
}

#[test]
fn who_writes_meanwhile_is_refused() {
    let place = Place::new();
    let path = place.dossier();
    place
        .add(
            "copy.db",
            &Meanwhile(|| {
                let build = Dossier::create_or_open(&path).unwrap_err();
                assert!(matches!(build, Error::InUse(_)), "{build}");
                let decision = accept(&path).unwrap_err();
                assert!(matches!(decision, Error::InUse(_)), "{decision}");
                let second = place.add("other.db", &Silent).unwrap_err();
                assert!(matches!(second, Error::InUse(_)), "{second}");
            }),
        )
        .unwrap();
    accept(&path).unwrap();
}

#[test]
fn nothing_is_added_while_somebody_writes() {
    let place = Place::new();
    let path = place.dossier();
    let build = Dossier::create_or_open(&path).unwrap();
    let refused = place.add("copy.db", &Silent).unwrap_err();
    assert!(matches!(refused, Error::InUse(_)), "{refused}");
    drop(build);
    let review = Dossier::open_to_review(&path).unwrap();
    review
        .connection()
        .execute_batch("BEGIN IMMEDIATE")
        .unwrap();
    let refused = place.add("copy.db", &Silent).unwrap_err();
    assert!(matches!(refused, Error::InUse(_)), "{refused}");
    drop(review);
    assert!(!place.folder.path().join("copy.db").exists());
    place.add("copy.db", &Silent).unwrap();
}

#[test]
fn writing_into_what_was_replaced_is_refused() {
    let place = Place::new();
    let path = place.dossier();
    let review = Dossier::open_to_review(&path).unwrap();
    accept_in(&review).unwrap();
    place.add("copy.db", &Silent).unwrap();
    let error = accept_in(&review).unwrap_err();
    assert!(matches!(error, Error::Replaced(_)), "{error}");
    assert!(matches!(review.work_in(), Err(Error::Replaced(_))));
    let new = Dossier::open(&path).unwrap();
    assert_eq!(new.decisions().unwrap().len(), 1);
    assert!(new.is_settled().unwrap());
    assert!(!place.folder.path().join("a.db-journal").exists());
}

#[test]
fn what_fails_half_way_changes_nothing() {
    let place = Place::new();
    let before = fs::read(place.dossier()).unwrap();
    let failed = catch_unwind(AssertUnwindSafe(|| {
        place.add("copy.db", &Meanwhile(|| panic!("as if it were killed")))
    }));
    assert!(failed.is_err());
    assert!(fs::read(place.dossier()).unwrap() == before);
    assert_eq!(articles(&Dossier::open(place.dossier()).unwrap()), 1);
    place.add("another.db", &Silent).unwrap();
    assert_eq!(articles(&Dossier::open(place.dossier()).unwrap()), 2);
}

#[test]
fn a_log_that_another_program_left_is_worked_in_first() {
    let place = Place::new();
    let other = rusqlite::Connection::open(place.dossier()).unwrap();
    other
        .pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))
        .unwrap();
    other
        .execute("INSERT INTO settings VALUES ('x', 'y')", [])
        .unwrap();
    // It has the log open: it cannot be taken away from under it.
    let refused = place.add("copy.db", &Silent).unwrap_err();
    assert!(matches!(refused, Error::InUse(_)), "{refused}");
    drop(other);
    place.add("copy.db", &Silent).unwrap();
    let new = Dossier::open(place.dossier()).unwrap();
    assert_eq!(articles(&new), 2);
    let kept = new.number("SELECT count(*) FROM settings WHERE name = 'x'");
    assert_eq!(kept.unwrap(), 1, "what stood in the log is there");
    assert!(!place.folder.path().join("a.db-wal").exists());
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let place = Place::new();
    fs::set_permissions(place.dossier(), fs::Permissions::from_mode(0o640)).unwrap();
    let link = place.folder.path().join("link.db");
    symlink("a.db", &link).unwrap();
    let new = Input::Path(place.folder.path().join("0001"));
    let copy = place.folder.path().join("copy.db");
    let (limits, options) = (Limits::default(), Options::default());
    Dossier::build_aside(&link, &copy, &[new], &limits, options, &Silent).unwrap();
    assert!(link.is_symlink() && !place.dossier().is_symlink());
    let mode = fs::metadata(place.dossier()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert_eq!(articles(&Dossier::open(&link).unwrap()), 2);
}

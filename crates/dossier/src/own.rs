//! The dossier itself, lying in the pile that it is built from.
//!
//! `restated build . -o event.db` finds the file that it is writing. It is no
//! part of the pile: noting it as skipped, with a size and hash that change with
//! every build, would make no two builds alike.

use std::fs;
use std::path::Path;

use restated_capture::{Input, Skipped};

/// What SQLite puts beside a database while it is written.
const BESIDE: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// How the dossier's own files are called in the pile.
pub(crate) struct Own {
    names: Vec<String>,
}

impl Own {
    /// The names of `dossier` below those `inputs` that hold it.
    pub(crate) fn among(inputs: &[Input], dossier: &Path) -> Self {
        let mut names = Vec::new();
        let Ok(dossier) = fs::canonicalize(dossier) else {
            return Self { names };
        };
        for input in inputs {
            let Input::Path(path) = input else { continue };
            let Ok(root) = fs::canonicalize(path) else {
                continue;
            };
            let Ok(below) = dossier.strip_prefix(&root) else {
                continue;
            };
            let mut parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            if parts.is_empty() {
                // The dossier itself is the input.
                parts.extend(dossier.file_name().map(|name| name.to_string_lossy()));
            }
            names.extend(BESIDE.map(|end| format!("{}{end}", parts.join("/"))));
        }
        Self { names }
    }

    /// Whether what was skipped is the dossier.
    pub(crate) fn is(&self, skipped: &Skipped) -> bool {
        self.names.iter().any(|name| {
            let before = skipped.path.strip_suffix(name.as_str());
            before.is_some_and(|before| before.is_empty() || before.ends_with('/'))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dossier_is_recognised_by_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let pile = folder.path().join("pile");
        fs::create_dir_all(pile.join("out")).unwrap();
        fs::write(pile.join("out/event.db"), "").unwrap();
        let own =
            |input: &Path| Own::among(&[Input::Path(input.to_owned())], &pile.join("out/event.db"));
        let is = |own: &Own, path: &str| {
            let path = path.to_owned();
            own.is(&Skipped {
                path,
                url: None,
                media_type: None,
                bytes: None,
                id: None,
                reason: String::new(),
            })
        };
        let inside = own(&pile);
        assert!(is(&inside, "pile/out/event.db") && is(&inside, "out/event.db-wal"));
        assert!(!is(&inside, "pile/event.db") && !is(&inside, "pile/out/other-event.db"));
        assert!(
            !is(&inside, "pile/shout/event.db"),
            "another folder's name may end alike"
        );
        let elsewhere = folder.path().join("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        assert!(!is(&own(&elsewhere), "out/event.db"));
    }
}

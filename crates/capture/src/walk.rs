//! Files and folders on disk.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use crate::pile::{At, Flow, Pile, skipped};
use crate::place;
use crate::read::{seekable, stream};
use crate::stream::Buffered;
use crate::trouble;

/// What systems leave in folders; nobody's page.
const LITTER: &[&str] = &["Thumbs.db", "desktop.ini", "ehthumbs.db", "Icon\r"];

/// How browsers call the folder of parts beside `page.html`, after its stem.
const PARTS_FOLDERS: &[&str] = &[
    "_files",
    "_file",
    "-Dateien",
    "_archivos",
    "_fichiers",
    "_bestanden",
    "_pliki",
    "-filer",
    "_arquivos",
    "_elementi",
    "_soubory",
    "-tiedostot",
    ".files",
];

/// Reads what the user named.
pub(crate) fn input(pile: &mut Pile<'_>, path: &Path) -> Flow {
    let shown = place::of_input(path);
    let mut links = Links {
        // Where there is no real path, opening it below says why.
        root: fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()),
        followed: BTreeSet::new(),
    };
    entry(pile, path, &shown, &mut links, true)
}

/// Reads the file at `path` as if it were called `name`.
pub(crate) fn named(pile: &mut Pile<'_>, path: &Path, name: &str) -> Flow {
    match fs::metadata(path) {
        Ok(metadata) => file(pile, path, name, name, &metadata),
        Err(e) => pile.skip(skipped(name, trouble::reason(&e))),
    }
}

/// Keeps links to folders from leading round in circles: one that stays in (or
/// holds) the folder being read is not followed, any other target only once.
struct Links {
    root: PathBuf,
    followed: BTreeSet<PathBuf>,
}

impl Links {
    fn may_follow(&mut self, link: &Path) -> bool {
        let Ok(target) = fs::canonicalize(link) else {
            return false;
        };
        let near = target.starts_with(&self.root) || self.root.starts_with(&target);
        !near && self.followed.insert(target)
    }
}

/// Reads one file or folder; `named` says that the user named it.
fn entry(pile: &mut Pile<'_>, path: &Path, shown: &str, links: &mut Links, named: bool) -> Flow {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(e) => {
            let dangling = e.kind() == io::ErrorKind::NotFound && path.is_symlink();
            let reason = match dangling {
                true => "a link that leads nowhere".to_owned(),
                false => trouble::reason(&e),
            };
            return pile.skip(skipped(shown, reason));
        }
    };
    if metadata.is_dir() {
        if !named && path.is_symlink() && !links.may_follow(path) {
            return pile.skip(skipped(shown, "a link to a folder that is read already"));
        }
        return folder(pile, path, shown, links);
    }
    if !metadata.is_file() && !named {
        return pile.skip(skipped(shown, "not a file (a pipe, socket or device)"));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    file(pile, path, shown, &name, &metadata)
}

fn file(pile: &mut Pile<'_>, path: &Path, shown: &str, name: &str, metadata: &Metadata) -> Flow {
    if !pile.except.is_empty()
        && fs::canonicalize(path).is_ok_and(|real| pile.except.contains(&real))
    {
        return Ok(());
    }
    let at = At {
        path: shown.to_owned(),
        name: name.to_owned(),
        stored: metadata.is_file().then_some(metadata.len()),
        ..At::default()
    };
    match File::open(path) {
        Ok(file) if metadata.is_file() => seekable(pile, &at, file),
        // A pipe that the user named, such as a shell's <(…).
        Ok(file) => stream(pile, &at, Buffered::over(file)),
        Err(e) => pile.skip_at(&at, trouble::reason(&e)),
    }
}

fn folder(pile: &mut Pile<'_>, path: &Path, shown: &str, links: &mut Links) -> Flow {
    match names(path) {
        Ok(names) => entries(pile, path, shown, &names, links),
        Err(e) => pile.skip(skipped(shown, trouble::reason(&e))),
    }
}

fn entries(
    pile: &mut Pile<'_>,
    path: &Path,
    shown: &str,
    names: &[OsString],
    links: &mut Links,
) -> Flow {
    for name in names {
        let text = name.to_string_lossy();
        if LITTER.contains(&text.as_ref()) || text == ".DS_Store" || text.starts_with("._") {
            continue;
        }
        let shown = place::below(shown, &text);
        if text.starts_with('.') {
            pile.skip(skipped(shown, "hidden (name it to read it)"))?;
            continue;
        }
        let path = path.join(name);
        if let Some(page) = page_of_parts(&text, names)
            && path.is_dir()
        {
            let reason = format!("parts of the saved page {page}");
            pile.skip(skipped(shown, reason))?;
            continue;
        }
        entry(pile, &path, &shown, links, false)?;
    }
    Ok(())
}

/// Names in a folder, in byte order.
fn names(path: &Path) -> io::Result<Vec<OsString>> {
    let mut names = fs::read_dir(path)?
        .map(|entry| entry.map(|e| e.file_name()))
        .collect::<io::Result<Vec<_>>>()?;
    names.sort_by(|a, b| a.as_encoded_bytes().cmp(b.as_encoded_bytes()));
    Ok(names)
}

/// The saved page among `names` whose parts the folder `name` holds.
fn page_of_parts(name: &str, names: &[OsString]) -> Option<String> {
    let stem = PARTS_FOLDERS
        .iter()
        .find_map(|end| name.strip_suffix(end))?;
    let page = |extension: &str| format!("{stem}.{extension}");
    ["html", "htm", "xhtml"]
        .map(page)
        .into_iter()
        .find(|page| names.iter().any(|n| n.to_str() == Some(page)))
}

//! The dossier as a file to keep: which one is asked for, and the file.

use std::fs::File;
use std::io::{BufWriter, Seek as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::header::CONTENT_LENGTH;
use axum::response::{IntoResponse as _, Response};
use restated_dossier::Error;
use serde::Deserialize;
use tokio::sync::Semaphore;
use tokio_util::io::ReaderStream;

use super::App;
use super::download::attachment;
use super::failure::Failure;
use super::format::{Format as Form, Page};
use crate::export::{self, Export, Format};
use crate::view::ExportPage;

type Answer = Result<Response, Failure>;

/// Exports that are made at a time: each may take as much of the disk as the dossier does.
static AT_ONCE: Semaphore = Semaphore::const_new(2);
/// Bytes of a file that are read at a time.
const PIECE: usize = 64 << 10;
/// Characters of the dossier's name in that of a file.
const NAME: usize = 60;

impl Page for ExportPage {}

/// What is asked for, as in the address. A box that is not ticked is not there.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asking {
    format: String,
    mask_names: Option<String>,
    quotes_only: Option<String>,
}

impl Asking {
    fn wanted(&self) -> Result<Export, Failure> {
        let name = match self.format.as_str() {
            "" => "json",
            name => name,
        };
        let format = Format::named(name)
            .ok_or_else(|| Failure::Bad("There is no such format".to_owned()))?;
        Ok(Export {
            format,
            mask_names: self.mask_names.is_some(),
            quotes_only: self.quotes_only.is_some(),
        })
    }
}

/// `/export`
pub(super) async fn choose(State(app): State<App>) -> Answer {
    app.page(Form::Html, |dossier| Ok(Some(ExportPage::of(dossier))))
        .await
}

/// `/export/file`
pub(super) async fn file(State(app): State<App>, Query(asking): Query<Asking>) -> Answer {
    let wanted = asking.wanted()?;
    let (ending, media_type) = wanted.format.file_type();
    let name = file_name(app.pool.path(), wanted.format.name(), ending);
    let body = spooled(&app, wanted).await?;
    Ok((attachment(&name, media_type), body).into_response())
}

/// The dossier in a form, by way of a file without a name: what is sent is complete, and nothing
/// of it is held in memory.
pub(super) async fn spooled(app: &App, wanted: Export) -> Answer {
    let pool = Arc::clone(&app.pool);
    let _turn = AT_ONCE.acquire().await.map_err(|_| Failure::Broken)?;
    let made = tokio::task::spawn_blocking(move || -> Result<(File, u64), Error> {
        let mut file = tempfile::tempfile().map_err(Error::Write)?;
        pool.with(|dossier| {
            let mut out = BufWriter::new(&file);
            export::write(dossier, wanted, &mut out)?;
            out.flush().map_err(Error::Write)
        })?;
        let bytes = file.stream_position().map_err(Error::Write)?;
        file.rewind().map_err(Error::Write)?;
        Ok((file, bytes))
    });
    let (file, bytes) = made.await.map_err(|_| Failure::Broken)??;
    let stream = ReaderStream::with_capacity(tokio::fs::File::from_std(file), PIECE);
    let length = [(CONTENT_LENGTH, bytes.to_string())];
    Ok((length, Body::from_stream(stream)).into_response())
}

/// What a file with the dossier at `path` is called: letters, digits and strokes, whatever the
/// dossier is called.
fn file_name(path: &Path, format: &str, ending: &str) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let safe = stem.chars().map(|c| match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => c,
        _ => '-',
    });
    let safe: String = safe.take(NAME).collect();
    let stem = match safe.trim_matches('-') {
        "" => "dossier",
        stem => stem,
    };
    if format == ending {
        format!("{stem}.{ending}")
    } else {
        format!("{stem}-{format}.{ending}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_what_any_system_can_keep() {
        let name = |path: &str| file_name(Path::new(path), "json", "json");
        assert_eq!(name("/pile/event.db"), "event.json");
        assert_eq!(name("Fähre \"Morna\"\r\n.db"), "F-hre--Morna.json");
        assert_eq!(name("..."), "dossier.json");
        assert_eq!(name("/"), "dossier.json");
        assert_eq!(name(&"x".repeat(300)).len(), 65);
        assert_eq!(
            file_name(Path::new("a.db"), "ged", "csv"),
            "a-ged.csv",
            "not to be taken for the other CSV"
        );
    }

    #[test]
    fn what_is_not_known_is_refused() {
        let asking = |format: &str| Asking {
            format: format.to_owned(),
            ..Asking::default()
        };
        assert!(asking("").wanted().is_ok());
        assert!(asking("parquet").wanted().is_ok());
        for odd in ["../json", "JSON", "exe", "json\0"] {
            assert!(
                matches!(asking(odd).wanted(), Err(Failure::Bad(_))),
                "{odd}"
            );
        }
    }
}

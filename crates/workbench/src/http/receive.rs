//! Files of a form, streamed to the disk.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest as _, Multipart, Request};
use futures_util::StreamExt as _;
use tokio::fs::File;
use tokio::io::AsyncWriteExt as _;

use super::failure::Failure;
use crate::adding::{Bounds, Incoming, size};

/// How long a refused upload is read on. A browser that still sends does not show the answer.
const DRAIN: Duration = Duration::from_secs(20);

/// Bytes that may come without being part of a file. The reader of forms keeps all that until the
/// head of a part ends, and would keep a head without an end as long as there is memory.
const UNREAD: u64 = 4 << 20;

/// A form as it comes in.
pub(super) struct Form {
    parts: Multipart,
    /// Bytes that came since something of it was read.
    unread: Arc<AtomicU64>,
}

impl Form {
    /// The form that is posted by `request`.
    pub(super) async fn of(request: Request) -> Result<Self, Failure> {
        let unread = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&unread);
        let request = request.map(|body| {
            let counted = body.into_data_stream().map(move |bytes| {
                let bytes = bytes.map_err(io::Error::other)?;
                // Large chunks are no fault: what counts is what came before.
                if counter.fetch_add(bytes.len() as u64, Ordering::Relaxed) > UNREAD {
                    return Err(io::Error::other("a form whose parts have no end"));
                }
                Ok(bytes)
            });
            Body::from_stream(counted)
        });
        let parts = Multipart::from_request(request, &()).await.map_err(|_| {
            Failure::Bad("Captures are sent as files of a form (multipart/form-data)".to_owned())
        })?;
        Ok(Self { parts, unread })
    }

    async fn part(&mut self) -> Result<Option<Part<'_>>, MultipartError> {
        let field = self.parts.next_field().await?;
        self.unread.store(0, Ordering::Relaxed);
        Ok(field.map(|field| Part {
            field,
            unread: &self.unread,
        }))
    }
}

/// A field of a form.
struct Part<'f> {
    field: Field<'f>,
    unread: &'f AtomicU64,
}

impl Part<'_> {
    async fn chunk(&mut self) -> Result<Option<Bytes>, MultipartError> {
        let chunk = self.field.chunk().await?;
        self.unread.store(0, Ordering::Relaxed);
        Ok(chunk)
    }
}

/// Writes the files of `form` to where `incoming` wants them.
pub(super) async fn files(
    mut form: Form,
    incoming: &mut Incoming,
    bounds: Bounds,
) -> Result<(), Failure> {
    let taken = take(&mut form, incoming, bounds).await;
    if taken.is_err() {
        let _ = tokio::time::timeout(DRAIN, drain(&mut form)).await;
    }
    taken
}

async fn take(form: &mut Form, incoming: &mut Incoming, bounds: Bounds) -> Result<(), Failure> {
    let mut left = bounds.upload;
    while let Some(part) = form.part().await.map_err(broken)? {
        // Other fields are not asked for. A form in which no file was chosen has one without a name.
        let Some(name) = part.field.file_name().filter(|name| !name.is_empty()) else {
            continue;
        };
        let name = name.to_owned();
        if incoming.files() == bounds.files {
            return Err(Failure::TooLarge(format!(
                "These are more than {} files, which is as many as are taken at a time",
                bounds.files
            )));
        }
        left = file(part, &name, incoming, bounds, left).await?;
    }
    if incoming.files() == 0 {
        return Err(Failure::Bad("No file was chosen".to_owned()));
    }
    Ok(())
}

/// Writes one file, of which `left` bytes at most are taken; gives how many are left then.
async fn file(
    mut part: Part<'_>,
    name: &str,
    incoming: &mut Incoming,
    bounds: Bounds,
    mut left: u64,
) -> Result<u64, Failure> {
    let path = incoming.file(name);
    let mut file = File::create_new(path).await.map_err(unwritten)?;
    let mut written = 0;
    while let Some(bytes) = part.chunk().await.map_err(broken)? {
        let more = bytes.len() as u64;
        written += more;
        if written > bounds.file {
            return Err(Failure::TooLarge(format!(
                "A file is larger than {}, which is as much as is taken",
                size(bounds.file)
            )));
        }
        left = left.checked_sub(more).ok_or_else(|| {
            Failure::TooLarge(format!(
                "These files are larger than {} together, which is as much as is taken at a time",
                size(bounds.upload)
            ))
        })?;
        file.write_all(&bytes).await.map_err(unwritten)?;
        incoming.took(more);
    }
    file.flush().await.map_err(unwritten)?;
    Ok(left)
}

/// Reads what is left of a form and keeps nothing of it.
async fn drain(form: &mut Form) {
    while let Ok(Some(mut part)) = form.part().await {
        while let Ok(Some(_)) = part.chunk().await {}
    }
}

fn broken(error: MultipartError) -> Failure {
    tracing::debug!("an upload broke off: {}", error.body_text());
    Failure::Bad("The files did not arrive whole; nothing was added".to_owned())
}

/// Why nothing can be written.
pub(super) fn unwritten(error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Failure::DiskFull,
        _ => {
            tracing::error!("what was sent cannot be kept: {error}");
            Failure::Unwritable(error.to_string())
        }
    }
}

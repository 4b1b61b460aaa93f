//! Files of a form, streamed to the disk.

use std::io;
use std::time::Duration;

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use tokio::fs::File;
use tokio::io::AsyncWriteExt as _;

use super::failure::Failure;
use crate::adding::{Bounds, Incoming, size};

/// How long a refused upload is read on. A browser that still sends does not show the answer.
const DRAIN: Duration = Duration::from_secs(20);

/// Writes the files of `form` to where `incoming` wants them.
pub(super) async fn files(
    mut form: Multipart,
    incoming: &mut Incoming,
    bounds: Bounds,
) -> Result<(), Failure> {
    let taken = take(&mut form, incoming, bounds).await;
    if taken.is_err() {
        let _ = tokio::time::timeout(DRAIN, drain(&mut form)).await;
    }
    taken
}

async fn take(
    form: &mut Multipart,
    incoming: &mut Incoming,
    bounds: Bounds,
) -> Result<(), Failure> {
    let mut left = bounds.upload;
    while let Some(field) = form.next_field().await.map_err(broken)? {
        // Other fields are not asked for. A form in which no file was chosen has one without a name.
        let Some(name) = field.file_name().filter(|name| !name.is_empty()) else {
            continue;
        };
        let name = name.to_owned();
        if incoming.files() == bounds.files {
            return Err(Failure::TooLarge(format!(
                "These are more than {} files, which is as many as are taken at a time",
                bounds.files
            )));
        }
        left = file(field, &name, incoming, bounds, left).await?;
    }
    if incoming.files() == 0 {
        return Err(Failure::Bad("No file was chosen".to_owned()));
    }
    Ok(())
}

/// Writes one file, of which `left` bytes at most are taken; gives how many are left then.
async fn file(
    mut field: Field<'_>,
    name: &str,
    incoming: &mut Incoming,
    bounds: Bounds,
    mut left: u64,
) -> Result<u64, Failure> {
    let path = incoming.file(name);
    let mut file = File::create_new(path).await.map_err(unwritten)?;
    let mut written = 0;
    while let Some(bytes) = field.chunk().await.map_err(broken)? {
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
async fn drain(form: &mut Multipart) {
    while let Ok(Some(mut field)) = form.next_field().await {
        while let Ok(Some(_)) = field.chunk().await {}
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

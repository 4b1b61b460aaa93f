//! What goes wrong below a reader, carried through `std::io::Error`, and how a
//! person is told about it.

use std::io;

/// Why a stream could not be read further.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    /// The compressed stream stops in the middle.
    #[error("{codec} stream ends early")]
    EndsEarly {
        /// `gzip`, `zstd`, …
        codec: &'static str,
    },
    /// The compressed stream cannot be decoded from here on.
    #[error("{codec} stream is damaged ({detail})")]
    Damaged {
        /// `gzip`, `zstd`, …
        codec: &'static str,
        /// What the decoder said.
        detail: String,
    },
    /// Bytes that are no part of the compressed stream follow a complete one.
    #[error("{codec} stream is followed by other bytes")]
    Trailing {
        /// `gzip`, `zstd`, …
        codec: &'static str,
    },
    /// Far more bytes come out than went in.
    #[error(
        "{codec} stream expands over {ratio} times, as a decompression bomb does: refused \
         (if it is meant to, raise --max-expansion)"
    )]
    Expands {
        /// `gzip`, `zstd`, …
        codec: &'static str,
        /// The limit it went over.
        ratio: u64,
    },
}

impl Trouble {
    /// Wrapped, to travel through `Read`.
    pub(crate) fn into_io(self) -> io::Error {
        io::Error::other(self)
    }

    /// The trouble inside `error`, if it is one of ours.
    pub(crate) fn in_io(error: &io::Error) -> Option<&Trouble> {
        error.get_ref()?.downcast_ref()
    }
}

/// Whether nothing was lost: a complete stream with other bytes after it.
pub(crate) fn is_trailing(error: &io::Error) -> bool {
    matches!(Trouble::in_io(error), Some(Trouble::Trailing { .. }))
}

/// The reason to give a person, with the remedy where there is one.
pub(crate) fn reason(error: &io::Error) -> String {
    if let Some(trouble) = Trouble::in_io(error) {
        return trouble.to_string();
    }
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            "could not be read: permission denied (allow reading, for example with chmod u+r)"
                .to_owned()
        }
        io::ErrorKind::NotFound => "could not be read: it is not there any more".to_owned(),
        _ => format!("could not be read: {error}"),
    }
}

/// A size as people write it: `32 MiB`, `1.5 GiB`, `12 bytes`.
pub(crate) fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    for (unit, name) in UNITS {
        if bytes >= unit {
            let tenths = u128::from(bytes) * 10 / u128::from(unit);
            return match tenths % 10 {
                0 => format!("{} {name}", tenths / 10),
                tenth => format!("{}.{tenth} {name}", tenths / 10),
            };
        }
    }
    match bytes {
        1 => "1 byte".to_owned(),
        n => format!("{n} bytes"),
    }
}

/// The reason for something larger than one capture may be.
pub(crate) fn too_large(limit: u64, found: Option<u64>) -> String {
    let found = found.map(|n| format!(" (it has {})", size(n)));
    format!(
        "over {}{}: raise --max-capture-size to read it",
        size(limit),
        found.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_well() {
        for (bytes, text) in [
            (0, "0 bytes"),
            (1, "1 byte"),
            (1023, "1023 bytes"),
            (32 << 20, "32 MiB"),
            (50_000_000, "47.6 MiB"),
            (3 << 29, "1.5 GiB"),
            (u64::MAX, "17179869183.9 GiB"),
        ] {
            assert_eq!(size(bytes), text);
        }
    }

    #[test]
    fn permission_comes_with_a_remedy() {
        let denied = io::Error::from(io::ErrorKind::PermissionDenied);
        assert!(reason(&denied).contains("permission denied"));
        assert!(reason(&denied).contains("chmod"));
    }
}

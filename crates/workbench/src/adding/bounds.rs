//! How much may be sent.

/// Bytes of one upload. They are on the disk twice while they are worked in, beside a copy of the
/// dossier, and the dossier keeps them for good: more than that is better read from where it lies.
const UPLOAD: u64 = 2 << 30;
/// Bytes of one file. Crawlers close a WARC at 1 GB and begin the next.
const FILE: u64 = 1 << 30;
/// Files of one upload: a browser sends what a folder holds in one request.
const FILES: usize = 2000;

/// Bounds on one upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bounds {
    /// Bytes in all.
    pub(crate) upload: u64,
    /// Bytes of one file.
    pub(crate) file: u64,
    /// How many files.
    pub(crate) files: usize,
}

impl Bounds {
    /// With another bound on bytes, for uploads and files alike, where there is one; 0 is none at
    /// all.
    pub(crate) fn of(limit: Option<u64>) -> Option<Self> {
        let (upload, file) = match limit {
            Some(0) => return None,
            Some(limit) => (limit, limit),
            None => (UPLOAD, FILE),
        };
        Some(Self {
            upload,
            file,
            files: FILES,
        })
    }

    /// Bytes in all, as people say it.
    pub(crate) fn said(&self) -> String {
        size(self.upload)
    }
}

/// `bytes` as people say it, never more than it is.
pub(crate) fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["GiB", "MiB", "KiB", "bytes"];
    for (unit, shift) in UNITS.iter().zip([30, 20, 10, 0]) {
        let whole = bytes >> shift;
        if whole > 0 {
            // A tenth says something only where there are few.
            let tenth = ((bytes - (whole << shift)) * 10) >> shift;
            return if whole < 10 && tenth > 0 {
                format!("{whole}.{tenth} {unit}")
            } else {
                format!("{whole} {unit}")
            };
        }
    }
    "0 bytes".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_as_people_do() {
        for (bytes, said) in [
            (0, "0 bytes"),
            (9, "9 bytes"),
            (1 << 10, "1 KiB"),
            (1536, "1.5 KiB"),
            ((20 << 20) + 900_000, "20 MiB"),
            (2 << 30, "2 GiB"),
            (u64::MAX, "17179869183 GiB"),
        ] {
            assert_eq!(size(bytes), said);
        }
    }

    #[test]
    fn nothing_is_taken_where_the_limit_is_nothing() {
        assert_eq!(Bounds::of(Some(0)), None);
        let one = Bounds::of(Some(7)).unwrap();
        assert_eq!((one.upload, one.file), (7, 7));
    }
}

//! Bounds that keep hostile or broken input from exhausting the machine.

/// Bounds on what is read; each has a flag of `restated build`, which the reason
/// of whatever went over it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest payload of one capture, in bytes after decoding
    /// (`--max-capture-size`).
    pub capture_bytes: u64,
    /// Largest ratio of decoded to stored bytes of one compressed stream; the
    /// first MiB of output is always allowed (`--max-expansion`).
    pub expansion: u64,
    /// Most records taken from one container (`--max-records`).
    pub records: u64,
    /// How deep containers may stand in containers (a WARC in a WACZ is 2).
    /// Compression in compression, multiparts in multiparts and codings on one
    /// HTTP body count alike (`--max-nesting`).
    pub nesting: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            capture_bytes: 32 << 20,
            expansion: 1_000,
            records: 10_000_000,
            nesting: 4,
        }
    }
}

//! Bounds that keep hostile or broken input from exhausting the machine.

/// Bounds on what is read; each has a flag of `restated build`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest payload of one capture, in bytes after decoding.
    pub capture_bytes: u64,
    /// Largest ratio of decoded to stored bytes of one compressed stream.
    pub expansion: u64,
    /// Most records taken from one container.
    pub records: u64,
    /// How deep containers may stand in containers (a WARC in a WACZ is 2).
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

//! What the fuzz targets share.

use restated_capture::{CaptureId, Found, Limits, read_bytes};

/// Small limits: a fuzzer shall find what breaks them, not wait for them.
pub const LIMITS: Limits = Limits {
    capture_bytes: 1 << 20,
    expansion: 100,
    records: 1_000,
    nesting: 3,
};

/// Reads `bytes` as a file called `name` and checks what every reading promises.
pub fn read(name: &str, bytes: &[u8]) {
    let mut sink = |found: Found| {
        match found {
            Found::Capture(capture) => {
                assert!(capture.bytes.len() as u64 <= LIMITS.capture_bytes);
                assert_eq!(capture.id, CaptureId::of(&capture.bytes));
                assert!(capture.place.path.starts_with(name));
                assert!(!capture.media_type.is_empty());
            }
            Found::Skipped(skipped) => {
                assert!(skipped.path.starts_with(name));
                assert!(!skipped.reason.is_empty());
            }
        }
        true
    };
    read_bytes(name, bytes, &LIMITS, &mut sink).expect("only a sink stops a reading");
}

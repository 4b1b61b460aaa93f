//! What the fuzz targets share.

use restated_capture::{Capture, CaptureId, Format, Found, Limits, Place, read_bytes};

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

/// Reads `bytes` as the payload of a capture and checks what its article and the
/// claims in it promise.
pub fn read_article(bytes: &[u8], format: Format, media_type: &str) {
    let capture = Capture {
        id: CaptureId::of(bytes),
        bytes: bytes.to_vec(),
        format,
        media_type: media_type.to_owned(),
        charset: None,
        place: Place::default(),
    };
    let (Some(article), _) = restated_article::read(&capture) else { return };
    assert!(!article.text.is_empty());
    assert!(article.text.split('\n').all(|paragraph| !paragraph.trim().is_empty()));
    for run in article.map.runs() {
        assert!(article.text.get(run.out..run.out + run.out_len).is_some());
        assert!(bytes.get(run.source..run.source + run.source_len).is_some());
    }
    for repeat in &article.repeats {
        assert!(article.text.get(repeat.kept.clone()).is_some());
        assert!(bytes.get(repeat.bytes.clone()).is_some());
    }
}

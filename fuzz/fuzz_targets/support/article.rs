//! What must hold of the article and the claims in any bytes.

use restated_capture::{Capture, CaptureId, Format, Place};

/// Reads `bytes` and checks what an article promises.
pub fn check(bytes: &[u8], format: Format) {
    let capture = Capture {
        id: CaptureId::of(bytes),
        bytes: bytes.to_vec(),
        format,
        media_type: "text/html".to_owned(),
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
    for claim in restated_claims::read(&article) {
        assert!(article.text.get(claim.span).is_some());
    }
}

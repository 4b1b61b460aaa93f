//! The style of a report, and the policy that lets in it alone.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// That of the pages, and what only a report has.
pub(super) const STYLE: &str = concat!(
    include_str!("../../assets/style.css"),
    include_str!("../../assets/report.css")
);

/// What the document may load: one style, by its hash (CSP level 3, 6.7.2.2), and pictures that
/// it holds itself.
pub(super) static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_asks_for_nothing_and_cannot_end_itself() {
        for word in ["url(", "@import", "</", "image-set(", "src:"] {
            assert!(!STYLE.contains(word), "{word}");
        }
        assert!(POLICY.contains("'sha256-") && !POLICY.contains("unsafe"));
    }
}

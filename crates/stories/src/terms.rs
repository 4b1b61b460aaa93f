//! What grouping keeps of one article, in place of its text.

use restated_claims::Reading;
use serde::{Deserialize, Serialize};

/// What grouping keeps of one article: a pure function of its title, its text and what was read in
/// it, of about a kilobyte.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    title: String,
}

impl Terms {
    /// The terms of an article with `title` and `text`, in `language` (BCP 47), of which `reading`
    /// was read.
    pub fn of(
        title: Option<&str>,
        _text: &str,
        _language: Option<&str>,
        _reading: &Reading,
    ) -> Self {
        Self {
            title: title.unwrap_or_default().to_owned(),
        }
    }

    /// As bytes for a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.title.as_bytes().to_vec()
    }

    /// From the bytes that [`Terms::to_bytes`] gave.
    ///
    /// # Errors
    /// If the bytes are none of this version's.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadTerms> {
        let title = String::from_utf8(bytes.to_vec()).map_err(|_| BadTerms)?;
        Ok(Self { title })
    }

    pub(crate) fn title(&self) -> &str {
        &self.title
    }
}

/// Bytes that hold no terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what grouping kept of the article cannot be read")]
pub struct BadTerms;

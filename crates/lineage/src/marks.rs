//! What copies lose: dates, attributions, caveats, and where they stand.

use serde::{Deserialize, Serialize};

/// The marks of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {}

impl Marks {
    /// The marks of `text`, in `language` (BCP 47).
    pub fn of(_text: &str, _language: Option<&str>) -> Self {
        Self {}
    }
}

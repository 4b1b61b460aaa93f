//! What a rewrite keeps of its parent: names, numbers, dates and rare words in their order.

use serde::{Deserialize, Serialize};

/// The traits of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traits {}

impl Traits {
    /// The traits of `text`, in `language` (BCP 47).
    pub fn of(_text: &str, _language: Option<&str>) -> Self {
        Self {}
    }
}

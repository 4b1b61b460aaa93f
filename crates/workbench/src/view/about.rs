//! What a dossier can say and what it cannot.

use askama::Template;
use restated_dossier::Dossier;
use serde::Serialize;

use super::Frame;

/// The page.
#[derive(Template, Serialize)]
#[template(path = "about.html")]
pub(crate) struct About {
    #[serde(skip)]
    pub(crate) frame: Frame,
    /// Of the program.
    pub(crate) version: &'static str,
}

impl About {
    pub(crate) fn of(dossier: &Dossier) -> Self {
        Self {
            frame: Frame::of(dossier, "about"),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

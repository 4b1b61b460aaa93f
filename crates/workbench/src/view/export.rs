//! In which forms a dossier can be kept.

use askama::Template;
use restated_dossier::Dossier;
use serde::Serialize;

use super::Frame;
use crate::export::Format;

/// The page.
#[derive(Template, Serialize)]
#[template(path = "export.html")]
pub(crate) struct ExportPage {
    #[serde(skip)]
    pub(crate) frame: Frame,
    pub(crate) formats: Vec<Choice>,
}

/// A form.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Choice {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
}

impl ExportPage {
    pub(crate) fn of(dossier: &Dossier) -> Self {
        let formats = Format::ALL.into_iter().map(|format| Choice {
            name: format.name(),
            what: format.what(),
        });
        Self {
            frame: Frame::of(dossier, "export"),
            formats: formats.collect(),
        }
    }
}

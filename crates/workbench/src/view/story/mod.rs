//! A story: what is asked, who answers what, and what the texts have from one another.

mod changes;
mod chapter;
mod families;
mod lead;
mod now;
mod room;

use askama::Template;
use restated_dossier::export::Shown;
use restated_dossier::{Dossier, Error};
use serde::Serialize;

use super::Frame;
pub(crate) use changes::{Chip, chip};
pub(crate) use chapter::{Chapter, days};
pub(crate) use lead::{Lead, first_asked, lead};
pub(crate) use now::story_now;
pub(crate) use room::{Room, keep};

/// A story's page.
#[derive(Template, Serialize)]
#[template(path = "story.html")]
pub(crate) struct StoryPage {
    #[serde(skip)]
    pub(crate) frame: Frame,
    #[serde(flatten)]
    pub(crate) chapter: Chapter,
}

impl StoryPage {
    /// The page of story `id`; `None` if there is none.
    pub(crate) fn of(dossier: &Dossier, id: &str) -> Result<Option<Self>, Error> {
        let chapter = Chapter::page(&Shown::whole(dossier), id)?;
        Ok(chapter.map(|chapter| Self {
            frame: Frame::of(dossier, "stories"),
            chapter,
        }))
    }
}

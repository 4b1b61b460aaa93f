//! A story: what is asked, who answers what, and what the texts have from one another.

mod changes;
mod chapter;
mod families;
mod lead;
mod room;

use askama::Template;
use restated_dossier::export::Shown;
use restated_dossier::{Dossier, Error};
use serde::Serialize;

use super::Frame;
pub(crate) use changes::{ChangesPage, Chip, chip};
pub(crate) use chapter::{Chapter, days};
pub(crate) use families::ArticlesPage;
pub(crate) use lead::{Lead, first_asked, lead};
pub(crate) use room::{Room, keep};

/// Times that a story's id is followed to the one that took over.
const TAKEOVERS: usize = 20;

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

/// The id of a story that took over from story `id`, the last that did.
pub(crate) fn story_now(dossier: &Dossier, id: &str) -> Result<Option<String>, Error> {
    let sql = "SELECT l.story FROM story_log l, json_each(l.was) w WHERE w.value = ?1
               ORDER BY l.number DESC LIMIT 1";
    let mut now = id.to_owned();
    // One that was taken over may have been taken over again, and no log is without end.
    for _ in 0..TAKEOVERS {
        let next: Option<String> = dossier.rows(sql, [&now], |row| row.get(0))?.pop();
        let Some(next) = next.filter(|next| *next != now) else {
            break;
        };
        now = next;
        let there = "SELECT id FROM stories WHERE id = ?1";
        if let Some(found) = dossier.rows(there, [&now], |row| row.get(0))?.pop() {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

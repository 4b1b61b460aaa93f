//! Links to a story by an id that it had.

use restated_dossier::{Dossier, Error};

/// Times that a story's id is followed to the one that took over.
const TAKEOVERS: usize = 20;

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

//! Parts of questions and of names, to be looked up by any piece of three letters.

use rusqlite::Connection;

use crate::error::Outcome;

/// Questions and names in the order in which lists show them: what is found comes in this order,
/// and whoever wants twelve need not sort thousands.
pub(crate) const QUESTIONS: &str = "SELECT text, id FROM questions ORDER BY text, id";
/// See `QUESTIONS`.
pub(crate) const NAMES: &str =
    "SELECT DISTINCT l.text, e.id FROM aliases l JOIN entities e ON e.id = l.entity
                     ORDER BY e.name, e.id, l.text";

/// Fills the tables in which they are looked up anew.
pub(crate) fn fill(conn: &Connection) -> Outcome<()> {
    conn.execute_batch(&format!(
        "DELETE FROM questions_fts; INSERT INTO questions_fts (text, id) {QUESTIONS};
         DELETE FROM names_fts; INSERT INTO names_fts (text, id) {NAMES}"
    ))?;
    Ok(())
}

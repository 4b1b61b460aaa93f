//! What a list of stories shows of each: counted once, when articles are compared.

use rusqlite::Connection;

use crate::error::Outcome;

/// The numbers of every story, by what the other tables hold: `verify` asks the same.
pub(crate) const COUNTED: &str = "
    SELECT s.id,
           count(*) AS articles,
           count(DISTINCT ifnull(m.family, sa.article)) AS texts,
           sum(a.published IS NULL) AS undated,
           (SELECT q.id FROM questions q
            JOIN position_claims p ON p.question = q.id JOIN claims c ON c.id = p.claim
            WHERE q.story = s.id GROUP BY q.id
            ORDER BY max(c.kind = 'figure') DESC, count(DISTINCT c.article) DESC,
                     min(c.words_start), q.text, q.id LIMIT 1) AS main_question,
           EXISTS (SELECT 1 FROM questions q JOIN relations r ON r.question = q.id
                   WHERE q.story = s.id AND r.relation = 'differ') AS differ,
           EXISTS (SELECT 1 FROM questions q JOIN relations r ON r.question = q.id
                   WHERE q.story = s.id AND r.relation = 'updated') AS updated
    FROM stories s
    JOIN story_articles sa ON sa.story = s.id
    JOIN articles a ON a.id = sa.article
    LEFT JOIN family_members m ON m.article = sa.article
    GROUP BY s.id";

/// Counts all stories anew.
pub(crate) fn count(conn: &Connection) -> Outcome<()> {
    conn.execute(
        &format!(
            "UPDATE stories SET articles = n.articles, texts = n.texts, undated = n.undated,
                    main_question = n.main_question, differ = n.differ, updated = n.updated
             FROM ({COUNTED}) n WHERE n.id = stories.id"
        ),
        [],
    )?;
    Ok(())
}

//! Whether stories, questions and drifts hold what belongs to them.

use crate::tallies::COUNTED;

/// What gives the rows that break a promise (as `id`, with the `capture` they are about), and what
/// is wrong with them.
pub(super) const PROMISES: [(&str, &str); 11] = [
    (
        "SELECT a.id, a.capture FROM articles a
         WHERE NOT EXISTS (SELECT 1 FROM story_articles s WHERE s.article = a.id)",
        "an article is in no story",
    ),
    (
        "SELECT s.id, NULL AS capture FROM stories s
         WHERE NOT EXISTS (SELECT 1 FROM story_articles m WHERE m.story = s.id AND m.article = s.founder)",
        "a story does not hold the article that it is known by",
    ),
    (
        "SELECT m.article AS id, a.capture FROM story_articles m JOIN articles a ON a.id = m.article
         JOIN story_articles n ON n.article = m.nearest WHERE n.story <> m.story",
        "an article is in a story for its likeness to one of another story",
    ),
    (
        "SELECT DISTINCT q.id, NULL AS capture FROM questions q JOIN position_claims p ON p.question = q.id
         JOIN claims c ON c.id = p.claim JOIN story_articles m ON m.article = c.article
         WHERE m.story <> q.story",
        "a question is answered by claims of another story",
    ),
    (
        "SELECT q.id, NULL AS capture FROM questions q
         WHERE NOT EXISTS (SELECT 1 FROM position_claims p WHERE p.question = q.id AND p.claim = q.founder)",
        "a question is not answered by the claim that it is known by",
    ),
    (
        "SELECT p.claim AS id, a.capture FROM position_claims p JOIN claims c ON c.id = p.claim
         JOIN articles a ON a.id = c.article
         WHERE NOT EXISTS (SELECT 1 FROM origin_claims o WHERE o.question = p.question AND o.claim = p.claim)
         OR (SELECT count(*) FROM origin_claims o WHERE o.question = p.question AND o.claim = p.claim) > 1",
        "a claim that answers a question has no origin, or several",
    ),
    (
        "SELECT r.a || ' and ' || r.b AS id, NULL AS capture FROM relations r
         WHERE r.a >= r.b OR NOT EXISTS (SELECT 1 FROM position_claims p
             WHERE p.question = r.question AND p.claim IN (r.a, r.b))",
        "claims are compared of which none answers the question, or in the wrong order",
    ),
    (
        "SELECT d.from_claim AS id, a.capture FROM drifts d JOIN articles a ON a.id = d.article
         JOIN claims f ON f.id = d.from_claim LEFT JOIN claims t ON t.id = d.to_claim
         WHERE f.article = d.article OR t.article <> d.article
         OR NOT EXISTS (SELECT 1 FROM derivations e WHERE d.article IN (e.child, e.parent))",
        "a claim has changed on a way that leads from no article to another",
    ),
    (
        "SELECT m.question AS id, NULL AS capture FROM moments m, json_each(m.claims) j
         WHERE NOT EXISTS (SELECT 1 FROM position_claims p
             WHERE p.question = m.question AND p.position = m.position AND p.claim = j.value)",
        "a question’s answer in time is given by no claim",
    ),
    (
        "SELECT id, NULL AS capture FROM (
             SELECT * FROM (SELECT id, text FROM questions EXCEPT SELECT id, text FROM questions_fts)
             UNION SELECT * FROM (SELECT id, text FROM questions_fts EXCEPT SELECT id, text FROM questions))",
        "a question cannot be looked up, or is not there",
    ),
    (
        "SELECT id, NULL AS capture FROM (
             SELECT * FROM (SELECT entity AS id, text FROM aliases EXCEPT SELECT id, text FROM names_fts)
             UNION SELECT * FROM (SELECT id, text FROM names_fts EXCEPT SELECT entity, text FROM aliases))",
        "a name cannot be looked up, or is nobody’s",
    ),
];

/// The same of the numbers that stories have.
pub(super) fn counted() -> String {
    format!(
        "SELECT s.id, NULL AS capture FROM stories s JOIN ({COUNTED}) n ON n.id = s.id
         WHERE (s.articles, s.texts, s.undated, s.differ, s.updated)
               <> (n.articles, n.texts, n.undated, n.differ, n.updated)
         OR s.main_question IS NOT n.main_question"
    )
}

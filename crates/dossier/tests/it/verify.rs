//! Every way to break a dossier is found.

use std::path::Path;

use restated_dossier::{Dossier, Violation};
use rusqlite::Connection;

use crate::pile::{Fake, build, pile};

/// What verifying finds after `sql` was run on a dossier.
fn after(sql: &str) -> Vec<Violation> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    build(&path, &Fake::over(pile(20)), 1);
    let conn = Connection::open(&path).unwrap();
    conn.pragma_update(None, "foreign_keys", false).unwrap();
    conn.execute_batch(sql).unwrap();
    assert!(
        sql.is_empty() || conn.total_changes() > 0,
        "nothing was broken by: {sql}"
    );
    drop(conn);
    verify(&path)
}

fn verify(path: &Path) -> Vec<Violation> {
    Dossier::open(path).unwrap().verify().unwrap()
}

#[test]
fn a_fresh_dossier_keeps_its_promises() {
    assert_eq!(after(""), []);
}

#[test]
fn every_broken_promise_is_found() {
    // A claim that is repeated, of an article with words outside ASCII.
    const CLAIM: &str = "(SELECT claim FROM claim_repeats ORDER BY claim LIMIT 1)";
    const ARTICLE: &str = "(SELECT min(article) FROM upstreams)";
    const CAPTURE: &str = "(SELECT capture FROM articles ORDER BY id LIMIT 1)";
    for (sql, finding) in [
        (
            "UPDATE stories SET articles = articles + 1".to_owned(),
            "not what was counted of it",
        ),
        (
            "UPDATE stories SET main_question = NULL".to_owned(),
            "not what was counted of it",
        ),
        (
            "DELETE FROM questions_fts WHERE rowid = 1".to_owned(),
            "a question cannot be looked up",
        ),
        (
            "INSERT INTO names_fts (text, id) VALUES ('Nobody', 'e0')".to_owned(),
            "a name cannot be looked up",
        ),
        (
            format!(
                "UPDATE payloads SET encoding = 'identity', data = x'00' WHERE capture = {CAPTURE}"
            ),
            "have the hash",
        ),
        (
            format!(
                "UPDATE payloads SET encoding = 'zstd', data = x'00' WHERE capture = {CAPTURE}"
            ),
            "cannot be unpacked",
        ),
        (
            format!("DELETE FROM payloads WHERE capture = {CAPTURE}"),
            "are gone",
        ),
        (
            format!("UPDATE captures SET bytes = 100000 WHERE id = {CAPTURE}"),
            "as many as noted",
        ),
        (
            format!("DELETE FROM places WHERE capture = {CAPTURE}"),
            "no place",
        ),
        (
            format!("UPDATE captures SET skipped = 'x' WHERE id = {CAPTURE}"),
            "neither read",
        ),
        (
            format!("UPDATE articles SET text = 'Other words.' WHERE id = {ARTICLE}"),
            "does not stand at",
        ),
        (
            format!("UPDATE articles SET text = text || char(10) WHERE id = {ARTICLE}"),
            "empty paragraph",
        ),
        (
            format!("UPDATE upstreams SET words = 'x' WHERE article = {ARTICLE}"),
            "do not stand where they should",
        ),
        (
            format!("UPDATE byte_maps SET runs = '[[0,9,5000,9]]' WHERE article = {ARTICLE}"),
            "behind the end",
        ),
        (
            format!("UPDATE byte_maps SET runs = '[[0,9,1,9]]' WHERE article = {ARTICLE}"),
            "read otherwise",
        ),
        (
            format!(
                "UPDATE byte_maps SET runs = '[[9,9,0,9],[0,9,0,9]]' WHERE article = {ARTICLE}"
            ),
            "goes backwards",
        ),
        (
            format!("UPDATE byte_maps SET runs = '[[0,0,0]]' WHERE article = {ARTICLE}"),
            "invalid length",
        ),
        (
            format!("UPDATE claims SET sentence = 'x' WHERE id = {CLAIM}"),
            "sentence of claim",
        ),
        (
            format!("UPDATE claims SET words = 'x' WHERE id = {CLAIM}"),
            "words of claim",
        ),
        (
            format!("UPDATE claims SET sentence_start = -1 WHERE id = {CLAIM}"),
            "offset -1",
        ),
        (
            format!("UPDATE claims SET words_end = 100000 WHERE id = {CLAIM}"),
            "does not stand at",
        ),
        (
            format!("UPDATE claims SET sentence_byte_end = 100000 WHERE id = {CLAIM}"),
            "outside of its capture",
        ),
        (
            format!("UPDATE claims SET words_byte_start = words_byte_start - 1 WHERE id = {CLAIM}"),
            "not those behind",
        ),
        (
            format!(
                "UPDATE claims SET time_text = 'on Monday', time_edtf = '2031-03-03' WHERE id = {CLAIM}"
            ),
            "relative date",
        ),
        (
            format!("UPDATE claims SET qualifier = 'perhaps' WHERE id = {CLAIM}"),
            "unknown variant",
        ),
        (
            format!("UPDATE claims SET article = 'a0' WHERE id = {CLAIM}"),
            "rows of claims belong to",
        ),
        (
            format!("UPDATE claim_repeats SET byte_end = 100000 WHERE claim = {CLAIM}"),
            "repeated outside",
        ),
        (
            format!("UPDATE claim_repeats SET sentence = 'x' WHERE claim = {CLAIM}"),
            "sentence that repeats",
        ),
        (
            format!("UPDATE claim_repeats SET words_end = 100000 WHERE claim = {CLAIM}"),
            "words that repeat",
        ),
        (
            format!("UPDATE claim_repeats SET byte_start = NULL WHERE claim = {CLAIM}"),
            "repeated nowhere in the capture",
        ),
        (
            format!("UPDATE claims SET as_written = 'x' WHERE id = {CLAIM}"),
            "is not named where",
        ),
        (
            format!("UPDATE claims SET scope = 'wide' WHERE id = {CLAIM}"),
            "unknown variant",
        ),
        (
            format!("UPDATE claims SET act = 'swear' WHERE id = {CLAIM}"),
            "unknown variant",
        ),
        (
            format!("UPDATE claims SET part_of = id WHERE id = {CLAIM}"),
            "part of no other figure",
        ),
        (
            "UPDATE claims SET part_of = (SELECT min(c.id) FROM claims c WHERE c.article <> claims.article)
             WHERE part_of IS NOT NULL"
                .to_owned(),
            "part of no other figure",
        ),
        (
            "UPDATE headline_claims SET words = 'x'".to_owned(),
            "of the title of article",
        ),
        (
            "UPDATE headline_claims SET as_written = 'x'".to_owned(),
            "is not named where",
        ),
        (
            "UPDATE headline_claims SET differs = '[\"taste\"]'".to_owned(),
            "unknown variant",
        ),
        (
            "UPDATE headline_claims SET restates = NULL".to_owned(),
            "differs from no claim",
        ),
        (
            "UPDATE headline_claims SET restates =
             (SELECT min(c.id) FROM claims c WHERE c.article <> headline_claims.article)"
                .to_owned(),
            "claim of another article",
        ),
        (
            "UPDATE derivation_credits SET derivation =
             (SELECT min(number) FROM derivations WHERE child <> article)"
                .to_owned(),
            "leads another article",
        ),
        (
            format!("UPDATE records SET record = x'ff' WHERE article = {ARTICLE}"),
            "is not the record of a text",
        ),
        (
            "UPDATE derivations SET parent = child WHERE parent IS NOT NULL".to_owned(),
            "derived from itself",
        ),
        (
            "UPDATE derivations SET child = parent, parent = child WHERE direction = 'unknown'"
                .to_owned(),
            "is not the child",
        ),
        (
            "UPDATE derivations SET parent = 'a0' WHERE parent IS NOT NULL".to_owned(),
            "rows of derivations belong to",
        ),
        (
            "DELETE FROM derivations".to_owned(),
            "with no other of family",
        ),
        (
            "INSERT INTO derivations SELECT number + 1000, parent, child, upstream, unseen, kind, direction, strength
             FROM derivations WHERE kind = 'near_copy'"
                .to_owned(),
            "have text from each other",
        ),
        (
            "UPDATE derivation_passages SET child_end = 100000".to_owned(),
            "is no passage of article",
        ),
        (
            "UPDATE derivation_passages SET parent_start = parent_end".to_owned(),
            "is no passage of article",
        ),
        (
            "UPDATE derivation_passages SET parent_start = NULL".to_owned(),
            "stands nowhere in article",
        ),
        (
            "UPDATE derivation_passages SET parent_start = 0, parent_end = 1".to_owned(),
            "in a text that is not here",
        ),
        (
            "DELETE FROM unseen_children WHERE article = (SELECT min(article) FROM unseen_children)"
                .to_owned(),
            "other children than noted",
        ),
        (
            "UPDATE doubtful SET one = other, other = one".to_owned(),
            "no pair in doubt",
        ),
        (
            "INSERT INTO doubtful SELECT min(child, parent), max(child, parent) FROM derivations
             WHERE kind = 'near_copy' LIMIT 1"
                .to_owned(),
            "no pair in doubt",
        ),
        (
            "UPDATE names SET name = 'x'".to_owned(),
            "not the one in its record",
        ),
        (
            "UPDATE names SET record = '{}'".to_owned(),
            "missing field",
        ),
        (
            "UPDATE names SET entity = NULL".to_owned(),
            "is nobody's",
        ),
        ("DELETE FROM aliases".to_owned(), "named by no article"),
        (
            "UPDATE aliases SET text = 'x'".to_owned(),
            "does not stand at",
        ),
        (
            "UPDATE aliases SET byte_end = byte_end + 1".to_owned(),
            "not those behind its text",
        ),
        (
            "UPDATE claims SET source_name = 9 WHERE source_name IS NOT NULL".to_owned(),
            "no name of its article",
        ),
        (
            "UPDATE positions SET best = best + 1000 WHERE number = 1".to_owned(),
            "stated by no claim",
        ),
        (
            "UPDATE positions SET articles = articles + 1 WHERE number = 1".to_owned(),
            "miscounts",
        ),
        (
            "UPDATE families SET articles = articles + 1".to_owned(),
            "members",
        ),
        (
            "UPDATE settings SET value = 'building' WHERE name = 'state'".to_owned(),
            "did not come to its end",
        ),
    ] {
        let violations = after(&sql);
        let found = violations
            .iter()
            .any(|violation| violation.to_string().contains(finding));
        assert!(
            found,
            "{sql}\nshould be found as “{finding}”, found is {violations:#?}"
        );
        assert!(
            violations
                .iter()
                .all(|violation| !violation.remedy.is_empty())
        );
    }
}

#[test]
fn a_violation_names_the_capture_and_the_remedy() {
    let violations =
        after("UPDATE claims SET sentence = 'x' WHERE id = (SELECT min(id) FROM claims)");
    let message = violations[0].to_string();
    assert!(
        message.contains(".txt (sha256:") && message.contains("restore it from a copy"),
        "{message}"
    );
}

#[test]
fn a_damaged_file_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    build(&path, &Fake::over(pile(40)), 1);
    let mut bytes = std::fs::read(&path).unwrap();
    for page in (2..bytes.len() / 4096).step_by(3) {
        bytes[page * 4096..page * 4096 + 64].fill(0xff);
    }
    std::fs::write(&path, bytes).unwrap();
    match Dossier::open(&path).and_then(|dossier| dossier.verify()) {
        Ok(violations) => assert!(
            violations
                .iter()
                .any(|violation| violation.what.starts_with("SQLite finds")),
            "{violations:?}"
        ),
        Err(error) => assert!(
            error.to_string().contains("restore it from a copy"),
            "{error}"
        ),
    }
}

#[test]
fn of_an_unfinished_dossier_only_that_is_said() {
    let violations = after(
        "PRAGMA foreign_keys = ON;
         UPDATE settings SET value = 'building' WHERE name = 'state';
         DELETE FROM articles",
    );
    assert_eq!(violations.len(), 1, "{violations:#?}");
    assert!(violations[0].remedy.contains("run the same"));
}

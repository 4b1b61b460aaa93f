//! The file as a journalist meets it in an SQLite browser.

use rusqlite::Connection;

use crate::pile::{Fake, build, page};

fn dossier(folder: &tempfile::TempDir) -> Connection {
    let path = folder.path().join("a.db");
    let lead = "7 people were killed, Ada Fenwick said.";
    let pile = vec![
        page(
            "west/a.txt",
            &format!("Landslip at Tarn Hollow\n{lead}\nÅsa’s quarry is shut.\n"),
        ),
        page("west/b.txt", &format!("Hill comes down\n{lead}\n")),
        page(
            "east/c.txt",
            "Another day\n5 people were killed, the harbour office said.\n",
        ),
    ];
    build(&path, &Fake::over(pile.clone()), 1);
    // Once more with other results, so that triggers have had to replace rows.
    build(
        &path,
        &Fake {
            article_version: 2,
            ..Fake::over(pile)
        },
        1,
    );
    Connection::open(&path).unwrap()
}

fn rows(conn: &Connection, sql: &str) -> Vec<String> {
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn words_are_found_in_articles() {
    let folder = tempfile::tempdir().unwrap();
    let conn = dossier(&folder);
    let search = |words: &str| {
        let sql = format!(
            "SELECT a.title FROM articles_fts f JOIN articles a ON a.number = f.rowid
             WHERE articles_fts MATCH '{words}' ORDER BY a.title"
        );
        rows(&conn, &sql)
    };
    assert_eq!(search("quarry"), ["Landslip at Tarn Hollow"]);
    assert_eq!(
        search("asa"),
        ["Landslip at Tarn Hollow"],
        "marks on letters do not matter"
    );
    assert_eq!(
        search("title:hill OR text:harbour"),
        ["Another day", "Hill comes down"]
    );
    conn.execute(
        "INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)",
        [],
    )
    .unwrap();
}

#[test]
fn views_put_together_what_belongs_together() {
    let folder = tempfile::tempdir().unwrap();
    let conn = dossier(&folder);
    let sql = "SELECT figure || ' | ' || source || ' | ' || outlet || ' | ' || path FROM figures ORDER BY 1";
    assert_eq!(
        rows(&conn, sql),
        [
            "5 people | the harbour office | The east Courier | east/c.txt",
            "7 people | Ada Fenwick | The west Courier | west/a.txt",
            "7 people | Ada Fenwick | The west Courier | west/b.txt",
        ]
    );
    let sql = "SELECT source || ' | ' || articles || ' | ' || families || ' | ' || outlets FROM sources ORDER BY 1";
    assert_eq!(
        rows(&conn, sql),
        [
            r#"Ada Fenwick | 2 | 1 | ["The west Courier"]"#,
            r#"the harbour office | 1 | 1 | ["The east Courier"]"#,
        ]
    );
    let sql = "SELECT outlet || ' | ' || kind || ' | ' || direction || ' | ' || parent_outlet || ' | ' || why
               FROM lineage ORDER BY 1";
    assert_eq!(
        rows(&conn, sql),
        [
            "The east Courier | cites | known | The Harbour Office | names The Harbour Office",
            "The west Courier | near_copy | known | The west Courier | they begin alike; published a day later",
        ]
    );
    let sql = "SELECT question || ' ' || answer || ' | ' || in_articles || ' | ' || in_families FROM answers
               GROUP BY 1 ORDER BY 1";
    assert_eq!(
        rows(&conn, sql),
        [
            "How many people were killed? 5 people | 1 | 1",
            "How many people were killed? 7 people | 2 | 1"
        ]
    );
}

#[test]
fn offsets_count_characters_so_that_substr_gives_the_words() {
    let folder = tempfile::tempdir().unwrap();
    let conn = dossier(&folder);
    let sql = "SELECT DISTINCT substr(a.text, c.words_start + 1, c.words_end - c.words_start) = c.words || ''
               FROM claims c JOIN articles a ON a.id = c.article";
    let same: Vec<i64> = {
        let mut statement = conn.prepare(sql).unwrap();
        statement
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap()
    };
    assert_eq!(same, [1]);
}

#[test]
fn every_table_says_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let conn = dossier(&folder);
    let sql = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'articles_fts%' AND name NOT LIKE '%fts_%'
               AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE '%-- %'";
    assert_eq!(rows(&conn, sql), Vec::<String>::new());
}

#[test]
fn a_story_that_is_known_by_another_article_is_logged() {
    let pages = ["a", "b", "c"].map(|name| {
        let text = format!("Page {name}\n7 people were killed, Ada Fenwick said.\n");
        page(&format!("west/{name}.txt"), &text)
    });
    let mut renamed = 0;
    for last in 0..pages.len() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let mut pile = pages.to_vec();
        pile.remove(last);
        build(&path, &Fake::over(pile), 1);
        let stories = || {
            let conn = Connection::open(&path).unwrap();
            rows(&conn, "SELECT id FROM stories")
        };
        let before = stories();
        build(&path, &Fake::over(pages.to_vec()), 1);
        let after = stories();
        let log = rows(
            &Connection::open(&path).unwrap(),
            "SELECT change || ' ' || json_extract(was, '$[0]') || ' ' || story FROM story_log",
        );
        if before == after {
            assert!(log.is_empty());
        } else {
            renamed += 1;
            assert_eq!(log, [format!("renamed {} {}", before[0], after[0])]);
        }
    }
    assert_eq!(renamed, 1, "the one whose last page has the least id");
}

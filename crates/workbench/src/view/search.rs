//! Looking for words in texts, sources and questions.

use askama::Template;
use restated_dossier::records::{Card, Within};
use restated_dossier::{Dossier, Error};
use serde::{Deserialize, Serialize};

use super::{Frame, Paging, ROWS, query};

/// Sources and questions shown beside the articles.
const BESIDE: usize = 12;
/// Marks around found words, which no text has: private use characters.
const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

/// What is looked for, as in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Sought {
    pub(crate) q: String,
    /// Only articles of this language.
    pub(crate) language: String,
    pub(crate) page: usize,
}

/// The page.
#[derive(Template, Serialize)]
#[template(path = "search.html")]
pub(crate) struct Search {
    #[serde(skip)]
    pub(crate) frame: Frame,
    pub(crate) sought: String,
    pub(crate) language: String,
    /// Languages of the articles found, and how many each has.
    pub(crate) languages: Vec<(String, i64)>,
    pub(crate) articles: Vec<Hit>,
    pub(crate) paging: Paging,
    pub(crate) questions: Vec<Beside>,
    pub(crate) sources: Vec<Beside>,
}

/// An article that has the words.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Hit {
    pub(crate) card: Card,
    /// Text around the words, in parts; those that were looked for are marked.
    pub(crate) excerpt: Vec<Part>,
}

/// A part of an excerpt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Part {
    pub(crate) text: String,
    pub(crate) found: bool,
}

/// A question or a source whose name has the words.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Beside {
    pub(crate) id: String,
    pub(crate) text: String,
}

impl Search {
    pub(crate) fn of(dossier: &Dossier, asked: &Sought) -> Result<Self, Error> {
        let number = asked.page.max(1);
        let mut frame = Frame::of(dossier, "search");
        frame.sought.clone_from(&asked.q);
        let mut page = Self {
            frame,
            sought: asked.q.clone(),
            language: asked.language.clone(),
            languages: Vec::new(),
            articles: Vec::new(),
            paging: Paging::of(0, 1, |_| String::new()),
            questions: Vec::new(),
            sources: Vec::new(),
        };
        let Some(words) = phrase(&asked.q) else {
            return Ok(page);
        };
        let from = "FROM articles_fts JOIN articles a ON a.number = articles_fts.rowid
                    WHERE articles_fts MATCH ?1";
        page.languages = dossier.rows(
            &format!(
                "SELECT ifnull(a.language, ''), count(*) {from} GROUP BY 1 ORDER BY 2 DESC, 1"
            ),
            [&words],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let all: i64 = page
            .languages
            .iter()
            .filter(|(language, _)| asked.language.is_empty() || *language == asked.language)
            .map(|(_, count)| count)
            .sum();
        let sql = format!(
            "SELECT a.id, snippet(articles_fts, 1, '{OPEN}', '{CLOSE}', '…', 40) {from}
             AND (?2 = '' OR a.language = ?2)
             ORDER BY bm25(articles_fts, 4.0, 1.0), a.id LIMIT ?3 OFFSET ?4"
        );
        let skip = (number - 1).saturating_mul(ROWS);
        let hits = dossier.rows(
            &sql,
            (&words, &asked.language, super::sql(ROWS), super::sql(skip)),
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)),
        )?;
        for (id, excerpt) in hits {
            for card in dossier.records::<Card>(Within::One(&id))? {
                page.articles.push(Hit {
                    card,
                    excerpt: parts(&excerpt),
                });
            }
        }
        let address = |to: usize| {
            let to = to.to_string();
            let asked = [
                ("q", asked.q.as_str()),
                ("language", &asked.language),
                ("page", &to),
            ];
            format!("/search?{}", query(&asked))
        };
        page.paging = Paging::of(usize::try_from(all).unwrap_or(0), number, address);
        let like = asked.q.trim();
        page.questions = beside(
            dossier,
            "SELECT id, text FROM questions WHERE instr(lower(text), lower(?1)) > 0 ORDER BY text, id LIMIT ?2",
            like,
        )?;
        page.sources = beside(
            dossier,
            "SELECT e.id, e.name FROM entities e WHERE e.id IN (
                 SELECT l.entity FROM aliases l WHERE instr(lower(l.text), lower(?1)) > 0)
             ORDER BY e.name, e.id LIMIT ?2",
            like,
        )?;
        Ok(page)
    }
}

fn beside(dossier: &Dossier, sql: &str, like: &str) -> Result<Vec<Beside>, Error> {
    dossier.rows(sql, (like, super::sql(BESIDE)), |row| {
        Ok(Beside {
            id: row.get(0)?,
            text: row.get(1)?,
        })
    })
}

/// What a reader types as a query of FTS5: every word must occur, words in quotation marks in
/// this order. Nothing of it is taken for an operator. `None` where there is no word.
pub(crate) fn phrase(typed: &str) -> Option<String> {
    let phrases = phrases(typed);
    let quoted: Vec<String> = phrases.iter().map(|words| exactly(words)).collect();
    (!quoted.is_empty()).then(|| quoted.join(" "))
}

/// Words that must stand together, as a query of FTS5.
pub(crate) fn exactly(words: &str) -> String {
    format!("\"{words}\"")
}

/// The words that a reader types, those in quotation marks together.
pub(crate) fn phrases(typed: &str) -> Vec<String> {
    let mut phrases: Vec<String> = Vec::new();
    for (at, part) in typed.split('"').enumerate() {
        if at % 2 == 1 {
            phrases.push(part.to_owned());
        } else {
            phrases.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    phrases.retain(|phrase| phrase.chars().any(char::is_alphanumeric));
    phrases
}

/// An excerpt in parts.
fn parts(excerpt: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for piece in excerpt.split(OPEN) {
        let (found, rest) = match piece.split_once(CLOSE) {
            Some((found, rest)) => (found, rest),
            None => ("", piece),
        };
        for (text, found) in [(found, true), (rest, false)] {
            if !text.is_empty() {
                parts.push(Part {
                    text: text.to_owned(),
                    found,
                });
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_words_and_nothing_else() {
        for (typed, words) in [
            ("ferry toll", Some("\"ferry\" \"toll\"")),
            ("\"ferry toll\" rises", Some("\"ferry toll\" \"rises\"")),
            ("ferry NOT toll*", Some("\"ferry\" \"NOT\" \"toll*\"")),
            ("title:x ^y (z", Some("\"title:x\" \"^y\" \"(z\"")),
            ("\" - ", None),
            ("", None),
        ] {
            assert_eq!(phrase(typed).as_deref(), words, "{typed}");
        }
    }

    #[test]
    fn found_words_are_parts_of_their_own() {
        let parts = parts("…the \u{E000}ferry\u{E001} sank");
        let texts: Vec<(&str, bool)> = parts
            .iter()
            .map(|part| (part.text.as_str(), part.found))
            .collect();
        assert_eq!(texts, [("…the ", false), ("ferry", true), (" sank", false)]);
    }
}

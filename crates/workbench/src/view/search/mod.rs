//! Looking for words in texts, sources and questions.

mod facets;
mod figures;

use askama::Template;
use restated_dossier::records::{Card, Within};
use restated_dossier::{Dossier, Error};
use serde::{Deserialize, Serialize};

use super::{Frame, Paging, ROWS, query};
use facets::{Facet, Picked, facets};
use figures::{Answered, answered};

/// Sources and questions shown beside the articles.
const BESIDE: usize = 12;
/// So many articles are put into an order by how well they fit; where more are found, each has words
/// that so many have that it says little, and they are shown as they came into the dossier.
const RANKED: i64 = 5_000;
/// The articles found.
const FOUND: &str = "FROM articles_fts JOIN articles a ON a.number = articles_fts.rowid
                     WHERE articles_fts MATCH ?1";
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
    /// Only those of this outlet.
    pub(crate) outlet: String,
    /// Only those published in this month: `2033-09`.
    pub(crate) month: String,
    pub(crate) page: usize,
}

impl Sought {
    /// What is picked of a facet.
    fn facet(&self, name: &str) -> &str {
        match name {
            "outlet" => &self.outlet,
            "month" => &self.month,
            _ => "",
        }
    }

    /// As it stands in the address of a page.
    fn at(&self, page: usize) -> String {
        query(&[
            ("q", self.q.as_str()),
            ("language", &self.language),
            ("outlet", &self.outlet),
            ("month", &self.month),
            ("page", &page.to_string()),
        ])
    }

    /// The same with nothing picked of a facet.
    fn without(&self, name: &str) -> Self {
        let mut rest = self.clone();
        match name {
            "outlet" => rest.outlet.clear(),
            "month" => rest.month.clear(),
            _ => {}
        }
        rest
    }
}

/// The page.
#[derive(Template, Serialize)]
#[template(path = "search.html")]
pub(crate) struct Search {
    #[serde(skip)]
    pub(crate) frame: Frame,
    #[serde(skip)]
    asked: Sought,
    pub(crate) sought: String,
    pub(crate) language: String,
    /// Languages of the articles found, and how many each has.
    pub(crate) languages: Vec<(String, i64)>,
    /// By what else they can be narrowed; none where there are too many to be counted.
    pub(crate) facets: Vec<Facet>,
    pub(crate) articles: Vec<Hit>,
    pub(crate) paging: Paging,
    /// Whether the articles are in the order of how well they fit, not as they came.
    pub(crate) ranked: bool,
    /// Questions that the number looked for answers.
    pub(crate) answered: Vec<Answered>,
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
            asked: asked.clone(),
            sought: asked.q.clone(),
            language: asked.language.clone(),
            languages: Vec::new(),
            facets: Vec::new(),
            articles: Vec::new(),
            paging: Paging::of(0, 1, |_| String::new()),
            ranked: true,
            answered: answered(dossier, &asked.q)?,
            questions: Vec::new(),
            sources: Vec::new(),
        };
        let Some(words) = phrase(&asked.q) else {
            return Ok(page);
        };
        page.languages = languages(dossier, &words)?;
        let all: i64 = page
            .languages
            .iter()
            .filter(|(language, _)| asked.language.is_empty() || *language == asked.language)
            .map(|(_, count)| count)
            .sum();
        page.ranked = all <= RANKED;
        if page.ranked {
            page.facets = facets(dossier, &words, asked)?;
        }
        // What is looked for in a language that all articles found have is looked for in the index alone.
        let picked = Picked::of(&words, asked, page.languages.len() == 1);
        let all = match picked.is_any() {
            true => picked.count(dossier)?,
            false => all,
        };
        let order = match page.ranked {
            true => "bm25(articles_fts, 4.0, 1.0), a.id",
            false => "articles_fts.rowid",
        };
        let sql = format!(
            "SELECT a.number, a.id {FOUND}{} ORDER BY {order} LIMIT ?{} OFFSET ?{}",
            picked.condition,
            picked.next(),
            picked.next() + 1
        );
        let skip = (number - 1).saturating_mul(ROWS);
        let slice = [super::sql(ROWS), super::sql(skip)];
        let bound = picked.bind(&slice);
        let hits = dossier.rows(&sql, bound.as_slice(), |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })?;
        // Excerpts of those that are shown: making one of every article found would take longer
        // than everything else.
        let excerpt = format!(
            "SELECT snippet(articles_fts, 1, '{OPEN}', '{CLOSE}', '…', 40) FROM articles_fts
             WHERE articles_fts MATCH ?1 AND rowid = ?2"
        );
        for (number, id) in hits {
            let excerpt =
                dossier.rows(&excerpt, (&words, number), |row| row.get::<_, String>(0))?;
            for card in dossier.records::<Card>(Within::One(&id))? {
                page.articles.push(Hit {
                    card,
                    excerpt: parts(excerpt.first().map_or("", String::as_str)),
                });
            }
        }
        let address = |page: usize| format!("/search?{}", asked.at(page));
        page.paging = Paging::of(usize::try_from(all).unwrap_or(0), number, address);
        let like = asked.q.trim();
        page.questions = beside(dossier, "questions_fts", "text", like)?;
        page.sources = beside(
            dossier,
            "names_fts",
            "(SELECT name FROM entities e WHERE e.id = names_fts.id)",
            like,
        )?;
        Ok(page)
    }
}

impl Search {
    /// What is asked for, as data.
    pub(crate) fn as_data(&self) -> String {
        format!("/search.json?{}", self.asked.at(self.asked.page.max(1)))
    }
}

/// Languages of the articles that have the words, and how many each has.
fn languages(dossier: &Dossier, words: &str) -> Result<Vec<(String, i64)>, Error> {
    let sql = "SELECT (SELECT min(language) FROM articles), (SELECT max(language) FROM articles),
                      EXISTS (SELECT 1 FROM articles WHERE language IS NULL)";
    let read = |row: &rusqlite::Row<'_>| -> Result<Option<String>, _> {
        let (least, greatest, unknown): (Option<String>, Option<String>, bool) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(match (least == greatest, unknown) {
            (true, false) => least,
            _ => None,
        })
    };
    let only = dossier.rows(sql, [], read)?.pop().flatten();
    match only {
        // Nothing is looked up in the articles then.
        Some(only) => {
            let sql = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?1";
            let mut count = dossier.rows(sql, [words], |row| Ok((only.clone(), row.get(0)?)))?;
            count.retain(|(_, count)| *count > 0);
            Ok(count)
        }
        None => dossier.rows(
            &format!(
                "SELECT ifnull(a.language, ''), count(*) {FOUND} GROUP BY 1 ORDER BY 2 DESC, 1"
            ),
            [words],
            |row| Ok((row.get(0)?, row.get(1)?)),
        ),
    }
}

/// What of `table` has `like` in it, in the order of the table; `text` is what is shown.
fn beside(dossier: &Dossier, table: &str, text: &str, like: &str) -> Result<Vec<Beside>, Error> {
    let (condition, sought) = piece(table, like);
    let sql = format!(
        "SELECT DISTINCT id, {text} FROM {table} WHERE {condition} ORDER BY rowid LIMIT ?1"
    );
    dossier.rows(&sql, (super::sql(BESIDE), sought), |row| {
        Ok(Beside {
            id: row.get(0)?,
            text: row.get(1)?,
        })
    })
}

/// What holds of the rows of `table`, which is indexed by pieces of three letters, whose text has
/// `like` in it; and what is `?2` there.
pub(crate) fn piece(table: &str, like: &str) -> (String, String) {
    match like.chars().count() {
        0..3 => (
            format!("instr(lower({table}.text), lower(?2)) > 0"),
            like.to_owned(),
        ),
        _ => (
            format!("{table} MATCH ?2"),
            exactly(&like.replace('"', "\"\"")),
        ),
    }
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

//! `search_stories`: stories that have some words.

use std::collections::BTreeMap;

use restated_dossier::{Dossier, Error};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::answer::Tell;
use super::page::{Page, Window, usual};
use super::parts::Asked;
use super::quoted::Quoted;
use super::tools::Ask;
use super::trouble::Trouble;
use crate::view::{Row, count, exactly, phrases, piece};

/// Words of a query that are looked for; the others are not.
const WORDS: usize = 12;

/// Which stories are looked for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SearchStories {
    /// Words to look for in texts, titles, questions and names of sources; those in quotation marks
    /// together. Without any: all stories.
    #[serde(default)]
    query: String,
    /// Stories at most.
    #[serde(default = "usual")]
    #[schemars(range(min = 1, max = 100))]
    limit: usize,
    /// How many to pass over: `more` of the page before.
    #[serde(default)]
    skip: usize,
}

/// Stories that were found.
#[derive(Debug, JsonSchema, Serialize)]
pub(crate) struct Found {
    /// The stories, those with most of the words first, then those with most articles that have them.
    stories: Page<Hit>,
    /// The words that were looked for.
    words: Vec<String>,
}

/// A story that was found.
#[derive(Debug, JsonSchema, Serialize)]
struct Hit {
    /// Id of the story, for `story` and `drifts`.
    id: String,
    /// Its title.
    title: Quoted,
    /// First and last day of publication.
    days: String,
    /// How many articles it has.
    articles: i64,
    /// How many texts these are, copies and rewrites counted once.
    texts: i64,
    /// Origins of the main answer's question, at most; null where nothing is asked.
    origins_at_most: Option<usize>,
    /// The question that most articles answer.
    main_question: Option<Asked>,
    /// The answer that most articles give to it.
    main_answer: Option<Quoted>,
    /// What to know before anything else.
    remarks: Vec<&'static str>,
    /// Words that were looked for and are nowhere in the story.
    without: Vec<String>,
}

impl Ask for SearchStories {
    const NAME: &'static str = "search_stories";
    const TITLE: &'static str = "Search stories";
    const DESCRIPTION: &'static str = "Finds stories (articles about one event) by words in their texts, questions \
        and sources, each with its size, its main question and the answer that most articles give. Begin here; \
        without a query it lists all stories, largest first.";
    type Result = Found;

    fn ask(self, dossier: &Dossier) -> Result<Found, Trouble> {
        let window = Window::new(self.skip, self.limit)?;
        let mut words = phrases(&self.query);
        if words.is_empty() && !self.query.trim().is_empty() {
            return Err(Trouble::Bounds(
                "The query has no word in it; give a few words, or leave it out for all stories."
                    .to_owned(),
            ));
        }
        words.truncate(WORDS);
        let found = if words.is_empty() {
            all(dossier)?
        } else {
            ranked(dossier, &words)?
        };
        let stories = Page::read(&found, window, |(id, has)| hit(dossier, id, has, &words))?;
        Ok(Found { stories, words })
    }
}

/// A story, and which of the words it has.
type Ranked = (String, Vec<usize>);

fn all(dossier: &Dossier) -> Result<Vec<Ranked>, Error> {
    dossier.rows(
        "SELECT id FROM stories ORDER BY articles DESC, id",
        [],
        |row| Ok((row.get(0)?, Vec::new())),
    )
}

/// Stories that have any of `words`, by how many and then by how many articles have them.
fn ranked(dossier: &Dossier, words: &[String]) -> Result<Vec<Ranked>, Error> {
    let mut stories: BTreeMap<String, (Vec<usize>, i64)> = BTreeMap::new();
    for (at, word) in words.iter().enumerate() {
        let (asks, sought) = piece("questions_fts", word);
        let (names, _) = piece("names_fts", word);
        let sql = format!("SELECT story, sum(hits) FROM (
            SELECT s.story, count(*) AS hits
            FROM articles_fts JOIN articles a ON a.number = articles_fts.rowid
            JOIN story_articles s ON s.article = a.id
            WHERE articles_fts MATCH ?1 GROUP BY s.story
            UNION ALL
            SELECT q.story, 1 FROM questions_fts JOIN questions q ON q.id = questions_fts.id WHERE {asks}
            UNION ALL
            SELECT s.story, 1 FROM names_fts
            JOIN names n ON n.entity = names_fts.id
            JOIN claims c ON c.article = n.article AND c.source_name = n.number
            JOIN story_articles s ON s.article = c.article
            WHERE {names} GROUP BY s.story)
        GROUP BY story");
        let rows = dossier.rows(&sql, (exactly(word), sought), |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
        })?;
        for (story, hits) in rows {
            let (has, all) = stories.entry(story).or_default();
            has.push(at);
            *all += hits;
        }
    }
    let mut ranked: Vec<(String, (Vec<usize>, i64))> = stories.into_iter().collect();
    // The map gave them by id, and the sort keeps that order among equals.
    ranked.sort_by_key(|(_, (has, hits))| std::cmp::Reverse((has.len(), *hits)));
    Ok(ranked.into_iter().map(|(id, (has, _))| (id, has)).collect())
}

fn hit(dossier: &Dossier, id: &str, has: &[usize], words: &[String]) -> Result<Hit, Trouble> {
    let row = Row::of(dossier, id)?.ok_or(Trouble::Broken)?;
    let lacking = words.iter().enumerate().filter(|(at, _)| !has.contains(at));
    Ok(Hit {
        title: Quoted::brief(&row.title),
        days: row.days,
        articles: row.articles,
        texts: row.texts,
        origins_at_most: row.origins,
        main_question: row.lead.as_ref().map(|lead| Asked {
            id: lead.question.id.clone(),
            text: Quoted::brief(&lead.question.text),
        }),
        main_answer: row.lead.as_ref().map(|lead| Quoted::brief(&lead.answer)),
        remarks: row.badges.iter().map(|badge| badge.words()).collect(),
        without: lacking.map(|(_, word)| word.clone()).collect(),
        id: row.id,
    })
}

impl Tell for Found {
    fn tell(&self, lines: &mut Vec<String>) {
        lines.push(self.stories.heading("story", "stories"));
        for story in &self.stories.items {
            let Hit {
                id,
                title,
                days,
                articles,
                texts,
                ..
            } = story;
            lines.push(format!(
                "- {id} {title}, {days}: {}, {}",
                count(articles, "article", "articles"),
                count(texts, "text", "texts"),
            ));
            if let (Some(question), Some(answer)) = (&story.main_question, &story.main_answer) {
                let origins = story.origins_at_most.unwrap_or(0);
                let Asked { id, text } = question;
                lines.push(format!(
                    "  {id} {text} {answer} (origins: {origins} at most)"
                ));
            }
            if !story.without.is_empty() {
                lines.push(format!("  without: {}", story.without.join(", ")));
            }
        }
        if self.stories.total == 0 {
            lines.push("No story has any of these words. Try others, or none for all.".to_owned());
        }
    }
}

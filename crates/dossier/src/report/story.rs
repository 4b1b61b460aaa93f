//! The stories of a dossier.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::model::{Asked, Event, Listed};
use super::{asked, changes, matrix};
use crate::error::Outcome;
use crate::fields::day;
use crate::words::count;

/// Main answers shown above a story.
const LEADS: usize = 3;
/// Sources named in one of them.
const NAMED: usize = 2;

/// All stories, those with most articles first.
pub(super) fn stories(
    conn: &Connection,
    articles: &[Listed],
    numbers: &BTreeMap<String, usize>,
) -> Outcome<Vec<Event>> {
    let mut statement = conn.prepare("SELECT * FROM stories ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut stories = Vec::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get("id")?;
        let founder: String = row.get("founder")?;
        let members = members(conn, &id, numbers)?;
        let texts: BTreeSet<(Option<&str>, usize)> = members
            .iter()
            .filter_map(|&at| Some((at, articles.get(at)?)))
            .map(|(at, listed)| match &listed.family {
                Some(letter) => (Some(letter.as_str()), 0),
                None => (None, at),
            })
            .collect();
        let questions = asked::questions(conn, &id, numbers)?;
        let first = numbers.get(&founder).and_then(|&at| articles.get(at));
        stories.push(Event {
            title: match (row.get::<_, Option<String>>("title")?, first) {
                (Some(title), _) => title,
                (None, Some(listed)) => listed.title.clone(),
                (None, None) => founder,
            },
            texts: texts.len(),
            days: days(row.get("from_day")?, row.get("to_day")?),
            leads: questions
                .iter()
                .filter(is_main)
                .take(LEADS)
                .map(lead)
                .collect(),
            matrix: matrix::matrix(conn, &questions, articles, &members, numbers)?,
            others: asked::others(conn, &id, numbers)?,
            changes: changes::changes(conn, &id, numbers)?,
            articles: members,
            questions,
        });
    }
    stories.sort_by_key(|story| std::cmp::Reverse(story.articles.len()));
    Ok(stories)
}

fn members(
    conn: &Connection,
    story: &str,
    numbers: &BTreeMap<String, usize>,
) -> Outcome<Vec<usize>> {
    let mut statement =
        conn.prepare_cached("SELECT article FROM story_articles WHERE story = ?1")?;
    let ids = statement.query_map([story], |row| row.get::<_, String>(0))?;
    let mut members = Vec::new();
    for id in ids {
        members.extend(numbers.get(&id?).copied());
    }
    members.sort_unstable();
    Ok(members)
}

fn days(from: Option<String>, to: Option<String>) -> Option<String> {
    let (from, to) = (day(&from?).to_owned(), day(&to?).to_owned());
    Some(if from == to {
        from
    } else {
        format!("{from} to {to}")
    })
}

/// What one article alone asks is not what the story is about.
fn is_main(asked: &&Asked) -> bool {
    asked.articles > 1
}

/// "How many people were killed? at least 12: 3 articles, 2 texts, at most 1 origin (Harbour Office)".
fn lead(asked: &Asked) -> String {
    let most = |answer: &&super::model::Answer| answer.articles;
    // Of equally many the first.
    let Some(answer) = asked.answers.iter().rev().max_by_key(most) else {
        return asked.text.clone();
    };
    let others = asked.answers.len() - 1;
    let mut sources: Vec<&str> = answer.from.iter().map(String::as_str).collect();
    let more = sources.len() > NAMED;
    sources.truncate(NAMED);
    let mut text = format!(
        "{} {}: {}, {}, {} at most ({}{})",
        asked.text,
        answer.label,
        count(answer.articles, "article", "articles"),
        count(answer.families, "text", "texts"),
        count(answer.origins, "origin", "origins"),
        sources.join("; "),
        if more { "; …" } else { "" },
    );
    if others > 0 {
        text.push_str(&format!(
            "; {}",
            count(others, "other answer", "other answers")
        ));
    }
    text
}

//! Articles into stories, and stories as rows of the file.

use std::collections::BTreeMap;

use restated_lineage::{About, Family};
use restated_stories::{ChangeKind, Filed, Story, Terms};
use rusqlite::{Connection, params};

use crate::error::{Fault, Outcome};
use crate::fields::json;
use crate::{Stages, ids};

/// Stores which articles are about one event; gives the stories with their ids. `abouts` is sorted
/// by id.
pub(crate) fn stories(
    conn: &Connection,
    stages: &dyn Stages,
    abouts: &[About],
    families: &[Family],
) -> Outcome<Vec<(String, Story)>> {
    let terms = terms(conn, abouts)?;
    let family: BTreeMap<&str, &str> = families
        .iter()
        .filter_map(|family| Some((family.articles.first()?, &family.articles)))
        .flat_map(|(first, all)| all.iter().map(|id| (id.as_str(), first.as_str())))
        .collect();
    let filed: Vec<Filed<'_>> = abouts
        .iter()
        .zip(&terms)
        .map(|(about, terms)| Filed {
            about,
            terms,
            family: family.get(about.id.as_str()).copied(),
        })
        .collect();
    let stories = stages.stories(&filed);
    let digests = stories
        .iter()
        .map(|story| digest(conn, story))
        .collect::<Outcome<Vec<String>>>()?;
    let stories: Vec<(String, Story)> = ids::shortest('s', &digests)
        .into_iter()
        .zip(stories)
        .collect();
    for (id, story) in &stories {
        insert(conn, id, story)?;
    }
    Ok(stories)
}

/// The stories that the file holds, with their ids: what they are known by and what they have.
pub(crate) fn before(conn: &Connection) -> Outcome<Vec<(String, Story)>> {
    let mut statement = conn.prepare("SELECT id, founder FROM stories ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut stories = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, founder): (String, String) = (row.get(0)?, row.get(1)?);
        let sql = "SELECT article FROM story_articles WHERE story = ?1 ORDER BY article";
        let mut members = conn.prepare_cached(sql)?;
        let articles = members.query_map([&id], |row| row.get(0))?;
        let story = Story {
            title: None,
            articles: articles.collect::<Result<_, _>>()?,
            founder,
            from: None,
            to: None,
            why: Vec::new(),
        };
        stories.push((id, story));
    }
    Ok(stories)
}

/// Notes which of the stories `before` have now another id, or other articles than came to them.
pub(crate) fn log(
    conn: &Connection,
    before: &[(String, Story)],
    after: &[(String, Story)],
) -> Outcome<()> {
    fn bare(stories: &[(String, Story)]) -> Vec<Story> {
        stories.iter().map(|(_, story)| story.clone()).collect()
    }
    fn ids(stories: &[(String, Story)]) -> BTreeMap<&str, &str> {
        let known = stories.iter();
        known
            .map(|(id, story)| (story.founder.as_str(), id.as_str()))
            .collect()
    }
    let (old, new) = (ids(before), ids(after));
    for change in restated_stories::changes(&bare(before), &bare(after)) {
        let (word, founders) = match change.kind {
            ChangeKind::Appeared | ChangeKind::Stayed | ChangeKind::Grew { .. } => continue,
            ChangeKind::Renamed { from } => ("renamed", vec![from]),
            ChangeKind::Merged { from } => ("merged", from),
            ChangeKind::Split { from } => ("split", vec![from]),
            ChangeKind::Shrank { .. } => ("shrank", vec![change.founder.clone()]),
        };
        let was: Vec<&str> = founders
            .iter()
            .filter_map(|founder| old.get(founder.as_str()).copied())
            .collect();
        conn.prepare_cached(
            "INSERT INTO story_log (change, story, was, why) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            word,
            new.get(change.founder.as_str()),
            json(&was),
            change.why
        ])?;
    }
    Ok(())
}

/// What grouping keeps of each article, in their order.
fn terms(conn: &Connection, abouts: &[About]) -> Outcome<Vec<Terms>> {
    let mut statement = conn.prepare("SELECT terms FROM terms WHERE article = ?1")?;
    let mut terms = Vec::with_capacity(abouts.len());
    for about in abouts {
        let mut rows = statement.query([&about.id])?;
        let row = rows.next()?;
        let bytes = row.map(|row| row.get::<_, Vec<u8>>(0)).transpose()?;
        let kept = bytes.map(|bytes| Terms::from_bytes(&bytes)).transpose();
        terms.push(
            kept.map_err(|error| Fault::damaged(format!("article {}: {error}", about.id)))?
                .unwrap_or_default(),
        );
    }
    Ok(terms)
}

/// What a story's id is cut from: the capture of its founder, so that it outlives a growing pile.
fn digest(conn: &Connection, story: &Story) -> Outcome<String> {
    let capture: String = conn
        .prepare_cached("SELECT capture FROM articles WHERE id = ?1")?
        .query_row([&story.founder], |row| row.get(0))?;
    Ok(ids::digest(&["story", &capture]))
}

fn insert(conn: &Connection, id: &str, story: &Story) -> Outcome<()> {
    conn.prepare_cached(
        "INSERT INTO stories (id, title, founder, from_day, to_day) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        id,
        story.title,
        story.founder,
        story.from,
        story.to
    ])?;
    let joined: BTreeMap<&str, (&str, &str)> = story
        .why
        .iter()
        .map(|joined| {
            (
                joined.article.as_str(),
                (joined.to.as_str(), joined.why.as_str()),
            )
        })
        .collect();
    for article in &story.articles {
        let joined = joined.get(article.as_str());
        conn.prepare_cached("INSERT INTO story_articles VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![
                article,
                id,
                joined.map(|(nearest, _)| nearest),
                joined.map(|(_, why)| why)
            ])?;
    }
    Ok(())
}

//! Articles into stories, and stories as rows of the file.

use std::collections::BTreeMap;

use restated_lineage::{About, Family};
use restated_stories::{Filed, Story, Terms};
use rusqlite::{Connection, params};

use crate::error::{Fault, Outcome};
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
    conn.prepare_cached("INSERT INTO stories VALUES (?1, ?2, ?3, ?4, ?5)")?
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

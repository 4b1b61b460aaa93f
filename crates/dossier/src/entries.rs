//! What lineage is told of the articles: what is known of each, and what is kept of its text.

use restated_lineage::{About, Credit, Entry, Record};
use rusqlite::{Connection, Row};

use crate::error::{Fault, Outcome};
use crate::load;
use crate::wording::Wording;

/// All articles, by id. One whose text could not be recorded has an empty record: what it says of
/// itself still counts.
pub(crate) struct Entries(Vec<(About, Record)>);

impl Entries {
    pub(crate) fn load(conn: &Connection) -> Outcome<Self> {
        let sql = "SELECT a.id, a.capture, a.outlet, a.canonical_url, a.language, a.published, a.title,
                          r.record, EXISTS (SELECT 1 FROM upstreams u WHERE u.article = a.id) AS credits
                   FROM articles a LEFT JOIN records r ON r.article = a.id ORDER BY a.id";
        let mut statement = conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            let about = about(conn, row)?;
            let record = match row.get_ref("record")?.as_blob_or_null() {
                Ok(Some(bytes)) => Record::from_bytes(bytes)
                    .map_err(|error| Fault::damaged(format!("article {}: {error}", about.id)))?,
                Ok(None) => Record::default(),
                Err(error) => return Err(Fault::damaged(error.to_string())),
            };
            entries.push((about, record));
        }
        Ok(Self(entries))
    }

    /// As lineage takes them.
    pub(crate) fn all(&self) -> Vec<Entry<'_>> {
        self.0
            .iter()
            .map(|(about, record)| Entry { about, record })
            .collect()
    }

    /// What is known of each article, by id.
    pub(crate) fn abouts(self) -> Vec<About> {
        self.0.into_iter().map(|(about, _)| about).collect()
    }
}

fn about(conn: &Connection, row: &Row<'_>) -> Outcome<About> {
    let id: String = row.get("id")?;
    let canonical: Option<String> = row.get("canonical_url")?;
    let url = match canonical {
        Some(url) => Some(url),
        None => load::places(conn, &row.get::<_, String>("capture")?)?
            .into_iter()
            .find_map(|found| found.place.url),
    };
    let credits = if row.get("credits")? {
        credits(conn, &id)?
    } else {
        Vec::new()
    };
    Ok(About {
        outlet: row.get("outlet")?,
        url,
        language: row.get("language")?,
        published: row.get("published")?,
        title: row.get("title")?,
        credits,
        id,
    })
}

/// The outlets that article `id` names as its origin, in the order of its upstreams.
fn credits(conn: &Connection, id: &str) -> Outcome<Vec<Credit>> {
    let article = load::article(conn, id)?;
    let wording = Wording::of(&article.text);
    let credit = |upstream: &restated_article::Upstream| Credit {
        outlet: upstream.name.clone(),
        words: upstream.words.clone(),
        at: upstream.span.as_ref().and_then(|span| wording.words(span)),
    };
    Ok(article.upstreams.iter().map(credit).collect())
}

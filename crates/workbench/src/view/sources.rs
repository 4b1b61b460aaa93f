//! On whose word claims stand, over the whole dossier.

use askama::Template;
use restated_dossier::{Dossier, Error};
use serde::{Deserialize, Serialize};

use super::{Extent, Frame, Paging, query};

/// Which sources are asked for, as in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asking {
    pub(crate) page: usize,
}

/// The page.
#[derive(Template, Serialize)]
#[template(path = "sources.html")]
pub(crate) struct Sources {
    #[serde(skip)]
    pub(crate) frame: Frame,
    pub(crate) sources: Vec<Row>,
    pub(crate) paging: Paging,
}

/// A source in the list.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Row {
    /// Of the entities.
    pub(crate) id: String,
    pub(crate) name: String,
    /// `person`, `organisation`, …
    pub(crate) r#type: String,
    pub(crate) claims: i64,
    pub(crate) articles: i64,
    /// Copies counted once.
    pub(crate) texts: i64,
    pub(crate) stories: i64,
}

impl Sources {
    pub(crate) fn of(dossier: &Dossier, asking: &Asking, extent: Extent) -> Result<Self, Error> {
        let number = asking.page.max(1);
        let from = "FROM claims c
             JOIN names n ON n.article = c.article AND n.number = c.source_name
             JOIN entities e ON e.id = n.entity";
        let all = dossier.number(&format!("SELECT count(DISTINCT e.id) {from}"))?;
        let sql = format!(
            "SELECT e.id, e.name, e.type, count(*) AS claims, count(DISTINCT c.article) AS articles,
                    count(DISTINCT ifnull(m.family, c.article)) AS texts,
                    count(DISTINCT s.story) AS stories
             {from}
             LEFT JOIN family_members m ON m.article = c.article
             LEFT JOIN story_articles s ON s.article = c.article
             GROUP BY e.id ORDER BY claims DESC, e.name, e.id LIMIT ?1 OFFSET ?2"
        );
        let sources = dossier.rows(&sql, extent.rows(number), |row| {
            Ok(Row {
                id: row.get("id")?,
                name: row.get("name")?,
                r#type: row.get("type")?,
                claims: row.get("claims")?,
                articles: row.get("articles")?,
                texts: row.get("texts")?,
                stories: row.get("stories")?,
            })
        })?;
        let address = |page: usize| format!("/sources?{}", query(&[("page", &page.to_string())]));
        Ok(Self {
            frame: Frame::of(dossier, "sources"),
            sources,
            paging: Paging::of(usize::try_from(all).unwrap_or(0), number, address),
        })
    }

    /// The sources as a table, heading first.
    pub(crate) fn sheet(&self) -> Vec<Vec<String>> {
        let heading = [
            "id", "name", "type", "claims", "articles", "texts", "stories",
        ];
        let mut table = vec![heading.map(str::to_owned).to_vec()];
        table.extend(self.sources.iter().map(|row| {
            vec![
                row.id.clone(),
                row.name.clone(),
                row.r#type.clone(),
                row.claims.to_string(),
                row.articles.to_string(),
                row.texts.to_string(),
                row.stories.to_string(),
            ]
        }));
        table
    }
}

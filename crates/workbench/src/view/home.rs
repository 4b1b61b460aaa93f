//! All stories, in short.

use askama::Template;
use restated_dossier::records::{Question, Within};
use restated_dossier::{Dossier, Error};
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};

use super::answers::Asked;
use super::filter::{Condition, Filter, said};
use super::sentence::Shelf;
use super::story::Room;
use super::story::{Lead, days, lead};
use super::{Extent, Frame, Paging, query};
use crate::adding::Bounds;
use crate::draw::Strip;

/// Which stories are asked for, as in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asking {
    pub(crate) page: usize,
    pub(crate) sort: Sort,
    pub(crate) words: String,
    pub(crate) from: String,
    pub(crate) to: String,
    #[serde(deserialize_with = "said")]
    pub(crate) conflict: bool,
    #[serde(deserialize_with = "said")]
    pub(crate) updated: bool,
    #[serde(deserialize_with = "said")]
    pub(crate) single_origin: bool,
    #[serde(deserialize_with = "said")]
    pub(crate) undated: bool,
}

impl Asking {
    pub(crate) fn filter(&self) -> Filter {
        Filter {
            words: self.words.trim().to_owned(),
            from: self.from.trim().to_owned(),
            to: self.to.trim().to_owned(),
            conflict: self.conflict,
            updated: self.updated,
            single_origin: self.single_origin,
            undated: self.undated,
        }
    }
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Sort {
    /// Most articles first.
    #[default]
    Articles,
    /// Latest first, undated last.
    Latest,
}

impl Sort {
    fn name(self) -> &'static str {
        match self {
            Self::Articles => "",
            Self::Latest => "latest",
        }
    }

    fn order(self) -> &'static str {
        match self {
            Self::Articles => "s.articles DESC, s.id",
            // Null sorts before everything.
            Self::Latest => "s.to_day DESC, s.articles DESC, s.id",
        }
    }
}

/// The first page.
#[derive(Template, Serialize)]
#[template(path = "home.html")]
pub(crate) struct Home {
    #[serde(skip)]
    pub(crate) frame: Frame,
    pub(crate) captures: i64,
    pub(crate) articles: i64,
    /// Found in the pile and not read, or without an article.
    pub(crate) skipped: i64,
    /// Stories in the dossier, whatever is asked for.
    pub(crate) in_all: i64,
    #[serde(skip)]
    pub(crate) filter: Filter,
    pub(crate) sort: Sort,
    pub(crate) stories: Vec<Row>,
    pub(crate) paging: Paging,
    /// How much can be sent, to be added; `None` where nothing can be.
    #[serde(skip)]
    pub(crate) bounds: Option<Bounds>,
}

/// A story in a list.
#[derive(Serialize)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) days: String,
    pub(crate) articles: i64,
    /// Copies and rewrites counted once.
    pub(crate) texts: i64,
    /// At most so many origins of the main answers; `None` where nothing is asked.
    pub(crate) origins: Option<usize>,
    /// Its answers from the least to the greatest.
    #[serde(skip)]
    pub(crate) strip: Option<Strip>,
    /// The question that most articles answer.
    pub(crate) lead: Option<Lead>,
    /// What a reader should know before anything else.
    pub(crate) badges: Vec<Badge>,
}

/// A remark in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Badge {
    /// Answers differ.
    Conflict,
    /// Answers were updated.
    Updated,
    /// Several articles, and one origin at most.
    SingleOrigin,
    /// An article has no date of publication.
    Undated,
}

impl Badge {
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Conflict => "differ",
            Self::Updated => "updated",
            Self::SingleOrigin => "compatible",
            Self::Undated => "apart",
        }
    }

    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Conflict => "≠ answers differ",
            Self::Updated => "» updated",
            Self::SingleOrigin => "1 origin at most",
            Self::Undated => "? undated",
        }
    }
}

impl Home {
    pub(crate) fn of(dossier: &Dossier, asking: &Asking, extent: Extent) -> Result<Self, Error> {
        let number = asking.page.max(1);
        let count = |sql| dossier.number(sql);
        let filter = asking.filter();
        let condition = filter.condition();
        let all = how_many(dossier, &condition)?;
        let address = |page: usize| format!("/?{}", address(asking.sort, &filter, Some(page)));
        Ok(Self {
            frame: Frame::of(dossier, "stories"),
            captures: count(
                "SELECT (SELECT count(*) FROM captures) + (SELECT count(*) FROM skipped)",
            )?,
            articles: count("SELECT count(*) FROM articles")?,
            in_all: count("SELECT count(*) FROM stories")?,
            skipped: count(
                "SELECT (SELECT count(*) FROM captures WHERE skipped IS NOT NULL) + (SELECT count(*) FROM skipped)",
            )?,
            sort: asking.sort,
            stories: rows(dossier, condition, asking.sort, extent.rows(number))?,
            paging: Paging::of(all, number, address),
            filter: filter.clone(),
            bounds: None,
        })
    }

    /// What is asked for, in another form.
    pub(crate) fn as_data(&self, form: &str) -> String {
        let asked = address(self.sort, &self.filter, None);
        let mark = if asked.is_empty() { "" } else { "?" };
        format!("/stories.{form}{mark}{asked}")
    }

    /// The stories as a table, heading first.
    pub(crate) fn sheet(&self) -> Vec<Vec<String>> {
        let heading = [
            "id",
            "title",
            "days",
            "articles",
            "texts",
            "origins_at_most",
            "question",
            "answer",
        ];
        let mut table = vec![heading.map(str::to_owned).to_vec()];
        table.extend(self.stories.iter().map(|story| {
            let lead = story.lead.as_ref();
            vec![
                story.id.clone(),
                story.title.clone(),
                story.days.clone(),
                story.articles.to_string(),
                story.texts.to_string(),
                story.origins.map(|n| n.to_string()).unwrap_or_default(),
                lead.map(|lead| lead.question.text.clone())
                    .unwrap_or_default(),
                lead.map(|lead| lead.answer.clone()).unwrap_or_default(),
            ]
        }));
        table
    }
}

/// What is asked for, as it stands in an address.
fn address(sort: Sort, filter: &Filter, page: Option<usize>) -> String {
    let page = page.map(|page| page.to_string()).unwrap_or_default();
    let mut pairs = vec![("sort", sort.name())];
    pairs.extend(filter.pairs());
    pairs.push(("page", &page));
    query(&pairs)
}

/// How many stories there are of those that are asked for.
fn how_many(dossier: &Dossier, condition: &Condition) -> Result<usize, Error> {
    let sql = format!("SELECT count(*) FROM stories s {}", condition.sql);
    let values = rusqlite::params_from_iter(&condition.values);
    let found = dossier.rows(&sql, values, |row| row.get::<_, i64>(0))?;
    Ok(found
        .first()
        .map_or(0, |n| usize::try_from(*n).unwrap_or(0)))
}

fn rows(
    dossier: &Dossier,
    condition: Condition,
    sort: Sort,
    (limit, skip): (i64, i64),
) -> Result<Vec<Row>, Error> {
    let rest = format!(
        "{} ORDER BY {} LIMIT ? OFFSET ?",
        condition.sql,
        sort.order()
    );
    let values = condition.values.into_iter().map(Value::from);
    let slice = [limit, skip].map(Value::from);
    stories(
        dossier,
        &rest,
        rusqlite::params_from_iter(values.chain(slice)),
    )
}

impl Row {
    /// The row of story `id`; `None` if there is none.
    pub(crate) fn of(dossier: &Dossier, id: &str) -> Result<Option<Self>, Error> {
        Ok(stories(dossier, "WHERE s.id = ?1", [id])?.pop())
    }
}

/// The stories that `rest` of a query leaves, in its order.
fn stories(dossier: &Dossier, rest: &str, of: impl rusqlite::Params) -> Result<Vec<Row>, Error> {
    let sql = format!(
        "SELECT s.id, ifnull(s.title, (SELECT title FROM articles WHERE id = s.founder)) AS title,
                s.from_day, s.to_day, s.articles, s.texts, s.undated,
                s.main_question, s.differ, s.updated
         FROM stories s {rest}"
    );
    let stories = dossier.rows(&sql, of, |row| {
        let id: String = row.get("id")?;
        let title: Option<String> = row.get("title")?;
        let (from, to): (Option<String>, Option<String>) =
            (row.get("from_day")?, row.get("to_day")?);
        let badges = [
            ("differ", Badge::Conflict),
            ("updated", Badge::Updated),
            ("undated", Badge::Undated),
        ];
        let mut has = Vec::new();
        for (column, badge) in badges {
            if row.get::<_, i64>(column)? > 0 {
                has.push(badge);
            }
        }
        let main: Option<String> = row.get("main_question")?;
        let row = Row {
            title: title.unwrap_or_else(|| id.clone()),
            days: days(from.as_deref(), to.as_deref()),
            articles: row.get("articles")?,
            texts: row.get("texts")?,
            origins: None,
            strip: None,
            lead: None,
            badges: has,
            id,
        };
        Ok((row, main))
    })?;
    stories
        .into_iter()
        .map(|(row, main)| with_lead(dossier, row, main.as_deref()))
        .collect()
}

/// `row` with what its story is mainly about: its question `main`.
fn with_lead(dossier: &Dossier, mut row: Row, main: Option<&str>) -> Result<Row, Error> {
    if let Some(id) = main
        && let Some(question) = dossier.records::<Question>(Within::One(id))?.pop()
    {
        let claims = dossier.sayings(Within::Question(id))?;
        // No sentence is shown, and so no article.
        let asked = Asked::of(&question, &claims, &Shelf::new(Vec::new()), Room::NONE);
        row.origins = Some(asked.origins.len());
        if asked.origins.len() == 1 && asked.articles > 1 {
            let before = row.badges.iter().position(|badge| *badge == Badge::Undated);
            let at = before.unwrap_or(row.badges.len());
            row.badges.insert(at, Badge::SingleOrigin);
        }
        row.strip = asked.strip();
        row.lead = lead(&asked);
    }
    Ok(row)
}

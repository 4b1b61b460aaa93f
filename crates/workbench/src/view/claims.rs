//! The claims of a story as a table, with filters.

use askama::Template;
use restated_dossier::records::{Card, Claim, Saying, Slice, Story, Within};
use restated_dossier::{Dossier, Error, words};
use serde::{Deserialize, Serialize};

use super::sentence::{Sentence, sentence};
use super::{Extent, Frame, Paging, query};

/// Which claims are asked for, as in the address; what is empty is not asked.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ClaimFilter {
    /// Part of the name of the source or of a relay.
    pub(crate) source: String,
    pub(crate) kind: String,
    pub(crate) measure: String,
    pub(crate) modality: String,
    /// Part of a hedging word; `any` for all that are hedged.
    pub(crate) hedge: String,
    pub(crate) page: usize,
}

/// The page.
#[derive(Template, Serialize)]
#[template(path = "claims.html")]
pub(crate) struct Claims {
    #[serde(skip)]
    pub(crate) frame: Frame,
    pub(crate) story: String,
    pub(crate) title: String,
    pub(crate) filter: ClaimFilter,
    /// Measures that claims of the story have.
    pub(crate) measures: Vec<String>,
    pub(crate) claims: Vec<Row>,
    pub(crate) paging: Paging,
}

/// A claim in the table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) measure: String,
    /// "at least 43".
    pub(crate) figure: Option<String>,
    pub(crate) sentence: Sentence,
    /// When it held, as written.
    pub(crate) time: Option<String>,
    pub(crate) article: Option<Card>,
}

impl Claims {
    /// The claims of story `id`; `None` if there is none.
    pub(crate) fn of(
        dossier: &Dossier,
        id: &str,
        filter: &ClaimFilter,
        extent: Extent,
    ) -> Result<Option<Self>, Error> {
        let Some(story) = dossier.records::<Story>(Within::One(id))?.pop() else {
            return Ok(None);
        };
        let number = filter.page.max(1);
        let condition = "s.story = ?1
            AND (?2 = '' OR instr(lower(ifnull(c.source, '') || ' ' || c.via), lower(?2)) > 0)
            AND (?3 = '' OR c.kind = ?3) AND (?4 = '' OR c.measure = ?4)
            AND (?5 = '' OR c.modality = ?5)
            AND (?6 = '' OR (?6 = 'any' AND c.hedges <> '[]') OR instr(lower(c.hedges), lower(?6)) > 0)";
        let from = "FROM claims c JOIN story_articles s ON s.article = c.article
                    JOIN articles a ON a.id = c.article";
        let asked = (
            id,
            &filter.source,
            &filter.kind,
            &filter.measure,
            &filter.modality,
            &filter.hedge,
        );
        let all = dossier.rows(
            &format!("SELECT count(*) {from} WHERE {condition}"),
            asked,
            |row| row.get::<_, i64>(0),
        )?;
        let all = all
            .first()
            .and_then(|n| usize::try_from(*n).ok())
            .unwrap_or(0);
        let (rows, skip) = extent.rows(number);
        let ids = dossier.rows(
            &format!(
                "SELECT c.id {from} WHERE {condition}
                 ORDER BY a.published IS NULL, a.published, a.id, c.words_start, c.id LIMIT {rows} OFFSET {skip}"
            ),
            asked,
            |row| row.get::<_, String>(0),
        )?;
        let measures = dossier.rows(
            "SELECT DISTINCT c.measure FROM claims c JOIN story_articles s ON s.article = c.article
             WHERE s.story = ?1 AND c.measure IS NOT NULL ORDER BY 1",
            [id],
            |row| row.get(0),
        )?;
        let mut claims = Vec::new();
        for id in ids {
            let one: Slice<'_> = Within::One(&id).into();
            for claim in dossier.records::<Claim>(one)? {
                let article = dossier.records::<Card>(Within::One(&claim.article))?.pop();
                claims.push(row(claim, article));
            }
        }
        let address = |page: usize| {
            let page = page.to_string();
            let asked = [
                ("source", filter.source.as_str()),
                ("kind", &filter.kind),
                ("measure", &filter.measure),
                ("modality", &filter.modality),
                ("hedge", &filter.hedge),
                ("page", &page),
            ];
            format!("/story/{id}/claims?{}", query(&asked))
        };
        Ok(Some(Self {
            frame: Frame::of(dossier, "stories"),
            paging: Paging::of(all, number, address),
            title: story.title.unwrap_or_else(|| story.id.clone()),
            story: story.id,
            filter: filter.clone(),
            measures,
            claims,
        }))
    }

    /// The claims as a table, heading first.
    pub(crate) fn sheet(&self) -> Vec<Vec<String>> {
        let heading = [
            &["claim", "kind", "measure", "figure"][..],
            &Sentence::COLUMNS,
            &["article", "outlet"],
        ];
        let mut table = vec![heading.concat().into_iter().map(str::to_owned).collect()];
        table.extend(self.claims.iter().map(|claim| {
            let article = claim.article.as_ref();
            let outlet = article.and_then(|card| card.outlet.clone());
            let mut row = vec![
                claim.id.clone(),
                claim.kind.clone(),
                claim.measure.clone(),
                claim.figure.clone().unwrap_or_default(),
            ];
            row.extend(claim.sentence.columns(claim.time.as_deref()));
            row.push(article.map(|card| card.id.clone()).unwrap_or_default());
            row.push(outlet.unwrap_or_default());
            row
        }));
        table
    }
}

fn row(claim: Claim, article: Option<Card>) -> Row {
    let figure = claim.figure.as_ref().map(|part| part.figure.plain());
    Row {
        measure: figure
            .as_ref()
            .map(|one| one.measure.clone())
            .unwrap_or_default(),
        figure: figure.as_ref().map(words::figure_in_words),
        sentence: sentence(&Saying::from(&claim)),
        time: claim.time.map(|time| time.text),
        kind: claim.kind,
        id: claim.id,
        article,
    }
}

//! Everything that is put on one source, across stories.

use askama::Template;
use restated_dossier::records::{Card, Claim, Entity, Tie, Within};
use restated_dossier::review::Decision;
use restated_dossier::{Dossier, Error};
use serde::{Deserialize, Serialize};

use super::sentence::Sentence;
use super::{ClaimCard, Extent, Frame, Paging, Reference, query};

/// Which part of a source's claims is asked for, as in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asking {
    pub(crate) page: usize,
}

/// A source's page.
#[derive(Template, Serialize)]
#[template(path = "source.html")]
pub(crate) struct SourcePage {
    #[serde(skip)]
    pub(crate) frame: Frame,
    pub(crate) id: String,
    pub(crate) name: String,
    /// `person`, `organisation`, …
    pub(crate) r#type: String,
    /// What it is called, and what shows that it is meant.
    pub(crate) ties: Vec<Called>,
    /// Of all its claims.
    pub(crate) articles: i64,
    /// Copies counted once.
    pub(crate) texts: i64,
    /// The claims on this page, by story, then by date.
    pub(crate) stories: Vec<Told>,
    pub(crate) paging: Paging,
}

/// A wording, and what ties it to the source.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Called {
    #[serde(flatten)]
    pub(crate) tie: Tie,
    /// The article that has it.
    pub(crate) card: Option<Card>,
}

/// What the source is reported to have said in one story.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Told {
    /// `None` for articles of no story.
    pub(crate) story: Option<Reference>,
    pub(crate) claims: Vec<Said>,
}

/// A claim on its word.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Said {
    pub(crate) id: String,
    pub(crate) kind: String,
    /// "at least 43 killed"; empty for statements and quotes.
    pub(crate) figure: String,
    pub(crate) sentence: Sentence,
    /// EDTF of when it held, where the text says.
    pub(crate) time: Option<String>,
    pub(crate) article: Card,
    /// What it answers.
    pub(crate) questions: Vec<Reference>,
}

impl SourcePage {
    /// The page of entity `id`; `None` if there is none.
    pub(crate) fn of(
        dossier: &Dossier,
        id: &str,
        asked: &Asking,
        extent: Extent,
    ) -> Result<Option<Self>, Error> {
        let Some(entity) = dossier.records::<Entity>(Within::One(id))?.pop() else {
            return Ok(None);
        };
        let number = asked.page.max(1);
        let (rows, skip) = extent.rows(number);
        let sql = "SELECT c.id, s.story FROM claims c
             JOIN names n ON n.article = c.article AND n.number = c.source_name
             JOIN articles a ON a.id = c.article
             LEFT JOIN story_articles s ON s.article = c.article
             LEFT JOIN stories t ON t.id = s.story
             WHERE n.entity = ?1
             ORDER BY t.id IS NULL, t.from_day IS NULL, t.from_day, t.id,
                      a.published IS NULL, a.published, a.id, c.words_start, c.id
             LIMIT ?2 OFFSET ?3";
        let ids: Vec<(String, Option<String>)> =
            dossier.rows(sql, (id, rows, skip), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut stories: Vec<Told> = Vec::new();
        for (claim, story) in ids {
            let Some(said) = said(dossier, &claim)? else {
                continue;
            };
            let same = |told: &Told| told.story.as_ref().map(|one| &one.id) == story.as_ref();
            match stories.last_mut().filter(|told| same(told)) {
                Some(told) => told.claims.push(said),
                None => stories.push(Told {
                    story: match (super::story_title(dossier, story.as_deref())?, story) {
                        (Some(text), Some(id)) => Some(Reference { id, text }),
                        _ => None,
                    },
                    claims: vec![said],
                }),
            }
        }
        let (articles, texts) = spread(dossier, id)?;
        let address =
            |page: usize| format!("/source/{id}?{}", query(&[("page", &page.to_string())]));
        let all = dossier.how_many::<Claim>(Within::Source(id))?;
        let mut ties = Vec::new();
        for tie in entity.ties {
            let card = dossier.records::<Card>(Within::One(&tie.article))?.pop();
            ties.push(Called { tie, card });
        }
        Ok(Some(Self {
            frame: Frame::of(dossier, "sources"),
            paging: Paging::of(all, number, address),
            id: entity.id,
            name: entity.name,
            r#type: entity.r#type,
            ties,
            articles,
            texts,
            stories,
        }))
    }

    /// The claims as a table, heading first.
    pub(crate) fn sheet(&self) -> Vec<Vec<String>> {
        let heading = [
            &["claim", "story", "published", "kind", "figure"][..],
            &Sentence::COLUMNS,
            &["questions", "article", "outlet"],
        ];
        let mut table = vec![heading.concat().into_iter().map(str::to_owned).collect()];
        for told in &self.stories {
            let story = told
                .story
                .as_ref()
                .map(|one| one.id.clone())
                .unwrap_or_default();
            table.extend(told.claims.iter().map(|said| said.row(&story)));
        }
        table
    }
}

impl Said {
    fn row(&self, story: &str) -> Vec<String> {
        let questions: Vec<&str> = self.questions.iter().map(|one| one.text.as_str()).collect();
        let published = self.article.published.as_ref();
        let mut row = vec![
            self.id.clone(),
            story.to_owned(),
            published
                .map(|dated| dated.edtf.clone())
                .unwrap_or_default(),
            self.kind.clone(),
            self.figure.clone(),
        ];
        row.extend(self.sentence.columns(self.time.as_deref()));
        row.extend([
            questions.join("; "),
            self.article.id.clone(),
            self.article.outlet.clone().unwrap_or_default(),
        ]);
        row
    }
}

fn said(dossier: &Dossier, id: &str) -> Result<Option<Said>, Error> {
    let Some(card) = ClaimCard::of(dossier, id)? else {
        return Ok(None);
    };
    let ClaimCard {
        claim,
        sentence,
        article: Some(article),
        questions,
        ..
    } = card
    else {
        return Ok(None);
    };
    Ok(Some(Said {
        figure: super::article::label(&claim),
        sentence,
        time: claim.time.and_then(|time| time.edtf),
        kind: claim.kind,
        id: claim.id,
        article,
        questions,
    }))
}

/// The id of what entity `id` was merged into.
pub(crate) fn source_now(dossier: &Dossier, id: &str) -> Result<Option<String>, Error> {
    let sql = "SELECT id FROM entities WHERE id = ?1";
    for decided in dossier.decisions()?.iter().rev().filter(|one| one.stands) {
        if let Decision::MergeEntities { entities } = &decided.decision
            && entities.iter().any(|one| one == id)
        {
            for other in entities {
                if let Some(now) = dossier.rows(sql, [other], |row| row.get(0))?.pop() {
                    return Ok(Some(now));
                }
            }
        }
    }
    Ok(None)
}

/// In how many articles, and how many different texts, something stands on its word.
fn spread(dossier: &Dossier, id: &str) -> Result<(i64, i64), Error> {
    let sql = "SELECT count(DISTINCT c.article), count(DISTINCT ifnull(m.family, c.article))
               FROM claims c JOIN names n ON n.article = c.article AND n.number = c.source_name
               LEFT JOIN family_members m ON m.article = c.article WHERE n.entity = ?1";
    let counts = dossier.rows(sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(counts.first().copied().unwrap_or_default())
}

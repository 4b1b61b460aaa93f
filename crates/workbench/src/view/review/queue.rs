//! What somebody should look at, and what was decided last.

use askama::Template;
use restated_dossier::export::Shown;
use restated_dossier::records::{Card, Claim, Saying, Within};
use restated_dossier::{Dossier, Error};
use serde::{Deserialize, Serialize};

use super::Line;
use crate::view::sentence::{Sentence, sentence};
use crate::view::{Frame, Paging, ROWS, query, sql};

/// Decisions shown beside the queue.
const LATEST: usize = 10;

/// Which part of the queue is asked for, as in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asking {
    pub(crate) page: usize,
}

/// The page.
#[derive(Template, Serialize)]
#[template(path = "review/queue.html")]
pub(crate) struct Review {
    #[serde(skip)]
    pub(crate) frame: Frame,
    /// Who decided last in this browser.
    #[serde(skip)]
    pub(crate) author: String,
    pub(crate) queue: Vec<Waiting>,
    pub(crate) paging: Paging,
    /// Those taken last, the last first.
    pub(crate) latest: Vec<Line>,
    /// How many were taken in all.
    pub(crate) decisions: usize,
}

/// A claim that nobody has decided about.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Waiting {
    pub(crate) claim: String,
    /// Why it is worth a look.
    pub(crate) why: String,
    pub(crate) sentence: Sentence,
    pub(crate) article: Option<Card>,
}

/// Claims worth a look: those that changed seriously while they were copied, then those that
/// differ from what most articles say. One that somebody decided about does not come again.
const QUEUE: &str = "SELECT claim, min(why) AS why FROM (
        SELECT ifnull(d.to_claim, d.from_claim) AS claim, '1' || d.why AS why FROM drifts d
        WHERE d.severity = 'serious'
        UNION ALL
        SELECT CASE WHEN x.articles >= y.articles THEN r.b ELSE r.a END, '2' || r.why FROM relations r
        JOIN position_claims a ON a.question = r.question AND a.claim = r.a
        JOIN position_claims b ON b.question = r.question AND b.claim = r.b
        JOIN positions x ON x.question = a.question AND x.number = a.position
        JOIN positions y ON y.question = b.question AND y.number = b.position
        WHERE r.relation = 'differ')
    WHERE claim NOT IN (SELECT v.claim FROM reviews v)
    GROUP BY claim";

impl Review {
    pub(crate) fn of(dossier: &Dossier, asking: &Asking, author: String) -> Result<Self, Error> {
        let number = asking.page.max(1);
        let all = dossier.number(&format!("SELECT count(*) FROM ({QUEUE})"))?;
        let skip = sql((number - 1).saturating_mul(ROWS));
        let page = format!("{QUEUE} ORDER BY substr(why, 1, 1), claim LIMIT ?1 OFFSET ?2");
        let waiting = dossier.rows(&page, (sql(ROWS), skip), |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        let mut queue = Vec::new();
        for (id, why) in waiting {
            for claim in dossier.records::<Claim>(Within::One(&id))? {
                queue.push(Waiting {
                    claim: claim.id.clone(),
                    why: why.chars().skip(1).collect(),
                    sentence: sentence(&Saying::from(&claim)),
                    article: dossier.records(Within::One(&claim.article))?.pop(),
                });
            }
        }
        let address = |page: usize| format!("/review?{}", query(&[("page", &page.to_string())]));
        let decided = dossier.decisions()?;
        let shown = Shown::whole(dossier);
        Ok(Self {
            frame: Frame::of(dossier, "review"),
            author,
            queue,
            paging: Paging::of(usize::try_from(all).unwrap_or(0), number, address),
            decisions: decided.len(),
            latest: decided
                .into_iter()
                .rev()
                .take(LATEST)
                .map(|one| Line::of(&shown, one))
                .collect::<Result<_, _>>()?,
        })
    }
}

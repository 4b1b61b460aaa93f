//! What somebody should look at, and what was decided.

use askama::Template;
use restated_dossier::records::{Card, Claim, Saying, Within};
use restated_dossier::review::{Decided, Decision};
use restated_dossier::words::word;
use restated_dossier::{Dossier, Error};
use serde::{Deserialize, Serialize};

use super::sentence::{Sentence, sentence};
use super::{Frame, Paging, ROWS, query};

/// Which part of the queue is asked for, as in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asking {
    pub(crate) page: usize,
}

/// The page.
#[derive(Template, Serialize)]
#[template(path = "review.html")]
pub(crate) struct Review {
    #[serde(skip)]
    pub(crate) frame: Frame,
    /// Who decided last in this browser.
    #[serde(skip)]
    pub(crate) author: String,
    pub(crate) queue: Vec<Waiting>,
    pub(crate) paging: Paging,
    /// The last first.
    pub(crate) decisions: Vec<Line>,
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

/// A decision in the log.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Line {
    #[serde(flatten)]
    pub(crate) decided: Decided,
    /// "claim c12 rejected".
    pub(crate) words: String,
    /// Where to see it.
    pub(crate) link: Option<String>,
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
        let skip = super::sql((number - 1).saturating_mul(ROWS));
        let page = format!("{QUEUE} ORDER BY substr(why, 1, 1), claim LIMIT ?1 OFFSET ?2");
        let waiting = dossier.rows(&page, (super::sql(ROWS), skip), |row| {
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
        let decided = dossier.decisions()?.into_iter().rev();
        Ok(Self {
            frame: Frame::of(dossier, "review"),
            author,
            queue,
            paging: Paging::of(usize::try_from(all).unwrap_or(0), number, address),
            decisions: decided.map(line).collect(),
        })
    }

    /// The decisions as a table, heading first.
    pub(crate) fn sheet(&self) -> Vec<Vec<String>> {
        let heading = ["number", "at", "author", "decision", "note", "stands"];
        let mut table = vec![heading.map(str::to_owned).to_vec()];
        table.extend(self.decisions.iter().map(|line| {
            vec![
                line.decided.number.to_string(),
                line.decided.at.clone(),
                line.decided.author.clone(),
                line.words.clone(),
                line.decided.note.clone(),
                line.decided.stands.to_string(),
            ]
        }));
        table
    }
}

fn line(decided: Decided) -> Line {
    let (words, link) = match &decided.decision {
        Decision::Accept { claim } => (format!("claim {claim} accepted"), Some(at(claim))),
        Decision::Reject { claim } => (format!("claim {claim} rejected"), Some(at(claim))),
        Decision::Correct { claim, fields } => {
            let fields: Vec<String> = fields
                .iter()
                .map(|(field, value)| format!("{} is {value}", word(field)))
                .collect();
            let words = format!("claim {claim} corrected: {}", fields.join(", "));
            (words, Some(at(claim)))
        }
        Decision::MergeEntities { entities } => {
            (format!("{} are one", entities.join(" and ")), None)
        }
        Decision::SplitEntity { entity, name } => (
            format!("“{name}” is not {entity}"),
            Some(format!("/source/{entity}")),
        ),
        Decision::MergeQuestions { claims } => (
            format!("{} answer one question", claims.join(" and ")),
            None,
        ),
        Decision::SplitQuestion { from, claims } => (
            format!(
                "{} answer another question than {from}",
                claims.join(" and ")
            ),
            Some(at(from)),
        ),
        Decision::MergeFamilies { articles } => {
            (format!("{} share text", articles.join(" and ")), None)
        }
        Decision::SplitFamily { article } => (
            format!("{article} shares no text with its family"),
            Some(format!("/article/{article}")),
        ),
        Decision::Undo { decision } => (format!("decision {decision} undone"), None),
    };
    Line {
        decided,
        words,
        link,
    }
}

fn at(claim: &str) -> String {
    format!("/review/claim/{claim}")
}

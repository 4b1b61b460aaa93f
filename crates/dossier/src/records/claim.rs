//! `claims`.

use std::collections::BTreeMap;
use std::ops::Range;

use restated_claims::{Modality, Polarity, Time};
use rusqlite::Row;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::read::Read;
use super::said::{self, Attribution, Figure};
use super::{Evidence, Record, Within};
use crate::error::{Fault, Outcome};
use crate::fields::{from_json, range, value};
use crate::review::Field;
use crate::texts::Texts;
use crate::{Dossier, Error, Offsets, load};

/// One assertion in one article, said by whoever it is put on.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Claim {
    /// 'c' and the first digits of a digest of what it says and where.
    pub id: String,
    /// Id of the article.
    pub article: String,
    /// `figure`, `statement` or `quote`.
    pub kind: String,
    /// The whole sentence.
    pub evidence: Evidence,
    /// The words that carry the claim.
    pub span: Evidence,
    /// Where else the article says it.
    pub repeats: Vec<Evidence>,
    /// Sentences of the article that qualify it from outside of its sentence.
    pub caveats: Vec<Evidence>,
    /// The quantity; `None` for statements and quotes.
    pub figure: Option<Part>,
    /// On whose word, and through whom.
    pub attribution: Attribution,
    /// When it held.
    pub time: Option<Time>,
    /// Where.
    pub place: Option<String>,
    /// Words that hedge it.
    pub hedges: Vec<String>,
    /// Whether it says that something is so, or that it is not.
    pub polarity: Polarity,
    /// With what force.
    pub modality: Modality,
    /// What a person made of it; `None` where nobody decided anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
}

/// What a person made of a claim.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Review {
    /// `accepted`, `rejected` or `corrected`, by the last decision about it.
    pub state: String,
    /// Number of that decision.
    pub decision: i64,
    /// Who decided.
    pub author: String,
    /// Why.
    pub note: String,
    /// The fields that were corrected, as read. The claim has them as corrected.
    pub was: BTreeMap<Field, Value>,
}

/// A figure, and the claim whose figure it is a part of.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Part {
    /// The figure.
    #[serde(flatten)]
    pub figure: Figure,
    /// Id of the claim that gives the whole.
    pub part_of: Option<String>,
}

impl Record for Claim {
    const ARRAY: &'static str = "claims";
}

impl Read for Claim {
    const SELECT: &'static str = "SELECT c.*, n.entity AS source_id,
               r.state AS review, r.decision, r.was, d.author AS reviewer, d.note AS review_note
        FROM claims c
        LEFT JOIN names n ON n.article = c.article AND n.number = c.source_name
        LEFT JOIN reviews r ON r.claim = c.id
        LEFT JOIN decisions d ON d.number = r.decision";
    const ORDER: &'static str = "c.id";

    fn condition(within: Within<'_>) -> Option<&'static str> {
        Some(match within {
            Within::Dossier => "true",
            Within::Story(_) => {
                "c.article IN (SELECT s.article FROM story_articles s WHERE s.story = ?1)"
            }
            Within::Article(_) => "c.article = ?1",
            Within::Question(_) => {
                "c.id IN (SELECT p.claim FROM position_claims p WHERE p.question = ?1)"
            }
            Within::Source(_) => {
                "(c.article, c.source_name) IN (SELECT article, number FROM names WHERE entity = ?1)"
            }
            Within::One(_) => "c.id = ?1",
        })
    }

    fn read(row: &Row<'_>, texts: &mut Texts<'_>) -> Outcome<Self> {
        let (id, article): (String, String) = (row.get("id")?, row.get("article")?);
        let text = texts.get(&article)?;
        let text = text.offsets();
        let of = Sentences {
            claim: &id,
            article: &article,
            text: &text,
        };
        let part_of = row.get("part_of")?;
        Ok(Self {
            kind: row.get("kind")?,
            evidence: of.evidence(row, "sentence", "sentence_byte")?,
            span: of.evidence(row, "words", "words_byte")?,
            repeats: of.besides("claim_repeats", texts)?,
            caveats: of.besides("caveats", texts)?,
            figure: said::figure(row)?.map(|figure| Part { figure, part_of }),
            attribution: said::attribution(row)?,
            time: load::time(row)?,
            place: row.get("place")?,
            hedges: from_json(&row.get::<_, String>("hedges")?)?,
            polarity: value(&row.get::<_, String>("polarity")?)?,
            modality: value(&row.get::<_, String>("modality")?)?,
            review: review(row)?,
            id,
            article,
        })
    }
}

fn review(row: &Row<'_>) -> Outcome<Option<Review>> {
    let Some(state) = row.get("review")? else {
        return Ok(None);
    };
    Ok(Some(Review {
        state,
        decision: row.get("decision")?,
        author: row.get("reviewer")?,
        note: row.get("review_note")?,
        was: from_json(&row.get::<_, String>("was")?)?,
    }))
}

impl Dossier {
    /// The claims of an article whose words begin within `chars` of its text, in its order: a
    /// part of a long text needs no others.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn claims_in(&self, article: &str, chars: Range<usize>) -> Result<Vec<Claim>, Error> {
        let read = || -> Outcome<Vec<Claim>> {
            let select = Claim::SELECT;
            let mut statement = self.conn.prepare_cached(&format!(
                "{select} WHERE c.article = ?1 AND c.words_start >= ?2 AND c.words_start < ?3
                 ORDER BY c.words_start, c.words_end, c.id"
            ))?;
            let at = |char: usize| i64::try_from(char).unwrap_or(i64::MAX);
            let mut rows = statement.query((article, at(chars.start), at(chars.end)))?;
            let mut texts = Texts::of(&self.conn);
            let mut claims = Vec::new();
            while let Some(row) = rows.next()? {
                claims.push(Claim::read(row, &mut texts)?);
            }
            Ok(claims)
        };
        read().map_err(|fault| fault.at(&self.path))
    }
}

/// What of an article's text a claim rests on.
struct Sentences<'a> {
    claim: &'a str,
    article: &'a str,
    text: &'a Offsets<'a>,
}

impl Sentences<'_> {
    /// The passage in the columns `chars…` and `bytes…`.
    fn evidence(&self, row: &Row<'_>, chars: &str, bytes: &str) -> Outcome<Evidence> {
        let lost = || {
            Fault::damaged(format!(
                "claim {} stands outside article {}",
                self.claim, self.article
            ))
        };
        let columns = |name: &str| range(row, &format!("{name}_start"), &format!("{name}_end"));
        let (start, end) = columns(chars)?.ok_or_else(lost)?;
        Evidence::at(self.text, start..end, columns(bytes)?).ok_or_else(lost)
    }

    /// The sentences of `table`.
    fn besides(&self, table: &str, texts: &Texts<'_>) -> Outcome<Vec<Evidence>> {
        let sql = format!("SELECT * FROM {table} WHERE claim = ?1 ORDER BY number");
        super::rows(texts.conn(), &sql, &[&self.claim], |row| {
            self.evidence(row, "sentence", "byte")
        })
    }
}

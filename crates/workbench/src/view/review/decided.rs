//! A decision in words that name what it is about.

use restated_dossier::Error;
use restated_dossier::export::Shown;
use restated_dossier::records::{Card, Claim, Entity};
use restated_dossier::review::{Decided, Decision};
use restated_dossier::words::{number, word};
use serde::Serialize;
use serde_json::Value;

/// Characters of a claim's words that a line has room for.
const ROOM: usize = 60;

/// A decision in the log.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Line {
    #[serde(flatten)]
    pub(crate) decided: Decided,
    /// "“22 people” in Quill Wire is misread".
    pub(crate) words: String,
    /// Where to see it.
    pub(crate) link: Option<String>,
}

impl Line {
    pub(crate) fn of(shown: &Shown<'_>, decided: Decided) -> Result<Self, Error> {
        let claim = |id: &str| claim(shown, id);
        let article = |id: &str| article(shown, id);
        let entity = |id: &str| entity(shown, id);
        let of_claim = |id: &String| Some(format!("/review/claim/{id}"));
        let of_entity = |id: &String| Some(format!("/source/{id}"));
        let of_article = |id: &String| Some(format!("/article/{id}"));
        let (words, link) = match &decided.decision {
            Decision::Accept { claim: id } => (format!("{} is as read", claim(id)?), of_claim(id)),
            Decision::Reject { claim: id } => (format!("{} is misread", claim(id)?), of_claim(id)),
            Decision::Correct { claim: id, fields } => {
                let fields: Vec<String> = fields
                    .iter()
                    .map(|(field, value)| format!("{} is {}", word(field), put(value)))
                    .collect();
                let words = format!("{} corrected: {}", claim(id)?, fields.join(", "));
                (words, of_claim(id))
            }
            Decision::MergeEntities { entities } => (
                merged(shown, entities, &decided)?,
                entities.first().and_then(of_entity),
            ),
            Decision::SplitEntity { entity: id, name } => {
                let words = format!("“{name}” is somebody else than {}", entity(id)?);
                (words, of_entity(id))
            }
            Decision::MergeQuestions { claims } => {
                let words = format!("{} answer one question", each(claims, claim)?);
                (words, claims.first().and_then(of_claim))
            }
            Decision::SplitQuestion { from, claims } => {
                let verb = if claims.len() == 1 {
                    "answers"
                } else {
                    "answer"
                };
                let claims = each(claims, claim)?;
                let words = format!("{claims} {verb} another question than {}", claim(from)?);
                (words, of_claim(from))
            }
            Decision::MergeFamilies { articles } => {
                let words = format!("{} share text", each(articles, article)?);
                (words, articles.first().and_then(of_article))
            }
            Decision::SplitFamily { article: id } => {
                let words = format!("{} shares no text with its family", article(id)?);
                (words, of_article(id))
            }
            Decision::Undo { decision } => {
                let link = format!("/decision/{decision}");
                (format!("decision {decision} is undone"), Some(link))
            }
        };
        Ok(Self {
            decided,
            words,
            link,
        })
    }
}

fn each(ids: &[String], name: impl Fn(&str) -> Result<String, Error>) -> Result<String, Error> {
    let names: Vec<String> = ids.iter().map(|id| name(id)).collect::<Result<_, _>>()?;
    Ok(listed(&names))
}

/// A corrected value as a reader writes it.
pub(super) fn put(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) => format!("“{text}”"),
        Value::Array(several) => several.iter().map(put).collect::<Vec<_>>().join(", "),
        other => other.as_f64().map_or_else(|| other.to_string(), number),
    }
}

/// "A", "A and B", "A, B and C".
fn listed(names: &[String]) -> String {
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => names.concat(),
    }
}

fn claim(shown: &Shown<'_>, id: &str) -> Result<String, Error> {
    let Some(claim) = shown.one::<Claim>(id)? else {
        return Ok(id.to_owned());
    };
    let mut words: String = claim.span.exact.chars().take(ROOM).collect();
    if claim.span.exact.chars().nth(ROOM).is_some() {
        words.push('…');
    }
    let card = shown.one::<Card>(&claim.article)?;
    Ok(match card {
        Some(card) => {
            let place = card.outlet.unwrap_or_else(|| format!("“{}”", card.title));
            format!("“{words}” in {place}")
        }
        None => format!("“{words}”"),
    })
}

fn article(shown: &Shown<'_>, id: &str) -> Result<String, Error> {
    let card = shown.one::<Card>(id)?;
    Ok(card.map_or_else(
        || id.to_owned(),
        |card| match card.outlet {
            Some(outlet) => format!("“{}” in {outlet}", card.title),
            None => format!("“{}”", card.title),
        },
    ))
}

/// What went into another has no name of its own any more, but the other has it.
fn merged(shown: &Shown<'_>, entities: &[String], decided: &Decided) -> Result<String, Error> {
    let mut names = Vec::new();
    for id in entities {
        let Some(entity) = shown.one::<Entity>(id)? else {
            continue;
        };
        names.push(format!("“{}”", entity.name));
        let taken = entity.ties.iter().filter(|tie| tie.why == decided.reason());
        names.extend(taken.map(|tie| format!("“{}”", tie.alias)));
    }
    Ok(format!("{} are one", listed(&names)))
}

fn entity(shown: &Shown<'_>, id: &str) -> Result<String, Error> {
    let entity = shown.one::<Entity>(id)?;
    Ok(entity.map_or_else(|| id.to_owned(), |entity| format!("“{}”", entity.name)))
}

//! What a form says, as a decision.

use std::collections::BTreeMap;

use restated_dossier::Dossier;
use restated_dossier::records::{Claim, Within};
use restated_dossier::review::{Decision, Field};
use restated_dossier::words::word;
use serde_json::Value;

use super::failure::Failure;
use crate::view::field_value;

/// A posted form.
pub(super) struct Form {
    pairs: Vec<(String, String)>,
}

impl Form {
    pub(super) fn read(bytes: &[u8]) -> Self {
        Self {
            pairs: url::form_urlencoded::parse(bytes).into_owned().collect(),
        }
    }

    /// The first value of a field; empty if it has none.
    pub(super) fn one(&self, name: &str) -> &str {
        let mut values = self.pairs.iter().filter(|(field, _)| field == name);
        values.next().map_or("", |(_, value)| value)
    }

    fn all(&self, name: &str) -> Vec<String> {
        let values = self.pairs.iter().filter(|(field, _)| field == name);
        values
            .map(|(_, value)| value.trim().to_owned())
            .filter(|value| !value.is_empty())
            .collect()
    }

    /// Where to go afterwards: a page of this server.
    pub(super) fn back(&self) -> &str {
        let back = self.one("back");
        let ours =
            back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\r', '\n']);
        if ours { back } else { "/review" }
    }

    /// What is decided.
    pub(super) fn decision(&self, dossier: &Dossier) -> Result<Decision, Failure> {
        let one = |name: &str| self.one(name).trim().to_owned();
        Ok(match self.one("kind") {
            "accept" => Decision::Accept {
                claim: one("claim"),
            },
            "reject" => Decision::Reject {
                claim: one("claim"),
            },
            "correct" => self.correction(dossier)?,
            "merge_entities" => Decision::MergeEntities {
                entities: self.all("entity"),
            },
            "split_entity" => Decision::SplitEntity {
                entity: one("entity"),
                name: one("name"),
            },
            "merge_questions" => Decision::MergeQuestions {
                claims: self.all("claim"),
            },
            "split_question" => Decision::SplitQuestion {
                from: one("from"),
                claims: self.all("claim"),
            },
            "merge_families" => Decision::MergeFamilies {
                articles: self.all("article"),
            },
            "split_family" => Decision::SplitFamily {
                article: one("article"),
            },
            "undo" => Decision::Undo {
                decision: one("decision").parse().map_err(|_| {
                    Failure::Bad("An undone decision is named by its number".to_owned())
                })?,
            },
            other => return Err(Failure::Bad(format!("Nobody can decide “{other}”"))),
        })
    }

    /// The fields that the form has otherwise than the claim.
    fn correction(&self, dossier: &Dossier) -> Result<Decision, Failure> {
        let id = self.one("claim");
        let claims: Vec<Claim> = dossier.records(Within::One(id))?;
        let claim = claims.first().ok_or(Failure::NotFound)?;
        let mut fields = BTreeMap::new();
        for field in Field::ALL {
            let name = word(&field);
            let given = self.pairs.iter().find(|(known, _)| *known == name);
            if let Some((_, given)) = given
                && given.trim() != field_value(claim, field)
            {
                fields.insert(field, value(field, given.trim())?);
            }
        }
        Ok(Decision::Correct {
            claim: id.to_owned(),
            fields,
        })
    }
}

/// What is typed into a field.
fn value(field: Field, typed: &str) -> Result<Value, Failure> {
    Ok(match field {
        Field::Best | Field::Low | Field::High if typed.is_empty() => Value::Null,
        Field::Best | Field::Low | Field::High => {
            // People set thousands apart.
            let plain: String = typed
                .chars()
                .filter(|c| !matches!(c, ',' | ' ' | '\u{202f}'))
                .collect();
            let number: f64 = plain
                .parse()
                .map_err(|_| Failure::Bad(format!("“{typed}” is no number")))?;
            number.into()
        }
        Field::Via => typed
            .split(';')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect::<Vec<_>>()
            .into(),
        _ if typed.is_empty() => Value::Null,
        _ => typed.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_back_lead_nowhere_else() {
        for (back, leads) in [
            ("back=/story/s1", "/story/s1"),
            ("back=//evil.example/", "/review"),
            ("back=https://evil.example/", "/review"),
            ("back=/%5Cevil.example", "/review"),
            ("back=/x%0D%0ASet-Cookie:a", "/review"),
            ("", "/review"),
        ] {
            assert_eq!(Form::read(back.as_bytes()).back(), leads);
        }
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(value(Field::Best, "11,000").unwrap(), Value::from(11_000.0));
        assert_eq!(value(Field::Low, "").unwrap(), Value::Null);
        assert!(value(Field::High, "many").is_err());
        let via = value(Field::Via, "Sundial; a spokesman ;").unwrap();
        assert_eq!(via, serde_json::json!(["Sundial", "a spokesman"]));
    }
}

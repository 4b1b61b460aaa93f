//! What of a claim a person can correct.

use restated_claims::{Modality, Polarity, Qualifier, Status};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::fields;

/// A field of a claim, by its name in exports.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Of the figure: a number or null.
    Best,
    /// See `Best`.
    Low,
    /// See `Best`.
    High,
    /// How the figure is bounded.
    Qualifier,
    /// `persons`, a currency, a unit, a noun.
    Unit,
    /// `killed`, `injured`, …
    Measure,
    /// Who or what is counted; or null.
    Counted,
    /// Whether anybody is named as source.
    Status,
    /// On whose word; or null.
    Source,
    /// Through whom: an array of names.
    Via,
    /// When it held, as EDTF; or null.
    Time,
    /// Where; or null.
    Place,
    /// `affirmed` or `negated`.
    Polarity,
    /// `asserted`, `denied`, …
    Modality,
}

/// What a field holds.
enum Holds {
    Number,
    /// A text that may be missing.
    Text,
    /// A text that must be there.
    Word,
    List,
    OneOf(fn(&str) -> bool),
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Best,
        Self::Low,
        Self::High,
        Self::Qualifier,
        Self::Unit,
        Self::Measure,
        Self::Counted,
        Self::Status,
        Self::Source,
        Self::Via,
        Self::Time,
        Self::Place,
        Self::Polarity,
        Self::Modality,
    ];

    /// The column of `claims` that has it.
    pub(super) fn column(self) -> &'static str {
        match self {
            Self::Best => "best",
            Self::Low => "low",
            Self::High => "high",
            Self::Qualifier => "qualifier",
            Self::Unit => "unit",
            Self::Measure => "measure",
            Self::Counted => "counted",
            Self::Status => "status",
            Self::Source => "source",
            Self::Via => "via",
            Self::Time => "time_edtf",
            Self::Place => "place",
            Self::Polarity => "polarity",
            Self::Modality => "modality",
        }
    }

    /// Whether only figures have it.
    pub(super) fn is_of_figure(self) -> bool {
        self <= Self::Counted
    }

    fn holds(self) -> Holds {
        match self {
            Self::Best | Self::Low | Self::High => Holds::Number,
            Self::Counted | Self::Source | Self::Time | Self::Place => Holds::Text,
            Self::Unit | Self::Measure => Holds::Word,
            Self::Via => Holds::List,
            Self::Qualifier => Holds::OneOf(|word| fields::value::<Qualifier>(word).is_ok()),
            Self::Status => Holds::OneOf(|word| fields::value::<Status>(word).is_ok()),
            Self::Polarity => Holds::OneOf(|word| fields::value::<Polarity>(word).is_ok()),
            Self::Modality => Holds::OneOf(|word| fields::value::<Modality>(word).is_ok()),
        }
    }

    /// Refuses a value that the field cannot hold, in words.
    pub(super) fn check(self, value: &Value) -> Result<(), String> {
        let fits = match (self.holds(), value) {
            (Holds::Number | Holds::Text, Value::Null) => true,
            (Holds::Number, Value::Number(number)) => number.as_f64().is_some_and(f64::is_finite),
            (Holds::Text | Holds::Word, Value::String(text)) => !text.trim().is_empty(),
            (Holds::List, Value::Array(names)) => names.iter().all(Value::is_string),
            (Holds::OneOf(known), Value::String(word)) => known(word),
            _ => false,
        };
        if fits {
            Ok(())
        } else {
            Err(format!("{value} cannot stand in {}", fields::word(&self)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_hold_what_they_are_meant_for() {
        for (field, value, fits) in [
            (Field::Best, json!(43), true),
            (Field::Best, json!(null), true),
            (Field::Best, json!("43"), false),
            (Field::Qualifier, json!("at_least"), true),
            (Field::Qualifier, json!("roughly"), false),
            (Field::Source, json!("Harbour Office"), true),
            (Field::Source, json!(" "), false),
            (Field::Measure, json!(null), false),
            (Field::Via, json!(["Sundial"]), true),
            (Field::Via, json!([1]), false),
        ] {
            assert_eq!(field.check(&value).is_ok(), fits, "{field:?} {value}");
        }
    }

    #[test]
    fn figures_alone_have_what_comes_before_the_status() {
        let of_figures: Vec<Field> = Field::ALL
            .into_iter()
            .filter(|field| field.is_of_figure())
            .collect();
        assert_eq!(of_figures.last(), Some(&Field::Counted));
        assert!(!Field::Status.is_of_figure());
    }
}

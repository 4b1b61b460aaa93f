//! The arrays of a dossier, as the API lists them.

use restated_dossier::records::{
    Article, Capture, Claim, Derivation, Doubt, Drift, Entity, Family, Question, Record, Slice,
    Story, Within,
};
use restated_dossier::{Dossier, Error};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value;

/// One array of `restated/dossier/1`.
pub(super) struct Array {
    pub(super) name: &'static str,
    /// What one of its records is called.
    pub(super) item: &'static str,
    /// Whether its records have ids.
    pub(super) has_ids: bool,
    list: fn(&Dossier, Slice<'_>) -> Result<Vec<Value>, Error>,
    count: fn(&Dossier, Within<'_>) -> Result<usize, Error>,
    can_be_within: fn(Within<'_>) -> bool,
    schema: fn(&mut SchemaGenerator) -> Schema,
}

/// All of them, in the order of exports.
pub(super) static ARRAYS: [Array; 10] = [
    Array::of::<Capture>("Capture", true),
    Array::of::<Article>("Article", true),
    Array::of::<Claim>("Claim", true),
    Array::of::<Family>("Family", true),
    Array::of::<Derivation>("Derivation", false),
    Array::of::<Story>("Story", true),
    Array::of::<Question>("Question", true),
    Array::of::<Drift>("Drift", false),
    Array::of::<Entity>("Entity", true),
    Array::of::<Doubt>("Doubt", false),
];

impl Array {
    const fn of<R: Record>(item: &'static str, has_ids: bool) -> Self {
        Self {
            name: R::ARRAY,
            item,
            has_ids,
            list: list::<R>,
            count: Dossier::how_many::<R>,
            can_be_within: R::can_be_within,
            schema: <R as JsonSchema>::json_schema,
        }
    }

    /// The array called `name`.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        ARRAYS.iter().find(|array| array.name == name)
    }

    /// Whether its records can be asked for so.
    pub(super) fn can_be_within(&self, within: Within<'_>) -> bool {
        (self.can_be_within)(within)
    }

    /// A run of its records.
    pub(super) fn list(&self, dossier: &Dossier, slice: Slice<'_>) -> Result<Vec<Value>, Error> {
        (self.list)(dossier, slice)
    }

    /// How many there are.
    pub(super) fn count(&self, dossier: &Dossier, within: Within<'_>) -> Result<usize, Error> {
        (self.count)(dossier, within)
    }

    /// What one of its records looks like.
    pub(super) fn schema(&self, generator: &mut SchemaGenerator) -> Schema {
        (self.schema)(generator)
    }
}

fn list<R: Record>(dossier: &Dossier, slice: Slice<'_>) -> Result<Vec<Value>, Error> {
    let records: Vec<R> = dossier.records(slice)?;
    // Fails only for maps with keys that are no strings, of which there are none.
    let values = records
        .iter()
        .map(|record| serde_json::to_value(record).unwrap_or_default());
    Ok(values.collect())
}

//! The arrays of a dossier, as the API lists them.

use restated_dossier::records::{
    Article, Capture, Claim, Derivation, Doubt, Drift, Entity, Family, Question, Record, Slice,
    Story, Within,
};
use restated_dossier::review::Decided;
use restated_dossier::{Dossier, Error};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
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

/// The records that belong to the thing with an id.
type Narrow<'i> = fn(&'i str) -> Within<'i>;

/// By what ids records can be asked for.
pub(super) fn narrowed<'i>() -> [(&'static str, Narrow<'i>); 4] {
    [
        ("story", Within::Story),
        ("article", Within::Article),
        ("question", Within::Question),
        ("source", Within::Source),
    ]
}

/// All of them, in the order of exports.
pub(super) static ARRAYS: [Array; 11] = [
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
    DECISIONS,
];

/// What people decided; no records, for they follow from nothing else in the dossier.
const DECISIONS: Array = Array {
    name: "decisions",
    item: "Decision",
    has_ids: false,
    list: |dossier, slice| {
        let decided = dossier.decisions()?.into_iter().skip(slice.skip);
        let decided = decided.take(slice.limit.unwrap_or(usize::MAX));
        Ok(decided.map(|one| data(&one)).collect())
    },
    count: |dossier, _| Ok(dossier.decisions()?.len()),
    can_be_within: |within| within == Within::Dossier,
    schema: <Decided as JsonSchema>::json_schema,
};

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
    Ok(records.iter().map(data).collect())
}

fn data(record: &impl Serialize) -> Value {
    // Fails only for maps with keys that are no strings, of which there are none.
    serde_json::to_value(record).unwrap_or_default()
}

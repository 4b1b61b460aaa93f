//! What tools take and give, described from their types.

use std::sync::Arc;

use rmcp::model::JsonObject;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use super::quoted::{MARK, UNTRUSTED};

/// What a tool takes.
pub(super) fn of_arguments<T: JsonSchema>() -> Arc<JsonObject> {
    object::<T>(SchemaSettings::draft2020_12().for_deserialize())
}

/// What a tool gives.
pub(super) fn of_answer<T: JsonSchema>() -> Arc<JsonObject> {
    object::<T>(SchemaSettings::draft2020_12().for_serialize())
}

fn object<T: JsonSchema>(settings: SchemaSettings) -> Arc<JsonObject> {
    // Without references: not every client follows them before it shows a schema to a model.
    let generator = settings.with(|settings| settings.inline_subschemas = true);
    let mut schema = generator.into_generator().into_root_schema_for::<T>();
    RecursiveTransform(warn).transform(&mut schema);
    schema.remove("$schema");
    schema.remove("title");
    match schema.to_value() {
        Value::Object(object) => Arc::new(object),
        // Arguments and answers are structs, whose schemas are objects.
        _ => Arc::default(),
    }
}

/// Says of a field of captures' words what they are, after what the field itself says.
fn warn(schema: &mut Schema) {
    if schema.remove(MARK).is_none() {
        return;
    }
    let described = match schema.get("description").and_then(Value::as_str) {
        Some(own) => format!("{own} {UNTRUSTED}"),
        None => UNTRUSTED.to_owned(),
    };
    schema.insert("description".to_owned(), described.into());
}

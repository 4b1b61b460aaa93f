//! The tools that are offered.

use std::sync::LazyLock;

use restated_dossier::Dossier;
use rmcp::model::{JsonObject, Tool, ToolAnnotations};
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::answer::{Answer, Coverage, Tell};
use super::ask::{Drifts, Lineage, Positions, SearchStories, Sentence, Story};
use super::schema;
use super::trouble::Trouble;

/// A tool, by its arguments.
pub(super) trait Ask: DeserializeOwned + JsonSchema {
    /// How it is called.
    const NAME: &'static str;
    /// For people.
    const TITLE: &'static str;
    /// What it answers, and when to use it.
    const DESCRIPTION: &'static str;
    /// What it gives.
    type Result: JsonSchema + Serialize + Tell;

    /// What the dossier says.
    fn ask(self, dossier: &Dossier) -> Result<Self::Result, Trouble>;
}

/// An answer, as data and as text.
pub(super) struct Told {
    pub(super) data: Value,
    pub(super) text: String,
}

/// A tool as it is offered.
pub(super) struct Offered {
    pub(super) tool: Tool,
    pub(super) call: fn(&Dossier, Coverage, JsonObject) -> Result<Told, Trouble>,
}

/// All tools, in the order in which a reader needs them.
pub(super) static TOOLS: LazyLock<[Offered; 6]> = LazyLock::new(|| {
    [
        offered::<SearchStories>(),
        offered::<Story>(),
        offered::<Positions>(),
        offered::<Sentence>(),
        offered::<Lineage>(),
        offered::<Drifts>(),
    ]
});

fn offered<A: Ask>() -> Offered {
    let hints = ToolAnnotations::with_title(A::TITLE)
        .read_only(true)
        .destructive(false)
        .idempotent(true)
        .open_world(false);
    let tool = Tool::new(A::NAME, A::DESCRIPTION, schema::of_arguments::<A>())
        .with_title(A::TITLE)
        .with_raw_output_schema(schema::of_answer::<Answer<A::Result>>())
        .with_annotations(hints);
    Offered {
        tool,
        call: call::<A>,
    }
}

fn call<A: Ask>(dossier: &Dossier, coverage: Coverage, given: JsonObject) -> Result<Told, Trouble> {
    let asked: A =
        serde_json::from_value(Value::Object(given)).map_err(|error| Trouble::Arguments {
            tool: A::NAME,
            what: error.to_string(),
            takes: takes::<A>(),
        })?;
    let answer = Answer::new(asked.ask(dossier)?, coverage);
    let text = answer.text();
    let data = serde_json::to_value(&answer).map_err(|_| Trouble::Broken)?;
    Ok(Told { data, text })
}

/// The names of what a tool takes: "id (required), skip, limit".
fn takes<A: Ask>() -> String {
    let schema = schema::of_arguments::<A>();
    let required = schema.get("required").and_then(Value::as_array);
    let properties = schema.get("properties").and_then(Value::as_object);
    let names = properties.into_iter().flatten().map(|(name, _)| {
        let needed = required.is_some_and(|all| all.iter().any(|one| one == name));
        if needed {
            format!("{name} (required)")
        } else {
            name.clone()
        }
    });
    names.collect::<Vec<_>>().join(", ")
}

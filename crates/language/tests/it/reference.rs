//! Reads texts that a reference pipeline annotated. A line is `{"id", "text",
//! "tokens"}`, a token `[start, end, norm, tag, pos, morph, lemma, head, dep,
//! ent_iob, ent_type, sent_start]`, with offsets in characters. The fixtures are
//! this project's own texts, read by spaCy 3.8 with en_core_web_md 3.7.1.

use std::sync::Arc;

use restated_language::{Annotated, Entity, Labels, Pos, TokenData};
use serde_json::Value;

/// The annotated text behind one line whose text is `text`.
pub(crate) fn annotated<'t>(row: &Value, text: &'t str) -> Annotated<'t> {
    let mut bytes: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).collect();
    bytes.push(text.len() as u32);
    let mut labels = Labels::default();
    let mut tokens = Vec::new();
    let mut sentences = Vec::new();
    let mut entities: Vec<Entity> = Vec::new();
    for (index, token) in row["tokens"].as_array().expect("tokens").iter().enumerate() {
        let number = |at: usize| token[at].as_u64().expect("a number") as usize;
        let string = |at: usize| token[at].as_str().expect("a string");
        tokens.push(TokenData {
            start: bytes[number(0)],
            end: bytes[number(1)],
            head: number(7) as u32,
            pos: Pos::named(string(4)).unwrap_or_default(),
            tag: labels.intern(string(3)),
            dep: labels.intern(string(8)),
            morph: labels.intern(string(5)),
            lemma: Some(string(6).into()),
        });
        if number(11) == 1 || index == 0 {
            sentences.push(index..index + 1);
        }
        if let Some(sentence) = sentences.last_mut() {
            sentence.end = index + 1;
        }
        match string(9) {
            "B" => entities.push(Entity {
                tokens: index..index + 1,
                label: labels.intern(string(10)),
            }),
            "I" => entities.last_mut().expect("an entity begun").tokens.end = index + 1,
            _ => {}
        }
    }
    Annotated {
        text,
        tokens,
        sentences,
        entities,
        labels: Arc::new(labels),
    }
}

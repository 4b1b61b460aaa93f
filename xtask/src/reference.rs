//! What a spaCy pipeline found in texts, as `xtask/python/spacy_reference.py` wrote it.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use restated_language::{Annotated, Entity, Labels, Pos, TokenData};
use serde::Deserialize;

/// One text of a reference file.
#[derive(Deserialize)]
pub(crate) struct Reference {
    /// Its id, whatever kind of JSON value the texts had for it.
    pub(crate) id: serde_json::Value,
    /// The text.
    pub(crate) text: String,
    tokens: Vec<Row>,
}

/// Start, end, norm, tag, pos, morph, lemma, head, dep, entity position, entity type,
/// whether a sentence starts. Offsets count characters.
#[derive(Deserialize)]
struct Row(
    usize,
    usize,
    #[allow(dead_code, reason = "norms are not part of what the engine gives")] String,
    String,
    String,
    String,
    String,
    u32,
    String,
    String,
    String,
    u8,
);

/// The texts of the reference file at `path`, one at a time.
pub(crate) fn read(
    path: &Path,
) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Reference>> + use<>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let name = path.display().to_string();
    let lines = BufReader::new(file).lines().enumerate();
    Ok(lines.map(move |(at, line)| {
        serde_json::from_str(&line?)
            .with_context(|| format!("{name}, line {}: not a line of a reference", at + 1))
    }))
}

impl Reference {
    /// The same in the engine's own type.
    pub(crate) fn annotated(&self) -> anyhow::Result<Annotated<'_>> {
        let bytes = ByteOf::new(&self.text);
        let mut labels = Labels::default();
        let mut tokens = Vec::with_capacity(self.tokens.len());
        for Row(start, end, _, tag, pos, morph, lemma, head, dep, ..) in &self.tokens {
            let (start, end) = (bytes.of(*start)?, bytes.of(*end)?);
            let written = self.text.get(start as usize..end as usize);
            if *head as usize >= self.tokens.len() {
                bail!("text {}: no token {head} to be a head", self.id);
            }
            tokens.push(TokenData {
                start,
                end,
                head: *head,
                pos: Pos::named(pos).unwrap_or_default(),
                tag: labels.intern(tag),
                dep: labels.intern(dep),
                morph: labels.intern(morph),
                lemma: (written != Some(lemma)).then(|| lemma.as_str().into()),
            });
        }
        let entities = self
            .runs(|row| row.9 == "B", |row| row.9 == "I")
            .into_iter()
            .map(|tokens| Entity {
                label: labels.intern(&self.tokens[tokens.start].10),
                tokens,
            })
            .collect();
        Ok(Annotated {
            text: &self.text,
            tokens,
            sentences: self.runs(|row| row.11 == 1, |row| row.11 == 0),
            entities,
            labels: Arc::new(labels),
            vectors: Vec::new(),
        })
    }

    /// Runs of tokens, each from one that `begins` through those that `goes_on` says.
    /// What goes on at the very beginning begins there.
    fn runs(
        &self,
        begins: impl Fn(&Row) -> bool,
        goes_on: impl Fn(&Row) -> bool,
    ) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (at, row) in self.tokens.iter().enumerate() {
            match runs.last_mut() {
                Some(run) if run.end == at && goes_on(row) => run.end += 1,
                _ if begins(row) || (at == 0 && goes_on(row)) => runs.push(at..at + 1),
                _ => {}
            }
        }
        runs
    }
}

/// Byte offsets of the characters of a text.
struct ByteOf(Vec<u32>);

impl ByteOf {
    fn new(text: &str) -> Self {
        let starts = text.char_indices().map(|(byte, _)| byte);
        Self(starts.chain([text.len()]).map(|byte| byte as u32).collect())
    }

    fn of(&self, char: usize) -> anyhow::Result<u32> {
        let found = self.0.get(char).copied();
        found.with_context(|| format!("character {char} of {}", self.0.len() - 1))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// “Ida left Père.” and “She ran.” with the second sentence's tree right of the first's.
    pub(crate) const LINE: &str = r#"{"id": "a", "text": "Ida left Père. She ran.", "tokens": [
        [0, 3, "ida", "NNP", "PROPN", "Number=Sing", "Ida", 1, "nsubj", "B", "PERSON", 1],
        [4, 8, "left", "VBD", "VERB", "Tense=Past", "leave", 1, "ROOT", "O", "", 0],
        [9, 13, "père", "NNP", "PROPN", "Number=Sing", "Père", 1, "dobj", "B", "PERSON", 0],
        [13, 14, ".", ".", "PUNCT", "", ".", 1, "punct", "O", "", 0],
        [15, 18, "she", "PRP", "PRON", "Case=Nom", "she", 5, "nsubj", "O", "", 1],
        [19, 22, "ran", "VBD", "VERB", "Tense=Past", "run", 5, "ROOT", "O", "", 0],
        [22, 23, ".", ".", "PUNCT", "", ".", 5, "punct", "O", "", 0]]}"#;

    pub(crate) fn example() -> Reference {
        serde_json::from_str(LINE).unwrap()
    }

    #[test]
    fn a_reference_becomes_what_the_engine_gives() {
        let reference = example();
        let found = reference.annotated().unwrap();
        let words: Vec<_> = found.iter().map(|token| token.text()).collect();
        assert_eq!(words, ["Ida", "left", "Père", ".", "She", "ran", "."]);
        assert_eq!(found.sentences, [0..4, 4..7]);
        assert_eq!(
            found.entities.len(),
            2,
            "two names, though they touch nothing"
        );
        assert_eq!(found.words(found.entities[1].tokens.clone()), "Père");
        assert_eq!(found.entity_type(&found.entities[1]), "PERSON");
        let ran = found.token(5);
        assert_eq!((ran.lemma(), ran.tag(), ran.dep()), ("run", "VBD", "ROOT"));
        assert_eq!(found.token(4).head().text(), "ran");
    }

    #[test]
    fn offsets_and_heads_outside_are_told() {
        for (from, to) in [("[22, 23, ", "[22, 24, "), ("\".\", 5, ", "\".\", 7, ")] {
            let wrong: Reference = serde_json::from_str(&LINE.replace(from, to)).unwrap();
            assert!(wrong.annotated().is_err(), "{to}");
        }
    }
}

//! Attribute rules over tokens written for the purpose.

use proptest::prelude::*;
use restated_language::attributes::{AttributeError, AttributeRuler, AttributeRules};
use restated_language::{Labels, Pos, TokenData};

fn rules() -> AttributeRules {
    serde_json::from_str(include_str!("cases/attributes/rules.json")).unwrap()
}

fn field(field: &str) -> &str {
    if field == "_" { "" } else { field }
}

/// The tokens of a block, as they are before the rules and as they should be
/// after them.
fn read(block: &str, labels: &mut Labels) -> (String, Vec<TokenData>, Vec<TokenData>) {
    let (mut text, mut before, mut after) = (String::new(), Vec::new(), Vec::new());
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<_> = line.split_whitespace().map(field).collect();
        let [word, tag, pos, morph, dep, ">", then @ ..] = &fields[..] else {
            panic!("{line}")
        };
        let word = word.replace('␣', " ");
        let start = text.len() as u32;
        text.push_str(&word);
        let end = text.len() as u32;
        text.push(' ');
        let mut token = |tag, pos, morph, dep, lemma: &str| TokenData {
            start,
            end,
            tag: labels.intern(tag),
            pos: Pos::named(pos).unwrap_or_else(|| panic!("{line}")),
            morph: labels.intern(morph),
            dep: labels.intern(dep),
            lemma: (lemma != "=").then(|| lemma.into()),
            ..TokenData::default()
        };
        before.push(token(tag, pos, morph, dep, "="));
        let [tag, pos, morph, dep, lemma] = then[..] else {
            panic!("{line}")
        };
        after.push(token(tag, pos, morph, dep, lemma));
    }
    (text, before, after)
}

#[test]
fn rules_set_what_they_should() {
    let blocks = include_str!("cases/attributes/cases.txt").split("\n\n");
    for block in blocks.skip(1) {
        let mut labels = Labels::default();
        let (text, mut tokens, expected) = read(block, &mut labels);
        let ruler = AttributeRuler::new(&rules(), &mut labels).unwrap();
        ruler.apply(&text, &mut tokens);
        for (found, expected) in tokens.iter().zip(&expected) {
            let word = &text[found.start as usize..found.end as usize];
            assert_eq!(found, expected, "{word} in {block}");
        }
    }
}

#[test]
fn rules_that_mean_nothing_are_refused() {
    let new = |json: &str| {
        let rules: AttributeRules = serde_json::from_str(json).unwrap();
        AttributeRuler::new(&rules, &mut Labels::default()).unwrap_err()
    };
    assert_eq!(
        new(r#"[{"pattern": [[]], "target": 1, "set": {}}]"#),
        AttributeError::Target {
            at: 0,
            target: 1,
            length: 1
        }
    );
    assert_eq!(
        new(r#"[{"pattern": [[]], "set": {"pos": "EOL"}}]"#).to_string(),
        "rule 0: no part of speech is called \"EOL\""
    );
}

#[test]
fn rules_come_back_as_they_were() {
    let json = serde_json::to_string(&rules()).unwrap();
    assert_eq!(
        serde_json::from_str::<AttributeRules>(&json).unwrap(),
        rules()
    );
}

proptest! {
    #[test]
    fn no_token_makes_it_panic(
        text in "\\PC{0,30}",
        bytes in prop::collection::vec((0..40u32, 0..40u32, 0..9u16), 0..8),
    ) {
        let mut labels = Labels::default();
        let ruler = AttributeRuler::new(&rules(), &mut labels).unwrap();
        let names = ["NN", "VBD", "CD", "_SP", "expl", "aux", "det", "", "Foreign=Yes"];
        let mut tokens: Vec<_> = bytes
            .iter()
            .map(|(start, end, name)| TokenData {
                start: *start,
                end: *end,
                tag: labels.intern(names[usize::from(*name)]),
                dep: labels.intern(names[usize::from(*name)]),
                ..TokenData::default()
            })
            .collect();
        ruler.apply(&text, &mut tokens);
        prop_assert_eq!(tokens.len(), bytes.len());
    }
}

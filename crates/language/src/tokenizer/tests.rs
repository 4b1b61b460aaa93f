//! Tokens by a small set of rules, against those that spaCy 3.8 makes by it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;
use serde::Deserialize;

use super::*;

#[derive(Deserialize)]
struct Fixture {
    prefix_search: String,
    suffix_search: String,
    infix_finditer: String,
    token_match: String,
    url_match: String,
    exceptions: BTreeMap<String, Vec<SourceToken>>,
    norms: BTreeMap<String, String>,
    faster_heuristics: bool,
}

fn rules() -> Rules {
    let fixture: Fixture =
        serde_json::from_str(include_str!("cases/rules.json")).expect("the fixture");
    let norms = fixture.norms.into_iter();
    Rules::new(Sources {
        prefix_search: Some(&fixture.prefix_search),
        suffix_search: Some(&fixture.suffix_search),
        infix_finditer: Some(&fixture.infix_finditer),
        token_match: Some(&fixture.token_match),
        url_match: Some(&fixture.url_match),
        exceptions: fixture.exceptions.into_iter().collect(),
        norms: norms.map(|(word, norm)| (key(&word), norm)).collect(),
        faster_heuristics: fixture.faster_heuristics,
    })
    .expect("the fixture")
}

fn tokenizer() -> &'static Tokenizer {
    static TOKENIZER: LazyLock<Tokenizer> =
        LazyLock::new(|| Tokenizer::new(&rules()).expect("the fixture"));
    &TOKENIZER
}

#[test]
fn tokens_are_those_of_spacy() {
    #[derive(Deserialize)]
    struct Case {
        text: String,
        tokens: Vec<(String, bool)>,
        norms: BTreeMap<String, String>,
    }
    let tokenizer = tokenizer();
    let mut scratch = Scratch::default();
    for line in include_str!("cases/tokens.jsonl").lines() {
        let case: Case = serde_json::from_str(line).expect(line);
        let pieces = tokenizer.tokenize(&case.text, &mut scratch);
        let word = |piece: &Piece| &case.text[piece.start as usize..piece.end as usize];
        let tokens = pieces
            .iter()
            .map(|piece| (word(piece).to_owned(), piece.spaced));
        assert_eq!(tokens.collect::<Vec<_>>(), case.tokens);
        for piece in &pieces {
            let lexeme = scratch.lexeme(piece.lexeme);
            assert_eq!(lexeme.orth, key(word(piece)));
            if let Some(norm) = case.norms.get(word(piece)) {
                assert_eq!(lexeme.norm, key(norm), "{}", word(piece));
            }
        }
    }
}

#[test]
fn norms_come_from_the_exception_then_the_table_then_the_lower_case() {
    let (tokenizer, mut scratch) = (tokenizer(), Scratch::default());
    let text = "gonna na colour Colour";
    let pieces = tokenizer.tokenize(text, &mut scratch);
    let norms = pieces.iter().map(|piece| scratch.lexeme(piece.lexeme).norm);
    let expected = ["going", "to", "na", "color", "colour"].map(key);
    assert_eq!(norms.collect::<Vec<_>>(), expected);
}

#[test]
fn rules_survive_the_model_file() {
    let json = serde_json::to_string(&rules()).expect("JSON");
    assert_eq!(serde_json::from_str::<Rules>(&json).expect(&json), rules());
}

#[test]
fn exceptions_that_are_not_their_tokens_are_errors() {
    let mut rules = rules();
    for tokens in [
        vec![(2, String::new())],
        vec![(0, String::new()), (3, String::new())],
        vec![],
    ] {
        rules.exceptions = vec![Exception("née".to_owned(), tokens)];
        let error = Tokenizer::new(&rules).err();
        assert_eq!(error, Some(RulesError::Exception("née".to_owned())));
    }
    let tokens = vec![("ne".to_owned(), None)];
    let wrong = Sources {
        exceptions: vec![("née".to_owned(), tokens)],
        ..Sources::default()
    };
    assert!(Rules::new(wrong).is_err());
}

#[test]
fn a_scratch_serves_one_tokenizer_at_a_time() {
    let other = Rules::new(Sources::default()).and_then(|rules| Tokenizer::new(&rules));
    let other = other.expect("no rules");
    let mut scratch = Scratch::default();
    assert_eq!(tokenizer().tokenize("don't", &mut scratch).len(), 2);
    let epoch = scratch.epoch();
    assert_eq!(other.tokenize("don't", &mut scratch).len(), 1);
    assert_ne!(scratch.epoch(), epoch);
}

#[test]
fn long_chunks_are_cut() {
    let (tokenizer, mut scratch) = (tokenizer(), Scratch::default());
    let text = "é".repeat(MAX_CHUNK);
    let pieces = tokenizer.tokenize(&text, &mut scratch);
    assert_eq!(pieces.len(), 2);
    assert!(pieces.iter().all(|piece| !piece.spaced));
    assert_eq!(
        tokenizer.tokenize(&"(".repeat(5000), &mut scratch).len(),
        5000
    );
}

/// Text that the rules of the fixture have something to say about.
fn soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "don't", "gonna", "EE. UU.", "mid-air", "U.S.", "(-;", "9a.m.", "anti-é", "a.b.cd",
        "desk@", "river", "é", "😀", "\u{301}", "5km", "US$", "...", "…", "'", "\"", "(", ")", ",",
        ".", "-", "--", ":", "/", "$", " ", "  ", "\n", "\t", "\u{a0}", "\0",
    ]);
    prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn tokens_and_their_spaces_are_the_text(text in prop_oneof![soup(), any::<String>()]) {
        let mut scratch = Scratch::default();
        let pieces = tokenizer().tokenize(&text, &mut scratch);
        let mut again = String::new();
        for piece in &pieces {
            prop_assert!(piece.start < piece.end);
            prop_assert_eq!(piece.start as usize, again.len());
            again.push_str(&text[piece.start as usize..piece.end as usize]);
            if piece.spaced {
                again.push(' ');
            }
        }
        prop_assert_eq!(again, text);
    }

    #[test]
    fn tokens_do_not_depend_on_what_was_read_before(before in soup(), text in soup()) {
        let tokenizer = tokenizer();
        let spans = |scratch: &mut Scratch| -> Vec<_> {
            let pieces = tokenizer.tokenize(&text, scratch);
            let pieces = pieces.into_iter();
            let lexemes = pieces.map(|piece| (piece.start, piece.end, *scratch.lexeme(piece.lexeme)));
            lexemes.collect()
        };
        let fresh = spans(&mut Scratch::default());
        let mut used = Scratch::default();
        let _ = tokenizer.tokenize(&before, &mut used);
        prop_assert_eq!(spans(&mut used), fresh);
    }
}

//! Dictionary forms over small tables written for the purpose.
//!
//! A case file holds tables and words, one fact a line (`#` begins a remark):
//!
//! ```text
//! method english            how the tables are used
//! rule noun ies>y           a suffix rule of a part of speech or group
//! group noun plural A=b|C=d a Spanish group and the features it wants
//! list noun harbour …       known words
//! except verb went>go       an irregular form; several lemmas: went>go,wend
//! look up: a>b              an entry of the lookup table
//! hashed: a>b               the same, of which the table knows only the hash
//! word form POS features>lemma      a case; `_` for no features
//! first form POS features>lemma     the same, at the start of a sentence
//! ```

use std::collections::BTreeMap;

use proptest::prelude::*;
use restated_language::lemma::{LemmaCache, LemmaMethod, LemmaTables, Lemmatizer, LookupKey, Word};
use restated_language::string_hash;
use restated_language::{Labels, Pos, TokenData};

struct Case {
    form: String,
    pos: Pos,
    morph: String,
    first: bool,
    lemma: String,
}

fn read(file: &str) -> (LemmaTables, Vec<Case>) {
    let mut tables = LemmaTables::default();
    let mut cases = Vec::new();
    for line in file.lines() {
        let line = line.split('#').next().unwrap_or_default().trim();
        let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
        let pair = |text: &str| {
            let (left, right) = text.split_once('>').unwrap_or_else(|| panic!("{line}"));
            (left.trim().to_owned(), right.trim().to_owned())
        };
        let pos = |name: &str| Pos::named(&name.to_uppercase()).unwrap_or_else(|| panic!("{line}"));
        let (name, fact) = rest.split_once(' ').unwrap_or((rest, ""));
        match kind {
            "" => {}
            "method" => tables.method = method(name),
            "rule" => tables
                .rules
                .entry(name.into())
                .or_default()
                .push(pair(fact)),
            "group" => {
                let (group, features) = fact.split_once(' ').unwrap_or((fact, ""));
                let features = features.split('|').map(String::from).collect();
                let groups = tables.groups.entry(name.into()).or_default();
                groups.push((group.into(), features));
            }
            "list" => {
                let words = fact.split_whitespace().map(String::from);
                tables.index.entry(pos(name)).or_default().extend(words);
            }
            "except" => {
                let (form, lemmas) = pair(fact);
                let lemmas = lemmas.split(',').map(String::from).collect();
                let exceptions = tables.exceptions.entry(pos(name)).or_default();
                exceptions.insert(form, lemmas);
            }
            "look" | "hashed:" => {
                let (form, lemma) = pair(rest.trim_start_matches("up:"));
                let key = match kind {
                    "look" => LookupKey::Form(form),
                    _ => LookupKey::Hash(string_hash(&form)),
                };
                tables.lookup.insert(key, lemma);
            }
            "word" | "first" => {
                let (word, lemma) = pair(rest);
                let fields: Vec<_> = word.split(' ').collect();
                let [form, tag, morph] = fields[..] else {
                    panic!("{line}")
                };
                cases.push(Case {
                    form: form.replace('␣', " "),
                    pos: pos(tag),
                    morph: morph.trim_start_matches('_').into(),
                    first: kind == "first",
                    lemma: lemma.replace('␣', " "),
                });
            }
            _ => panic!("{line}"),
        }
    }
    (tables, cases)
}

fn method(name: &str) -> LemmaMethod {
    match name {
        "lookup" => LemmaMethod::Lookup,
        "suffix" => LemmaMethod::Suffix,
        "english" => LemmaMethod::English,
        "french" => LemmaMethod::French,
        "spanish" => LemmaMethod::Spanish,
        _ => panic!("no method {name}"),
    }
}

fn check(file: &str) {
    let (tables, cases) = read(file);
    assert!(!cases.is_empty());
    let packed = Lemmatizer::new(&tables).unwrap();
    let blob = packed.to_bytes().unwrap();
    let stored = Lemmatizer::from_bytes(&blob).unwrap();
    assert_eq!(stored.to_bytes().unwrap(), blob);
    for lemmatizer in [packed, stored] {
        for case in &cases {
            let word = Word {
                form: &case.form,
                pos: case.pos,
                morph: &case.morph,
                starts_sentence: case.first,
            };
            let lemma = lemmatizer.lemma(&word);
            let found = lemma.as_deref().unwrap_or(&case.form);
            assert_eq!(found, case.lemma, "{word:?}");
            assert_ne!(lemma.as_deref(), Some(case.form.as_str()), "{word:?}");
        }
    }
}

#[test]
fn english() {
    check(include_str!("cases/lemma/english.txt"));
}

#[test]
fn french() {
    check(include_str!("cases/lemma/french.txt"));
}

#[test]
fn spanish() {
    check(include_str!("cases/lemma/spanish.txt"));
}

#[test]
fn suffixes_alone() {
    check(include_str!("cases/lemma/suffix.txt"));
}

#[test]
fn lookup() {
    check(include_str!("cases/lemma/lookup.txt"));
}

/// Tokens of "We rowed two ferries", all of them verbs in the past.
fn tokens(labels: &mut Labels) -> (&'static str, Vec<TokenData>) {
    let token = |start, end| TokenData {
        start,
        end,
        pos: Pos::VERB,
        morph: labels.intern("Tense=Past|VerbForm=Fin"),
        ..TokenData::default()
    };
    let bytes = [(0, 2), (3, 8), (9, 12), (13, 20)];
    let mut token = token;
    (
        "We rowed two ferries",
        bytes
            .into_iter()
            .map(|(start, end)| token(start, end))
            .collect(),
    )
}

#[test]
fn a_lemma_that_is_set_stays_unless_the_tables_say_otherwise() {
    let (mut tables, _) = read(include_str!("cases/lemma/english.txt"));
    let mut labels = Labels::default();
    let (text, mut given) = tokens(&mut labels);
    given[0].lemma = Some("we".into());
    given[1].lemma = Some("rowed".into());
    for (overwrite, expected) in [
        (false, [Some("we"), None, None, Some("ferry")]),
        (true, [None, Some("row"), None, Some("ferry")]),
    ] {
        tables.overwrite = overwrite;
        let lemmatizer = Lemmatizer::new(&tables).unwrap();
        let mut tokens = given.clone();
        let sentence = 0..tokens.len();
        lemmatizer.apply(
            text,
            &mut tokens,
            &[sentence],
            &labels,
            &mut LemmaCache::default(),
        );
        let found: Vec<_> = tokens.iter().map(|token| token.lemma.as_deref()).collect();
        assert_eq!(found, expected, "overwrite: {overwrite}");
    }
}

#[test]
fn a_cache_serves_one_lemmatiser_after_the_other() {
    let (tables, _) = read(include_str!("cases/lemma/english.txt"));
    let english = Lemmatizer::new(&tables).unwrap();
    let none = Lemmatizer::new(&LemmaTables::default()).unwrap();
    let mut labels = Labels::default();
    let mut cache = LemmaCache::default();
    for (lemmatizer, expected) in [
        (&english, Some("ferry")),
        (&english, Some("ferry")),
        (&none, None),
        (&english, Some("ferry")),
    ] {
        let (text, mut tokens) = tokens(&mut labels);
        lemmatizer.apply(text, &mut tokens, &[], &labels, &mut cache);
        assert_eq!(tokens[3].lemma.as_deref(), expected);
    }
}

#[test]
fn two_words_of_one_hash_are_refused() {
    let mut tables = LemmaTables::default();
    let lookup = [
        (LookupKey::Hash(1 << 40), "one"),
        (LookupKey::Hash((1 << 40) + 1), "other"),
    ];
    tables.lookup = lookup.map(|(key, lemma)| (key, lemma.into())).into();
    let refused = Lemmatizer::new(&tables).unwrap_err().to_string();
    assert_eq!(refused, "two entries of the lemma tables share a hash");
}

fn blob(file: &str) -> Vec<u8> {
    let lemmatizer = Lemmatizer::new(&read(file).0).unwrap();
    lemmatizer.to_bytes().unwrap()
}

proptest! {
    #[test]
    fn a_damaged_blob_never_panics(
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        form in "[a-zéñÉİß0-9.,' ]{0,12}",
        pos in 0..Pos::ALL.len(),
    ) {
        for file in [
            include_str!("cases/lemma/english.txt"),
            include_str!("cases/lemma/french.txt"),
            include_str!("cases/lemma/spanish.txt"),
        ] {
            let mut bytes = blob(file);
            let at = at.index(bytes.len());
            prop_assert!(Lemmatizer::from_bytes(&bytes[..at]).is_err(), "cut at {}", at);
            bytes[at] = byte;
            if let Ok(lemmatizer) = Lemmatizer::from_bytes(&bytes) {
                let word = Word {
                    form: &form,
                    pos: Pos::ALL[pos],
                    morph: "Number=Plur|VerbForm=Inf,Fin|PronType=Prs",
                    starts_sentence: true,
                };
                let _ = lemmatizer.lemma(&word);
            }
        }
    }

    #[test]
    fn any_tables_come_back_as_they_were(
        lookup in prop::collection::btree_map("\\PC{0,6}", "\\PC{0,6}", 0..20),
        listed in prop::collection::vec("\\PC{1,6}", 0..20),
    ) {
        let tables = LemmaTables {
            lookup: lookup
                .iter()
                .map(|(form, lemma)| (LookupKey::Form(form.clone()), lemma.clone()))
                .collect(),
            index: BTreeMap::from([(Pos::X, listed)]),
            ..LemmaTables::default()
        };
        let blob = Lemmatizer::new(&tables).unwrap().to_bytes().unwrap();
        let lemmatizer = Lemmatizer::from_bytes(&blob).unwrap();
        for (form, expected) in &lookup {
            let word = Word { form, pos: Pos::X, morph: "", starts_sentence: false };
            let lemma = lemmatizer.lemma(&word);
            prop_assert_eq!(lemma.as_deref().unwrap_or(form), expected);
        }
    }
}

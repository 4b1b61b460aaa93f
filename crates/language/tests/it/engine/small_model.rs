//! A model of a few kilobytes with every component there is, its weights drawn by
//! lot: what it says is nonsense, but it takes every path that a real one takes.

use std::collections::BTreeMap;

use restated_language::lemma::{
    EditTree, EditTreeTable, EditTrees, LemmaMethod, LemmaTables, Lemmatizer, LookupKey, OnFailure,
};
use restated_language::{
    ClassesShape, Component, Feature, ModelError, NamesShape, ParserShape, PipelineShape, Pos,
    Rules, ScorerShape, Sources, Tensor, Tok2VecShape, key, pack, pack_keys, write,
};
use serde_json::json;

/// One tensor of a model file before it is written.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    Blob(Vec<u8>),
    Weights { shape: Vec<usize>, values: Vec<f32> },
    Rows { width: usize, values: Vec<f32> },
    Ready(Tensor),
}

/// The tensors of a model file by their names.
pub(crate) type Parts = BTreeMap<String, Part>;

/// The model file of these parts.
pub(crate) fn file(parts: &Parts) -> Result<Vec<u8>, ModelError> {
    let tensor = |part: &Part| match part {
        Part::Blob(bytes) => Tensor::blob(bytes.clone()),
        Part::Weights { shape, values } => Tensor::weights(values, shape),
        Part::Rows { width, values } => pack(values, *width),
        Part::Ready(tensor) => tensor.clone(),
    };
    let tensors = parts
        .iter()
        .map(|(name, part)| (name.clone(), tensor(part)));
    write(&tensors.collect())
}

/// The small model.
pub(crate) fn parts() -> Parts {
    let mut made = Maker::default();
    let networks = vec![
        made.network(
            0,
            8,
            &[Feature::Norm, Feature::Prefix, Feature::Shape],
            true,
        ),
        made.network(1, 4, &[Feature::Orth, Feature::Spacy], false),
    ];
    let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let tags: Vec<String> = owned(&["NN", "NNP", "VBD", "PRP", "_SP"]);
    let moves: Vec<String> = owned(&[
        "S",
        "D",
        "L-nsubj",
        "L-det",
        "L-nsubj||ccomp",
        "R-dobj",
        "R-ccomp",
        "R-conj",
        "B-ROOT",
    ]);
    let names: Vec<String> = owned(&[
        "B-PERSON", "B-ORG", "I-PERSON", "I-ORG", "L-PERSON", "L-ORG", "U-PERSON", "U-ORG", "O",
    ]);
    made.classifier("tagger", 8, tags.len());
    made.classifier("morphologizer", 8, MORPHOLOGY);
    made.classifier("trainable_lemmatizer", 4, 3);
    let shape = PipelineShape {
        networks,
        tagger: on(0, ClassesShape { classes: tags }),
        morphologizer: on(
            0,
            ClassesShape {
                classes: vec![String::new(); MORPHOLOGY],
            },
        ),
        parser: on(
            0,
            ParserShape {
                scorer: made.scorer("parser", 8, 13, moves.len()),
                moves,
            },
        ),
        names: on(
            1,
            NamesShape {
                scorer: made.scorer("names", 4, 6, names.len()),
                moves: names,
            },
        ),
        edit_trees: on(
            1,
            ClassesShape {
                classes: owned(&["0", "1", "2"]),
            },
        ),
    };
    // So that there are names of all lengths.
    let values = vec![2.0, 0.0, 1.0, 0.0, 2.0, 0.0, 1.0, 0.0, -1.0];
    let bias = Part::Weights {
        shape: vec![values.len()],
        values,
    };
    made.parts.insert("names/moves/bias".to_owned(), bias);
    made.json("pipeline", &shape);
    made.json(
        "about",
        &json!({"name": "small", "version": "0", "language": "en"}),
    );
    made.json(
        "morphology",
        &json!({
            "classes": [["Number=Sing", "NOUN"], ["Number=Plur", "NOUN"], ["", "PUNCT"],
                ["Tense=Past|VerbForm=Fin", "VERB"], ["Case=Nom|Person=3", "PRON"], ["", ""]],
            "overwrite": true,
        }),
    );
    made.json(
        "attributes",
        &json!([
            {"pattern": [[{"one_of": ["tag", ["NNP"]]}]], "set": {"pos": "PROPN"}},
            {"pattern": [[{"one_of": ["lower", ["the"]]}], [{"none_of": ["dep", ["det", ""]]}]],
                "target": 1, "set": {"pos": "NOUN", "lemma": "thing"}},
            {"pattern": [[{"space": true}]], "set": {"tag": "_SP", "pos": "SPACE", "morph": ""}},
        ]),
    );
    made.json("tokenizer", &rules());
    made.blob("edit_trees", edit_trees());
    made.blob("lemmas", lemmas());
    let words = ["the", "minister", "said", "Keller", "."]
        .iter()
        .zip(0_u16..);
    let words: Vec<(u64, u16)> = words.map(|(word, row)| (key(word), row)).collect();
    let keys = pack_keys(&words).expect("few words fill no bucket");
    made.parts
        .insert("vector_keys".to_owned(), Part::Ready(keys));
    made.parts
}

/// How many classes the morphologizer has.
const MORPHOLOGY: usize = 6;

fn on<Shape>(network: usize, shape: Shape) -> Option<Component<Shape>> {
    Some(Component { network, shape })
}

fn rules() -> Rules {
    let token = |word: &str, norm: Option<&str>| (word.to_owned(), norm.map(str::to_owned));
    let sources = Sources {
        prefix_search: Some(r#"^[("“$]|^\.\.+"#),
        suffix_search: Some(r#"[)"”.,!?]$|(?<=[a-z])'s$"#),
        infix_finditer: Some(r"\.\.+|(?<=[a-z])-(?=[a-z])|[–—]"),
        token_match: None,
        url_match: Some(r"(?i)^https?://\S+\.[a-z]{2,8}$"),
        exceptions: vec![
            (
                "don't".to_owned(),
                vec![token("do", None), token("n't", Some("not"))],
            ),
            ("a.m.".to_owned(), vec![token("a.m.", None)]),
            (
                "St. Orme".to_owned(),
                vec![
                    token("St.", Some("saint")),
                    token(" ", None),
                    token("Orme", None),
                ],
            ),
        ],
        norms: vec![(key("labour"), "labor".to_owned())],
        faster_heuristics: true,
    };
    Rules::new(sources).expect("patterns that the engine knows")
}

fn edit_trees() -> Vec<u8> {
    let table = EditTreeTable {
        trees: vec![
            EditTree::Replace("s".into(), "".into()),
            EditTree::Match {
                prefix: 0,
                suffix: 1,
                prefix_tree: None,
                suffix_tree: Some(0),
            },
            EditTree::Match {
                prefix: 0,
                suffix: 0,
                prefix_tree: None,
                suffix_tree: None,
            },
            EditTree::Match {
                prefix: 1,
                suffix: 2,
                prefix_tree: None,
                suffix_tree: None,
            },
        ],
        classes: vec![1, 2, 3],
        top_k: 2,
        on_failure: OnFailure::LowerCase,
        overwrite: false,
    };
    let trees = EditTrees::new(table).expect("sound trees");
    trees.to_bytes().expect("few trees")
}

fn lemmas() -> Vec<u8> {
    let pair = |old: &str, new: &str| (old.to_owned(), new.to_owned());
    let tables = LemmaTables {
        method: LemmaMethod::English,
        overwrite: true,
        rules: BTreeMap::from([
            ("noun".to_owned(), vec![pair("ies", "y"), pair("s", "")]),
            ("verb".to_owned(), vec![pair("ed", ""), pair("ing", "e")]),
        ]),
        groups: BTreeMap::new(),
        index: BTreeMap::from([(Pos::NOUN, vec!["minister".to_owned(), "ferry".to_owned()])]),
        exceptions: BTreeMap::from([(
            Pos::VERB,
            BTreeMap::from([("said".to_owned(), vec!["say".to_owned()])]),
        )]),
        lookup: BTreeMap::from([(LookupKey::Form("ferries".to_owned()), "ferry".to_owned())]),
    };
    let lemmatizer = Lemmatizer::new(&tables).expect("small tables");
    lemmatizer.to_bytes().expect("small tables")
}

/// Makes parts, with numbers from one sequence.
#[derive(Default)]
struct Maker {
    parts: Parts,
    drawn: u32,
}

impl Maker {
    fn draw(&mut self, count: usize) -> Vec<f32> {
        let mut next = || {
            self.drawn = self
                .drawn
                .wrapping_mul(1_664_525)
                .wrapping_add(1_013_904_223);
            (self.drawn >> 8) as f32 / (1 << 23) as f32 - 1.0
        };
        (0..count).map(|_| next()).collect()
    }

    fn weights(&mut self, name: String, shape: &[usize]) {
        let values = self.draw(shape.iter().product());
        self.parts.insert(
            name,
            Part::Weights {
                shape: shape.to_vec(),
                values,
            },
        );
    }

    fn rows(&mut self, name: String, rows: usize, width: usize) {
        let values = self.draw(rows * width);
        self.parts.insert(name, Part::Rows { width, values });
    }

    fn blob(&mut self, name: &str, bytes: Vec<u8>) {
        self.parts.insert(name.to_owned(), Part::Blob(bytes));
    }

    fn json(&mut self, name: &str, value: &impl serde::Serialize) {
        let bytes = serde_json::to_vec(value).expect("plain data");
        self.blob(name, bytes);
    }

    fn network(
        &mut self,
        index: usize,
        width: usize,
        features: &[Feature],
        vectors: bool,
    ) -> Tok2VecShape {
        let (pieces, depth) = (2, 2);
        let name = format!("network/{index}");
        for column in 0..features.len() {
            self.rows(format!("{name}/embed/{column}"), 16, width);
        }
        if vectors {
            self.rows(format!("{name}/vectors"), 5, width);
        }
        let columns = features.len() + usize::from(vectors);
        self.maxout(&format!("{name}/mix"), width, pieces, columns * width);
        for layer in 0..depth {
            self.maxout(&format!("{name}/window/{layer}"), width, pieces, 3 * width);
        }
        Tok2VecShape {
            width,
            features: features.iter().copied().zip(7..).collect(),
            vectors,
            mix_pieces: pieces,
            window_pieces: pieces,
            window: 1,
            depth,
        }
    }

    fn maxout(&mut self, name: &str, outputs: usize, pieces: usize, inputs: usize) {
        self.weights(format!("{name}/weights"), &[outputs, pieces, inputs]);
        self.weights(format!("{name}/bias"), &[outputs, pieces]);
        self.weights(format!("{name}/gain"), &[outputs]);
        self.weights(format!("{name}/shift"), &[outputs]);
    }

    fn classifier(&mut self, name: &str, inputs: usize, classes: usize) {
        self.weights(format!("{name}/weights"), &[classes, inputs]);
        self.weights(format!("{name}/bias"), &[classes]);
    }

    fn scorer(&mut self, name: &str, inputs: usize, slots: usize, moves: usize) -> ScorerShape {
        let (reduced, hidden, pieces) = (6, 4, 2);
        self.weights(format!("{name}/reduce/weights"), &[reduced, inputs]);
        self.weights(format!("{name}/reduce/bias"), &[reduced]);
        self.weights(
            format!("{name}/slot/weights"),
            &[slots, hidden, pieces, reduced],
        );
        self.weights(format!("{name}/slot/bias"), &[hidden, pieces]);
        self.weights(format!("{name}/slot/empty"), &[slots, hidden, pieces]);
        self.weights(format!("{name}/moves/weights"), &[moves, hidden]);
        self.weights(format!("{name}/moves/bias"), &[moves]);
        ScorerShape {
            reduced,
            slots,
            hidden,
            pieces,
        }
    }
}

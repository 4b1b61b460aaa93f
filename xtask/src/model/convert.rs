//! One wheel to one model file.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use restated_language::{
    About, ClassesShape, Component, NamesShape, ParserShape, PipelineShape, Tensor,
};
use sha2::{Digest, Sha256};

use super::attributes;
use super::labels;
use super::lemma;
use super::network::{self, Tensors};
use super::thinc::Network;
use super::tokenizer;
use super::vectors::Vectors;
use super::wheel::Wheel;

/// What this program makes of a wheel.
struct Converted {
    shape: PipelineShape,
    tensors: Tensors,
    /// What the pipeline has and the model file will not, for people.
    missing: Vec<String>,
}

pub(crate) fn run(path: &Path, output: &Path) -> anyhow::Result<()> {
    let wheel = Wheel::open(path)?;
    let Converted {
        shape,
        mut tensors,
        missing,
    } = convert(&wheel)?;
    let shape = serde_json::to_vec(&shape)?;
    tensors.insert("pipeline".to_owned(), Tensor::blob(shape));
    let about = serde_json::to_vec(&about(&wheel, path)?)?;
    tensors.insert("about".to_owned(), Tensor::blob(about));
    let bytes = restated_language::write(&tensors)?;
    fs::write(output, &bytes).with_context(|| format!("cannot write {}", output.display()))?;
    println!("{}", output.display());
    println!("  {} bytes, sha256 {}", bytes.len(), sha256(&bytes));
    for part in missing {
        println!("  not converted: {part}");
    }
    Ok(())
}

fn convert(wheel: &Wheel) -> anyhow::Result<Converted> {
    let pipeline = wheel
        .config()
        .get("nlp", "pipeline")
        .and_then(serde_json::Value::as_array)
        .context("config.cfg names no pipeline")?;
    let names: Vec<&str> = pipeline
        .iter()
        .filter_map(serde_json::Value::as_str)
        .collect();
    let vectors = Vectors::read(wheel)?;
    let mut converted = Converted {
        shape: PipelineShape::default(),
        tensors: Tensors::new(),
        missing: Vec::new(),
    };
    let rules = serde_json::to_vec(&tokenizer::rules(wheel).context("the tokenizer")?)?;
    converted
        .tensors
        .insert("tokenizer".to_owned(), Tensor::blob(rules));
    for name in names {
        component(wheel, name, vectors.as_ref(), &mut converted)
            .with_context(|| format!("component {name:?}"))?;
    }
    if converted
        .shape
        .networks
        .iter()
        .any(|network| network.vectors)
        && let Some(vectors) = &vectors
    {
        let keys = restated_language::pack_keys(&vectors.words)?;
        converted.tensors.insert("vector_keys".to_owned(), keys);
    }
    Ok(converted)
}

fn component(
    wheel: &Wheel,
    name: &str,
    vectors: Option<&Vectors>,
    converted: &mut Converted,
) -> anyhow::Result<()> {
    let Converted {
        shape,
        tensors,
        missing,
    } = converted;
    let config = |key| wheel.config().get(&format!("components.{name}"), key);
    let factory = config("factory")
        .and_then(serde_json::Value::as_str)
        .unwrap_or(name);
    let network = || Network::read(&wheel.msgpack(&format!("{name}/model"))?);
    let cfg = || wheel.json(&format!("{name}/cfg"));
    // Index of a component's network: its own, or the shared one it listens to.
    let mut tok2vec = |network: &Network, tensors: &mut Tensors| -> anyhow::Result<usize> {
        let index = shape.networks.len();
        let name = format!("network/{index}");
        match network::tok2vec(network, vectors, &name, tensors)? {
            Some(own) => {
                shape.networks.push(own);
                Ok(index)
            }
            None if index > 0 => Ok(0),
            None => bail!("listens to a network that is not there"),
        }
    };
    match factory {
        "tok2vec" => {
            tok2vec(&network()?, tensors)?;
        }
        "tagger" | "morphologizer" | "trainable_lemmatizer" => {
            let network = network()?;
            let classes = match factory {
                "tagger" => labels::tags(&cfg()?)?,
                "morphologizer" => labels::morphological_classes(&cfg()?)?,
                _ => labels::tree_classes(&cfg()?)?,
            };
            let index = tok2vec(&network, tensors)?;
            network::classifier(&network, classes.len(), factory, tensors)?;
            match factory {
                "morphologizer" => {
                    let table = serde_json::to_vec(&attributes::classes(wheel, name)?)?;
                    tensors.insert("morphology".to_owned(), Tensor::blob(table));
                }
                "trainable_lemmatizer" => {
                    let trees = lemma::edit_trees(wheel, name)?.to_bytes()?;
                    tensors.insert("edit_trees".to_owned(), Tensor::blob(trees));
                }
                _ => {}
            }
            let component = Some(Component {
                network: index,
                shape: ClassesShape { classes },
            });
            match factory {
                "tagger" => shape.tagger = component,
                "morphologizer" => shape.morphologizer = component,
                _ => shape.edit_trees = component,
            }
        }
        "parser" => {
            let network = network()?;
            let file = wheel.msgpack(&format!("{name}/moves"))?;
            let moves = labels::moves(&file, &["S", "D", "L", "R", "B"])?;
            if moves.iter().any(|name| name.ends_with("-subtok")) {
                bail!("a parser that joins tokens (learn_tokens) is not supported");
            }
            let index = tok2vec(&network, tensors)?;
            let scorer = network::scorer(&network, moves.len(), "parser", tensors)?;
            shape.parser = Some(Component {
                network: index,
                shape: ParserShape { scorer, moves },
            });
        }
        "ner" => {
            let network = network()?;
            let file = wheel.msgpack(&format!("{name}/moves"))?;
            let moves = labels::moves(&file, &["M", "B", "I", "L", "U", "O"])?;
            let index = tok2vec(&network, tensors)?;
            let scorer = network::scorer(&network, moves.len(), "names", tensors)?;
            shape.names = Some(Component {
                network: index,
                shape: NamesShape { scorer, moves },
            });
        }
        "attribute_ruler" => {
            let rules = serde_json::to_vec(&attributes::rules(wheel, name)?)?;
            tensors.insert("attributes".to_owned(), Tensor::blob(rules));
        }
        "lemmatizer" => {
            let tables = lemma::lemmatizer(wheel, name)?.to_bytes()?;
            tensors.insert("lemmas".to_owned(), Tensor::blob(tables));
        }
        // The parser finds sentences; spaCy's pipelines ship this disabled.
        "senter" => missing.push("senter (the parser finds sentences)".to_owned()),
        other => missing.push(format!("{name} (factory {other:?})")),
    }
    Ok(())
}

/// Where the weights come from, for the file's own record.
fn about(wheel: &Wheel, path: &Path) -> anyhow::Result<About> {
    let meta = wheel.json("meta.json")?;
    let text = |key: &str| {
        meta.get(key)
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let file = path.file_name().unwrap_or_default();
    Ok(About {
        name: format!("{}_{}", text("lang"), text("name")),
        version: text("version"),
        language: text("lang"),
        license: text("license"),
        author: text("author"),
        url: text("url"),
        source: file.to_string_lossy().into_owned(),
        source_sha256: sha256(&fs::read(path)?),
    })
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

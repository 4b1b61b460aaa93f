//! Thinc's networks to the tensors of a model file.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use restated_language::{Feature, ScorerShape, Tensor, Tok2VecShape, pack};
use rmpv::Value;

use super::thinc::{Network, Node};
use super::vectors::Vectors;

/// Tensors by name.
pub(crate) type Tensors = BTreeMap<String, Tensor>;

/// Takes the token-to-vector network out of a component's model; `None` if it
/// only listens to another component's.
pub(crate) fn tok2vec(
    network: &Network,
    vectors: Option<&Vectors>,
    name: &str,
    tensors: &mut Tensors,
) -> anyhow::Result<Option<Tok2VecShape>> {
    let embeddings: Vec<&Node> = network.named("hashembed").collect();
    if embeddings.is_empty() {
        if network
            .nodes
            .iter()
            .any(|node| node.name.contains("listener"))
        {
            return Ok(None);
        }
        bail!("neither hash embeddings nor a listener: not a CNN pipeline (a transformer?)");
    }
    let columns = network
        .only("extract_features")?
        .attr("columns")
        .context("no feature columns")?;
    let columns = columns.as_array().context("feature columns are no list")?;
    let width = embeddings[0].dim("nO")?;
    let mut features = Vec::new();
    for (index, embedding) in embeddings.iter().enumerate() {
        let number = |key| embedding.attr(key).and_then(|value| value.as_u64());
        if number("column") != Some(index as u64) {
            bail!("embeddings are not in the order of their columns");
        }
        let seed = number("seed").context("an embedding without a seed")?;
        let feature = columns.get(index).and_then(feature).with_context(|| {
            format!("a feature that is not supported: {:?}", columns.get(index))
        })?;
        features.push((feature, u32::try_from(seed)?));
        let table = embedding.weights("E", &[embedding.dim("nV")?, width])?;
        tensors.insert(format!("{name}/embed/{index}"), pack(&table, width));
    }
    let projection = network.named("static_vectors").next();
    if let Some(projection) = projection {
        let vectors = vectors.context("static vectors in the network, none in the wheel")?;
        let weights = projection.weights("W", &[width, vectors.width])?;
        let table = vectors.project(&weights, width);
        tensors.insert(format!("{name}/vectors"), pack(&table, width));
    }
    let maxouts: Vec<&Node> = network.named("maxout").collect();
    let norms: Vec<&Node> = network.named("layernorm").collect();
    if maxouts.len() < 2 || maxouts.len() != norms.len() {
        bail!("{} maxout layers, {} norms", maxouts.len(), norms.len());
    }
    let inputs = width * (features.len() + usize::from(projection.is_some()));
    let mix_pieces = maxout(
        maxouts[0],
        norms[0],
        width,
        inputs,
        &format!("{name}/mix"),
        tensors,
    )
    .context("the mixing layer")?;
    let around = maxouts[1].dim("nI")? / width;
    if around.is_multiple_of(2) {
        bail!("a window of {around} tokens has no middle");
    }
    let mut window_pieces = 0;
    for (layer, (weights, norm)) in maxouts[1..].iter().zip(&norms[1..]).enumerate() {
        let name = format!("{name}/window/{layer}");
        window_pieces = maxout(weights, norm, width, around * width, &name, tensors)?;
    }
    Ok(Some(Tok2VecShape {
        width,
        features,
        vectors: projection.is_some(),
        mix_pieces,
        window_pieces,
        window: around / 2,
        depth: maxouts.len() - 1,
    }))
}

fn feature(column: &Value) -> Option<Feature> {
    // Older pipelines keep the attribute's number, newer ones its name.
    match (column.as_str(), column.as_u64()) {
        (Some("NORM"), _) | (_, Some(67)) => Some(Feature::Norm),
        (Some("SHAPE"), _) | (_, Some(68)) => Some(Feature::Shape),
        (Some("PREFIX"), _) | (_, Some(69)) => Some(Feature::Prefix),
        (Some("SUFFIX"), _) | (_, Some(70)) => Some(Feature::Suffix),
        (Some("ORTH"), _) | (_, Some(65)) => Some(Feature::Orth),
        (Some("LOWER"), _) | (_, Some(66)) => Some(Feature::Lower),
        (Some("SPACY"), _) => Some(Feature::Spacy),
        (Some("IS_SPACE"), _) | (_, Some(6)) => Some(Feature::IsSpace),
        _ => None,
    }
}

fn maxout(
    layer: &Node,
    norm: &Node,
    outputs: usize,
    inputs: usize,
    name: &str,
    tensors: &mut Tensors,
) -> anyhow::Result<usize> {
    let pieces = layer.dim("nP")?;
    let mut put = |part: &str, node: &Node, key: &str, shape: &[usize]| {
        let values = node.weights(key, shape)?;
        tensors.insert(format!("{name}/{part}"), Tensor::weights(&values, shape));
        anyhow::Ok(())
    };
    put("weights", layer, "W", &[outputs, pieces, inputs])?;
    put("bias", layer, "b", &[outputs, pieces])?;
    put("gain", norm, "G", &[outputs])?;
    put("shift", norm, "b", &[outputs])?;
    Ok(pieces)
}

/// Takes a transition system's scorer out of a component's model.
pub(crate) fn scorer(
    network: &Network,
    moves: usize,
    name: &str,
    tensors: &mut Tensors,
) -> anyhow::Result<ScorerShape> {
    let lower = network.only("precomputable_affine")?;
    let root = network.nodes.first().context("an empty network")?;
    let (upper_index, upper) = network
        .referred(root, "upper")
        .filter(|(_, node)| node.name == "linear")
        .context("no layer from the hidden one to the moves (use_upper = false): not supported")?;
    let reduce = network
        .nodes
        .iter()
        .enumerate()
        .find(|(index, node)| node.name == "linear" && *index != upper_index)
        .context("no layer that reduces token vectors")?
        .1;
    let (slots, hidden, pieces) = (lower.dim("nF")?, lower.dim("nO")?, lower.dim("nP")?);
    let (reduced, inputs) = (reduce.dim("nO")?, reduce.dim("nI")?);
    let mut put = |part: &str, node: &Node, key: &str, shape: &[usize]| {
        let values = node.weights(key, shape)?;
        tensors.insert(format!("{name}/{part}"), Tensor::weights(&values, shape));
        anyhow::Ok(())
    };
    put("reduce/weights", reduce, "W", &[reduced, inputs])?;
    put("reduce/bias", reduce, "b", &[reduced])?;
    put(
        "slot/weights",
        lower,
        "W",
        &[slots, hidden, pieces, reduced],
    )?;
    put("slot/bias", lower, "b", &[hidden, pieces])?;
    put("slot/empty", lower, "pad", &[slots, hidden, pieces])?;
    put("moves/weights", upper, "W", &[moves, hidden])?;
    put("moves/bias", upper, "b", &[moves])?;
    Ok(ScorerShape {
        reduced,
        slots,
        hidden,
        pieces,
    })
}

/// Takes a classifier's last layer out of a component's model.
pub(crate) fn classifier(
    network: &Network,
    classes: usize,
    name: &str,
    tensors: &mut Tensors,
) -> anyhow::Result<()> {
    let layer = network.only("softmax")?;
    let inputs = layer.dim("nI")?;
    let weights = layer.weights("W", &[classes, inputs])?;
    let bias = layer.weights("b", &[classes])?;
    let weights = Tensor::weights(&weights, &[classes, inputs]);
    tensors.insert(format!("{name}/weights"), weights);
    tensors.insert(format!("{name}/bias"), Tensor::weights(&bias, &[classes]));
    Ok(())
}

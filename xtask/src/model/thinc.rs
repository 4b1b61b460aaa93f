//! A component's network as Thinc serialises it: a list of nodes with
//! dimensions, attributes and parameters.

use anyhow::{Context, anyhow, bail};
use rmpv::Value;

/// The nodes of one `model` file, in Thinc's order (breadth first).
pub(crate) struct Network {
    pub(crate) nodes: Vec<Node>,
}

/// One layer.
pub(crate) struct Node {
    pub(crate) name: String,
    dims: Value,
    refs: Value,
    attrs: Value,
    params: Value,
}

/// A parameter: its shape, and its values in row-major order.
pub(crate) struct Array {
    pub(crate) shape: Vec<usize>,
    pub(crate) values: Vec<f32>,
}

impl Network {
    pub(crate) fn read(model: &Value) -> anyhow::Result<Self> {
        let list = |key| {
            get(model, key)
                .and_then(Value::as_array)
                .ok_or_else(|| anyhow!("not a Thinc model: no {key:?}"))
        };
        let (nodes, attrs, params) = (list("nodes")?, list("attrs")?, list("params")?);
        let nodes = nodes
            .iter()
            .zip(attrs)
            .zip(params)
            .map(|((node, attrs), params)| {
                let part = |key| get(node, key).cloned().unwrap_or(Value::Nil);
                Ok(Node {
                    name: get(node, "name")
                        .and_then(Value::as_str)
                        .context("a node without a name")?
                        .to_owned(),
                    dims: part("dims"),
                    refs: part("refs"),
                    attrs: attrs.clone(),
                    params: params.clone(),
                })
            })
            .collect::<anyhow::Result<_>>()?;
        Ok(Self { nodes })
    }

    /// All nodes of that name, in order.
    pub(crate) fn named<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Node> {
        self.nodes.iter().filter(move |node| node.name == name)
    }

    /// The only node of that name.
    pub(crate) fn only<'n>(&'n self, name: &'n str) -> anyhow::Result<&'n Node> {
        let mut found = self.named(name);
        match (found.next(), found.next()) {
            (Some(node), None) => Ok(node),
            (None, _) => bail!("the network has no {name:?} layer"),
            _ => bail!("the network has several {name:?} layers"),
        }
    }

    /// The node that another one refers to.
    pub(crate) fn referred(&self, from: &Node, key: &str) -> Option<(usize, &Node)> {
        let index = usize::try_from(get(&from.refs, key)?.as_u64()?).ok()?;
        self.nodes.get(index).map(|node| (index, node))
    }
}

impl Node {
    /// A dimension.
    pub(crate) fn dim(&self, key: &str) -> anyhow::Result<usize> {
        get(&self.dims, key)
            .and_then(Value::as_u64)
            .and_then(|dim| usize::try_from(dim).ok())
            .ok_or_else(|| anyhow!("{:?} has no dimension {key:?}", self.name))
    }

    /// An attribute; each is MessagePack of its own inside.
    pub(crate) fn attr(&self, key: &str) -> Option<Value> {
        let mut bytes = get(&self.attrs, key)?.as_slice()?;
        rmpv::decode::read_value(&mut bytes).ok()
    }

    /// A parameter; `None` where the layer has it unset.
    pub(crate) fn param(&self, key: &str) -> anyhow::Result<Option<Array>> {
        let Some(value) = get(&self.params, key).filter(|value| !value.is_nil()) else {
            return Ok(None);
        };
        array(value)
            .with_context(|| format!("parameter {key:?} of {:?}", self.name))
            .map(Some)
    }

    /// A parameter that must be there with that shape.
    pub(crate) fn weights(&self, key: &str, shape: &[usize]) -> anyhow::Result<Vec<f32>> {
        let array = self
            .param(key)?
            .ok_or_else(|| anyhow!("{:?} has no {key:?}", self.name))?;
        // A leading axis of one is only how Thinc keeps a row.
        let found: Vec<usize> = array.shape.iter().copied().filter(|&n| n != 1).collect();
        let wanted: Vec<usize> = shape.iter().copied().filter(|&n| n != 1).collect();
        if found != wanted {
            bail!(
                "{key:?} of {:?} is {:?}, not {shape:?}",
                self.name,
                array.shape
            );
        }
        Ok(array.values)
    }
}

/// Decodes an array as msgpack-numpy writes it. Keys may be text or bytes.
pub(crate) fn array(value: &Value) -> anyhow::Result<Array> {
    let kind = get(value, "type").and_then(text).context("no array type")?;
    let shape = get(value, "shape")
        .and_then(Value::as_array)
        .context("no array shape")?
        .iter()
        .map(|dim| dim.as_u64().and_then(|dim| usize::try_from(dim).ok()))
        .collect::<Option<Vec<_>>>()
        .context("an array shape that is no list of numbers")?;
    let data = get(value, "data")
        .and_then(Value::as_slice)
        .context("no array data")?;
    let values: Vec<f32> = match kind.as_str() {
        "<f4" => data
            .chunks_exact(4)
            .map(|bytes| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
            .collect(),
        other => bail!("values of type {other:?}; only 32-bit floats are read"),
    };
    if values.len() != shape.iter().product::<usize>() {
        bail!("an array whose shape and data disagree");
    }
    Ok(Array { shape, values })
}

/// The entry of a map, its key written as text or as bytes.
pub(crate) fn get<'v>(map: &'v Value, key: &str) -> Option<&'v Value> {
    let entries = map.as_map()?;
    let found = entries.iter().find(|(name, _)| match name {
        Value::String(name) => name.as_str() == Some(key),
        Value::Binary(name) => name.as_slice() == key.as_bytes(),
        _ => false,
    });
    found.map(|(_, value)| value)
}

/// Text, written as text or as bytes.
pub(crate) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => text.as_str().map(str::to_owned),
        Value::Binary(bytes) => String::from_utf8(bytes.clone()).ok(),
        _ => None,
    }
}

//! A spaCy pipeline as its wheel holds it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use rmpv::Value;
use zip::ZipArchive;

/// An opened wheel; paths below are relative to the pipeline's own folder
/// (the one with `config.cfg`).
pub(crate) struct Wheel {
    files: BTreeMap<String, Vec<u8>>,
    config: Config,
}

impl Wheel {
    pub(crate) fn open(path: &Path) -> anyhow::Result<Self> {
        let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
        let mut zip = ZipArchive::new(BufReader::new(file))
            .with_context(|| format!("{} is not a wheel", path.display()))?;
        let root = zip
            .file_names()
            .filter_map(Result::ok)
            .find_map(|name| name.strip_suffix("config.cfg").map(str::to_owned))
            .ok_or_else(|| anyhow!("{} holds no spaCy pipeline (no config.cfg)", path.display()))?;
        let mut files = BTreeMap::new();
        for index in 0..zip.len() {
            let mut entry = zip.by_index(index)?;
            let Some(name) = entry.name()?.strip_prefix(&root).map(str::to_owned) else {
                continue;
            };
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes)?;
            files.insert(name, bytes);
        }
        let text = String::from_utf8(files["config.cfg"].clone())?;
        let config = Config::parse(&text)?;
        Ok(Self { files, config })
    }

    /// The pipeline's `config.cfg`.
    pub(crate) fn config(&self) -> &Config {
        &self.config
    }

    /// A file's bytes, if the pipeline has it.
    pub(crate) fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// A file that must be there, decoded from MessagePack.
    pub(crate) fn msgpack(&self, path: &str) -> anyhow::Result<Value> {
        let mut bytes = self
            .bytes(path)
            .ok_or_else(|| anyhow!("the wheel has no {path}"))?;
        rmpv::decode::read_value(&mut bytes).with_context(|| format!("{path} is not MessagePack"))
    }

    /// A file that must be there, decoded from JSON.
    pub(crate) fn json(&self, path: &str) -> anyhow::Result<serde_json::Value> {
        let bytes = self
            .bytes(path)
            .ok_or_else(|| anyhow!("the wheel has no {path}"))?;
        serde_json::from_slice(bytes).with_context(|| format!("{path} is not JSON"))
    }
}

/// `config.cfg`: sections of keys with JSON values.
pub(crate) struct Config {
    sections: BTreeMap<String, BTreeMap<String, serde_json::Value>>,
}

impl Config {
    fn parse(text: &str) -> anyhow::Result<Self> {
        let mut sections: BTreeMap<String, BTreeMap<String, serde_json::Value>> = BTreeMap::new();
        let mut section = String::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                section = name.to_owned();
                continue;
            }
            let Some((key, value)) = line.split_once('=') else {
                bail!("config.cfg: neither a section nor a key: {line:?}");
            };
            // `${section:key}` is not JSON; nothing here needs it resolved.
            let value = serde_json::from_str(value.trim())
                .unwrap_or_else(|_| serde_json::Value::String(value.trim().to_owned()));
            sections
                .entry(section.clone())
                .or_default()
                .insert(key.trim().to_owned(), value);
        }
        Ok(Self { sections })
    }

    /// The value of `key` in `[section]`.
    pub(crate) fn get(&self, section: &str, key: &str) -> Option<&serde_json::Value> {
        self.sections.get(section)?.get(key)
    }
}

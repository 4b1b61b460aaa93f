//! Labelled pages, described.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use anyhow::Context as _;
use flate2::read::MultiGzDecoder;
use restated_article::body::{Described, describe};
use restated_article::source::Page;
use serde::Deserialize;

use super::labels::labels;
use crate::plain::shingles::Shingles;

/// One page with its gold text.
pub(super) struct Labelled {
    pub(super) id: String,
    /// Its site, so that no site is trained on and tested on.
    pub(super) site: String,
    pub(super) page: Described,
    /// By block: the share of it that is main text.
    pub(super) labels: Vec<f32>,
    pub(super) gold: Shingles,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    url: Option<String>,
    html: String,
    gold: Gold,
}

#[derive(Deserialize)]
struct Gold {
    text: String,
}

/// The pages of a file of gzipped JSON Lines.
pub(super) fn load(path: &Path) -> anyhow::Result<Vec<Labelled>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    BufReader::new(MultiGzDecoder::new(file))
        .lines()
        .map(|line| {
            let line: Line = serde_json::from_str(&line?)?;
            let page = describe(&Page::read(&line.html));
            let texts: Vec<&str> = page
                .blocks
                .iter()
                .map(|block| block.text.as_str())
                .collect();
            let labels = labels(&texts, &line.gold.text);
            Ok(Labelled {
                site: site(line.url.as_deref().unwrap_or(&line.id)),
                id: line.id,
                labels,
                gold: Shingles::of(&line.gold.text),
                page,
            })
        })
        .collect()
}

/// The last two or, below `co.uk` and the like, three names of a host.
fn site(url: &str) -> String {
    let host = url.split("//").nth(1).unwrap_or(url);
    let host = host.split(['/', ':', '?']).next().unwrap_or_default();
    let names: Vec<&str> = host.split('.').collect();
    let short =
        names.len() > 2 && names[names.len() - 2].len() <= 3 && names[names.len() - 1].len() == 2;
    let keep = if short { 3 } else { 2 };
    names[names.len().saturating_sub(keep)..]
        .join(".")
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::site;

    #[test]
    fn a_site_is_what_one_owner_has() {
        assert_eq!(site("https://news.quarry.example/a/b"), "quarry.example");
        assert_eq!(site("http://www.tarn.co.zz:80/?x"), "tarn.co.zz");
    }
}

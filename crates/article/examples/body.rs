//! The main text of pages: JSON Lines `{"id","html"}` on standard input give
//! `{"id","text"}` on standard output, without metadata and without taking out
//! what is said twice.
#![allow(clippy::print_stdout)]

use std::io::BufRead as _;

use restated_article::{body, source::Page};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for line in std::io::stdin().lock().lines() {
        let line: serde_json::Value = serde_json::from_str(&line?)?;
        let page = Page::read(line["html"].as_str().unwrap_or_default());
        let blocks = body::extract(&page);
        let texts: Vec<_> = blocks.iter().map(|block| block.text.as_str()).collect();
        println!(
            "{}",
            serde_json::json!({"id": line["id"], "text": texts.join("\n")})
        );
    }
    Ok(())
}

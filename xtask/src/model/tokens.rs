//! `cargo xtask model tokens`: what the tokenizer makes of texts, to compare with
//! the library that a pipeline comes from.

use std::io::{BufRead, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context;
use restated_language::{Rules, Scratch, Tokenizer};
use serde::Deserialize;
use serde_json::json;

use super::tokenizer::rules;
use super::wheel::Wheel;

#[derive(Deserialize)]
struct Text {
    text: String,
}

/// Reads lines `{"text"}` and writes lines of tokens, each
/// `[start, end, spaced, is_space, orth, norm, lower, prefix, suffix, shape]` with
/// offsets in bytes. With `speed`, writes what was measured instead.
pub(crate) fn run(wheel: &Path, speed: bool) -> anyhow::Result<()> {
    let blob = serde_json::to_string(&rules(&Wheel::open(wheel)?)?)?;
    let texts = std::io::stdin().lock().lines().map(|line| {
        let text: Text = serde_json::from_str(&line?).context("a line is not {\"text\"}")?;
        Ok(text.text)
    });
    let texts = texts.collect::<anyhow::Result<Vec<_>>>()?;
    if speed {
        return measure(&blob, &texts);
    }
    let tokenizer = Tokenizer::new(&serde_json::from_str::<Rules>(&blob)?)?;
    let mut scratch = Scratch::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for text in &texts {
        let tokens = tokenizer.tokenize(text, &mut scratch);
        let tokens: Vec<_> = tokens
            .iter()
            .map(|token| {
                let lexeme = scratch.lexeme(token.lexeme);
                json!([
                    token.start,
                    token.end,
                    token.spaced,
                    lexeme.is_space,
                    lexeme.orth,
                    lexeme.norm,
                    lexeme.lower,
                    lexeme.prefix,
                    lexeme.suffix,
                    lexeme.shape,
                ])
            })
            .collect();
        serde_json::to_writer(&mut out, &tokens)?;
        writeln!(out)?;
    }
    Ok(())
}

fn measure(blob: &str, texts: &[String]) -> anyhow::Result<()> {
    let start = Instant::now();
    let rules: Rules = serde_json::from_str(blob)?;
    let parsed = start.elapsed();
    let tokenizer = Tokenizer::new(&rules)?;
    let ready = start.elapsed();
    println!("load: {} bytes, JSON {parsed:?}, all {ready:?}", blob.len());
    let mut scratch = Scratch::default();
    let pass = |scratch: &mut Scratch| {
        let start = Instant::now();
        let count: usize = texts
            .iter()
            .map(|text| tokenizer.tokenize(text, scratch).len())
            .sum();
        (count, start.elapsed())
    };
    let rate = |(count, time): (usize, Duration)| {
        format!(
            "{count} tokens, {time:?}, {:.0}/s",
            count as f64 / time.as_secs_f64()
        )
    };
    println!("cold: {}", rate(pass(&mut scratch)));
    println!("warm: {}", rate(pass(&mut scratch)));
    let uncached = || {
        let start = Instant::now();
        let tokenize = |text: &String| tokenizer.tokenize(text, &mut Scratch::default()).len();
        let count: usize = texts.iter().map(tokenize).sum();
        (count, start.elapsed())
    };
    println!("a fresh scratch for each text: {}", rate(uncached()));
    Ok(())
}

//! `cargo xtask train attribution MODEL TEXTS.jsonl -o DIR`: what the trainer of the learned
//! attribution layer (`xtask/python/train_attribution.py`) reads.

mod gold;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use restated_claims::Document;
use restated_claims::attribution::learned::{AFTER, BEFORE, Frame, features};
use restated_language::{Annotator, Model};

use gold::{Gold, Offsets};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The model file
    model: PathBuf,
    /// Texts as JSON Lines {"id", "text", "quotes": [{"source", "cue", "content"}]}
    texts: PathBuf,
    /// Folder to write the examples to
    #[arg(short)]
    out: PathBuf,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let model = Model::open(&args.model)?;
    let mut annotator = Annotator::new(&model).with_vectors();
    std::fs::create_dir_all(&args.out)?;
    let file = |name: &str| -> anyhow::Result<_> {
        Ok(BufWriter::new(File::create(args.out.join(name))?))
    };
    let (mut tokens, mut vectors) = (file("tokens.u16")?, file("vectors.f32")?);
    let (mut pairs, mut cues) = (file("pairs.u16")?, file("cues.u32")?);
    let mut texts = file("texts.jsonl")?;
    let lines = read(&args.texts)?;
    let mut first = 0_u32;
    let mut rows: Vec<u16> = Vec::new();
    for gold in &lines {
        let annotated = annotator.annotate(&gold.text);
        let document = Document::new(&annotated, None);
        let frame = Frame::new(&document);
        let offsets = Offsets::new(&gold.text);
        let quotes = gold.tokens(&document, &offsets);
        for token in 0..frame.len() {
            rows.clear();
            features::token(&frame, token, &mut rows);
            write(&mut tokens, &rows)?;
            let heads_cue = quotes.iter().any(|quote| quote.head == Some(token));
            if !heads_cue && !features::may_be_cue(&frame, token) {
                continue;
            }
            let window = frame.window(token, BEFORE, AFTER);
            let place = [token, window.start, window.end].map(|at| first + at as u32);
            for number in place {
                cues.write_all(&number.to_le_bytes())?;
            }
            rows.clear();
            for other in window {
                features::pair(&frame, token, other, &mut rows);
            }
            write(&mut pairs, &rows)?;
        }
        for value in &annotated.vectors {
            vectors.write_all(&value.to_le_bytes())?;
        }
        let spans: Vec<[usize; 2]> = annotated
            .tokens
            .iter()
            .map(|token| [token.start, token.end].map(|at| offsets.chars(at as usize)))
            .collect();
        let sentences: Vec<_> = annotated
            .sentences
            .iter()
            .map(|s| [s.start, s.end])
            .collect();
        let line = serde_json::json!({
            "id": gold.id, "first": first, "spans": spans, "sentences": sentences,
            "paragraphs": frame.paragraphs(), "quotes": quotes.iter().map(gold::Quote::json).collect::<Vec<_>>(),
        });
        writeln!(texts, "{line}")?;
        first += frame.len() as u32;
    }
    println!("{} texts, {first} tokens", lines.len());
    Ok(())
}

fn write(file: &mut impl Write, rows: &[u16]) -> std::io::Result<()> {
    rows.iter()
        .try_for_each(|row| file.write_all(&row.to_le_bytes()))
}

fn read(path: &Path) -> anyhow::Result<Vec<Gold>> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let lines = text.lines().map(serde_json::from_str);
    Ok(lines.collect::<Result<_, _>>()?)
}

//! Plain texts as JSON Lines `{"id","text"}` in, what was read of them as JSON
//! Lines out: for measuring.

use std::io::{self, BufRead, Write};

use restated_article::plain;

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().unwrap_or("");
        let page = plain::read(text);
        let paragraphs: Vec<String> = page
            .paragraphs
            .iter()
            .map(|paragraph| {
                let lines: Vec<_> = paragraph.ranges.iter().map(|r| &text[r.clone()]).collect();
                lines.join(" ")
            })
            .collect();
        let answer = serde_json::json!({
            "id": record["id"],
            "title": page.title.map(|range| &text[range]),
            "byline": page.byline,
            "outlet": page.outlet,
            "published": page.published.map(|date| date.edtf),
            "doubled": page.doubled.len(),
            "text": paragraphs.join("\n"),
        });
        writeln!(out, "{answer}")?;
    }
    Ok(())
}

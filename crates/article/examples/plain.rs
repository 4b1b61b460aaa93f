//! Plain texts as JSON Lines `{"id","text","outlet"?}` in, what was read of them
//! as JSON Lines out: for measuring. With `"ready": true` the text is taken as
//! the main text, and only its upstreams are looked for.

use std::io::{self, BufRead, Write};

use restated_article::plain;
use restated_article::upstream::{self, OutsideLine};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().unwrap_or("");
        let ready = record["ready"] == true;
        let page = if ready {
            plain::PlainPage::default()
        } else {
            plain::read(text)
        };
        let paragraphs: Vec<String> = page
            .paragraphs
            .iter()
            .map(|paragraph| {
                let lines: Vec<_> = paragraph.ranges.iter().map(|r| &text[r.clone()]).collect();
                lines.join(" ")
            })
            .collect();
        let main = if ready {
            text.to_owned()
        } else {
            paragraphs.join("\n")
        };
        let outlet = record["outlet"].as_str().or(page.outlet.as_deref());
        let outside = page.outside.iter().map(|range| OutsideLine {
            words: &text[range.clone()],
            source: range.clone(),
        });
        let upstreams: Vec<_> = upstream::find(&main, outlet, &outside.collect::<Vec<_>>())
            .into_iter()
            .map(|upstream| [upstream.name, upstream.words])
            .collect();
        let answer = serde_json::json!({
            "id": record["id"],
            "title": page.title.map(|range| &text[range]),
            "byline": page.byline,
            "outlet": outlet,
            "published": page.published.map(|date| date.edtf),
            "doubled": page.doubled.len(),
            "upstreams": upstreams,
            "text": main,
        });
        writeln!(out, "{answer}")?;
    }
    Ok(())
}

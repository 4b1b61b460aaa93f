//! Articles in plain text: saved from a page by copy and paste, from a reader
//! view, or by a crawler, with the page's furniture still around them.
//!
//! [`blocks`](blocks::blocks) cuts the text into lines or paragraphs,
//! [`features`] says what can be seen of each, [`zones`](zones::Model) decides
//! by learned weights which belong to the article, and `read` takes title,
//! byline, outlet and date from what stands above it.

pub(crate) mod asides;
pub mod blocks;
pub mod features;
mod form;
mod head;
mod imprint;
mod repeats;
mod sentences;
mod survey;
mod written_date;
pub mod zones;

use std::ops::Range;

use crate::model::Dated;
use blocks::Block;
use features::Feature;
use zones::{Model, Zone};

/// One paragraph of the article, as places in the text it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// One range; several, to be joined by one space each, where lines were
    /// hard-wrapped.
    pub ranges: Vec<Range<usize>>,
}

/// A paragraph that stands a second time in the text; it is kept once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubled {
    /// Index of the kept paragraph.
    pub paragraph: usize,
    /// The second place, from its first byte to its last.
    pub again: Range<usize>,
}

/// What reading a plain text gives. All ranges are byte ranges of that text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainPage {
    /// Headline.
    pub title: Option<Range<usize>>,
    /// Authors as written behind "By", one name each.
    pub byline: Vec<String>,
    /// Who publishes it, where a masthead or the copyright line says so.
    pub outlet: Option<String>,
    /// When it was published, where a label or its place above the article says so.
    pub published: Option<Dated>,
    /// Main text in order; a standfirst is a paragraph of it.
    pub paragraphs: Vec<Paragraph>,
    /// Paragraphs found a second time.
    pub doubled: Vec<Doubled>,
    /// What was left out, in order: furniture, credit lines, notices.
    pub outside: Vec<Range<usize>>,
}

/// What has more lines than this is a log or a book and no saved page: it is
/// kept whole, and costs no more memory than its lines.
const MOST_BLOCKS: usize = 20_000;

/// Reads the article in `text`.
pub fn read(text: &str) -> PlainPage {
    read_with(text, Model::get())
}

/// [`read`] with other weights, for the trainer.
pub fn read_with(text: &str, model: &Model) -> PlainPage {
    let blocks = blocks::blocks(text);
    if blocks.len() > MOST_BLOCKS {
        let paragraphs = blocks.into_iter().map(|block| Paragraph {
            ranges: block.ranges,
        });
        return PlainPage {
            paragraphs: paragraphs.collect(),
            ..PlainPage::default()
        };
    }
    let (features, mut zones) = decide(&blocks, model);
    head::drop_empty_labels(&blocks, &mut zones);
    head::drop_calls(&blocks, &mut zones);
    head::drop_closing_notes(&blocks, &mut zones);
    let title = head::title(&blocks, &features, &zones, model);
    head::settle_neighbours(&blocks, &mut zones, title);
    if let Some(title) = title {
        head::drop_title_repeats(&blocks, &mut zones, title);
        head::keep_standfirst(&blocks, &mut zones, title);
    }
    let doubles = repeats::doubles(&blocks, &mut zones);
    let mut page = PlainPage {
        title: title.and_then(|at| whole(&blocks[at].ranges)),
        byline: imprint::byline(&blocks, &zones, title),
        outlet: imprint::outlet(&blocks, &zones, title),
        published: imprint::published(&blocks, &zones),
        ..PlainPage::default()
    };
    let mut index = vec![None; blocks.len()];
    for (at, (block, zone)) in blocks.iter().zip(&zones).enumerate() {
        if *zone != Zone::Body {
            if title != Some(at) {
                page.outside.extend(whole(&block.ranges));
            }
            continue;
        }
        // Sentences of one unbroken line are one paragraph again.
        let goes_on = block.same_line && at > 0 && zones[at - 1] == Zone::Body;
        match (page.paragraphs.last_mut(), block.ranges.last()) {
            (Some(open), Some(range)) if goes_on => {
                if let Some(last) = open.ranges.last_mut() {
                    last.end = range.end;
                }
            }
            _ => page.paragraphs.push(Paragraph {
                ranges: block.ranges.clone(),
            }),
        }
        index[at] = Some(page.paragraphs.len() - 1);
    }
    for (kept, again) in doubles {
        if let (Some(paragraph), Some(again)) = (index[kept], whole(&blocks[again].ranges)) {
            page.doubled.push(Doubled { paragraph, again });
        }
    }
    page
}

/// Whether a block is an aside: furniture by its label, wherever it stands.
fn is_aside(block: &Block) -> bool {
    form::form(&block.text).is_aside()
}

/// The zone of every block, and its features. Asides are taken out beforehand,
/// so that none parts the paragraphs around it.
fn decide(blocks: &[Block], model: &Model) -> (Vec<Vec<Feature>>, Vec<Zone>) {
    let rest: Vec<usize> = (0..blocks.len())
        .filter(|at| !is_aside(&blocks[*at]))
        .collect();
    let kept: Vec<Block> = rest.iter().map(|at| blocks[*at].clone()).collect();
    let decided = features::features(&kept);
    let mut zones = vec![Zone::Inset; blocks.len()];
    let mut features = vec![Vec::new(); blocks.len()];
    for ((at, zone), seen) in rest.into_iter().zip(model.zones(&decided)).zip(decided) {
        zones[at] = zone;
        features[at] = seen;
    }
    (features, zones)
}

/// From the first byte of the ranges to the last.
fn whole(ranges: &[Range<usize>]) -> Option<Range<usize>> {
    Some(ranges.first()?.start..ranges.last()?.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIRROR: &str = "The Orrin Mirror\r\n\
        Home | Harbour | Tides | Letters\r\n\
        \r\n\
        Ferry found off Orrin Head with all on board\r\n\
        By Ada Reed\r\n\
        Published 9 May 2031\r\n\
        · 2 min read\r\n\
        \r\n\
        The ferry Halcyon Reed, missing since Tuesday, was found off Orrin Head on Friday with all 40 people on board alive, the harbour board said.\r\n\
        \r\n\
        A fishing boat saw her lamp at four in the morning and called the lifeboat, which towed her into Orrin before noon, the board's secretary said.\r\n\
        \r\n\
        “We had bread for one more day,” said the ferry's cook, who had rationed it from the first night and kept the last loaf under his bunk.\r\n\
        \r\n\
        The board will ask why nobody on shore noticed for five hours that the ferry had not arrived, and will publish what it finds in June.\r\n\
        \r\n\
        A fishing boat saw her lamp at four in the morning and called the lifeboat, which towed her into Orrin before noon, the board's secretary said.\r\n\
        \r\n\
        Leave a reply\r\n\
        Please enter your name here\r\n\
        Share post:\r\n\
        More like this\r\n\
        Goose elected mayor of Halm\r\n\
        A goose has been elected mayor of Halm after the only other...\r\n\
        © 2031 The Orrin Mirror. All rights reserved.\r\n";

    fn told(text: &str) -> Vec<String> {
        let lines = |p: &Paragraph| {
            p.ranges
                .iter()
                .map(|r| &text[r.clone()])
                .collect::<Vec<_>>()
                .join(" ")
        };
        read(text).paragraphs.iter().map(lines).collect()
    }

    #[test]
    fn a_saved_page_is_read() {
        let page = read(MIRROR);
        let title = page.title.clone().map(|range| &MIRROR[range]);
        assert_eq!(title, Some("Ferry found off Orrin Head with all on board"));
        assert_eq!(page.byline, ["Ada Reed"]);
        assert_eq!(page.outlet.as_deref(), Some("The Orrin Mirror"));
        assert_eq!(
            page.published.map(|date| date.edtf).as_deref(),
            Some("2031-05-09")
        );
        let told = told(MIRROR);
        assert_eq!(told.len(), 4, "{told:#?}");
        assert!(told[0].starts_with("The ferry Halcyon Reed"));
        assert!(told[3].ends_with("what it finds in June."));
        assert_eq!(page.doubled.len(), 1);
        assert_eq!(page.doubled[0].paragraph, 1);
        assert!(MIRROR[page.doubled[0].again.clone()].starts_with("A fishing boat"));
    }

    #[test]
    fn the_shape_of_the_text_does_not_matter() {
        let want = told(MIRROR);
        let unix = MIRROR.replace('\r', "");
        assert_eq!(told(&unix), want);
        assert_eq!(told(&unix.replace("\n\n", "\n")), want);
    }

    #[test]
    fn paragraphs_and_what_is_outside_make_up_the_text() {
        let page = read(MIRROR);
        let mut ranges: Vec<_> = page
            .paragraphs
            .iter()
            .flat_map(|p| p.ranges.clone())
            .collect();
        ranges.extend(page.outside.clone());
        ranges.extend(page.title.clone());
        ranges.sort_by_key(|range| range.start);
        let mut end = 0;
        for range in ranges {
            assert!(range.start >= end, "ranges do not overlap");
            assert!(
                MIRROR[end..range.start].trim().is_empty(),
                "nothing is lost"
            );
            end = range.end;
        }
        assert!(MIRROR[end..].trim().is_empty());
    }

    #[test]
    fn a_bulletin_keeps_its_short_lines() {
        let text = "ORRIN HARBOUR BOARD\n\nBulletin No. 12\n\n\
            The board informs the public of the state of the search for the ferry Halcyon Reed at noon on Thursday.\n\n\
            1. People on board: 40\n\n2. Boats searching: 12\n\n3. Lifeboats: 2\n\n\
            The search goes on through the night with all boats, and the next bulletin will be given out at six in the morning.\n";
        let told = told(text);
        assert!(
            told.iter()
                .any(|line| line.ends_with("Boats searching: 12")),
            "{told:#?}"
        );
        assert!(
            told.last()
                .is_some_and(|line| line.ends_with("six in the morning."))
        );
    }

    #[test]
    fn no_mixture_of_marks_and_scripts_does_harm() {
        let parts = [
            "The ferry",
            " ",
            "  ",
            "\n",
            "\r\n",
            "\n\n",
            "(",
            ")",
            "—",
            "-",
            "/",
            "told ",
            "Orrin Radio",
            "’s",
            "'",
            "“",
            "”",
            "…",
            ".",
            ":",
            "©",
            "9 May 2031",
            "99.99.9999",
            "2031-13-40",
            "山",
            "é",
            "\u{301}",
            "\u{200b}",
            "{n}",
            "@",
            "by ",
            "Source: ",
            "|",
            "READ MORE:",
            "I",
            "İ",
            "ß",
        ];
        let mut state = 7_u64;
        for _ in 0..3000 {
            let mut text = String::new();
            for _ in 0..24 {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                text.push_str(parts[(state % parts.len() as u64) as usize]);
            }
            let page = read(&text);
            let outside: Vec<_> = page
                .outside
                .iter()
                .map(|range| crate::upstream::OutsideLine {
                    words: &text[range.clone()],
                    source: range.clone(),
                })
                .collect();
            for found in crate::upstream::find(&text, page.outlet.as_deref(), &outside) {
                if let Some(span) = found.span {
                    assert_eq!(text[span], found.words);
                }
            }
        }
    }

    #[test]
    fn hostile_text_is_read_without_harm() {
        for text in [
            "",
            "\n\n\n",
            "\u{feff}",
            "a",
            "...",
            "©",
            "((((",
            "::",
            "“”",
            "\u{200b}\n\u{200b}",
            "1.",
            "By",
            "Date:\n",
        ] {
            read(text);
        }
        assert!(read(&"x ".repeat(200_000)).paragraphs.len() <= 1);
        assert_eq!(read(&"x\n".repeat(30_000)).paragraphs.len(), 30_000);
    }
}

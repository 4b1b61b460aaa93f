//! Markdown as the text that a reader of the rendered page sees, with the way back.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::source::{Run, SpanMap};

/// The words of `source` without its marks: a line a paragraph, heading, list item
/// or table row, an empty line between blocks. HTML in it is left out.
pub(crate) fn rendered(source: &str) -> (String, SpanMap) {
    let (mut text, mut map) = (String::with_capacity(source.len()), SpanMap::default());
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut hidden = 0;
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        match event {
            Event::Start(Tag::MetadataBlock(_) | Tag::Image { .. } | Tag::HtmlBlock) => hidden += 1,
            Event::End(TagEnd::MetadataBlock(_) | TagEnd::Image | TagEnd::HtmlBlock) => hidden -= 1,
            Event::Text(words) | Event::Code(words) if hidden == 0 => {
                // A code span's range holds its backticks too.
                let verbatim = source[range.clone()]
                    .find(&*words)
                    .map(|at| range.start + at);
                let (start, len) =
                    verbatim.map_or((range.start, range.len()), |start| (start, words.len()));
                map.push(Run {
                    out: text.len(),
                    out_len: words.len(),
                    source: start,
                    source_len: len,
                });
                text.push_str(&words);
            }
            Event::SoftBreak => text.push(' '),
            Event::HardBreak => end_line(&mut text, 1),
            Event::Start(Tag::Item)
            | Event::End(TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead) => {
                end_line(&mut text, 1);
            }
            Event::End(TagEnd::TableCell) => text.push(' '),
            Event::Start(tag) if is_block(&tag) => end_line(&mut text, 2),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::List(_),
            ) => {
                end_line(&mut text, 2);
            }
            _ => {}
        }
    }
    (text, map)
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Heading { .. } | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::List(_) | Tag::Table(_)
    )
}

/// Ends the line, and leaves `breaks` line breaks at the end of the text.
fn end_line(text: &mut String, breaks: usize) {
    if text.is_empty() {
        return;
    }
    let there = text.len() - text.trim_end_matches('\n').len();
    (there..breaks).for_each(|_| text.push('\n'));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_go_and_words_keep_their_bytes() {
        let source = "# Gate stuck\n\nThe *gate* at\nVell, [the office](https://vell.example) said.\n\n- one `lock`\n- two\n\n<div>no</div>\n";
        let (text, map) = rendered(source);
        assert_eq!(
            text,
            "Gate stuck\n\nThe gate at Vell, the office said.\n\none lock\ntwo\n\n"
        );
        for word in ["Gate", "gate", "Vell", "the office", "lock", "two"] {
            let at = text.find(word).unwrap();
            assert_eq!(
                &source[map.source_range(at..at + word.len()).unwrap()],
                word
            );
        }
    }

    proptest! {
        #[test]
        fn any_text_is_rendered(source in "[#*_`>\\[\\]()|a-c \n<&;é-]{0,80}") {
            let (text, map) = rendered(&source);
            for run in map.runs() {
                prop_assert!(text.get(run.out..run.out + run.out_len).is_some());
                prop_assert!(source.get(run.source..run.source + run.source_len).is_some());
            }
        }
    }
}

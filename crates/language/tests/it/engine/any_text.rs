//! The English model on texts that nobody would print.

use proptest::prelude::*;
use restated_language::Annotator;

use super::invariants;
use crate::english;

fn check(annotator: &mut Annotator<'_>, text: &str) {
    invariants::check(&annotator.annotate(text));
    invariants::check(&annotator.annotate_as_trained(text));
}

#[test]
fn odd_texts_are_read() {
    let mut annotator = Annotator::new(english::model());
    for text in [
        "",
        " ",
        "\n",
        "\n \n\t\r\n\u{2028}\u{85}\u{1c}",
        "\0",
        "a\0b \0 c",
        "\u{301}",
        "\u{301}\u{302} \u{301}a",
        "\u{feff}She left.\u{feff}",
        "\u{fffd}\u{fffe}\u{10ffff}\u{d7ff}\u{e000}",
        "\u{ad}\u{200b}\u{200d}\u{2060}",
        "👩‍👩‍👧‍👦🏳️‍🌈👍🏽🇩🇪🇪 said 👩‍👩‍👧‍👦.",
        "אמר השר: „לא”. \u{202e}she said\u{202c} وقال الوزير",
        "𝕊𝕙𝕖 ｓａｉｄ ﬁne ǅ İstanbul ẞ ſ",
        "“‘\"'«»„‚”’\" said \"\"\" “““ Keller",
        "()[]{}<>()))(((",
        "She said.She said.She said.\u{a0}She said",
        "U.S.U.S.U.S. a.m.p.m. Mr.Mrs. 1.2.3.4.5 $€£¥ 10%%%%",
        "http://a.b/c?d=e&f#g@h:i,j;k http:// www. @@ a@b a@b.c",
        "'s 's 's n't n't 'd 'll cannot gonna Cannot don't don’t",
        "-- --- —–—––--- ... …… .. . .",
        "Anna Keller, who said that the minister, whom she and he said they themselves knew, said",
    ] {
        check(&mut annotator, text);
    }
}

#[test]
fn long_texts_are_read() {
    let mut annotator = Annotator::new(english::model());
    // Longer than the longest block, so that each is cut somewhere; of few tokens.
    let long = |unit: &str, bytes: usize| unit.repeat(bytes / unit.len());
    for text in [
        long("x", 66 << 10),
        long("é", 66 << 10),
        long("\n", 66 << 10),
        long(" ", 66 << 10),
        long("\u{301}", 66 << 10),
        format!("x{}x", long(" ", 66 << 10)),
        format!("{}\u{a0}ä", long("x", (64 << 10) - 2)),
    ] {
        invariants::check(&annotator.annotate(&text));
    }
}

/// Words that rules and components look at, to be strung together.
const WORDS: [&str; 40] = [
    "Anna",
    "Keller",
    "Mr.",
    "Dr.",
    "said",
    "says",
    "\"",
    "“",
    "”",
    "'",
    "’s",
    "n't",
    ".",
    ",",
    "...",
    "?",
    "!",
    ":",
    "(",
    ")",
    "she",
    "They",
    "the",
    "minister",
    "U.S.",
    "No.",
    "9",
    "1,5",
    "$",
    "-",
    "—",
    "who",
    "and",
    "\n",
    "\n\n",
    "\t",
    "\u{a0}",
    "\u{301}",
    "\u{200d}",
    "Health Ministry",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_characters_are_read(text in "\\PC{0,60}|(?s).{0,80}") {
        check(&mut Annotator::new(english::model()), &text);
    }

    #[test]
    fn any_words_are_read(
        words in prop::collection::vec((prop::sample::select(&WORDS[..]), prop::bool::weighted(0.8)), 0..60),
    ) {
        let text: String = words.into_iter().map(|(word, gap)| format!("{word}{}", if gap { " " } else { "" })).collect();
        check(&mut Annotator::new(english::model()), &text);
    }
}

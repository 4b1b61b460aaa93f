//! Boilerplate planted in the main text of training pages.
//!
//! Pages that people label have little of it between their paragraphs, and what
//! a line of it costs in the score is little too; to a reader it is the worst
//! that can happen. So half of the pages to learn from get a few lines between
//! their paragraphs: a phrase from the furniture table, or a line that another
//! page keeps outside its main text, in elements called as such elements are.

use restated_article::body::Described;
use restated_article::source::Page;

use crate::dice::Dice;

const FURNITURE: &str = include_str!("../../../crates/article/src/furniture/furniture.tsv");
const TOKENS: &str = include_str!("../../../crates/article/data/body-tokens.txt");
/// Categories of the furniture table that stand between paragraphs.
const CATEGORIES: &[&str] = &[
    "paywall",
    "account",
    "share",
    "comment",
    "rail",
    "newsletter",
    "ad",
    "donate",
    "promo",
    "contact",
    "caption",
    "credit",
    "reading",
    "form",
];
/// Groups of attribute words that elements between paragraphs are called by.
const GROUPS: &[&str] = &[
    "ad",
    "promo",
    "newsletter",
    "paywall",
    "related",
    "share",
    "comment",
    "popup",
    "caption",
];
/// Most lines planted in one page.
const MOST: usize = 4;

/// What is planted, and words to call it by.
pub(super) struct Nursery {
    phrases: Vec<(&'static str, &'static str)>,
    names: Vec<&'static str>,
    /// Lines outside the main text of pages.
    lines: Vec<String>,
}

impl Nursery {
    /// `lines`: lines outside the main text of the pages that are learned from.
    pub(super) fn new(lines: Vec<String>) -> Self {
        let phrases = FURNITURE
            .lines()
            .filter_map(|line| {
                let mut fields = line.split('\t');
                let (category, place, phrase) = (fields.next()?, fields.next()?, fields.next()?);
                CATEGORIES.contains(&category).then_some((place, phrase))
            })
            .collect();
        let names = TOKENS
            .lines()
            .filter_map(|line| line.split_once(':'))
            .filter(|(group, _)| GROUPS.contains(group))
            .flat_map(|(_, words)| words.split_whitespace())
            .map(|word| word.trim_end_matches('*'))
            .collect();
        Self {
            phrases,
            names,
            lines,
        }
    }

    /// `html` with boilerplate in front of some of its paragraphs of main text.
    pub(super) fn plant(
        &self,
        html: &str,
        page: &Page<'_>,
        described: &Described,
        labels: &[f32],
        dice: &mut Dice,
    ) -> String {
        let paragraphs: Vec<usize> =
            page.elements()
                .iter()
                .filter(|element| matches!(element.name.as_str(), "p" | "h2" | "h3" | "h4"))
                .filter(|element| {
                    let at = described
                        .blocks
                        .partition_point(|block| block.plain.start < element.plain.start);
                    described.blocks.get(at).is_some_and(|block| {
                        block.plain.end <= element.plain.end && labels[at] > 0.9
                    })
                })
                .map(|element| element.tag.start)
                .collect();
        let mut places: Vec<usize> = (0..MOST)
            .filter_map(|_| dice.pick(&paragraphs).copied())
            .collect();
        places.sort_unstable();
        places.dedup();
        let mut out = String::with_capacity(html.len() + 1000);
        let mut from = 0;
        for place in places {
            out.push_str(&html[from..place]);
            out.push_str(&self.element(dice));
            from = place;
        }
        out.push_str(&html[from..]);
        out
    }

    fn element(&self, dice: &mut Dice) -> String {
        let line = dice.pick(&self.lines).map_or("", String::as_str);
        let said = self.said(line, dice);
        let name = self.name(dice);
        match dice.below(10) {
            0 | 8 => format!("<p>{said}</p>"),
            9 => format!("<hr><div>{said}</div>"),
            1 => format!("<p><em>{said}</em></p>"),
            2 => format!("<div>{said}</div>"),
            3 => format!("<p class=\"{name}\">{said}</p>"),
            4 => format!("<div class=\"{name}\">{said}</div>"),
            5 => format!("<div class=\"{name}\">{line}</div>"),
            6 => format!("<aside class=\"{name}\"><p>{line}</p></aside>"),
            _ => format!("<div class=\"{name}\"><p><a href=\"/\">{line}</a></p></div>"),
        }
    }

    /// A phrase of the table as it may be said: alone, or with more words where it may have them.
    fn said(&self, line: &str, dice: &mut Dice) -> String {
        let Some((place, phrase)) = dice.pick(&self.phrases) else {
            return line.to_owned();
        };
        let number = (dice.below(90) + 2).to_string();
        let mut phrase = phrase.replace("{n}", &number);
        if let Some(first) = phrase.get(..1).map(str::to_uppercase)
            && dice.below(4) > 0
        {
            phrase.replace_range(..1, &first);
        }
        match (*place, dice.below(3)) {
            ("line", _) | ("any", 0) => phrase,
            ("end", _) => format!("{line} {phrase}"),
            (_, 1) => format!("{phrase}: {}", self.headlines(line, dice)),
            _ => format!("{phrase} {line}."),
        }
    }

    /// The line, or a row of such lines.
    fn headlines(&self, line: &str, dice: &mut Dice) -> String {
        let mut row = line.to_owned();
        let mark = dice
            .pick(&[" | ", " - ", "; ", " · "])
            .copied()
            .unwrap_or_default();
        for _ in 0..dice.below(4) {
            if let Some(next) = dice.pick(&self.lines) {
                row.push_str(mark);
                row.push_str(next);
            }
        }
        row
    }

    fn name(&self, dice: &mut Dice) -> String {
        let name = dice.pick(&self.names).copied().unwrap_or_default();
        let frames = [
            "{}",
            "{}",
            "inline-{}",
            "{}-box",
            "article-{}",
            "{}__text",
            "c-{}",
            "{} block",
            "m-{}-item",
        ];
        dice.pick(&frames)
            .map_or(String::new(), |frame| frame.replace("{}", name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use restated_article::body::describe;

    #[test]
    fn planted_lines_stand_between_the_paragraphs() {
        let html = "<body><p>The tarn froze on Monday.</p><p>It thawed on Friday.</p></body>";
        let page = Page::read(html);
        let described = describe(&page);
        let nursery = Nursery::new(vec!["Buy two kites".to_owned()]);
        let planted = nursery.plant(html, &page, &described, &[1.0, 0.0], &mut Dice::new(3));
        assert!(planted.len() > html.len());
        assert!(planted.contains("The tarn froze on Monday."), "{planted}");
        assert!(
            planted.ends_with("</p><p>It thawed on Friday.</p></body>"),
            "nothing stands in front of what is no main text: {planted}"
        );
    }
}

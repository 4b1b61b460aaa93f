//! Lines that fit a terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How a piece of text stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Look {
    #[default]
    Plain,
    /// Headings and answers.
    Strong,
    /// The figure in its sentence.
    Figure,
    /// What matters less.
    Faint,
}

impl Look {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "1",
            Self::Figure => "1;33",
            Self::Faint => "2",
        }
    }
}

/// A piece of text and its look. Must hold no control characters.
pub(crate) type Piece = (String, Look);

/// A line in the making, and whether looks are shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paper {
    pub(crate) width: usize,
    pub(crate) color: bool,
}

impl Paper {
    /// `text` in its look.
    pub(crate) fn paint(self, text: &str, look: Look) -> String {
        if !self.color || look == Look::Plain || text.is_empty() {
            return text.to_owned();
        }
        format!("\u{1b}[{}m{text}\u{1b}[0m", look.code())
    }

    /// `pieces` one after the other, broken between words into lines of the
    /// paper's width, behind `first` on the first line and as many blanks on the others.
    pub(crate) fn fill(self, first: &str, pieces: &[Piece]) -> String {
        let indent = first.width();
        let room = self.width.saturating_sub(indent).max(10);
        let mut text = first.to_owned();
        let mut used = 0;
        for word in words(pieces, room) {
            let width: usize = word.iter().map(|(text, _)| text.width()).sum();
            if used > 0 && used + 1 + width > room {
                text.push('\n');
                text.push_str(&" ".repeat(indent));
                used = 0;
            } else if used > 0 {
                text.push(' ');
                used += 1;
            }
            for (piece, look) in &word {
                text.push_str(&self.paint(piece, *look));
            }
            used += width;
        }
        text.push('\n');
        text
    }

    /// The lines of a table cell of `width` columns.
    pub(crate) fn cell(width: usize, text: &str) -> Vec<String> {
        let paper = Self {
            width: width.max(1),
            color: false,
        };
        let mut lines: Vec<String> = Vec::new();
        let mut used = 0;
        for word in words(&[(text.to_owned(), Look::Plain)], paper.width) {
            let word: String = word.into_iter().map(|(text, _)| text).collect();
            match lines.last_mut() {
                Some(line) if used + 1 + word.width() <= width => {
                    line.push(' ');
                    line.push_str(&word);
                    used += 1 + word.width();
                }
                _ => {
                    used = word.width();
                    lines.push(word);
                }
            }
        }
        lines
    }
}

/// The words of `pieces`; a word may consist of several pieces. Words wider than
/// `room` are cut.
fn words(pieces: &[Piece], room: usize) -> Vec<Vec<Piece>> {
    let mut words: Vec<Vec<Piece>> = Vec::new();
    let mut open = false;
    for (text, look) in pieces {
        for part in text.split_inclusive(char::is_whitespace) {
            let word = part.trim_end();
            if !word.is_empty() {
                match words.last_mut() {
                    Some(last) if open => last.push((word.to_owned(), *look)),
                    _ => words.push(vec![(word.to_owned(), *look)]),
                }
            }
            open = if word.len() < part.len() {
                false
            } else {
                open || !word.is_empty()
            };
        }
    }
    words.into_iter().flat_map(|word| cut(word, room)).collect()
}

fn cut(word: Vec<Piece>, room: usize) -> Vec<Vec<Piece>> {
    if word.iter().map(|(text, _)| text.width()).sum::<usize>() <= room {
        return vec![word];
    }
    let mut parts: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut used = 0;
    for (text, look) in word {
        let mut piece = String::new();
        for c in text.chars() {
            let width = c.width().unwrap_or(0);
            if used + width > room && used > 0 {
                if let Some(last) = parts.last_mut() {
                    last.push((std::mem::take(&mut piece), look));
                }
                parts.push(Vec::new());
                used = 0;
            }
            piece.push(c);
            used += width;
        }
        if let Some(last) = parts.last_mut() {
            last.push((piece, look));
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<Piece> {
        vec![(text.to_owned(), Look::Plain)]
    }

    #[test]
    fn lines_fit_and_are_indented() {
        let paper = Paper {
            width: 20,
            color: false,
        };
        let text = paper.fill("  - ", &plain("one two three four five sixteenletters"));
        assert_eq!(
            text,
            "  - one two three\n    four five\n    sixteenletters\n"
        );
    }

    #[test]
    fn wide_characters_count_twice_and_long_words_are_cut() {
        let paper = Paper {
            width: 10,
            color: false,
        };
        assert_eq!(
            paper.fill("", &plain("漢字漢字漢字漢字")),
            "漢字漢字漢\n字漢字\n"
        );
    }

    #[test]
    fn a_look_may_change_inside_a_word() {
        let paper = Paper {
            width: 40,
            color: true,
        };
        let pieces = [
            ("(".to_owned(), Look::Plain),
            ("43 people".to_owned(), Look::Figure),
            (") fell".to_owned(), Look::Plain),
        ];
        assert_eq!(
            paper.fill("", &pieces),
            "(\u{1b}[1;33m43\u{1b}[0m \u{1b}[1;33mpeople\u{1b}[0m) fell\n"
        );
        let paper = Paper {
            color: false,
            ..paper
        };
        assert_eq!(paper.fill("", &pieces), "(43 people) fell\n");
    }

    #[test]
    fn cells_break_between_words() {
        assert_eq!(
            Paper::cell(8, "the old harbour office"),
            ["the old", "harbour", "office"]
        );
        assert_eq!(Paper::cell(8, ""), Vec::<String>::new());
    }
}

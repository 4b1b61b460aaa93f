//! Quoted words: which spans of a news text stand between quotation marks.

mod assemble;
mod context;
mod pair;
mod paragraph;
mod place;
mod scan;
mod table;
#[cfg(test)]
mod tests;
mod ways;

use std::ops::Range;

use assemble::Assembly;
use ways::Stack;

/// How a quotation is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    /// “…”, "…", ''…'', ``…''.
    Double,
    /// ‘…’, '…'.
    Single,
    /// „…“ (German) or „…” (Polish).
    Low,
    /// ‚…‘ or ‚…’.
    LowSingle,
    /// «…».
    Guillemets,
    /// »…« (German) or »…» (Swedish).
    ReversedGuillemets,
    /// ‹…› or ›…‹.
    SingleGuillemets,
    /// 「…」.
    Corner,
    /// 『…』.
    WhiteCorner,
}

impl Style {
    /// The style of that name in `pairs.txt`.
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "double" => Self::Double,
            "single" => Self::Single,
            "low" => Self::Low,
            "low single" => Self::LowSingle,
            "guillemets" => Self::Guillemets,
            "reversed guillemets" => Self::ReversedGuillemets,
            "single guillemets" => Self::SingleGuillemets,
            "corner" => Self::Corner,
            "white corner" => Self::WhiteCorner,
            _ => return None,
        })
    }

    /// The style of an opening mark that has no closing one of its own.
    fn of_family(family: &str, mark: &str) -> Self {
        match (family, mark) {
            (_, "„") => Self::Low,
            (_, "‚") => Self::LowSingle,
            (_, "»") => Self::ReversedGuillemets,
            ("single", _) => Self::Single,
            ("guillemet", _) => Self::Guillemets,
            ("single guillemet", _) => Self::SingleGuillemets,
            ("corner", _) => Self::Corner,
            ("white corner", _) => Self::WhiteCorner,
            _ => Self::Double,
        }
    }
}

/// How a quotation ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Its paragraph closes it.
    Closed,
    /// A later paragraph closes it: each of its paragraphs begins with an opening
    /// mark again, as newspapers set it.
    Continued,
    /// Nothing closes it. It ends with the last paragraph that begins with an opening
    /// mark again, or with its only one: a forgotten mark must not swallow the article.
    Open,
}

/// A stretch of a quotation inside one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The opening mark, in bytes.
    pub mark: Range<usize>,
    /// The quoted words, in bytes, without white space at the ends.
    pub content: Range<usize>,
}

/// Words between quotation marks. All ranges are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The opening mark.
    pub open: Range<usize>,
    /// The closing mark, if there is one.
    pub close: Option<Range<usize>>,
    /// From the first quoted word to the last, without white space at the ends.
    /// Empty if there are none.
    pub content: Range<usize>,
    /// The same, a paragraph each; never empty.
    pub parts: Vec<Part>,
    /// Its kind of marks.
    pub style: Style,
    /// How many quotations it lies in.
    pub depth: usize,
    /// How it ends.
    pub state: State,
    /// How many words are quoted: tells a quoted term ("so-called") from speech.
    pub words: usize,
}

impl Quotation {
    /// From the first mark to the last, or to the end of the words that nothing
    /// closes.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        let last = self
            .parts
            .last()
            .map_or(self.open.end, |part| part.content.end);
        self.open.start..self.close.as_ref().map_or(last, |close| close.end)
    }
}

/// Why a mark belongs to no quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// It looks like an opening mark, and its paragraph has no closing one for it.
    NeverClosed,
    /// It looks like a closing mark, and nothing is open that it could close.
    NothingOpen,
    /// It could be either, and has no counterpart.
    NoDirection,
}

/// A mark that belongs to no quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpaired {
    /// The mark, in bytes.
    pub mark: Range<usize>,
    /// Why it was left.
    pub why: Why,
}

/// What the quotation marks of a text mean. Every one of them is in exactly one
/// place: a mark of a quotation, an apostrophe, a prime, or unpaired.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quotations {
    /// In the order of their opening marks. Any two lie apart or one in the other.
    pub quotations: Vec<Quotation>,
    /// Marks that belong to no quotation, in order.
    pub unpaired: Vec<Unpaired>,
    /// Marks that are part of a word (`don’t`, `the soldiers’ boots`), in order.
    pub apostrophes: Vec<Range<usize>>,
    /// Marks of feet and inches, minutes and seconds, in order.
    pub primes: Vec<Range<usize>>,
}

/// The quotations of `text`, whose paragraphs are its lines.
///
/// Straight and curly marks, guillemets in either direction, low and corner marks
/// and doubled single ones are read, in each other too, told apart from apostrophes
/// and primes by what stands beside them and by which reading leaves the fewest
/// marks over in the paragraph. Not read are dashes that introduce speech, since
/// nothing shows where such speech ends, and lines set as block quotations, which
/// are layout and known to whoever extracted the text.
///
/// Takes time linear in the text, and any text will do.
#[must_use]
pub fn quotations(text: &str) -> Quotations {
    let mut found = scan::Scanned::default();
    let mut ends = Vec::new();
    for paragraph in paragraph::paragraphs(text) {
        let end = paragraph.end;
        scan::scan(text, paragraph, &mut found);
        ends.push((end, found.marks.len()));
    }
    let mut assembly = Assembly::new(text, found.apostrophes);
    let mut open = Stack::default();
    let mut rest = &found.marks[..];
    let mut done = 0;
    for (nth, (end, marks_end)) in ends.iter().enumerate() {
        let (marks, behind) = rest.split_at(marks_end - done);
        let next = ends.get(nth + 1).map_or(0, |(_, next)| next - marks_end);
        let read = pair::read(marks, open, &behind[..next]);
        assembly.paragraph(marks, &read.readings, *end, read.open.depth());
        (open, rest, done) = (read.open, behind, *marks_end);
    }
    assembly.finish()
}

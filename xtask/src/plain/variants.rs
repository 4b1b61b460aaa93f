//! The ways in which a page's text comes to be saved, made from its lines.

use super::page::Line;

/// How a page's text was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    /// Every visible line, no blank lines.
    Dense,
    /// Every visible line, blank lines before paragraphs and headings.
    Spaced,
    /// Most furniture gone, as a reader view or a crawler leaves it; blank lines
    /// between all lines.
    Light,
    /// The same without blank lines.
    LightDense,
    /// The same, hard-wrapped at 72 columns.
    Wrapped,
    /// The same in one line.
    OneLine,
}

pub(crate) const SHAPES: [Shape; 6] = [
    Shape::Dense,
    Shape::Spaced,
    Shape::Light,
    Shape::LightDense,
    Shape::Wrapped,
    Shape::OneLine,
];

/// A small generator of reproducible choices.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: &str) -> Self {
        let mut state = 0xcbf2_9ce4_8422_2325_u64;
        for byte in seed.bytes() {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Self(state | 1)
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound.max(1)
    }
}

/// The text of a page in one shape. `is_gold` says which lines belong to the article.
pub(crate) fn text(lines: &[Line], shape: Shape, is_gold: &[bool], seed: &str) -> String {
    let mut dice = Dice::new(&format!("{seed}/{shape:?}"));
    let kept = match shape {
        Shape::Dense | Shape::Spaced => (0..lines.len()).collect(),
        _ => light(is_gold, &mut dice),
    };
    let joined = |separator: &str| {
        let texts: Vec<_> = kept.iter().map(|at| lines[*at].text.as_str()).collect();
        texts.join(separator)
    };
    match shape {
        Shape::Dense | Shape::LightDense => joined("\n"),
        Shape::Light => joined("\n\n"),
        Shape::OneLine => joined(" "),
        Shape::Spaced => {
            let mut text = String::new();
            for at in kept {
                let line = &lines[at];
                text.push_str(if line.spaced { "\n\n" } else { "\n" });
                text.push_str(if line.bullet { "  * " } else { "" });
                text.push_str(&line.text);
            }
            text
        }
        Shape::Wrapped => {
            let wrapped: Vec<_> = kept.iter().map(|at| wrap(&lines[*at].text, 72)).collect();
            wrapped.join("\n\n")
        }
    }
}

/// The article's lines, some of the furniture within, and a few of the lines
/// right above and below it.
fn light(is_gold: &[bool], dice: &mut Dice) -> Vec<usize> {
    let first = is_gold.iter().position(|gold| *gold).unwrap_or(0);
    let last = is_gold.iter().rposition(|gold| *gold).unwrap_or(0);
    let few = [0, 1, 2, 3, 4, 6, 8, 12, 20];
    let above = few[dice.below(few.len())];
    let below = few[dice.below(few.len())] * 2;
    let keep_insets = dice.below(3);
    (0..is_gold.len())
        .filter(|at| {
            if is_gold[*at] {
                return true;
            }
            if *at < first {
                return at + above >= first;
            }
            *at > last && *at <= last + below || *at <= last && dice.below(3) < keep_insets
        })
        .collect()
}

fn wrap(line: &str, width: usize) -> String {
    let mut wrapped = String::new();
    let mut column = 0;
    for word in line.split(' ') {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            wrapped.push('\n');
            column = 0;
        } else if column > 0 {
            wrapped.push(' ');
            column += 1;
        }
        wrapped.push_str(word);
        column += length;
    }
    wrapped
}

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
    /// Several short stories under headings; made by `digest`.
    Digest,
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

/// The text of a page in one shape. `is_gold` says which lines belong to the article
/// and `is_title` which repeat its title.
pub(crate) fn text(
    lines: &[Line],
    shape: Shape,
    is_gold: &[bool],
    is_title: &[bool],
    seed: &str,
) -> String {
    let mut dice = Dice::new(&format!("{seed}/{shape:?}"));
    let kept = match shape {
        Shape::Dense | Shape::Spaced => (0..lines.len()).collect(),
        _ => light(is_gold, is_title, &mut dice),
    };
    let joined = |separator: &str| {
        let texts: Vec<_> = kept.iter().map(|at| lines[*at].text.as_str()).collect();
        texts.join(separator)
    };
    match shape {
        Shape::Dense | Shape::LightDense => joined("\n"),
        Shape::Light | Shape::Digest => joined("\n\n"),
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

/// The article's lines (sometimes only a few of them), some of the furniture
/// within, and a few of the lines right above and below it; now and then the
/// standfirst stands above the title.
fn light(is_gold: &[bool], is_title: &[bool], dice: &mut Dice) -> Vec<usize> {
    let first = is_gold.iter().position(|gold| *gold).unwrap_or(0);
    let last = is_gold.iter().rposition(|gold| *gold).unwrap_or(0);
    let few = [0, 1, 2, 3, 4, 6, 8, 12, 20];
    let above = few[dice.below(few.len())];
    let below = few[dice.below(few.len())] * 2;
    let keep_insets = dice.below(3);
    let gold = is_gold.iter().filter(|gold| **gold).count();
    let (skip, take) = match dice.below(4) {
        0 => {
            let take = 3 + dice.below(8);
            (dice.below(gold.saturating_sub(take) + 1), take)
        }
        _ => (0, gold),
    };
    let mut count = 0;
    let mut kept: Vec<usize> = (0..is_gold.len())
        .filter(|at| {
            if is_gold[*at] {
                count += 1;
                return count > skip && count <= skip + take;
            }
            if *at < first {
                return at + above >= first;
            }
            let within =
                *at < last && dice.below(3) < keep_insets && count >= skip && count < skip + take;
            *at > last && *at <= last + below || within
        })
        .collect();
    let title = kept.iter().position(|at| is_title[*at] && !is_gold[*at]);
    let standfirst = kept.iter().position(|at| is_gold[*at] && !is_title[*at]);
    if let (Some(title), Some(standfirst)) = (title, standfirst)
        && title < standfirst
        && dice.below(4) == 0
    {
        let line = kept.remove(standfirst);
        kept.insert(title, line);
        // Cards of aggregators say the title twice.
        if dice.below(2) == 0 {
            kept.insert(title + 1, kept[title + 1]);
        }
    }
    kept
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

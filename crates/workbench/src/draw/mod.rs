//! Drawings, as SVG.
//!
//! Each drawing is a layout: plain numbers in a box of fixed size, made from what a view knows,
//! and a template that writes them down. Colours come from the classes of the style sheet, so that
//! a drawing follows the page into the dark; what colour says, a sign or a shape says too.
//!
//! Invariants:
//! - Nothing stands outside the box, and no two labels overlap, by an estimate of their width that
//!   is rather too wide.
//! - The same answers give the same bytes, in whatever order they come.
//! - What is left out for want of room is counted.

mod dated;
mod days;
mod extent;
mod lineage;
mod range;
mod scale;
mod strip;
#[cfg(test)]
mod tests;
mod text;
mod timeline;

use std::fmt;

use askama::filters::HtmlSafe;

pub(crate) use dated::{Dated, Moment};
pub(crate) use lineage::{Edge, Graph, Lineage, Node, ON_ITS_WORD, Sort};
pub(crate) use range::{Range, Said};
pub(crate) use strip::Strip;
pub(crate) use timeline::{Lane, Timeline};

/// A length or a place in a drawing, written with one decimal: more is not to be seen, and less
/// would depend on how machines round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Px(pub(crate) f64);

impl fmt::Display for Px {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Adding zero makes −0 a plain 0.
        write!(f, "{}", (self.0 * 10.0).round() / 10.0 + 0.0)
    }
}

/// Drawings stand in pages as they are: their own templates have escaped what they show.
impl HtmlSafe for Dated {}
impl HtmlSafe for lineage::Drawing {}
impl HtmlSafe for Range {}
impl HtmlSafe for Strip {}
impl HtmlSafe for Timeline {}

/// A line across the drawing that a value or a day stands at.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tick {
    pub(crate) at: Px,
    /// Empty where there is no room.
    pub(crate) label: String,
}

/// Takes the labels of ticks away, from the left, that would run into one another or out of
/// `0..width`.
fn thin(ticks: &mut [Tick], width: f64, size: f64) {
    let mut free = 0.0;
    for tick in ticks {
        let half = text::width(&tick.label, size) / 2.0;
        if tick.at.0 - half < free || tick.at.0 + half > width {
            tick.label.clear();
        } else {
            free = tick.at.0 + half + size / 2.0;
        }
    }
}

#[cfg(test)]
mod of_places {
    use super::*;

    #[test]
    fn places_have_one_decimal() {
        let written = [12.0, 0.05, -0.01, 3.149, -2.5].map(|at| Px(at).to_string());
        assert_eq!(written, ["12", "0.1", "0", "3.1", "-2.5"]);
    }
}

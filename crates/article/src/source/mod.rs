//! From the capture's bytes to text, with the way back.
//!
//! [`decode`] turns bytes into Unicode text, [`Page`] reads HTML into elements
//! and visible text, [`align`] places an extracted text in what the page shows;
//! each step yields a [`SpanMap`], and the maps compose.

mod align;
mod decode;
mod page;
mod span_map;
mod tree;

pub(crate) use align::align;
pub(crate) use decode::{Decoded, decode};
pub use page::Page;
pub use span_map::{Run, SpanMap};
pub use tree::Element;

//! From the capture's bytes to text, with the way back.
//!
//! `decode` turns bytes into Unicode text and [`Page`] reads HTML into elements
//! and visible text; each yields a [`SpanMap`], and the maps compose.

mod decode;
mod page;
mod span_map;
mod tree;

pub(crate) use decode::decode;
pub use page::Page;
pub use span_map::{Run, SpanMap};
pub use tree::Element;

//! One file a tool: its arguments, what it gives, and how that is read.

mod drifts;
mod lineage;
mod positions;
mod search_stories;
mod sentence;
mod story;

pub(super) use drifts::Drifts;
pub(super) use lineage::Lineage;
pub(super) use positions::Positions;
pub(super) use search_stories::SearchStories;
pub(super) use sentence::Sentence;
pub(super) use story::Story;

use super::{answer, page, parts, quoted, tools, trouble};

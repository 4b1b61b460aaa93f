//! Questions, the positions taken on them, and the origins they rest on.
//!
//! This slice asks one question per measure over the whole pile. Origins are an
//! upper bound: "not shown to depend on one another".

mod model;
mod origin;
mod question;

pub use model::{Origin, Position, Question, Told};
pub use question::questions;

/// Version of this stage: part of the key under which results are kept. Raise
/// it with every change that alters any question.
pub const VERSION: u32 = 1;

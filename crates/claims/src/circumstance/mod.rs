//! When and where a claim holds: which time expression and which place of its sentence belong to
//! it, and not to the saying of it or to another claim.

mod links;
mod place;
mod tables;
mod when;

pub use place::place;
pub(crate) use when::is_told_of;
pub use when::when;

//! The first slice's rules, on plain text. They go when the readers over the
//! language engine give the same figures.

mod measure;
mod quantity;
pub(crate) mod read;
mod source;
mod tables;
mod token;

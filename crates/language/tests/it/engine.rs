//! The engine as a whole: damaged models are refused or do no harm, and what it
//! says of any text is well formed.
//!
//! `small_model` and `invariants` serve the fuzz targets too.

mod any_text;
mod damage;
mod invariants;
mod mutation;
mod small_model;

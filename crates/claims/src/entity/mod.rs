//! Who and what is named: in one article ([`names`]), and across the articles of a dossier
//! ([`entities`]).
//!
//! Names are compared by their words alone: folded (`spell`), tied by what they are made of
//! (`tie`), and joined only where one fuller name fits. Two people are not one for a surname that
//! they share, nor a place and its government; what joins two wordings is kept in words
//! ([`Form::why`], [`Alias::why`]).

mod article;
mod asked;
mod capitals;
mod clusters;
mod definitions;
mod dossier;
mod group;
mod lexicon;
mod links;
mod model;
mod nominals;
mod owner;
mod reasons;
mod sorts;
mod source;
mod spans;
mod spell;
mod tie;

pub use article::names;
pub use asked::{is_business, is_rank, same_owner};
pub use dossier::entities;
pub use model::{Alias, Entity, Form, Gender, Named, Sort, Wording};
pub use owner::one_owner;
pub use source::{SourceName, name_of_source, of_source};

//! Articles into stories; the claims of a story into questions with positions, origins and
//! relations; what changed while text was copied.
//!
//! The way: [`Terms`] of each article → [`stories`] → for each story, its claims and lineage
//! ([`Material`]) → [`findings`]. Everything carries its reason in words. Nothing depends on the
//! order of what is given, and a story's findings on nothing outside of it.
//!
//! Counts of origins are upper bounds: "not shown to depend on one another".

pub mod drift;
mod model;
pub mod origin;
pub mod question;
pub mod relation;
#[cfg(test)]
mod sample;
pub mod story;
mod terms;
mod word_lists;

pub use model::{
    Caveat, Dating, Drift, DriftKind, Filed, Findings, Joined, Material, Mention, Moment, Note,
    Origin, Position, Question, Relation, RelationKind, Ruling, Severity, Story, Told,
};
pub use story::{Change, ChangeKind, changes, stories};
pub use terms::{BadTerms, Terms};

/// Version of this stage: part of the key under which results are kept. Raise
/// it with every change that alters any story, question or drift, or what is kept of an article.
pub const VERSION: u32 = 5;

/// The questions that the claims of one story answer, and what changed on the way from article to
/// article. The order of the claims does not matter.
pub fn findings(material: &Material<'_>) -> Findings {
    let mut told: Vec<&Told> = material.told.iter().collect();
    told.sort_by(|a, b| a.id.cmp(&b.id));
    let questions = question::questions(&told, material);
    let drifts = drift::drifts(&told, material);
    Findings { questions, drifts }
}

//! How two claims on one question stand to each other.

use crate::model::{Material, Relation, Told};
use crate::origin::Origins;

/// The relations among `claims`, which answer one question, and of them to those of `all` that
/// nearly do.
pub(crate) fn relations(
    _claims: &[&Told],
    _all: &[&Told],
    _origins: &Origins,
    _material: &Material<'_>,
) -> Vec<Relation> {
    Vec::new()
}

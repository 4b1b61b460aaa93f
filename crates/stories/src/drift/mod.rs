//! What changed between a parent's claims and the same claims in an article derived from it.

use crate::model::{Drift, Material, Told};

/// The drifts along the derivations of one story. `told` is sorted by id.
pub(crate) fn drifts(_told: &[&Told], _material: &Material<'_>) -> Vec<Drift> {
    Vec::new()
}

//! Which claims answer the same question.

use std::collections::BTreeMap;

use restated_claims::Modality;

use crate::model::{Material, Told};

/// Claims that answer one question.
pub(crate) struct Group<'a> {
    pub(crate) measure: &'a str,
    /// Who or what is counted, as the article says that counts it first.
    pub(crate) counted: Option<String>,
    /// In the order of their ids.
    pub(crate) claims: Vec<&'a Told>,
    /// Why claims that are put otherwise belong to it.
    pub(crate) why: Vec<String>,
}

/// The groups of `told`, which is sorted by id.
pub(crate) fn groups<'a>(told: &[&'a Told], _material: &Material<'_>) -> Vec<Group<'a>> {
    let mut by_measure: BTreeMap<&'a str, Vec<&'a Told>> = BTreeMap::new();
    for told in told {
        let asserted = told.claim.modality == Modality::Asserted;
        if let Some(figure) = told.claim.figure.as_ref().filter(|_| asserted) {
            by_measure.entry(&figure.measure).or_default().push(told);
        }
    }
    by_measure
        .into_iter()
        .map(|(measure, claims)| Group {
            measure,
            counted: None,
            claims,
            why: Vec::new(),
        })
        .collect()
}

//! Claims on a country's word that one of its offices makes: "Seoul reports" does not say who does.

use std::collections::BTreeSet;

use restated_claims::entity::{Sort, same_owner};

use super::Adoption;
use crate::origin::speaker::Voice;

impl Adoption<'_, '_> {
    /// What a country says, and of its offices only one says too, is that office's.
    pub(super) fn by_land(&mut self) {
        for at in 0..self.claims.len() {
            let Some(land) = self.land(at) else {
                continue;
            };
            let same: Vec<usize> = match self.claims[at].claim.figure {
                Some(_) => self.same(at).collect(),
                None => (0..self.claims.len())
                    .filter(|&other| self.claims[other].claim.figure.is_none())
                    .collect(),
            };
            let offices: Vec<usize> = same
                .into_iter()
                .filter(|&other| self.is_office(other, land))
                .collect();
            let roots: BTreeSet<usize> = offices.iter().map(|&at| self.groups.root(at)).collect();
            if let (Some(&office), 1) = (offices.first(), roots.len()) {
                let land = self.known.parties.nodes[land].name;
                let why = format!(
                    "{} has {} from {land}, of which only {} says it here",
                    self.outlet(at),
                    self.figure(at),
                    self.whose(office)
                );
                self.join(at, office, why);
            }
        }
    }

    /// The country or place on whose word a claim stands.
    fn land(&self, at: usize) -> Option<usize> {
        let Voice::Party(node) = *self.voice(at) else {
            return None;
        };
        let sort = self.known.parties.nodes[node].sort;
        matches!(sort, Sort::Government | Sort::Place).then_some(node)
    }

    /// Whether a claim stands on the word of a body whose name says that it is of a country.
    fn is_office(&self, at: usize, land: usize) -> bool {
        /// Words that the name of a country has at most.
        const LONG: usize = 3;
        let parties = &self.known.parties;
        let Voice::Party(node) = *self.voice(at) else {
            return false;
        };
        let office = &parties.nodes[parties.face(parties.root(node))];
        let mut names = (1..=LONG).flat_map(|length| office.words.windows(length));
        office.sort == Sort::Organisation
            && parties.root(node) != parties.root(land)
            && names.any(|name| same_owner(&name.join(" "), parties.nodes[land].name))
    }
}

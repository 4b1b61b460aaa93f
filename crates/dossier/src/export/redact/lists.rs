//! What lists show of records, without what is to be left out.

use std::collections::BTreeMap;

use super::{Redact as _, Shown};
use crate::Error;
use crate::records::{Claim, Drift, Edge, Saying, Within};

impl Shown<'_> {
    /// What [`Dossier::sayings`](crate::Dossier::sayings) gives, without names that are masked.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn sayings(&self, within: Within<'_>) -> Result<Vec<Saying>, Error> {
        if !self.masks() {
            return self.dossier.sayings(within);
        }
        // Where names stand is known by the texts, which only whole claims are read with.
        let claims: Vec<Claim> = self.records(within)?;
        Ok(claims.iter().map(Saying::from).collect())
    }

    /// What [`Dossier::edges`](crate::Dossier::edges) gives.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn edges(&self, within: Within<'_>) -> Result<Vec<Edge>, Error> {
        let mut edges = self.dossier.edges(within)?;
        let named = edges.iter_mut().filter_map(|edge| edge.upstream.as_mut());
        named.for_each(|name| self.words(name));
        Ok(edges)
    }

    /// What [`Dossier::reasons`](crate::Dossier::reasons) gives.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn reasons(&self, edge: &Edge) -> Result<Vec<String>, Error> {
        let mut reasons = self.dossier.reasons(edge)?;
        reasons.iter_mut().for_each(|reason| self.words(reason));
        Ok(reasons)
    }

    /// See [`Dossier::children_of_unseen`](crate::Dossier::children_of_unseen).
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn children_of_unseen(&self, edges: &[Edge]) -> Result<BTreeMap<i64, Vec<String>>, Error> {
        self.dossier.children_of_unseen(edges)
    }

    /// See [`Dossier::ways`](crate::Dossier::ways).
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn ways(&self, story: &str) -> Result<Vec<(String, String)>, Error> {
        self.dossier.ways(story)
    }

    /// What [`Dossier::drifts_between`](crate::Dossier::drifts_between) gives.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn drifts_between(&self, child: &str, parent: &str) -> Result<Vec<Drift>, Error> {
        let mut drifts = self.dossier.drifts_between(child, parent)?;
        let mut redaction = self.redaction.borrow_mut();
        for drift in &mut drifts {
            let redacted = drift.redact(&mut redaction);
            redacted.map_err(|fault| fault.at(&self.dossier.path))?;
        }
        Ok(drifts)
    }
}

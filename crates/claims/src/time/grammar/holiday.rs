//! Named holidays.

use super::written::written;
use super::{Grammar, Read};
use crate::time::node::{Base, Part};
use crate::time::tables::TABLES;

impl Grammar<'_, '_> {
    /// "Christmas", "Easter Monday 2031".
    pub(super) fn holiday(&self, at: usize) -> Read<Base> {
        let (end, rule) = TABLES.holidays.at(&self.lexemes, at)?;
        let name = matches!(self.name_type(at), "PERSON" | "ORG" | "GPE" | "LOC" | "FAC");
        let compound = self.token(end - 1).is_some_and(|token| {
            token.dep() == "compound"
                && self.capital(end)
                && self
                    .token(end)
                    .is_some_and(|next| next.index == token.head().index)
        });
        let sure = self.capital(at) || end > at + 1 || self.full_year(end).is_some();
        if !sure || name || compound || self.any(end, &["island", "islands", "tree", "trees"]) {
            return None;
        }
        let (end, year) = match self.year_behind(end) {
            Some((end, year)) => (end, Some(year)),
            None => (end, None),
        };
        Some((end, written(year, Part::Holiday(*rule))))
    }
}

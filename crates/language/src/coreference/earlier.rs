//! The mentions that a nominal may go back to, found by its noun.

use super::index::Recent;
use super::lexicon::lexicon;
use super::mention::Kind;
use super::organisations::{kind_word, may_be_any};
use super::scene::Scene;

/// The mentions so far, by the words that may recall them.
#[derive(Default)]
pub(super) struct Earlier<'s> {
    /// Nominals, and names with a role, by their nouns and wider ones.
    by_noun: Recent<&'s str>,
    /// Names by the word that says what kind of organisation they are of.
    by_kind: Recent<&'s str>,
    /// Names that may be of any kind.
    of_any_kind: Recent<()>,
    by_age: Recent<u32>,
}

impl<'s> Earlier<'s> {
    /// Adds a mention; they come in text order.
    pub(super) fn add(&mut self, scene: &'s Scene<'_, '_>, mention: usize) {
        let detail = &scene.details[mention];
        if let Some(age) = detail.age {
            self.by_age.add(age, mention);
        }
        if scene.mentions[mention].quoted || detail.narrowing {
            return;
        }
        let wider = detail
            .roles
            .iter()
            .filter_map(|role| lexicon().role(role))
            .flat_map(|role| role.wider.iter().copied());
        match scene.mentions[mention].kind {
            Kind::Pronoun | Kind::Group => {}
            Kind::Name if detail.roles.is_empty() => {
                if let Some(kind) = kind_word(&detail.words) {
                    self.by_kind.add(kind, mention);
                }
                if may_be_any(scene, mention) {
                    self.of_any_kind.add((), mention);
                }
            }
            Kind::Name | Kind::Nominal => {
                let nouns = detail.roles.iter().map(String::as_str);
                let noun = (!detail.noun.is_empty()).then_some(detail.noun.as_str());
                for noun in nouns.chain(noun).chain(wider) {
                    self.by_noun.add(noun, mention);
                }
            }
        }
    }

    /// What a nominal of this noun may go back to, by the noun alone.
    pub(super) fn recalled_by(&self, noun: &str) -> Vec<usize> {
        let mut found = self.by_noun.get(noun).to_vec();
        if let Some(kinds) = lexicon().organisation(noun) {
            for head in &kinds.heads {
                found.extend(self.by_kind.get(head));
            }
            if kinds.any || kinds.company {
                found.extend(self.of_any_kind.get(&()));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The mentions that are given this age.
    pub(super) fn aged(&self, age: u32) -> &[usize] {
        self.by_age.get(&age)
    }
}

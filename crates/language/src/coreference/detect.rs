//! Finds the mentions of a text.

mod group;
mod named;
mod nominal;
mod pronoun;
mod settle;
mod spans;

use super::mention::Mention;
use super::scene::{Detail, Tree};

/// All mentions in the order of their first tokens. No two have the same head,
/// but for groups.
pub(super) fn mentions(tree: &Tree<'_, '_>) -> Vec<(Mention, Detail)> {
    let mut taken = vec![false; tree.doc.len()];
    let mut found = named::names(tree, &mut taken);
    found.extend(nominal::nominals(tree, &taken));
    found.extend(pronoun::pronouns(tree, &taken));
    found.extend(group::groups(tree, &found));
    found.sort_by_key(|(mention, _)| (mention.tokens.start, mention.tokens.end));
    found
}

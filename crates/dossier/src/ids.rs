//! Ids that come from content, so that adding captures does not change them.
//!
//! An id is a letter and the first ten hexadecimal digits of a digest. Where two
//! digests agree that far, both ids grow until they differ.

use std::collections::BTreeMap;

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::error::Outcome;

/// Digits of an id that nobody shares.
const DIGITS: usize = 10;

/// Digest of a few strings, none of which can run into the next: 32 hex digits.
pub(crate) fn digest(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher
        .finalize()
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The id of each digest among all of them: `letter` and as many digits as tell
/// it from the others. The digests must differ.
pub(crate) fn shortest(letter: char, digests: &[String]) -> Vec<String> {
    let mut alike: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for digest in digests {
        alike.entry(cut(digest, DIGITS)).or_default().push(digest);
    }
    let id = |digest: &String| {
        let group = alike
            .get(cut(digest, DIGITS))
            .map_or(&[][..], Vec::as_slice);
        format!("{letter}{}", cut(digest, digits(group)))
    };
    digests.iter().map(id).collect()
}

/// How many digits tell the members of `group` from each other, ten at least.
fn digits(group: &[&str]) -> usize {
    let longest = group
        .iter()
        .map(|digest| digest.len())
        .max()
        .unwrap_or(DIGITS);
    let tell_apart = |&digits: &usize| {
        let mut cuts: Vec<&str> = group.iter().map(|digest| cut(digest, digits)).collect();
        cuts.sort_unstable();
        cuts.windows(2).all(|pair| pair[0] != pair[1])
    };
    (DIGITS..longest).find(tell_apart).unwrap_or(longest)
}

fn cut(digest: &str, digits: usize) -> &str {
    digest.get(..digits).unwrap_or(digest)
}

/// A kind of row whose ids are cut from digests.
#[derive(Clone, Copy)]
pub(crate) struct Table {
    name: &'static str,
    digest: &'static str,
    letter: char,
}

/// Articles: the digest is the hash of the capture.
pub(crate) const ARTICLES: Table = Table {
    name: "articles",
    digest: "substr(capture, 8)",
    letter: 'a',
};
/// Claims: see [`crate::insert`].
pub(crate) const CLAIMS: Table = Table {
    name: "claims",
    digest: "digest",
    letter: 'c',
};

impl Table {
    /// An id for a new row that no other row has: short if it is free, else the
    /// whole digest, until [`Table::settle`] has seen all rows.
    pub(crate) fn provisional(&self, conn: &Connection, digest: &str) -> Outcome<String> {
        let short = format!("{}{}", self.letter, cut(digest, DIGITS));
        let taken = conn
            .prepare_cached(&format!("SELECT 1 FROM {} WHERE id = ?1", self.name))?
            .exists([&short])?;
        Ok(if taken {
            format!("{}{digest}", self.letter)
        } else {
            short
        })
    }

    /// Gives every row the id that it has whatever the order in which rows came.
    /// A row with a short id may only be wrong if another with the same beginning
    /// has a long one, so only those are looked at.
    pub(crate) fn settle(&self, conn: &Connection) -> Outcome<()> {
        let Self {
            name,
            digest,
            letter,
        } = self;
        let crowded = format!(
            "SELECT id, {digest} FROM {name} WHERE substr({digest}, 1, {DIGITS}) IN
             (SELECT substr({digest}, 1, {DIGITS}) FROM {name} WHERE length(id) <> {DIGITS} + 1)
             ORDER BY 2"
        );
        let mut statement = conn.prepare(&crowded)?;
        let rows: Vec<(String, String)> = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let digests: Vec<String> = rows.iter().map(|(_, digest)| digest.clone()).collect();
        for ((old, _), new) in rows.iter().zip(shortest(*letter, &digests)) {
            if *old != new {
                conn.execute(
                    &format!("UPDATE {name} SET id = ?2 WHERE id = ?1"),
                    [old, &new],
                )?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shortest_of(digests: &[&str]) -> Vec<String> {
        shortest(
            'x',
            &digests
                .iter()
                .map(|&digest| digest.to_owned())
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn ids_grow_only_where_they_must() {
        let ids = shortest_of(&[
            "0123456789aaaa",
            "0123456789abaa",
            "0123456789bbbb",
            "9123456789aaaa",
        ]);
        assert_eq!(
            ids,
            [
                "x0123456789aa",
                "x0123456789ab",
                "x0123456789bb",
                "x9123456789"
            ]
        );
    }

    #[test]
    fn digests_do_not_run_together() {
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
        assert_eq!(digest(&["a"]).len(), 32);
    }
}

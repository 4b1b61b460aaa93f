//! Groups: persons or organisations that are listed with "and".

use rustc_hash::FxHashMap;

use crate::coreference::mention::{Kind, Mention, Number, Sort};
use crate::coreference::scene::{Detail, Tree};

/// How many a group lists at most: longer lists are no "they".
const LISTED: usize = 8;

/// The groups among the mentions.
pub(super) fn groups(tree: &Tree<'_, '_>, found: &[(Mention, Detail)]) -> Vec<(Mention, Detail)> {
    let of_head: FxHashMap<usize, &Mention> = found
        .iter()
        .map(|(mention, _)| (mention.head, mention))
        .collect();
    found
        .iter()
        .filter(|(mention, _)| tree.dep(mention.head) != "conj")
        .filter_map(|(first, _)| Some((group(tree, &of_head, first)?, Detail::default())))
        .collect()
}

fn group(
    tree: &Tree<'_, '_>,
    of_head: &FxHashMap<usize, &Mention>,
    first: &Mention,
) -> Option<Mention> {
    let fits = |mention: &Mention| {
        matches!(mention.kind, Kind::Name | Kind::Nominal)
            && matches!(mention.sort, Some(Sort::Person | Sort::Organisation))
            && mention.sort == first.sort
    };
    let mut last = first;
    let mut joined = false;
    let mut listed = 1;
    while let Some(next) = tree.child(last.head, &["conj"]) {
        let and = |&child: &usize| tree.dep(child) == "cc" && tree.lower(child) == "and";
        joined |= tree.children(last.head).iter().any(and);
        let mention = of_head.get(&next).filter(|mention| fits(mention))?;
        if mention.head <= last.head || listed == LISTED {
            return None;
        }
        last = mention;
        listed += 1;
    }
    (joined && fits(first)).then_some(Mention {
        tokens: first.tokens.start..last.tokens.end,
        head: first.head,
        kind: Kind::Group,
        number: Some(Number::Plural),
        gender: None,
        sort: first.sort,
        quoted: first.quoted,
    })
}

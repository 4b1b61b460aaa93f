//! Who has it from whom, as rows of the file.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use restated_lineage::{About, Derivation, Lineage, Parent, Words};
use rusqlite::{Connection, params};

use crate::Offsets;
use crate::credits::{about, leads_to};
use crate::error::Outcome;
use crate::fields::word;
use crate::wording::Wording;

/// Stores the edges of `lineage` and the pairs in doubt, in place of none. `abouts` is sorted by
/// id. A stage that names an article that is not there has erred; its word is not repeated.
pub(crate) fn insert(conn: &Connection, lineage: &Lineage, abouts: &[About]) -> Outcome<()> {
    let is_here = |id: &String| about(abouts, id).is_some();
    let stands = |edge: &&Derivation| {
        is_here(&edge.child)
            && match &edge.parent {
                Parent::Article(parent) => is_here(parent) && *parent != edge.child,
                Parent::Outlet(_) => true,
                Parent::Unseen(children) => children.iter().all(is_here),
            }
    };
    let mut derivations: Vec<&Derivation> = lineage.derivations.iter().filter(stands).collect();
    derivations.sort_by_key(|edge| (&edge.child, &edge.parent, edge.kind));
    let here = |(one, other): &&(String, String)| is_here(one) && is_here(other) && one != other;
    for (one, other) in lineage.doubtful.iter().filter(here) {
        conn.prepare_cached("INSERT OR IGNORE INTO doubtful VALUES (?1, ?2)")?
            .execute([one.min(other), one.max(other)])?;
    }
    let unseen = insert_unseen(conn, &derivations)?;
    for (number, edge) in (1_i64..).zip(&derivations) {
        insert_edge(conn, number, edge, &unseen)?;
        let Some(child) = about(abouts, &edge.child) else {
            continue;
        };
        for (credit, named) in (0_i64..).zip(&child.credits) {
            if leads_to(edge, &named.outlet, abouts) {
                conn.prepare_cached("INSERT INTO derivation_credits VALUES (?1, ?2, ?3)")?
                    .execute(params![edge.child, credit, number])?;
            }
        }
    }
    insert_passages(conn, &derivations)
}

/// Texts that are not here, by their children: the number of each.
type Unseen<'a> = BTreeMap<&'a [String], i64>;

fn insert_unseen<'a>(conn: &Connection, derivations: &[&'a Derivation]) -> Outcome<Unseen<'a>> {
    let groups: BTreeSet<&[String]> = derivations
        .iter()
        .filter_map(|edge| match &edge.parent {
            Parent::Unseen(children) => Some(children.as_slice()),
            _ => None,
        })
        .collect();
    let unseen: Unseen<'a> = groups.into_iter().zip(1_i64..).collect();
    for (children, number) in &unseen {
        conn.prepare_cached("INSERT INTO unseen VALUES (?1, ?2)")?
            .execute([*number, children.len() as i64])?;
        for child in *children {
            conn.prepare_cached("INSERT INTO unseen_children VALUES (?1, ?2)")?
                .execute(params![number, child])?;
        }
    }
    Ok(unseen)
}

fn insert_edge(
    conn: &Connection,
    number: i64,
    edge: &Derivation,
    unseen: &Unseen<'_>,
) -> Outcome<()> {
    let (parent, upstream, unseen) = match &edge.parent {
        Parent::Article(id) => (Some(id), None, None),
        Parent::Outlet(name) => (None, Some(name), None),
        Parent::Unseen(children) => (None, None, unseen.get(children.as_slice())),
    };
    // Two digits: what the measure is good for. Nothing at all was not measured, nor is the share of
    // a text that is not here.
    let strength = (100.0 * edge.strength.clamp(0.0, 1.0)).round() / 100.0;
    let sql = "INSERT INTO derivations VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    conn.prepare_cached(sql)?.execute(params![
        number,
        edge.child,
        parent,
        upstream,
        unseen,
        word(&edge.kind),
        if edge.directed { "known" } else { "unknown" },
        (strength > 0.0 && parent.is_some()).then_some(strength),
    ])?;
    for (place, reason) in (0_i64..).zip(&edge.why) {
        conn.prepare_cached("INSERT INTO derivation_reasons VALUES (?1, ?2, ?3)")?
            .execute(params![number, place, reason])?;
    }
    Ok(())
}

/// A passage as it is put together: characters of the child and of the parent.
#[derive(Clone, Default)]
struct Place {
    child: Option<Range<usize>>,
    parent: Option<Range<usize>>,
}

/// One side of one passage: which derivation, which passage of it, whose words.
struct Side<'a> {
    derivation: usize,
    passage: usize,
    of_parent: bool,
    words: &'a Words,
}

fn insert_passages(conn: &Connection, derivations: &[&Derivation]) -> Outcome<()> {
    // Each text is read once, however many passages it has with however many others.
    let mut sides: BTreeMap<&str, Vec<Side<'_>>> = BTreeMap::new();
    for (derivation, edge) in derivations.iter().enumerate() {
        for (passage, words) in edge.passages.iter().enumerate() {
            let side = |of_parent, words| Side {
                derivation,
                passage,
                of_parent,
                words,
            };
            let child = sides.entry(&edge.child).or_default();
            child.push(side(false, &words.child));
            if let Parent::Article(parent) = &edge.parent {
                let parent = sides.entry(parent).or_default();
                parent.push(side(true, &words.parent));
            }
        }
    }
    let mut places: Vec<Vec<Place>> = derivations
        .iter()
        .map(|edge| vec![Place::default(); edge.passages.len()])
        .collect();
    for (article, sides) in sides {
        let text: String = conn
            .prepare_cached("SELECT text FROM articles WHERE id = ?1")?
            .query_row([article], |row| row.get(0))?;
        let (wording, offsets) = (Wording::of(&text), Offsets::new(&text));
        for side in sides {
            let place = &mut places[side.derivation][side.passage];
            let bytes = wording.bytes(side.words);
            let chars = bytes.and_then(|bytes| offsets.chars(&bytes));
            if side.of_parent {
                place.parent = chars;
            } else {
                place.child = chars;
            }
        }
    }
    for ((number, edge), places) in (1_i64..).zip(derivations).zip(&places) {
        let in_pile = matches!(edge.parent, Parent::Article(_));
        // As with articles: words that a text does not have are not repeated.
        let whole = |place: &&Place| place.child.is_some() && place.parent.is_some() == in_pile;
        for (passage, place) in (0_i64..).zip(places.iter().filter(whole)) {
            let sql = "INSERT INTO derivation_passages VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            conn.prepare_cached(sql)?.execute(params![
                number,
                passage,
                place.child.as_ref().map(|chars| chars.start as i64),
                place.child.as_ref().map(|chars| chars.end as i64),
                place.parent.as_ref().map(|chars| chars.start as i64),
                place.parent.as_ref().map(|chars| chars.end as i64),
            ])?;
        }
    }
    Ok(())
}

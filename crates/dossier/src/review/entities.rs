//! Decisions about who is who.

use std::collections::BTreeMap;

use restated_claims::{Entity, Named};

use super::decision::{Decided, Decision};

/// Merges and splits `entities`, whose ids are `ids`, as decided.
pub(crate) fn apply(
    mut entities: Vec<Entity>,
    ids: &[String],
    names: &[(String, Vec<Named>)],
    standing: &[Decided],
) -> Vec<Entity> {
    // Where an entity that was found under an id has gone: into itself or into another.
    let mut place: BTreeMap<&str, usize> = ids
        .iter()
        .enumerate()
        .map(|(at, id)| (id.as_str(), at))
        .collect();
    for decided in standing {
        match &decided.decision {
            Decision::MergeEntities { entities: merged } => {
                let mut at: Vec<usize> = merged
                    .iter()
                    .filter_map(|id| place.get(id.as_str()).copied())
                    .collect();
                at.sort_unstable();
                at.dedup();
                let Some((&into, others)) = at.split_first() else {
                    continue;
                };
                for &other in others {
                    let taken = std::mem::replace(&mut entities[other], nobody());
                    absorb(&mut entities[into], taken, decided);
                    for stands in place.values_mut().filter(|stands| **stands == other) {
                        *stands = into;
                    }
                }
            }
            Decision::SplitEntity { entity, name } => {
                if let Some(&at) = place.get(entity.as_str())
                    && let Some(apart) = split(&mut entities[at], name, names, decided)
                {
                    entities.push(apart);
                }
            }
            _ => {}
        }
    }
    entities.retain(|entity| !entity.members.is_empty());
    entities
}

fn nobody() -> Entity {
    Entity {
        name: String::new(),
        sort: restated_claims::entity::Sort::Other,
        aliases: Vec::new(),
        members: Vec::new(),
    }
}

fn absorb(into: &mut Entity, taken: Entity, decided: &Decided) {
    into.members.extend(taken.members);
    into.members.sort();
    for mut alias in taken.aliases {
        if into.aliases.iter().all(|known| known.text != alias.text) {
            alias.why = decided.reason();
            into.aliases.push(alias);
        }
    }
    into.aliases.sort_by(|a, b| a.text.cmp(&b.text));
}

/// Takes the members that are called `name` out of `entity`.
fn split(
    entity: &mut Entity,
    name: &str,
    names: &[(String, Vec<Named>)],
    decided: &Decided,
) -> Option<Entity> {
    let called = |(article, number): &(String, usize)| {
        let at = names.binary_search_by(|(id, _)| id.cmp(article)).ok()?;
        names[at].1.get(*number)
    };
    let goes = |member: &(String, usize)| called(member).is_some_and(|named| named.name == name);
    let (gone, stay): (Vec<_>, Vec<_>) = entity.members.drain(..).partition(goes);
    if gone.is_empty() || stay.is_empty() {
        entity.members = if gone.is_empty() { stay } else { gone };
        return None;
    }
    // What those who stay are called stays; the rest goes along.
    let words = |members: &[(String, usize)]| -> Vec<String> {
        let forms = members
            .iter()
            .filter_map(called)
            .flat_map(|named| &named.forms);
        forms.map(|form| form.text.clone()).collect()
    };
    let (kept, taken) = (words(&stay), words(&gone));
    let mut aliases = entity.aliases.clone();
    aliases.retain(|alias| taken.contains(&alias.text));
    for alias in &mut aliases {
        alias.why = decided.reason();
    }
    entity.aliases.retain(|alias| kept.contains(&alias.text));
    entity.members = stay;
    if entity.name == name
        && let Some(named) = entity.members.first().and_then(called)
    {
        entity.name.clone_from(&named.name);
    }
    let sort = gone
        .first()
        .and_then(called)
        .map_or(entity.sort, |named| named.sort);
    Some(Entity {
        name: name.to_owned(),
        sort,
        aliases,
        members: gone,
    })
}

//! What became of stories when captures were added.

use std::collections::BTreeMap;

use crate::model::Story;

/// What became of one story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Founder of the story as it is now.
    pub founder: String,
    /// What happened.
    pub kind: ChangeKind,
    /// In words for readers, without ids.
    pub why: String,
}

/// See [`Change`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// None of its articles was known.
    Appeared,
    /// The same articles.
    Stayed,
    /// All that it had, and articles that were not known.
    Grew {
        /// Those articles, by id.
        with: Vec<String>,
    },
    /// It is now known by another article: one that came later was published first.
    Renamed {
        /// Its founder before.
        from: String,
    },
    /// It has articles of several stories.
    Merged {
        /// Their founders, sorted.
        from: Vec<String>,
    },
    /// It was a part of another story.
    Split {
        /// The founder of that story.
        from: String,
    },
    /// It lost articles, and is still known by its founder.
    Shrank {
        /// The articles that it lost, by id.
        by: Vec<String>,
    },
}

/// What became of the stories `before`, for each story of `after`, in their order. A story may have
/// split from one and merged with another: then both are told.
pub fn changes(before: &[Story], after: &[Story]) -> Vec<Change> {
    let mut known: BTreeMap<&str, &Story> = BTreeMap::new();
    for story in before {
        known.extend(story.articles.iter().map(|id| (id.as_str(), story)));
    }
    after
        .iter()
        .flat_map(|story| of_one(&known, story))
        .collect()
}

fn of_one(known: &BTreeMap<&str, &Story>, story: &Story) -> Vec<Change> {
    let mut old: BTreeMap<&str, &Story> = BTreeMap::new();
    let mut with: Vec<String> = Vec::new();
    for id in &story.articles {
        match known.get(id.as_str()) {
            Some(from) => {
                old.insert(&from.founder, from);
            }
            None => with.push(id.clone()),
        }
    }
    let has = |id: &String| story.articles.binary_search(id).is_ok();
    let lost = |from: &Story| -> Vec<String> {
        from.articles
            .iter()
            .filter(|id| !has(id))
            .cloned()
            .collect()
    };
    let mut kinds = Vec::new();
    for (founder, from) in &old {
        let lost = lost(from);
        match (lost.is_empty(), *founder == story.founder) {
            (true, _) => {}
            (false, true) => kinds.push(ChangeKind::Shrank { by: lost }),
            (false, false) => kinds.push(ChangeKind::Split {
                from: (*founder).to_owned(),
            }),
        }
    }
    match old.len() {
        0 => kinds.push(ChangeKind::Appeared),
        1 => {
            let whole = kinds.is_empty();
            let from = old.keys().next().copied().unwrap_or_default();
            if whole && from != story.founder {
                let from = from.to_owned();
                kinds.push(ChangeKind::Renamed { from });
            }
            match with.is_empty() {
                true if whole && kinds.is_empty() => kinds.push(ChangeKind::Stayed),
                true => {}
                false => kinds.push(ChangeKind::Grew { with }),
            }
        }
        _ => kinds.push(ChangeKind::Merged {
            from: old.keys().map(|founder| (*founder).to_owned()).collect(),
        }),
    }
    let told = |kind: ChangeKind| Change {
        founder: story.founder.clone(),
        why: words(&kind, &old, story),
        kind,
    };
    kinds.into_iter().map(told).collect()
}

/// What happened, by titles.
fn words(kind: &ChangeKind, old: &BTreeMap<&str, &Story>, story: &Story) -> String {
    let titled = |founder: &String| {
        old.get(founder.as_str())
            .map_or_else(String::new, |story| title(story))
    };
    match kind {
        ChangeKind::Appeared => format!("a new story: {}", title(story)),
        ChangeKind::Stayed => format!("no change: {}", title(story)),
        ChangeKind::Grew { with } => match with.len() {
            1 => format!("one article joined {}", title(story)),
            many => format!("{many} articles joined {}", title(story)),
        },
        ChangeKind::Renamed { .. } => {
            format!(
                "an article published earlier now comes first in {}",
                title(story)
            )
        }
        ChangeKind::Merged { from } => {
            let parts: Vec<String> = from.iter().map(titled).collect();
            format!(
                "articles of {} are now one story{}",
                parts.join(" and of "),
                holding(story)
            )
        }
        ChangeKind::Split { from } => {
            format!(
                "{} was part of {}: with what was added, it is less like the rest",
                title(story),
                titled(from)
            )
        }
        ChangeKind::Shrank { by } => match by.len() {
            1 => format!("one article left {}", title(story)),
            many => format!("{many} articles left {}", title(story)),
        },
    }
}

/// What holds a merged story together: the reason that most of its articles give.
fn holding(story: &Story) -> String {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for joined in &story.why {
        let spoken = joined.why.split(';').next().unwrap_or_default();
        *reasons.entry(spoken).or_default() += 1;
    }
    let most = reasons.iter().max_by_key(|(_, times)| **times);
    most.map_or_else(String::new, |(reason, _)| format!(": {reason}"))
}

fn title(story: &Story) -> String {
    match &story.title {
        Some(title) => format!("“{title}”"),
        None => "a story without a title".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(title: &str, articles: &[&str]) -> Story {
        Story {
            title: Some(title.to_owned()),
            articles: articles.iter().map(|id| (*id).to_owned()).collect(),
            founder: articles[0].to_owned(),
            from: None,
            to: None,
            why: Vec::new(),
        }
    }

    fn kinds(before: &[Story], after: &[Story]) -> Vec<ChangeKind> {
        changes(before, after)
            .into_iter()
            .map(|change| change.kind)
            .collect()
    }

    #[test]
    fn what_stays_grows_and_appears() {
        let before = [story("Ferry", &["a", "b"]), story("Vote", &["d"])];
        let after = [
            story("Ferry", &["a", "b", "c"]),
            story("Vote", &["d"]),
            story("Fire", &["e"]),
        ];
        let with = vec!["c".to_owned()];
        assert_eq!(
            kinds(&before, &after),
            [
                ChangeKind::Grew { with },
                ChangeKind::Stayed,
                ChangeKind::Appeared
            ]
        );
        assert_eq!(
            changes(&before, &after)[0].why,
            "one article joined “Ferry”"
        );
    }

    #[test]
    fn what_merges_and_splits_names_where_it_came_from() {
        let before = [story("Ferry", &["a", "b"]), story("Captain", &["c", "d"])];
        let after = [story("Ferry", &["a", "b", "c"]), story("Trial", &["d"])];
        assert_eq!(
            kinds(&before, &after),
            [
                ChangeKind::Split {
                    from: "c".to_owned()
                },
                ChangeKind::Merged {
                    from: vec!["a".to_owned(), "c".to_owned()]
                },
                ChangeKind::Split {
                    from: "c".to_owned()
                },
            ]
        );
        let why = &changes(&before, &after)[1].why;
        assert_eq!(
            why,
            "articles of “Ferry” and of “Captain” are now one story"
        );
    }

    #[test]
    fn an_earlier_article_becomes_the_founder() {
        let before = [story("Ferry", &["b", "c"])];
        let after = [story("Ferry", &["a", "b", "c"])];
        assert_eq!(
            kinds(&before, &after),
            [
                ChangeKind::Renamed {
                    from: "b".to_owned()
                },
                ChangeKind::Grew {
                    with: vec!["a".to_owned()]
                },
            ]
        );
    }
}

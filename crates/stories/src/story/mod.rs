//! Articles into stories.

use crate::model::{Filed, Story};

/// The stories of `articles`, each article in one, sorted by founder. The order of the articles
/// does not matter.
pub fn stories(articles: &[Filed<'_>]) -> Vec<Story> {
    let mut sorted: Vec<&Filed<'_>> = articles.iter().collect();
    sorted.sort_by_key(|filed| {
        let published = filed.about.published.as_deref();
        (published.is_none(), published, &filed.about.id)
    });
    let Some(founder) = sorted.first() else {
        return Vec::new();
    };
    let mut ids: Vec<String> = sorted.iter().map(|filed| filed.about.id.clone()).collect();
    ids.sort();
    let days = || {
        sorted
            .iter()
            .filter_map(|filed| filed.about.published.clone())
    };
    vec![Story {
        title: Some(founder.terms.title().to_owned()).filter(|title| !title.is_empty()),
        articles: ids,
        founder: founder.about.id.clone(),
        from: days().min(),
        to: days().max(),
        why: Vec::new(),
    }]
}

//! Paragraphs that stand twice in a capture, and what stands in them.

use std::ops::Range;

use restated_article::Article;

/// For each doubled paragraph whether its second place is the same bytes as the
/// first, so that a sentence's place in the one gives its place in the other.
pub(crate) fn same_bytes(article: &Article, bytes: &[u8]) -> Vec<bool> {
    let same = |repeat: &restated_article::Repeat| {
        let kept = article.map.source_range(repeat.kept.clone())?;
        Some(bytes.get(kept)? == bytes.get(repeat.bytes.clone())?)
    };
    article
        .repeats
        .iter()
        .map(|repeat| same(repeat).unwrap_or(false))
        .collect()
}

/// Where else in the capture a sentence stands: its own bytes where that is
/// certain, else those of the whole doubled paragraph.
pub(super) fn second_places(
    article: &Article,
    same: &[bool],
    sentence: &Range<usize>,
) -> Vec<Range<usize>> {
    let holds = |kept: &Range<usize>| kept.start <= sentence.start && sentence.end <= kept.end;
    let place = |(repeat, &same): (&restated_article::Repeat, &bool)| {
        let exact = || {
            let kept = article.map.source_range(repeat.kept.clone())?;
            let own = article.map.source_range(sentence.clone())?;
            let start = repeat.bytes.start + own.start.checked_sub(kept.start)?;
            Some(start..start + own.len())
        };
        if same { exact() } else { None }.unwrap_or_else(|| repeat.bytes.clone())
    };
    article
        .repeats
        .iter()
        .zip(same)
        .filter(|(repeat, _)| holds(&repeat.kept))
        .map(place)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use restated_article::{Repeat, SpanMap};

    fn doubled(first: &str, second: &str) -> (Article, Vec<u8>) {
        let bytes = format!("{first}\n{second}").into_bytes();
        let article = Article {
            text: first.to_owned(),
            map: SpanMap::identity(first.len()),
            repeats: vec![Repeat {
                kept: 0..first.len(),
                bytes: first.len() + 1..bytes.len(),
            }],
            ..Article::default()
        };
        (article, bytes)
    }

    #[test]
    fn a_sentence_is_found_in_the_second_place() {
        let (article, bytes) = doubled("One fell. Two ran.", "One fell. Two ran.");
        let same = same_bytes(&article, &bytes);
        let places = second_places(&article, &same, &(10..18));
        assert_eq!(places.len(), 1);
        assert_eq!(&bytes[places[0].clone()], b"Two ran.");
    }

    #[test]
    fn where_the_bytes_differ_the_paragraph_is_given() {
        let (article, bytes) = doubled("One fell. Two ran.", "One  fell. Two ran.");
        let same = same_bytes(&article, &bytes);
        let places = second_places(&article, &same, &(10..18));
        assert_eq!(&bytes[places[0].clone()], b"One  fell. Two ran.");
    }
}

//! The English model read in different ways that must not differ.

use std::sync::LazyLock;

use super::Annotator;
use crate::annotated::{Annotated, Entity, TokenData};
use crate::engine::Level;
use crate::model::Model;

static ENGLISH: LazyLock<Model> =
    LazyLock::new(|| Model::from_static(restated_model_en::MODEL).expect("the model is sound"));

const PARAGRAPHS: [&str; 6] = [
    "The harbour master of Velnor, Ilse Brandt, said on Tuesday that two ferries had collided in fog.",
    "“We don't yet know why,” she told reporters; nobody was hurt, though 14 lorries were lost...",
    "Marrow & Sons Ltd., which runs the line, paid $3.2 million (about £2.5m) for the older ship in 1998.",
    "• Sailings resume at 9 a.m.\t• Call 0800-555-018 or see https://velnor-ferries.example/status",
    "Mr. Okoye's lawyer wouldn't comment. The trial -- postponed twice -- begins in St. Orme next week!",
    "ÉCOLE ﬁne 👩‍👩‍👧 naïve Привет: she'd've gone; 𝕋he cat\u{301}s’ U.S.-led No. 7.",
];

type Content = (Vec<TokenData>, Vec<std::ops::Range<usize>>, Vec<Entity>);

fn content(doc: Annotated<'_>) -> Content {
    (doc.tokens, doc.sentences, doc.entities)
}

#[test]
fn every_level_gives_the_same() {
    let text = PARAGRAPHS.join("\n\n");
    let mut results = Level::available().into_iter().map(|level| {
        let mut annotator = Annotator::at_level(&ENGLISH, level);
        let own = content(annotator.annotate(&text));
        (level, own, content(annotator.annotate_as_trained(&text)))
    });
    let (_, own, trained) = results.next().expect("a portable level");
    assert!(own.0.len() > 100 && own.2.len() > 5);
    for (level, other, other_trained) in results {
        assert_eq!(other, own, "{level:?}");
        assert_eq!(other_trained, trained, "{level:?}");
    }
}

#[test]
fn what_was_read_before_does_not_matter() {
    let fresh = |text: &str| content(Annotator::new(&ENGLISH).annotate(text));
    let expected: Vec<Content> = PARAGRAPHS.iter().map(|text| fresh(text)).collect();
    let mut annotator = Annotator::new(&ENGLISH);
    for index in [3, 0, 5, 1, 1, 4, 2, 0, 3, 5, 2, 4] {
        let found = content(annotator.annotate(PARAGRAPHS[index]));
        assert_eq!(found, expected[index], "paragraph {index}");
    }
}

#[test]
fn a_paragraph_is_read_alike_wherever_it_stands() {
    let mut annotator = Annotator::new(&ENGLISH);
    for first in PARAGRAPHS {
        for second in PARAGRAPHS {
            let text = format!("{first}\n{second}");
            let whole = content(annotator.annotate(&text));
            let mut joined = content(annotator.annotate(first));
            let (tokens, bytes) = (joined.0.len(), first.len() as u32 + 1);
            let (mut own, sentences, entities) = content(annotator.annotate(second));
            for token in &mut own {
                token.start += bytes;
                token.end += bytes;
                token.head += tokens as u32;
            }
            let moved = |range: std::ops::Range<usize>| range.start + tokens..range.end + tokens;
            joined.0.extend(own);
            joined.1.extend(sentences.into_iter().map(moved));
            joined.2.extend(entities.into_iter().map(|entity| Entity {
                tokens: moved(entity.tokens),
                ..entity
            }));
            assert_eq!(whole, joined, "{text}");
        }
    }
}

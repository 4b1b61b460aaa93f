//! What the documentation of `Annotated` promises.

use restated_language::{Annotated, coreference, quotations};

/// Checks what holds of every annotated text, whatever the model; then that
/// what builds on it can read it.
pub(crate) fn check(doc: &Annotated<'_>) {
    let text = doc.text;
    let mut end = 0;
    for token in &doc.tokens {
        let bytes = token.start as usize..token.end as usize;
        assert!(
            end <= bytes.start && bytes.start < bytes.end,
            "{bytes:?} after {end}"
        );
        assert!(text.is_char_boundary(bytes.start) && text.is_char_boundary(bytes.end));
        assert!(
            text[end..bytes.start].trim().is_empty(),
            "words before {bytes:?}"
        );
        end = bytes.end;
    }
    assert!(text[end..].trim().is_empty(), "words after the last token");
    let mut end = 0;
    for sentence in &doc.sentences {
        assert!(sentence.start == end && !sentence.is_empty());
        for index in sentence.clone() {
            let head = doc.tokens[index].head as usize;
            assert!(
                sentence.contains(&head),
                "{index} hangs on {head}, outside {sentence:?}"
            );
        }
        end = sentence.end;
    }
    assert_eq!(end, doc.len(), "sentences do not cover the tokens");
    let mut end = 0;
    for entity in &doc.entities {
        assert!(end <= entity.tokens.start && !entity.tokens.is_empty());
        let sentence = doc.sentence_of(entity.tokens.start);
        assert!(
            entity.tokens.end <= doc.sentences[sentence].end,
            "a name over a sentence's end"
        );
        assert!(!doc.entity_type(entity).is_empty());
        end = entity.tokens.end;
    }
    // Every token hangs on a root: no heads go in a circle.
    let mut rooted = vec![false; doc.len()];
    for index in 0..doc.len() {
        let mut path = Vec::new();
        let mut at = index;
        while !rooted[at] && !doc.token(at).is_root() {
            assert!(path.len() <= doc.len(), "{index} hangs on no root");
            path.push(at);
            at = doc.tokens[at].head as usize;
        }
        rooted[at] = true;
        path.into_iter().for_each(|at| rooted[at] = true);
    }
    reads_on(doc);
}

/// Coreference and quotations read any annotated text.
fn reads_on(doc: &Annotated<'_>) {
    let quoted = quotations(doc.text);
    let found = coreference(doc, &quoted);
    for mention in &found.mentions {
        assert!(mention.tokens.contains(&mention.head) && mention.tokens.end <= doc.len());
    }
    for link in &found.links {
        assert!(link.antecedent < found.mentions.len() && link.mention != link.antecedent);
    }
    for (index, chain) in found.chains().iter().enumerate() {
        assert!(chain.mentions.contains(&chain.representative));
        let own = |&mention: &usize| std::ptr::eq(found.chain_of(mention), &found.chains()[index]);
        assert!(chain.mentions.iter().all(own));
    }
    for quotation in quoted.quotations {
        assert!(doc.text.get(quotation.span()).is_some());
    }
}

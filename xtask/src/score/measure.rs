//! Counts of what a system got right, aligned as in the CoNLL 2018 shared task: a token
//! is found if its very characters are one token.

use std::collections::{BTreeMap, BTreeSet};

use restated_language::Annotated;

use super::attachment::{Argument, is_content};
use super::clear;
use super::texts::Gold;
use crate::overlap::Overlap;

/// Counts over some texts. In each [`Overlap`] the gold annotation is the reference.
#[derive(Clone, Debug, Default)]
pub(super) struct Scores {
    pub(super) tokens: Overlap,
    pub(super) sentences: Overlap,
    pub(super) xpos: Overlap,
    pub(super) upos: Overlap,
    pub(super) lemmas: Overlap,
    /// Content words: in the gold annotation, found, and found on the right head.
    pub(super) heads: Overlap,
    /// Subjects and objects, with their heads.
    pub(super) arguments: Overlap,
}

/// First byte, byte behind the last.
type Span = (usize, usize);

impl Scores {
    /// Counts one text.
    pub(super) fn add(&mut self, gold: &Gold, found: &Annotated<'_>) {
        // White space that is a token of its own is nothing to a treebank.
        let words: Vec<usize> = (0..found.len())
            .filter(|&token| !found.token(token).text().trim().is_empty())
            .collect();
        let ours: BTreeMap<Span, usize> = words.iter().map(|&t| (span(found, t), t)).collect();
        let pairs: Vec<(usize, usize)> = gold
            .tokens
            .iter()
            .enumerate()
            .filter_map(|(at, token)| Some((at, *ours.get(&(token.bytes.start, token.bytes.end))?)))
            .collect();
        let overlap = |counts: &mut Overlap, right: &dyn Fn(usize, usize) -> bool| {
            counts.reference += gold.tokens.len();
            counts.ours += words.len();
            counts.both += pairs.iter().filter(|(g, o)| right(*g, *o)).count();
        };
        overlap(&mut self.tokens, &|_, _| true);
        overlap(&mut self.xpos, &|g, o| {
            gold.tokens[g].xpos == found.token(o).tag()
        });
        overlap(&mut self.upos, &|g, o| {
            gold.tokens[g].upos == found.token(o).pos().name()
        });
        overlap(&mut self.lemmas, &|g, o| {
            gold.tokens[g].lemma == found.token(o).lemma()
        });

        let expected = gold.sentences.iter().map(|s| (s.start, s.end)).collect();
        self.sentences.count(&expected, &sentences(found));
        self.trees(gold, found, &pairs);
    }

    fn trees(&mut self, gold: &Gold, found: &Annotated<'_>, pairs: &[(usize, usize)]) {
        let tree = clear::to_universal(found);
        let gold_span = |token: usize| {
            let bytes = &gold.tokens[token].bytes;
            (bytes.start, bytes.end)
        };
        let head = |token: usize| gold.tokens[token].head.map(gold_span);
        let our_head = |token: usize| {
            let head = tree.heads[token];
            (head != token).then(|| span(found, head))
        };
        let content = pairs.iter().filter(|(g, _)| is_content(gold, *g));
        self.heads.reference += (0..gold.tokens.len())
            .filter(|&g| is_content(gold, g))
            .count();
        for &(g, o) in content {
            self.heads.ours += 1;
            self.heads.both += usize::from(head(g) == our_head(o));
        }

        let expected: BTreeSet<_> = (0..gold.tokens.len())
            .filter_map(|g| {
                let argument = Argument::named(&gold.tokens[g].relation)?;
                Some((gold_span(g), head(g)?, argument))
            })
            .collect();
        let ours: BTreeSet<_> = (0..found.len())
            .filter_map(|o| {
                let argument = Argument::named(&tree.relations[o])?;
                Some((span(found, o), our_head(o)?, argument))
            })
            .collect();
        self.arguments.count(&expected, &ours);
    }
}

fn span(text: &Annotated<'_>, token: usize) -> Span {
    let bytes = text.token(token).bytes();
    (bytes.start, bytes.end)
}

/// Sentences from their first word to their last, those of white space alone left out.
fn sentences(text: &Annotated<'_>) -> BTreeSet<Span> {
    let trimmed = text.sentences.iter().filter_map(|sentence| {
        let mut words = sentence
            .clone()
            .filter(|&t| !text.token(t).text().trim().is_empty());
        let first = words.next()?;
        let last = words.next_back().unwrap_or(first);
        Some((span(text, first).0, span(text, last).1))
    });
    trimmed.collect()
}

#[cfg(test)]
mod tests {
    use super::super::texts::assemble;
    use super::super::{Unit, conllu};
    use super::*;
    use crate::reference::Reference;
    use crate::reference::tests::{LINE, example};

    /// The gold annotation of the example reference.
    const GOLD: &str = "\
# sent_id = s1
1\tIda\tIda\tPROPN\tNNP\t_\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
3\tPère\tPère\tPROPN\tNNP\t_\t2\tobj\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# sent_id = s2
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\tran\trun\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
";

    fn score(reference: &Reference) -> Scores {
        let gold = assemble(&conllu::parse(GOLD).unwrap(), Unit::Paragraph);
        let mut scores = Scores::default();
        scores.add(&gold[0], &reference.annotated().unwrap());
        scores
    }

    #[test]
    fn what_is_right_scores_one() {
        let scores = score(&example());
        let Scores {
            tokens,
            sentences,
            xpos,
            upos,
            lemmas,
            heads,
            arguments,
        } = scores;
        for counts in [tokens, sentences, xpos, upos, lemmas, heads, arguments] {
            assert_eq!(counts.f1(), 1.0, "{counts:?}");
        }
        assert_eq!(
            (tokens.both, sentences.both, heads.both, arguments.both),
            (7, 2, 5, 3)
        );
    }

    #[test]
    fn a_missed_sentence_end_costs_both_sentences() {
        let joined = LINE.replace("\"O\", \"\", 1]", "\"O\", \"\", 0]");
        let scores = score(&serde_json::from_str(&joined).unwrap());
        assert_eq!((scores.sentences.ours, scores.sentences.both), (1, 0));
        assert_eq!(scores.tokens.f1(), 1.0);
    }

    #[test]
    fn a_wrong_head_costs_the_argument_too() {
        let wrong = LINE.replace("\"she\", 5,", "\"she\", 6,");
        let scores = score(&serde_json::from_str(&wrong).unwrap());
        assert_eq!((scores.heads.both, scores.arguments.both), (4, 2));
    }
}

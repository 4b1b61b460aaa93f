//! CoNLL-U, as far as it is scored: <https://universaldependencies.org/format.html>.

use anyhow::{Context as _, bail, ensure};

/// One sentence of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sentence<'f> {
    pub(super) id: &'f str,
    pub(super) new_document: bool,
    pub(super) new_paragraph: bool,
    /// What is written: surface tokens, each of one or more words.
    pub(super) surface: Vec<Surface<'f>>,
    pub(super) words: Vec<Word<'f>>,
}

/// A token as written: one word, or several run together (`don't`, `cannot`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Surface<'f> {
    pub(super) form: &'f str,
    /// How many words, in order, it is made of.
    pub(super) words: usize,
    pub(super) space_after: bool,
}

/// A syntactic word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word<'f> {
    pub(super) form: &'f str,
    pub(super) lemma: &'f str,
    pub(super) upos: &'f str,
    pub(super) xpos: &'f str,
    /// Index of the head in `words`; `None` at the root.
    pub(super) head: Option<usize>,
    /// Relation without subtype: `nsubj` for `nsubj:pass`.
    pub(super) relation: &'f str,
}

/// The sentences of a file. Empty nodes (`8.1`) are passed over.
pub(super) fn parse(file: &str) -> anyhow::Result<Vec<Sentence<'_>>> {
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    // Words that a surface token already stands for.
    let mut covered = 0;
    for (at, line) in file.lines().chain([""]).enumerate() {
        if line.is_empty() {
            if !sentence.words.is_empty() {
                check(&sentence)?;
                sentences.push(std::mem::take(&mut sentence));
            }
            covered = 0;
        } else if let Some(comment) = line.strip_prefix('#') {
            remark(comment.trim(), &mut sentence);
        } else {
            row(line, &mut sentence, &mut covered).with_context(|| format!("line {}", at + 1))?;
        }
    }
    Ok(sentences)
}

fn remark<'f>(comment: &'f str, sentence: &mut Sentence<'f>) {
    let (key, value) = comment.split_once('=').unwrap_or((comment, ""));
    match key.trim() {
        "sent_id" => sentence.id = value.trim(),
        "newdoc" | "newdoc id" => sentence.new_document = true,
        "newpar" | "newpar id" => sentence.new_paragraph = true,
        _ => {}
    }
}

fn row<'f>(line: &'f str, sentence: &mut Sentence<'f>, covered: &mut usize) -> anyhow::Result<()> {
    let fields: Vec<&str> = line.split('\t').collect();
    let &[id, form, lemma, upos, xpos, _, head, relation, _, misc] = fields.as_slice() else {
        bail!("{} fields, not 10", fields.len());
    };
    if id.contains('.') {
        return Ok(());
    }
    let space_after = !misc.split('|').any(|item| item == "SpaceAfter=No");
    if let Some((first, last)) = id.split_once('-') {
        let (first, last): (usize, usize) = (first.parse()?, last.parse()?);
        ensure!(
            first == sentence.words.len() + 1 && last > first,
            "a token {id} here"
        );
        *covered = last;
        sentence.surface.push(Surface {
            form,
            words: last - first + 1,
            space_after,
        });
        return Ok(());
    }
    let id: usize = id.parse().context("the first field is no number")?;
    ensure!(id == sentence.words.len() + 1, "word {id} out of order");
    let head: usize = head.parse().context("the head is no number")?;
    sentence.words.push(Word {
        form,
        lemma,
        upos,
        xpos,
        head: head.checked_sub(1),
        relation: relation.split(':').next().unwrap_or_default(),
    });
    if id > *covered {
        sentence.surface.push(Surface {
            form,
            words: 1,
            space_after,
        });
    }
    Ok(())
}

fn check(sentence: &Sentence<'_>) -> anyhow::Result<()> {
    let words = sentence.words.len();
    let heads = sentence.words.iter().filter_map(|word| word.head);
    ensure!(
        heads.max() < Some(words),
        "sentence {}: a head outside",
        sentence.id
    );
    let covered: usize = sentence.surface.iter().map(|token| token.words).sum();
    ensure!(
        covered == words,
        "sentence {}: tokens of {covered} words for {words}",
        sentence.id
    );
    Ok(())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(crate) const FILE: &str = "\
# newdoc id = d1
# newpar
# sent_id = d1-1
# text = The boat's gone.
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_
2-3\tboat's\t_\t_\t_\t_\t_\t_\t_\t_
2\tboat\tboat\tNOUN\tNN\t_\t4\tnsubj:pass\t_\t_
3\t's\tbe\tAUX\tVBZ\t_\t4\taux\t_\t_
4\tgone\tgo\tVERB\tVBN\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = d1-2
# text = I cannot see
1\tI\tI\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tcannot\t_\t_\t_\t_\t_\t_\t_\t_
2\tcan\tcan\tAUX\tMD\t_\t4\taux\t_\t_
3\tnot\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tsee\tsee\tVERB\tVB\t_\t0\troot\t_\t_
4.1\tit\tit\tPRON\tPRP\t_\t_\t_\t4:obj\t_

# newpar id = p2
# sent_id = d1-3
1\tMind\tmind\tVERB\tVB\t_\t0\troot\t_\t_
2\tit\tit\tPRON\tPRP\t_\t1\tobj\t_\tSpaceAfter=No
";

    #[test]
    fn words_tokens_and_breaks_are_read() {
        let read = parse(FILE).unwrap();
        assert_eq!(
            read.iter().map(|s| s.id).collect::<Vec<_>>(),
            ["d1-1", "d1-2", "d1-3"]
        );
        let breaks = |s: &Sentence<'_>| (s.new_document, s.new_paragraph);
        assert_eq!(
            read.iter().map(breaks).collect::<Vec<_>>(),
            [(true, true), (false, false), (false, true)]
        );
        let surface: Vec<_> = read[0]
            .surface
            .iter()
            .map(|t| (t.form, t.words, t.space_after))
            .collect();
        assert_eq!(
            surface,
            [
                ("The", 1, true),
                ("boat's", 2, true),
                ("gone", 1, false),
                (".", 1, true)
            ]
        );
        assert_eq!(read[0].words[1].relation, "nsubj");
        assert_eq!(read[0].words[1].head, Some(3));
        assert_eq!(read[1].words.len(), 4, "no empty nodes");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (wrong, expected) in [
            ("1\tx", "line 1: 2 fields, not 10"),
            (
                "2\tx\tx\tX\tX\t_\t0\troot\t_\t_",
                "line 1: word 2 out of order",
            ),
            (
                "1\tx\tx\tX\tX\t_\t7\tdep\t_\t_",
                "sentence : a head outside",
            ),
        ] {
            let error = parse(wrong).unwrap_err();
            assert_eq!(format!("{error:#}"), expected);
        }
    }
}

//! CLEAR-style trees, as spaCy's English pipelines give them, hung up as in Universal
//! Dependencies.
//!
//! It covers the main cases, in this order: prepositions and copulas below their
//! complements (`clear.tsv`); persons' names headed by their first word; conjuncts on the
//! first one, conjunctions on the conjunct behind them. What it leaves (speech with its
//! clause, quantifiers, dates) counts against whoever is scored, so that figures are a
//! lower bound, and comparable only among systems that went through it.

use std::sync::LazyLock;

use restated_language::{Annotated, Pos};

/// A tree over the tokens of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tree {
    /// Head of each token; a root is its own.
    pub(super) heads: Vec<usize>,
    /// Relation of each token to its head, in the names of CLEAR.
    pub(super) relations: Vec<String>,
}

/// Types of entities that are persons, in the schemes of spaCy's pipelines.
const PERSONS: [&str; 2] = ["PERSON", "PER"];

struct Rule {
    head: &'static str,
    child: &'static str,
    becomes: &'static str,
    unless: Vec<&'static str>,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let lines = include_str!("clear.tsv").lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(rule)
        .collect()
});

fn rule(line: &'static str) -> Option<Rule> {
    let [head, child, becomes, unless] = line.split('\t').collect::<Vec<_>>().try_into().ok()?;
    Some(Rule {
        head,
        child,
        becomes,
        unless: unless.split(' ').collect(),
    })
}

/// The tree of `text`, converted.
pub(super) fn to_universal(text: &Annotated<'_>) -> Tree {
    let mut tree = Tree {
        heads: text
            .tokens
            .iter()
            .map(|token| token.head as usize)
            .collect(),
        relations: text.iter().map(|token| token.dep().to_owned()).collect(),
    };
    for token in leaves_first(&tree.heads) {
        tree.give_way(token, text.token(token).lemma());
    }
    for entity in &text.entities {
        let proper = |&token: &usize| text.token(token).pos() == Pos::PROPN;
        if PERSONS.contains(&text.entity_type(entity)) {
            tree.head_with_first(&entity.tokens.clone().filter(proper).collect::<Vec<_>>());
        }
    }
    tree.coordinate();
    tree
}

/// Tokens such that each comes before its head.
fn leaves_first(heads: &[usize]) -> Vec<usize> {
    let depth = |mut token: usize| {
        // Bounded, for a tree that turns out to be none.
        let mut steps = 0;
        while heads[token] != token && steps < heads.len() {
            token = heads[token];
            steps += 1;
        }
        steps
    };
    let mut order: Vec<(usize, usize)> = (0..heads.len()).map(|t| (depth(t), t)).collect();
    order.sort_by_key(|&(depth, token)| (std::cmp::Reverse(depth), token));
    order.into_iter().map(|(_, token)| token).collect()
}

impl Tree {
    fn children(&self, of: usize) -> impl Iterator<Item = usize> {
        let heads = self.heads.iter().enumerate();
        heads
            .filter(move |&(token, &head)| head == of && token != of)
            .map(|(token, _)| token)
    }

    /// What a token is to its head; of a conjunct, what the whole coordination is.
    fn role(&self, mut token: usize) -> &str {
        for _ in 0..self.heads.len() {
            if self.relations[token] != "conj" {
                break;
            }
            token = self.heads[token];
        }
        &self.relations[token]
    }

    /// Applies the first rule that fits `head`.
    fn give_way(&mut self, head: usize, lemma: &str) {
        let fits = |rule: &Rule| match rule.head.strip_prefix('=') {
            Some(verb) => {
                lemma == verb && !["aux", "auxpass"].contains(&self.relations[head].as_str())
            }
            None => self.role(head) == rule.head,
        };
        let found = RULES.iter().filter(|rule| fits(rule)).find_map(|rule| {
            let stays = self
                .children(head)
                .any(|c| rule.unless.contains(&&*self.relations[c]));
            let child = self
                .children(head)
                .find(|&c| self.relations[c] == rule.child)?;
            (!stays).then_some((child, rule.becomes))
        });
        if let Some((child, becomes)) = found {
            self.swap(head, child, becomes);
        }
    }

    /// Puts `child` in the place of `head`, with all that hangs on it.
    fn swap(&mut self, head: usize, child: usize, becomes: &str) {
        let others: Vec<usize> = self
            .children(head)
            .filter(|&token| token != child)
            .collect();
        for token in others {
            self.heads[token] = child;
        }
        let above = self.heads[head];
        self.heads[child] = if above == head { child } else { above };
        self.heads[head] = child;
        self.relations[child] = std::mem::replace(&mut self.relations[head], becomes.to_owned());
    }

    /// A name whose last word is the head of all others: its first word takes over.
    fn head_with_first(&mut self, words: &[usize]) {
        let [first, others @ .., last] = words else {
            return;
        };
        let hangs =
            |&token: &usize| self.heads[token] == *last && self.relations[token] == "compound";
        if hangs(first) && others.iter().all(hangs) {
            self.swap(*last, *first, "flat");
        }
    }

    /// CLEAR chains conjuncts and hangs the conjunction on the one before.
    fn coordinate(&mut self) {
        let chained = self.clone();
        for token in 0..self.heads.len() {
            let head = chained.heads[token];
            match chained.relations[token].as_str() {
                "conj" => {
                    let mut first = head;
                    for _ in 0..self.heads.len() {
                        if chained.relations[first] != "conj" {
                            break;
                        }
                        first = chained.heads[first];
                    }
                    self.heads[token] = first;
                }
                "cc" => {
                    let behind = |&c: &usize| c > token && chained.relations[c] == "conj";
                    self.heads[token] = chained.children(head).find(behind).unwrap_or(head);
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use restated_language::{Entity, Labels, TokenData};

    use super::*;

    /// `clear` is a sentence as `word/relation/head`, the head by its word; words with a
    /// capital letter are proper nouns, a run of them a person. Expected are words with
    /// the words that they hang on.
    fn check(clear: &str, expected: &[(&str, &str)]) {
        let rows: Vec<Vec<&str>> = clear
            .split(' ')
            .map(|row| row.split('/').collect())
            .collect();
        let text = rows.iter().map(|row| row[0]).collect::<Vec<_>>().join(" ");
        let mut labels = Labels::default();
        let person = labels.intern("PERSON");
        let at = |word: &str| rows.iter().position(|row| row[0] == word).unwrap();
        let mut start = 0;
        let tokens: Vec<TokenData> = rows
            .iter()
            .map(|row| {
                let end = start + row[0].len() as u32;
                let name = row[0].starts_with(char::is_uppercase);
                let token = TokenData {
                    start,
                    end,
                    head: at(row[2]) as u32,
                    dep: labels.intern(row[1]),
                    pos: if name { Pos::PROPN } else { Pos::X },
                    lemma: ["is", "was"].contains(&row[0]).then(|| "be".into()),
                    ..TokenData::default()
                };
                start = end + 1;
                token
            })
            .collect();
        let mut entities: Vec<Entity> = Vec::new();
        let proper = tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| token.pos == Pos::PROPN);
        for (token, _) in proper {
            match entities.last_mut() {
                Some(name) if name.tokens.end == token => name.tokens.end += 1,
                _ => entities.push(Entity {
                    tokens: token..token + 1,
                    label: person,
                }),
            }
        }
        let text = Annotated {
            text: &text,
            sentences: std::iter::once(0..tokens.len()).collect(),
            tokens,
            entities,
            labels: Arc::new(labels),
            vectors: Vec::new(),
        };
        let tree = to_universal(&text);
        for &(word, head) in expected {
            let found = rows[tree.heads[at(word)]][0];
            assert_eq!(found, head, "head of {word} in {clear}");
        }
    }

    #[test]
    fn prepositions_hang_on_their_objects() {
        check(
            "it/nsubj/came came/ROOT/came out/prep/came of/prep/out the/det/box box/pobj/of",
            &[
                ("box", "came"),
                ("out", "box"),
                ("of", "box"),
                ("the", "box"),
                ("it", "came"),
            ],
        );
        check(
            "boats/nsubj/sank sank/ROOT/sank in/prep/sank fog/pobj/in and/cc/in near/conj/in rocks/pobj/near",
            &[
                ("fog", "sank"),
                ("rocks", "fog"),
                ("near", "rocks"),
                ("and", "rocks"),
            ],
        );
        check(
            "she/nsubj/spoke spoke/ROOT/spoke after/prep/spoke leaving/pcomp/after",
            &[("leaving", "spoke"), ("after", "leaving")],
        );
        check(
            "hit/ROOT/hit by/agent/hit rebels/pobj/by",
            &[("rebels", "hit"), ("by", "rebels")],
        );
    }

    #[test]
    fn copulas_hang_on_what_is_said() {
        check(
            "dams/nsubj/is is/ROOT/is not/neg/is safe/acomp/is",
            &[
                ("safe", "safe"),
                ("is", "safe"),
                ("dams", "safe"),
                ("not", "safe"),
            ],
        );
        check(
            "boat/nsubj/was was/ROOT/was in/prep/was harbour/pobj/in",
            &[
                ("harbour", "harbour"),
                ("was", "harbour"),
                ("in", "harbour"),
                ("boat", "harbour"),
            ],
        );
        check(
            "there/expl/was was/ROOT/was fire/attr/was",
            &[("was", "was"), ("fire", "was")],
        );
        check(
            "bridge/nsubjpass/closed is/auxpass/closed closed/ROOT/closed",
            &[("closed", "closed"), ("is", "closed")],
        );
    }

    #[test]
    fn conjuncts_hang_on_the_first() {
        check(
            "a/ROOT/a b/conj/a and/cc/b c/conj/b",
            &[("b", "a"), ("c", "a"), ("and", "c")],
        );
    }

    #[test]
    fn the_first_word_heads_a_persons_name() {
        check(
            "minister/compound/Brandt Ivo/compound/Brandt Brandt/nsubj/left left/ROOT/left",
            &[("Ivo", "left"), ("Brandt", "Ivo"), ("minister", "Ivo")],
        );
    }

    #[test]
    fn every_line_of_the_table_is_a_rule() {
        let lines = include_str!("clear.tsv").lines();
        assert_eq!(
            RULES.len(),
            lines.filter(|line| !line.starts_with('#')).count()
        );
    }
}

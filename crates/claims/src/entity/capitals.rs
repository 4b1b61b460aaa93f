//! Which capitals belong to names, and how far a name goes.

use restated_language::{Annotated, Pos};
use rustc_hash::FxHashSet;

use super::lexicon::lexicon;
use super::spell::fold;

/// Longest name, in tokens.
const LONGEST: usize = 14;

/// Which tokens are capitalised because they belong to names.
pub(super) struct Capitals<'a, 't> {
    pub(super) text: &'a Annotated<'t>,
    pub(super) of_name: Vec<bool>,
    pub(super) headline: Vec<bool>,
    /// Whether a token and the next one are in one name of the model.
    pub(super) inside: Vec<bool>,
    /// Whether one of the model's names begins at a token.
    pub(super) begins: Vec<bool>,
    /// Whether a person's name begins at a token, without the role before it.
    pub(super) persons: Vec<bool>,
    /// Words that are capitalised in the middle of sentences, folded.
    pub(super) firm: FxHashSet<String>,
}

impl<'a, 't> Capitals<'a, 't> {
    pub(super) fn of(text: &'a Annotated<'t>) -> Self {
        let mut inside = vec![false; text.len()];
        let mut other = vec![false; text.len()];
        let mut entity = vec![false; text.len()];
        let mut begins = vec![false; text.len()];
        for name in &text.entities {
            let tokens = name.tokens.clone();
            match text.entity_type(name) {
                "DATE" | "TIME" | "MONEY" | "PERCENT" | "QUANTITY" | "CARDINAL" | "ORDINAL"
                | "LANGUAGE" => other[tokens].fill(true),
                _ => {
                    inside[tokens.start..tokens.end - 1].fill(true);
                    begins[tokens.start] = true;
                    entity[tokens].fill(true);
                }
            }
        }
        let headline = headlines(text);
        let capital = |at: usize| text.token(at).text().starts_with(char::is_uppercase);
        let small: FxHashSet<&str> = text
            .iter()
            .map(|token| token.text())
            .filter(|word| word.starts_with(char::is_lowercase))
            .collect();
        // What is capitalised in the middle of a sentence is a name at its beginning too.
        let firm: FxHashSet<&str> = (0..text.len())
            .filter(|&at| {
                // "Lighthouse Medical Relief" at the beginning of a sentence.
                let run = |at: usize| {
                    let noun = || {
                        let word = text.token(at).text().to_lowercase();
                        text.token(at).pos() == Pos::NOUN
                            && !lexicon().kinds(&word).office
                            && !small.contains(word.as_str())
                    };
                    at + 1 < text.len()
                        && capital(at + 1)
                        && (text.token(at).pos() == Pos::PROPN || noun())
                };
                capital(at) && !headline[at] && !other[at] && (!opens(text, at) || run(at))
            })
            .map(|at| text.token(at).text())
            .collect();
        let acts = |at: usize| {
            let token = text.token(at);
            token.dep() == "nsubj"
                && matches!(token.tag(), "NN" | "NNP")
                && lexicon().is_act(&token.head().lemma().to_lowercase())
        };
        let of_name: Vec<bool> = (0..text.len())
            .map(|at| {
                let token = text.token(at);
                let word = token.text();
                let inner = capital(at) && word.chars().any(char::is_alphabetic);
                let titled = lexicon().title(&fold(word)).is_some();
                let function = !titled
                    && matches!(
                        token.pos(),
                        Pos::DET
                            | Pos::PRON
                            | Pos::ADP
                            | Pos::ADV
                            | Pos::CCONJ
                            | Pos::SCONJ
                            | Pos::AUX
                            | Pos::PART
                            | Pos::INTJ
                            | Pos::NUM
                            | Pos::PUNCT
                    );
                let initial = opens(text, at);
                let next = at + 1 < text.len()
                    && capital(at + 1)
                    && text.sentence_of(at) == text.sentence_of(at + 1);
                let stop = titled && at + 2 < text.len() && text.token(at + 1).text() == ".";
                let particle = at + 2 < text.len() && lexicon().joins(text.token(at + 1).text());
                let next = next || ((stop || particle) && capital(at + 2));
                let known = firm.contains(word);
                inner
                    && word != "I"
                    && !other[at]
                    && (!function || (!initial && (inside[at] || known)))
                    && (!initial
                        || known
                        || (entity[at] && token.pos() == Pos::PROPN)
                        // "Lighthouse said": a noun that may be counted needs an article.
                        || acts(at)
                        || (token.pos() != Pos::VERB && next)
                        || (titled && next))
            })
            .collect();
        let firm = (0..text.len())
            .filter(|&at| capital(at) && !headline[at] && !opens(text, at) && !other[at])
            .map(|at| fold(text.token(at).text()))
            .collect();
        Self {
            text,
            of_name,
            headline,
            inside,
            begins,
            persons: vec![false; text.len()],
            firm,
        }
    }

    pub(super) fn is_name(&self, at: usize) -> bool {
        self.of_name[at]
    }

    pub(super) fn word(&self, at: usize) -> String {
        fold(self.text.token(at).text())
    }

    /// Whether nothing but a blank, a hyphen or an initial's full stop parts two tokens.
    pub(super) fn touches(&self, at: usize) -> bool {
        let tokens = &self.text.tokens;
        let (Some(one), Some(next)) = (tokens.get(at), tokens.get(at + 1)) else {
            return false;
        };
        let between = &self.text.text[one.end as usize..next.start as usize];
        between.is_empty() || between == " " || between == "\u{a0}"
    }

    /// The end of the run of names' words that begins at `start`, small words inside counted.
    pub(super) fn run_end(&self, start: usize) -> usize {
        let limit = self.text.len().min(start + LONGEST);
        let headed = |end: usize| (start..end).any(|at| lexicon().kinds(&self.word(at)).any());
        let mut end = start + 1;
        while end < limit && self.touches(end - 1) {
            // "Col" "." "Mirek"
            let stop = self.text.token(end).text() == "."
                && self.text.tokens[end].start == self.text.tokens[end - 1].end
                && lexicon().title(&self.word(end - 1)).is_some()
                && end + 1 < limit
                && self.of_name[end + 1]
                && self.text.sentence_of(end + 1) == self.text.sentence_of(end);
            if stop {
                end += 1;
                continue;
            }
            if self.of_name[end] {
                // "Ltd. Mr Orme": a sentence ends between them.
                if self.text.sentence_of(end) != self.text.sentence_of(end - 1) {
                    break;
                }
                end += 1;
                continue;
            }
            let word = self.text.token(end).text();
            let next = end + 1 < limit && self.touches(end);
            let capital_next = next && self.of_name[end + 1];
            let hyphen = matches!(word, "-" | "–" | "&") && next;
            let spaceless = hyphen
                && self.text.tokens[end].start == self.text.tokens[end - 1].end
                && self.text.tokens[end].end == self.text.tokens[end + 1].start;
            let alphabetic = next
                && self
                    .text
                    .token(end + 1)
                    .text()
                    .starts_with(char::is_alphabetic);
            // "Union of Paper and Harbour Trades"
            let listed = || {
                word == "and"
                    && headed(end)
                    && (start..end).any(|at| self.text.token(at).text() == "of")
                    && self.inside[end]
            };
            let joined = capital_next
                && (word == "&"
                    || lexicon().joins(word)
                    || (lexicon().joins_head(word) && headed(end))
                    || listed());
            if joined || (spaceless && alphabetic) {
                end += 2;
            } else if lexicon().joins_head(word)
                && headed(end)
                && next
                && self.text.token(end + 1).text() == "the"
                && end + 2 < limit
                && self.of_name[end + 2]
            {
                end += 3;
            } else {
                break;
            }
        }
        end
    }
}

/// Whether a capital shows nothing at this token: it begins a sentence, a line or a quotation.
pub(super) fn opens(text: &Annotated<'_>, at: usize) -> bool {
    let sentence = &text.sentences[text.sentence_of(at)];
    let before = &text.text[..text.tokens[at].start as usize];
    let last = before.trim_end_matches([' ', '\u{a0}']).chars().next_back();
    at == sentence.start
        || matches!(
            last,
            None | Some(
                '\n' | '"'
                    | '“'
                    | '‘'
                    | '«'
                    | '„'
                    | ':'
                    | '•'
                    | '*'
                    | '—'
                    | '–'
                    | '.'
                    | '!'
                    | '?'
            )
        ) && !text
            .token(at.saturating_sub(1))
            .text()
            .ends_with(|c: char| c.is_alphabetic())
            && (at == 0 || text.token(at - 1).pos() == Pos::PUNCT || last == Some('\n'))
}

/// The tokens of lines in which nearly every long word is capitalised.
fn headlines(text: &Annotated<'_>) -> Vec<bool> {
    let mut headline = vec![false; text.len()];
    let mut start = 0;
    while start < text.len() {
        let mut end = start + 1;
        while end < text.len() {
            let gap = text.tokens[end - 1].end as usize..text.tokens[end].start as usize;
            if text.text[gap].contains('\n') || text.token(end - 1).text().contains('\n') {
                break;
            }
            end += 1;
        }
        let long: Vec<&str> = (start..end)
            .map(|at| text.token(at).text())
            .filter(|word| word.chars().count() > 3 && word.starts_with(char::is_alphabetic))
            .collect();
        let capital = long
            .iter()
            .filter(|word| word.starts_with(char::is_uppercase))
            .count();
        // A short line of names is no headline: it must hold words that are none elsewhere.
        let line = text.words(start..end);
        let shouted = long.len() > 1 && !line.contains(char::is_lowercase);
        if shouted || (long.len() > 3 && capital * 5 >= long.len() * 4) {
            headline[start..end].fill(true);
        }
        start = end;
    }
    headline
}

//! Trees of a whole document, with children and reach of each token at hand.

use std::borrow::Cow;
use std::ops::Range;

use restated_language::{Annotated, Pos, Token};

/// The dependency trees of a text. Making it takes time in the length of the text.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    pub(super) annotated: &'a Annotated<'a>,
    /// Where the children of each token start in `children`.
    first: Vec<usize>,
    children: Vec<usize>,
    /// First and one past the last token below each token, itself included.
    reach: Vec<Range<usize>>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(annotated: &'a Annotated<'a>) -> Self {
        let heads: Vec<usize> = annotated.tokens.iter().map(|t| t.head as usize).collect();
        let mut first = vec![0; heads.len() + 1];
        let hangs = |(token, head): (usize, usize)| (token != head).then_some((token, head));
        let edges = || heads.iter().copied().enumerate().filter_map(hangs);
        for (_, head) in edges() {
            first[head + 1] += 1;
        }
        for at in 1..first.len() {
            first[at] += first[at - 1];
        }
        let mut filled = first.clone();
        let mut children = vec![0; edges().count()];
        for (token, head) in edges() {
            children[filled[head]] = token;
            filled[head] += 1;
        }
        let reach = reach(&heads, &first);
        Self {
            annotated,
            first,
            children,
            reach,
        }
    }

    pub(super) fn token(&self, at: usize) -> Token<'a, 'a> {
        self.annotated.token(at)
    }

    /// The head of `at`, unless it is a root.
    pub(super) fn head(&self, at: usize) -> Option<usize> {
        let head = self.annotated.tokens[at].head as usize;
        (head != at).then_some(head)
    }

    pub(super) fn dep(&self, at: usize) -> &'a str {
        self.token(at).dep()
    }

    pub(super) fn tag(&self, at: usize) -> &'a str {
        self.token(at).tag()
    }

    pub(super) fn pos(&self, at: usize) -> Pos {
        self.annotated.tokens[at].pos
    }

    /// The dictionary form in lower case.
    pub(super) fn lemma(&self, at: usize) -> Cow<'a, str> {
        lower(self.token(at).lemma())
    }

    /// The word as written, in lower case.
    pub(super) fn word(&self, at: usize) -> Cow<'a, str> {
        lower(self.token(at).text())
    }

    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at).as_ref())
    }

    /// The tokens that hang on `at`, in order.
    pub(super) fn children(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children[self.first[at]..self.first[at + 1]]
            .iter()
            .copied()
    }

    /// The child of `at` in one of these relations.
    pub(super) fn child(&self, at: usize, deps: &[&str]) -> Option<usize> {
        self.children(at).find(|&c| deps.contains(&self.dep(c)))
    }

    /// The run of tokens below `at`, itself included.
    pub(super) fn reach(&self, at: usize) -> Range<usize> {
        self.reach[at].clone()
    }

    /// The sentence that holds `at`.
    pub(super) fn sentence(&self, at: usize) -> Range<usize> {
        let number = self.annotated.sentence_of(at);
        self.annotated
            .sentences
            .get(number)
            .cloned()
            .unwrap_or(at..at + 1)
    }

    /// Whether a number is taken for that of a noun behind an "and" of its own: "infections at
    /// 2,310 and deaths at 77".
    pub(super) fn strays(&self, number: usize) -> bool {
        self.dep(number) == "nummod"
            && self
                .head(number)
                .is_some_and(|head| self.child(number, &["cc"]).is_some_and(|c| c < head))
            && self.child(number, &["conj"]).is_none()
    }

    /// Whether `at` stands at most `steps` below `top`.
    pub(super) fn is_below(&self, mut at: usize, top: usize, steps: usize) -> bool {
        for _ in 0..steps {
            match self.head(at) {
                Some(head) if head == top => return true,
                Some(head) => at = head,
                None => return false,
            }
        }
        false
    }
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_uppercase) {
        word.to_lowercase().into()
    } else {
        word.into()
    }
}

/// The reach of every token: leaves are taken off, each widening its head.
fn reach(heads: &[usize], first: &[usize]) -> Vec<Range<usize>> {
    let mut reach: Vec<_> = (0..heads.len()).map(|at| at..at + 1).collect();
    let mut open: Vec<usize> = first.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let mut leaves: Vec<usize> = (0..heads.len()).filter(|&at| open[at] == 0).collect();
    while let Some(leaf) = leaves.pop() {
        let head = heads[leaf];
        if head == leaf {
            continue;
        }
        let below = reach[leaf].clone();
        reach[head].start = reach[head].start.min(below.start);
        reach[head].end = reach[head].end.max(below.end);
        open[head] -= 1;
        if open[head] == 0 {
            leaves.push(head);
        }
    }
    reach
}

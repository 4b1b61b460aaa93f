//! Whose word a verb or noun puts something on: its subject, agent, possessor, or the subject that
//! it shares with the verb above it.

use std::ops::Range;

use super::scene::Scene;

/// How many verbs up a subject is shared: "went on to say that".
const SHARED: usize = 6;

/// A source, by its head and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) head: usize,
    pub(super) tokens: Range<usize>,
    /// Whether it is the verb's own argument, not that of a verb above it.
    pub(super) own: bool,
}

/// The source of an active verb.
pub(super) fn of_verb(scene: &Scene<'_, '_>, verb: usize) -> Option<Source> {
    let mut at = verb;
    for _ in 0..SHARED {
        let own = at == verb;
        let deps: &[&str] = if own {
            &["nsubj"]
        } else {
            &["nsubj", "nsubjpass"]
        };
        if let Some(head) = scene.child(at, deps) {
            return Some(phrase(scene, head, verb, own));
        }
        if own && scene.child(at, &["nsubjpass", "expl", "csubj"]).is_some() {
            return None;
        }
        let head = scene.head(at);
        at = match scene.dep(at) {
            "conj" | "xcomp" => head,
            "advcl" | "ccomp" | "dep" | "parataxis" if !is_finite(scene, at) => head,
            "pcomp" => scene.head(head),
            "acl" | "relcl" if !is_finite(scene, at) => {
                return Some(phrase(scene, head, at, false));
            }
            _ => return None,
        };
    }
    None
}

/// The source of a passive verb: "was told by officials".
pub(super) fn agent(scene: &Scene<'_, '_>, verb: usize) -> Option<Source> {
    let by = scene
        .child(verb, &["agent"])
        .or_else(|| scene.preposition(verb, "by"))?;
    let head = scene.child(by, &["pobj"])?;
    Some(phrase(scene, head, verb, true))
}

/// Whether the verb carries its own tense, so that a missing subject is not that of the verb
/// above.
fn is_finite(scene: &Scene<'_, '_>, verb: usize) -> bool {
    let own = matches!(scene.tag(verb), "VBD" | "VBZ" | "VBP" | "MD");
    own || scene.children(verb).iter().any(|&child| {
        matches!(scene.dep(child), "aux" | "auxpass")
            && matches!(scene.tag(child), "VBD" | "VBZ" | "VBP" | "MD")
    })
}

/// The words of the noun phrase with this head: titles and appositions belong to it, a clause
/// that says more about it does not, nor does anything from `verb` on.
pub(super) fn phrase(scene: &Scene<'_, '_>, head: usize, verb: usize, own: bool) -> Source {
    let mut tokens = scene.subtree(head);
    for &child in scene.children(head) {
        let clause = scene.subtree(child);
        let cut = match scene.dep(child) {
            "relcl" => is_set_off(scene, &clause) || scene.is_below(verb, child),
            "acl" | "advcl" | "appos" | "conj" | "ccomp" | "parataxis" | "dep" => {
                scene.is_below(verb, child)
            }
            _ => false,
        };
        if cut && clause.start > head {
            tokens.end = tokens.end.min(clause.start);
        }
    }
    // Two names that only a comma ties are two clauses that the parser ran together.
    if tokens.contains(&verb) {
        if verb > head {
            tokens.end = verb;
        } else {
            tokens.start = verb + 1;
        }
    }
    // A phrase does not run on into the next paragraph.
    while tokens.end > head + 1 && scene.paragraph(tokens.end - 1) != scene.paragraph(head) {
        tokens.end -= 1;
    }
    while tokens.start < head && scene.paragraph(tokens.start) != scene.paragraph(head) {
        tokens.start += 1;
    }
    Source {
        head,
        tokens: trimmed(scene, tokens, head),
        own,
    }
}

/// Whether a comma stands before the clause.
fn is_set_off(scene: &Scene<'_, '_>, clause: &Range<usize>) -> bool {
    clause
        .start
        .checked_sub(1)
        .is_some_and(|before| scene.token(before).text() == ",")
}

/// Without marks and conjunctions at the ends, but with a bracket that closes inside.
fn trimmed(scene: &Scene<'_, '_>, tokens: Range<usize>, head: usize) -> Range<usize> {
    let mut found = scene.trimmed(tokens.clone());
    while found.start < head && matches!(scene.dep(found.start), "cc" | "mark") {
        found.start += 1;
    }
    let open = found.clone().any(|at| scene.token(at).text() == "(");
    if open && found.end < tokens.end && scene.token(found.end).text() == ")" {
        found.end += 1;
    }
    found.start.min(head)..found.end.max(head + 1)
}

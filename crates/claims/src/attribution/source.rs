//! Whose word a verb or noun puts something on: its subject, agent, possessor, or the subject that
//! it shares with the verb above it.

use std::ops::Range;

use restated_language::Pos;

use super::Act;
use super::lexicon::{Frame, LEXICON};
use super::scene::Scene;
use super::speaker;

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
        if let Some(head) = subject(scene, at, deps) {
            return Some(phrase(scene, head, Some(verb), own));
        }
        if own && scene.child(at, &["nsubjpass", "expl", "csubj"]).is_some() {
            return None;
        }
        let head = scene.head(at);
        at = match scene.dep(at) {
            "conj" | "xcomp" => head,
            "advcl" if !is_finite(scene, at) => reporter(scene, at).unwrap_or(head),
            "ccomp" | "dep" | "parataxis" if !is_finite(scene, at) => head,
            "pcomp" => scene.head(head),
            "acl" | "relcl" if !is_finite(scene, at) => {
                return Some(phrase(scene, head, Some(at), false));
            }
            _ => return None,
        };
    }
    None
}

/// "said that the bridge was closed, adding that": "adding" goes with "said", wherever the tree
/// hangs it.
pub(super) fn reporter(scene: &Scene<'_, '_>, participle: usize) -> Option<usize> {
    if scene.tag(participle) != "VBG" || !is_set_off(scene, &scene.subtree(participle)) {
        return None;
    }
    let says = |at: usize| {
        LEXICON
            .verb(&scene.lemma(at))
            .is_some_and(|cue| cue.has(Frame::Say) && cue.act != Act::Hold)
    };
    if !says(participle) {
        return None;
    }
    let mut clause = scene.head(participle);
    for _ in 0..SHARED {
        let above = scene.head(clause);
        match scene.dep(clause) {
            "ccomp" if above < clause && says(above) => return Some(above),
            "xcomp" | "conj" | "advcl" => clause = above,
            _ => return None,
        }
    }
    None
}

/// The verb's subject, outside of datelines and of quoted words that the verb is not in.
fn subject(scene: &Scene<'_, '_>, verb: usize, deps: &[&str]) -> Option<usize> {
    let lead = scene.lead(verb);
    let quote = scene.quote(verb);
    scene.children(verb).iter().copied().find(|&child| {
        deps.contains(&scene.dep(child))
            && (child >= lead || scene.subtree(child).end > lead)
            && (quote.is_some() || scene.quote(child).is_none() || scene.subtree(child).len() < 4)
    })
}

/// The name or noun phrase right in front of the verb, between it and a comma or the end of quoted
/// words, where the tree has no subject: "…, the owner, Bellmer Mining, said".
pub(super) fn in_front(scene: &Scene<'_, '_>, verb: usize, group: usize) -> Option<Source> {
    const LONGEST: usize = 10;
    let lead = scene.lead(verb);
    let mut end = group;
    if end > lead && scene.token(end - 1).text() == "," {
        end -= 1;
    }
    let mut start = end;
    while start > lead && end - start < LONGEST {
        let token = scene.token(start - 1);
        let ends = token.pos() == Pos::PUNCT && !matches!(token.text(), "-" | "." | "&")
            || matches!(token.pos(), Pos::VERB | Pos::AUX | Pos::SCONJ | Pos::PRON)
            || scene.quote(start - 1) != scene.quote(verb);
        if ends {
            break;
        }
        start -= 1;
    }
    let set_off =
        start > lead && (scene.token(start - 1).text() == "," || scene.quote(start - 1).is_some());
    let head = (start..end)
        .rev()
        .find(|&at| matches!(scene.token(at).pos(), Pos::PROPN | Pos::NOUN))?;
    let named = (start..end).any(|at| scene.token(at).pos() == Pos::PROPN)
        || matches!(
            scene.lower(start).as_str(),
            "the" | "a" | "an" | "its" | "his" | "her" | "their"
        );
    (set_off && named).then_some(Source {
        head,
        tokens: start..end,
        own: true,
    })
}

/// All that stands between quoted words and the verb: "…," another friend, Mariam Emara, said.
pub(super) fn behind_quote(scene: &Scene<'_, '_>, verb: usize, group: usize) -> Option<Source> {
    const LONGEST: usize = 14;
    if scene.quote(verb).is_some() || !matches!(scene.tag(verb), "VBD" | "VBZ" | "VBP") {
        return None;
    }
    let quoted = (group.saturating_sub(LONGEST)..group)
        .rev()
        .find(|&at| scene.quote(at).is_some() || scene.paragraph(at) != scene.paragraph(verb))?;
    let words = scene.trimmed(quoted + 1..group);
    let comma = (quoted.saturating_sub(1)..words.start)
        .any(|at| matches!(scene.token(at).text(), "," | "?" | "!"));
    let stopped =
        (quoted + 1..words.start).any(|at| matches!(scene.token(at).text(), "." | ":" | ";" | "("));
    if scene.quote(quoted).is_none() || words.is_empty() || !comma || stopped {
        return None;
    }
    let plain = words.clone().all(|at| {
        !scene.is_verb(at) && !matches!(scene.token(at).pos(), Pos::SCONJ | Pos::CCONJ)
            || scene.dep(at) == "cc"
    });
    let noun = |&at: &usize| matches!(scene.token(at).pos(), Pos::PROPN | Pos::NOUN | Pos::PRON);
    let subject = subject(scene, verb, &["nsubj"]).filter(|at| words.contains(at));
    let opens = !matches!(scene.token(words.start).pos(), Pos::ADP | Pos::ADV);
    let head = subject.or_else(|| words.clone().rev().find(noun))?;
    (plain && opens).then_some(Source {
        head,
        tokens: words,
        own: true,
    })
}

/// Everything in front of the verb, where the tree makes something else of it than a subject:
/// "Veterans interviewed in Halden this week said they …".
pub(super) fn all_in_front(scene: &Scene<'_, '_>, verb: usize, group: usize) -> Option<Source> {
    const LONGEST: usize = 24;
    let mut start = scene.lead(verb);
    while start < group
        && (scene.is_punct(start)
            || matches!(scene.token(start).pos(), Pos::CCONJ | Pos::ADV) && start + 1 < group)
    {
        start += 1;
    }
    let clause = scene
        .child(verb, &["ccomp"])
        .is_some_and(|clause| clause > verb);
    let top = scene.head(verb) == verb;
    let plain = (start..group).all(|at| {
        scene.quote(at).is_none()
            && !matches!(scene.dep(at), "mark")
            && !matches!(scene.tag(at), "VBD" | "VBZ" | "VBP" | "MD" | "TO")
            || scene.dep(at) == "relcl"
    });
    let noun = (start..group)
        .find(|&at| matches!(scene.token(at).pos(), Pos::PROPN | Pos::NOUN | Pos::NUM));
    let words = scene.trimmed(start..group);
    let first = scene.token(words.start).pos();
    let opens = !matches!(first, Pos::ADP | Pos::SCONJ | Pos::VERB | Pos::AUX);
    (clause && top && plain && opens && !words.is_empty() && words.len() <= LONGEST).then_some(
        Source {
            head: noun?,
            tokens: words,
            own: true,
        },
    )
}

/// The source of a passive verb: "was told by officials".
pub(super) fn agent(scene: &Scene<'_, '_>, verb: usize) -> Option<Source> {
    let by = scene
        .child(verb, &["agent"])
        .or_else(|| scene.preposition(verb, "by"))?;
    let head = scene.child(by, &["pobj"])?;
    Some(phrase(scene, head, Some(verb), true))
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
pub(super) fn phrase(scene: &Scene<'_, '_>, head: usize, verb: Option<usize>, own: bool) -> Source {
    let mut tokens = scene.subtree(head);
    let holds_verb = |child| verb.is_some_and(|verb| scene.is_below(verb, child));
    for &child in scene.children(head) {
        let clause = scene.subtree(child);
        let cut = match scene.dep(child) {
            "relcl" | "acl" | "advcl" | "appos" | "conj" | "ccomp" | "parataxis" | "dep" => {
                holds_verb(child)
            }
            _ => false,
        };
        if cut && clause.start > head {
            tokens.end = tokens.end.min(clause.start);
        }
    }
    if let Some(verb) = verb.filter(|verb| tokens.contains(verb)) {
        if verb > head {
            tokens.end = verb;
        } else {
            tokens.start = verb + 1;
        }
    }
    // A phrase does not run on into the next paragraph, nor does it begin in a dateline.
    while tokens.end > head + 1 && scene.paragraph(tokens.end - 1) != scene.paragraph(head) {
        tokens.end -= 1;
    }
    let lead = scene.lead(tokens.end - 1);
    let mut head = head;
    if lead > tokens.start && lead < tokens.end {
        tokens.start = lead;
        if head < lead {
            let top = tokens.clone().find(|&at| !tokens.contains(&scene.head(at)));
            head = top.unwrap_or(lead);
        }
    }
    Source {
        head,
        tokens: trimmed(scene, tokens, head),
        own,
    }
}

/// Whose words a document holds: "the ministry" of "figures from the ministry", "data released by
/// the ministry", "the ministry's estimate".
pub(super) fn owner(scene: &Scene<'_, '_>, source: &Source) -> Option<Range<usize>> {
    let mut head = source.head;
    for _ in 0..3 {
        if !LEXICON.is_document(&scene.lemma(head)) {
            return None;
        }
        let inside = |at: &usize| source.tokens.contains(at);
        let given = scene.children(head).iter().copied().find(|&child| {
            scene.dep(child) == "acl"
                && scene.tag(child) == "VBN"
                && inside(&child)
                && !speaker::reads(&scene.lemma(child))
        });
        // "Reports from Halden" were sent there, "figures from Halden" may be its government's.
        let sent = scene.is(head, "reports") || scene.is(head, "report");
        let place = |at: usize| {
            let name = scene
                .child(at, &["pobj"])
                .and_then(|name| scene.name_type(name));
            matches!(name, Some("GPE" | "LOC" | "FAC"))
        };
        let by = |at: usize| {
            ["by", "from"]
                .into_iter()
                .find_map(|word| scene.preposition(at, word))
                .filter(|&link| !(sent && scene.is(link, "from") && place(link)))
        };
        let named = given
            .and_then(by)
            .or_else(|| by(head))
            .or_else(|| scene.preposition(head, "of"))
            .and_then(|preposition| scene.child(preposition, &["pobj"]))
            .or_else(|| scene.child(head, &["poss"]))
            .filter(inside)?;
        // "Reports from the coast", "figures of last week" are nobody's.
        let words = phrase(scene, named, None, true).tokens;
        let by_agent = given.is_some() || scene.preposition(head, "by").is_some();
        if !by_agent && !speaker::speaks(scene.document, &words, scene.token(named)) {
            return None;
        }
        head = named;
        if !LEXICON.is_document(&scene.lemma(head)) {
            let found = phrase(scene, named, None, true);
            let end = found.tokens.end.max(named + 1);
            let possessive = end > found.tokens.start + 1 && scene.dep(end - 1) == "case";
            return Some(found.tokens.start..end - usize::from(possessive));
        }
    }
    None
}

/// "From Halden, they report that": whoever they are, nobody before is meant.
pub(super) fn place_of(
    scene: &Scene<'_, '_>,
    source: &Source,
    verb: usize,
) -> Option<Range<usize>> {
    let they = source.tokens.len() == 1 && scene.is(source.head, "they");
    let now = matches!(scene.tag(verb), "VBP" | "VBG");
    let from = scene
        .children(verb)
        .iter()
        .copied()
        .find(|&child| child < source.head && scene.is(child, "from"))
        .filter(|_| they && now)?;
    let place = scene.child(from, &["pobj", "pcomp"])?;
    let is_name = scene.token(place).text().starts_with(char::is_uppercase)
        && !matches!(scene.name_type(place), Some("DATE" | "TIME"));
    is_name.then(|| phrase(scene, place, None, true).tokens)
}

/// Who "who" is: "the union" of "the union, which had asked for 12".
pub(super) fn antecedent(scene: &Scene<'_, '_>, source: &Source) -> Option<Range<usize>> {
    if !matches!(scene.tag(source.head), "WP" | "WDT") || source.tokens.len() > 1 {
        return None;
    }
    let mut verb = scene.head(source.head);
    for _ in 0..SHARED {
        match scene.dep(verb) {
            "relcl" => {
                let noun = scene.head(verb);
                // "Ms Vell of the union, who": the person, not what she is of.
                let of = scene.head(noun);
                let person = scene.dep(noun) == "pobj"
                    && scene.is(source.head, "who")
                    && is_set_off(scene, &(source.head..source.head + 1))
                    && matches!(
                        scene.lower(of).as_str(),
                        "of" | "at" | "from" | "for" | "with"
                    );
                let noun = if person { scene.head(of) } else { noun };
                return Some(phrase(scene, noun, Some(verb), true).tokens);
            }
            "conj" | "xcomp" | "ccomp" => verb = scene.head(verb),
            _ => return None,
        }
    }
    None
}

/// "lawmakers briefed by the agency", "lawmakers who were briefed by it": the agency, and the
/// lawmakers through whom it speaks.
pub(super) fn briefed(
    scene: &Scene<'_, '_>,
    source: &Source,
) -> Option<(Range<usize>, Range<usize>)> {
    let clause = scene.children(source.head).iter().copied().find(|&child| {
        let told = matches!(
            scene.lemma(child).as_str(),
            "brief" | "inform" | "tell" | "quote" | "cite"
        );
        let whole = scene.dep(child) == "relcl" && scene.child(child, &["auxpass"]).is_some();
        told && (whole || scene.dep(child) == "acl" && source.tokens.contains(&child))
    })?;
    let by = agent(scene, clause)?;
    let relay = source.tokens.start..source.tokens.end.min(scene.subtree(clause).start);
    let relay = scene.trimmed(relay);
    (!relay.is_empty()).then_some((by.tokens, relay))
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

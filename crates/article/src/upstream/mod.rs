//! Outlets that a text names as its own origin: "told Orrin Radio", a dateline
//! `(Halm)`, a credit line, the paywall notice of another publisher.
//!
//! `cues.tsv` says by which wording a text draws on an outlet, `outlets.txt`
//! what makes a name an outlet's. The outlet that publishes the article is
//! never its own upstream.

mod cues;
mod marks;
mod names;

use std::ops::Range;

use crate::furniture::{Word, fold_words, words};
use crate::model::Upstream;
use names::Outlets;
pub use names::same_outlet;

/// Whether the words of a name read as an outlet's.
pub(crate) fn reads_as_outlet(words: &[Word]) -> bool {
    Outlets::get().reads_as_outlet(words)
}

/// A line of the capture that is no part of the article: a credit line, a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideLine<'a> {
    /// The line as it reads.
    pub words: &'a str,
    /// Where it stands in the capture, in bytes.
    pub source: Range<usize>,
}

/// A name in a place where an outlet may stand.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Candidate {
    /// Byte range in its line.
    range: Range<usize>,
    /// The words that name it, from cue to name.
    evidence: Range<usize>,
    /// The place alone shows that it is an outlet.
    certain: bool,
}

/// A candidate and the line it stands in.
struct Mention<'a> {
    candidate: Candidate,
    line: &'a str,
    /// Where the line begins in the main text; `None` outside.
    offset: Option<usize>,
    /// Where a line outside stands in the capture.
    source: Option<Range<usize>>,
}

impl Mention<'_> {
    fn name(&self) -> &str {
        trimmed(&self.line[self.candidate.range.clone()])
    }

    fn to_upstream(&self) -> Upstream {
        let evidence = self.candidate.evidence.clone();
        Upstream {
            name: self.name().to_owned(),
            words: self.line[evidence.clone()].to_owned(),
            span: self.offset.map(|at| at + evidence.start..at + evidence.end),
            bytes: self.source.clone(),
        }
    }
}

/// The outlets, other than `own_outlet`, that the main text or the lines
/// outside name as its origin, in order of first mention; each once.
pub fn find(text: &str, own_outlet: Option<&str>, outside: &[OutsideLine<'_>]) -> Vec<Upstream> {
    let mentions = mentions(text, outside);
    // A name that somewhere must be an outlet's is one wherever it relays.
    let certain: Vec<&str> = mentions
        .iter()
        .filter(|mention| mention.candidate.certain)
        .map(Mention::name)
        .collect();
    let mut upstreams: Vec<Upstream> = Vec::new();
    for mention in &mentions {
        let name = mention.name();
        let is_outlet = mention.candidate.certain
            || reads_as_outlet(&words(name))
            || certain.iter().any(|known| same_outlet(known, name));
        let own = || match own_outlet {
            Some(own) => same_outlet(own, name),
            None => mention.offset.is_some() && names_itself(name, outside, &mentions),
        };
        let told = upstreams.iter().any(|known| same_outlet(&known.name, name));
        if is_outlet && !told && !own() {
            upstreams.push(mention.to_upstream());
        }
    }
    upstreams
}

/// Whether the lines around the article say the name without drawing on it: a
/// masthead, a footer. Where the own outlet is not known, that is its name.
fn names_itself(name: &str, outside: &[OutsideLine<'_>], mentions: &[Mention<'_>]) -> bool {
    let key = fold_words(name);
    let key = key.strip_prefix("the ").unwrap_or(&key);
    let padded = format!(" {key} ");
    outside.iter().any(|line| {
        let drawn_on = mentions.iter().any(|mention| {
            mention.source.as_ref() == Some(&line.source) && same_outlet(mention.name(), name)
        });
        !drawn_on && format!(" {} ", fold_words(line.words)).contains(&padded)
    })
}

fn mentions<'a>(text: &'a str, outside: &[OutsideLine<'a>]) -> Vec<Mention<'a>> {
    let mut found = Vec::new();
    let mut start = 0;
    let lines: Vec<&str> = text.split('\n').collect();
    for (at, line) in lines.iter().copied().enumerate() {
        let last = at + 1 == lines.len();
        let offset = Some(start);
        let beside = cues::candidates(line, false);
        found.extend(
            beside
                .into_iter()
                .chain(marks::candidates(line, last))
                .map(|candidate| Mention {
                    candidate,
                    line,
                    offset,
                    source: None,
                }),
        );
        start += line.len() + 1;
    }
    for OutsideLine {
        words: line,
        source,
    } in outside
    {
        let beside = cues::candidates(line, true);
        found.extend(
            beside
                .into_iter()
                .chain(marks::candidates(line, true))
                .map(|candidate| Mention {
                    candidate,
                    line,
                    offset: None,
                    source: Some(source.clone()),
                }),
        );
    }
    found
}

/// A name without a possessive ending.
fn trimmed(name: &str) -> &str {
    let name = name.strip_prefix("the ").unwrap_or(name);
    name.strip_suffix("'s")
        .or_else(|| name.strip_suffix("’s"))
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, own: Option<&str>) -> Vec<String> {
        find(text, own, &[]).into_iter().map(|u| u.name).collect()
    }

    #[test]
    fn relays_are_found_and_other_listeners_are_not() {
        for (text, want) in [
            (
                "The keeper, Ada Reed, told Halm Radio on Monday that the lamp was out.",
                vec!["Halm Radio"],
            ),
            (
                "Reed, speaking on Radio Halm this morning, denied it.",
                vec!["Radio Halm"],
            ),
            (
                "He said so in an interview with the news site Lantern Quay.",
                vec!["Lantern Quay"],
            ),
            (
                "Tide Weekly reported that the oil had run out.",
                vec!["Tide Weekly"],
            ),
            (
                "The ferry sank, according to the Halm Evening Post's website.",
                vec!["Halm Evening Post"],
            ),
            ("Reed told the Harbour Board that the lamp was out.", vec![]),
            (
                "Reed told Tom Orrin, the minister, that the lamp was out.",
                vec![],
            ),
            ("He spoke to reporters at the Post Office.", vec![]),
            (
                "The board told a news conference that all was well.",
                vec![],
            ),
            ("The Harbour Board reported 40 people on board.", vec![]),
        ] {
            assert_eq!(names(text, None), want, "{text}");
        }
    }

    #[test]
    fn whoever_could_not_verify_is_an_outlet_and_relays_elsewhere() {
        let text =
            "Reed told Lantern that she saw it.\nLantern could not independently verify the film.";
        assert_eq!(names(text, None), ["Lantern"]);
        assert_eq!(names("Reed told Lantern that she saw it.", None), [""; 0]);
    }

    #[test]
    fn the_own_outlet_is_no_upstream() {
        let text = "“Nobody knew,” she told the Mirror.\nThe Mirror could not verify it.\nShe told Halm Radio so.";
        assert_eq!(names(text, Some("The Orrin Mirror")), ["Halm Radio"]);
    }

    #[test]
    fn datelines_and_credits_name_agencies() {
        for (text, want) in [
            (
                "HALM, Orrin, May 9 (Lantern) — The lamp went out.",
                vec!["Lantern"],
            ),
            (
                "HALM (Lantern/Tidewire) - The lamp went out.",
                vec!["Lantern", "Tidewire"],
            ),
            ("The lamp went out. — Lantern", vec!["Lantern"]),
            (
                "The lamp went out. (Lantern)\nAnother thing.",
                vec!["Lantern"],
            ),
            ("“The lamp went out.” — Ada Reed", vec![]),
            ("The Orrin Harbour Board (OHB) said so.", vec![]),
            ("(This story was written in June.)", vec![]),
        ] {
            assert_eq!(names(text, None), want, "{text}");
        }
    }

    #[test]
    fn lines_outside_are_heard_and_keep_their_place() {
        let outside = [
            OutsideLine {
                words: "Please log in to your Courier account.",
                source: 40..78,
            },
            OutsideLine {
                words: "Source: Lantern and Tidewire",
                source: 80..108,
            },
            OutsideLine {
                words: "Photo: Halm Radio",
                source: 110..127,
            },
            OutsideLine {
                words: "Follow our news on your phone",
                source: 130..160,
            },
        ];
        let found = find("The lamp went out.", Some("Orrin Mirror"), &outside);
        let seen: Vec<_> = found
            .iter()
            .map(|u| (u.name.as_str(), u.bytes.clone()))
            .collect();
        assert_eq!(
            seen,
            [
                ("Courier", Some(40..78)),
                ("Lantern", Some(80..108)),
                ("Tidewire", Some(80..108))
            ]
        );
        assert!(found.iter().all(|u| u.span.is_none()));
    }

    #[test]
    fn an_unknown_own_outlet_is_known_by_its_footer() {
        let text = "HALM, May 9 (Lantern) — The lamp went out.";
        let footer = [OutsideLine {
            words: "© 2031 Lantern News",
            source: 50..70,
        }];
        assert_eq!(find(text, None, &footer), []);
        let credit = [OutsideLine {
            words: "Source: Lantern",
            source: 50..65,
        }];
        assert_eq!(find(text, None, &credit).len(), 1);
    }

    #[test]
    fn the_span_is_the_evidence_in_the_text() {
        let text = "The lamp went out.\nThe keeper told Halm Radio so.";
        let found = find(text, None, &[]);
        let span = found[0].span.clone().expect("in the text");
        assert_eq!(&text[span], "told Halm Radio");
        assert_eq!(found[0].words, "told Halm Radio");
    }
}

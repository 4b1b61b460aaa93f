//! The event grammar: kinds of events, the facts that are told of one, and the sentences that
//! tell a fact. `events/common.txt` explains the files.

use anyhow::{Context as _, bail, ensure};

/// The languages that sentences are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Language {
    English,
    German,
    Spanish,
}

impl Language {
    /// BCP 47.
    pub(super) fn code(self) -> &'static str {
        ["en", "de", "es"][self as usize]
    }

    fn of(code: &str) -> Option<Self> {
        [Self::English, Self::German, Self::Spanish]
            .into_iter()
            .find(|language| language.code() == code)
    }
}

/// A text with slots to fill and words to choose.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Template(pub(super) Vec<Part>);

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    Text(String),
    Slot(String),
    Choice(Vec<Template>),
}

/// Templates in each language.
pub(super) type Lines = [Vec<Template>; 3];

/// What fills a slot in one event.
#[derive(Clone, Debug)]
pub(super) enum Rule {
    /// A whole number from the first to the last.
    Number(usize, usize),
    /// A time of day.
    Clock,
    /// An invented place.
    Place,
    /// An invented person, with a role before the name in each language.
    Person([Template; 3]),
    /// One of several things, each with its wording in every language.
    Pick(Vec<[Template; 3]>),
    /// An invented name within fixed words, the same in all languages.
    Name(Vec<Template>),
}

/// What part a fact plays in coverage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// From the briefing: every outlet has it.
    Core,
    /// From the briefing or from the files: outlets choose.
    Detail,
    /// Seen or found by one outlet's reporter: only that outlet has it.
    Own,
    /// Says how sure one can be of the rest; rewrites lose it.
    Caveat,
    /// Words of the person in the slot.
    Quote(String),
}

#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) lines: Lines,
}

/// A kind of event.
#[derive(Clone, Debug, Default)]
pub(super) struct Kind {
    pub(super) name: String,
    pub(super) slots: Vec<(String, Rule)>,
    pub(super) titles: Lines,
    /// Headlines of rewrites, English.
    pub(super) tabloid: Vec<Template>,
    /// How quotations are introduced.
    pub(super) frames: Lines,
    pub(super) facts: Vec<Fact>,
}

impl Kind {
    pub(super) fn parse(file: &str) -> anyhow::Result<Self> {
        let mut kind = Self::default();
        // Where lines in a language go: to the headlines, the frames, or the last fact.
        let mut section = "";
        for (at, line) in file.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (head, rest) = line.split_once(' ').unwrap_or((line, ""));
            let mut read = || -> anyhow::Result<()> {
                if let Some(language) = Language::of(head) {
                    let template = template(rest)?;
                    let lines = match section {
                        "title" => &mut kind.titles,
                        "frame" => &mut kind.frames,
                        "fact" => &mut kind.facts.last_mut().context("no fact yet")?.lines,
                        "tabloid" => {
                            kind.tabloid.push(template);
                            return Ok(());
                        }
                        _ => bail!("a sentence outside of any section"),
                    };
                    lines[language as usize].push(template);
                    return Ok(());
                }
                match head {
                    "kind" => rest.clone_into(&mut kind.name),
                    "slot" => {
                        let (name, rule_text) = rest.split_once(' ').context("slot NAME RULE")?;
                        kind.slots.push((name.to_owned(), rule(rule_text)?));
                    }
                    "title" | "frame" | "tabloid" => {}
                    "fact" => {
                        let fact = fact(rest)?;
                        let is_new = kind.facts.iter().all(|other| other.name != fact.name);
                        ensure!(is_new, "a fact of this name was there before");
                        kind.facts.push(fact);
                    }
                    _ => bail!("unknown word {head}"),
                }
                section = head;
                Ok(())
            };
            read().with_context(|| format!("{} line {}: {line}", kind.name, at + 1))?;
        }
        Ok(kind)
    }
}

fn fact(text: &str) -> anyhow::Result<Fact> {
    let mut words = text.split_whitespace();
    let name = words.next().context("fact NAME ROLE")?.to_owned();
    let role = match (words.next(), words.next()) {
        (Some("core"), None) => Role::Core,
        (Some("detail"), None) => Role::Detail,
        (Some("own"), None) => Role::Own,
        (Some("caveat"), None) => Role::Caveat,
        (Some("quote"), Some(who)) => Role::Quote(who.to_owned()),
        _ => bail!("a fact is core, detail, own, caveat or quote WHO"),
    };
    let lines = Lines::default();
    Ok(Fact { name, role, lines })
}

fn rule(text: &str) -> anyhow::Result<Rule> {
    let (head, rest) = text.split_once(' ').unwrap_or((text, ""));
    Ok(match head {
        "number" => {
            let (low, high) = rest.split_once(' ').context("number LOW HIGH")?;
            Rule::Number(low.parse()?, high.parse()?)
        }
        "clock" => Rule::Clock,
        "place" => Rule::Place,
        "person" => Rule::Person(three(rest)?),
        "pick" => Rule::Pick(rest.split(';').map(three).collect::<Result<_, _>>()?),
        "name" => Rule::Name(rest.split(';').map(template).collect::<Result<_, _>>()?),
        _ => bail!("unknown rule {head}"),
    })
}

/// `ENGLISH / GERMAN / SPANISH`; one alone stands for all.
fn three(text: &str) -> anyhow::Result<[Template; 3]> {
    let parts: Vec<_> = text.split('/').map(template).collect::<Result<_, _>>()?;
    match <[Template; 3]>::try_from(parts) {
        Ok(three) => Ok(three),
        Err(parts) => {
            ensure!(parts.len() == 1, "one wording or three: {text}");
            Ok([parts[0].clone(), parts[0].clone(), parts[0].clone()])
        }
    }
}

/// Reads `text` with `{slots}` and `[choices|of|words]`.
pub(super) fn template(text: &str) -> anyhow::Result<Template> {
    let mut rest = text.trim();
    let read = sequence(&mut rest)?;
    ensure!(
        rest.is_empty(),
        "a bracket closes that never opened: {text}"
    );
    Ok(read)
}

fn sequence(rest: &mut &str) -> anyhow::Result<Template> {
    let mut parts = Vec::new();
    loop {
        let text_end = rest.find(['{', '[', '|', ']']).unwrap_or(rest.len());
        if text_end > 0 {
            parts.push(Part::Text(rest[..text_end].to_owned()));
        }
        *rest = &rest[text_end..];
        match rest.chars().next() {
            Some('{') => {
                let end = rest.find('}').context("a slot that does not close")?;
                parts.push(Part::Slot(rest[1..end].to_owned()));
                *rest = &rest[end + 1..];
            }
            Some('[') => {
                let mut choices = Vec::new();
                while !rest.starts_with(']') {
                    *rest = &rest[1..];
                    choices.push(sequence(rest)?);
                    ensure!(!rest.is_empty(), "a choice that does not close");
                }
                *rest = &rest[1..];
                parts.push(Part::Choice(choices));
            }
            _ => return Ok(Template(parts)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_nest() {
        let read = template("a [b|c [d|]] {e}").unwrap();
        assert_eq!(read.0.len(), 4);
        let Part::Choice(choices) = &read.0[1] else {
            panic!("{read:?}");
        };
        assert_eq!(choices.len(), 2);
        assert_eq!(choices[1].0[1], template("[d|]").unwrap().0[0]);
        assert!(template("a [b").is_err() && template("a] b").is_err());
    }
}

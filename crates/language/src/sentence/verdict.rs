//! What is said of a place where a sentence could begin, and why.

/// What the rules say of a place where a sentence could begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A sentence begins here.
    Start,
    /// No sentence begins here.
    Inside,
    /// The rules cannot tell; [`Break::starts`] holds their guess.
    Open,
}

/// A place where a sentence could begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// Byte offset of the first character, opening quotes included, that would belong
    /// to the new sentence.
    pub at: usize,
    /// How sure the rules are.
    pub verdict: Verdict,
    /// Whether a sentence begins here, as far as the rules can tell. Agrees with
    /// `verdict` where that is certain.
    pub starts: bool,
    /// The rule that decided.
    pub rule: Rule,
}

/// Why a sentence begins, or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A line or paragraph begins.
    Line,
    /// A list begins behind its label: "Tags: Floods, Harbours".
    ListLabel,
    /// A stop, then a word that looks like the first of a sentence.
    Stop,
    /// A stop of a script without capitals.
    ForeignStop,
    /// A stop and no white space: "ended.The next".
    MissingSpace,
    /// A bullet within a line.
    Bullet,
    /// The stop belongs to the dateline.
    Dateline,
    /// Punctuation follows: "the agency. , echoing".
    Stray,
    /// A number at the head of an item: "1. First".
    ItemNumber,
    /// A German ordinal: "am 3. Oktober".
    Ordinal,
    /// "J. Orme", "plan B."
    Initial,
    /// An abbreviation of the table, or letters with stops: "Gen.", "U.S."
    Abbreviation,
    /// A short word without vowels, likely an abbreviation.
    Clipped,
    /// The next word begins with a small letter.
    LowerCase,
    /// A name such as "iPhone" or "van Orme" may open a sentence.
    LowerCaseName,
    /// A name such as "Yahoo!".
    ExclaimedName,
    /// A call or question in quotes, then who says so: “Why?” Ms. Orme asked.
    SpeechTag,
    /// A bracket in the middle of the sentence closed behind the stop.
    Insertion,
    /// Dots, which may end a sentence or stand for words left out.
    Ellipsis,
}

/// What a rule says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ruling {
    rule: Rule,
    verdict: Verdict,
    starts: bool,
}

impl Ruling {
    pub(super) fn start(rule: Rule) -> Self {
        let (verdict, starts) = (Verdict::Start, true);
        Ruling {
            rule,
            verdict,
            starts,
        }
    }

    pub(super) fn inside(rule: Rule) -> Self {
        let (verdict, starts) = (Verdict::Inside, false);
        Ruling {
            rule,
            verdict,
            starts,
        }
    }

    pub(super) fn open(rule: Rule, starts: bool) -> Self {
        let verdict = Verdict::Open;
        Ruling {
            rule,
            verdict,
            starts,
        }
    }

    pub(super) fn at(self, at: usize) -> Break {
        Break {
            at,
            verdict: self.verdict,
            starts: self.starts,
            rule: self.rule,
        }
    }
}

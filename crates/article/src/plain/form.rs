//! What can be seen of a block without looking at any other.

use crate::furniture::{CATEGORIES, FunctionWords, Hits, Lexicon, Word, words};

use super::written_date;

/// The last mark of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Stop,
    Ellipsis,
    Colon,
    Comma,
    Open,
}

impl Ending {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Stop => "ends:stop",
            Self::Ellipsis => "ends:ellipsis",
            Self::Colon => "ends:colon",
            Self::Comma => "ends:comma",
            Self::Open => "ends:open",
        }
    }

    fn of(text: &str) -> Self {
        let closing = ['"', '\'', '”', '’', '»', ')', ']', '“', '*', '_'];
        let bare = without_credit(text)
            .trim_end()
            .trim_end_matches(closing)
            .trim_end();
        if bare.ends_with('…') || bare.ends_with("..") {
            return Self::Ellipsis;
        }
        match bare.chars().next_back() {
            Some('.' | '!' | '?' | '。' | '！' | '？' | '؟' | '।') => Self::Stop,
            Some(':' | '：') => Self::Colon,
            Some(',' | ';' | '，') => Self::Comma,
            _ => Self::Open,
        }
    }
}

/// `text` without a name in brackets behind its last sentence: "It sank. (Lantern)".
fn without_credit(text: &str) -> &str {
    let text = text.trim_end();
    let open = text.strip_suffix(')').and_then(|rest| rest.rfind('('));
    open.filter(|at| text.len() - at <= 40)
        .map(|at| text[..at].trim_end())
        .filter(|rest| rest.ends_with(['.', '!', '?', '”', '"']))
        .unwrap_or(text)
}

/// The first mark of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beginning {
    Upper,
    Lower,
    Quote,
    Bullet,
    Number,
    Symbol,
}

impl Beginning {
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Self::Upper => None,
            Self::Lower => Some("starts:lower"),
            Self::Quote => Some("starts:quote"),
            Self::Bullet => Some("starts:bullet"),
            Self::Number => Some("starts:number"),
            Self::Symbol => Some("starts:symbol"),
        }
    }

    fn of(text: &str) -> Self {
        match text.chars().next() {
            Some('"' | '“' | '”' | '„' | '«' | '‘' | '\'' | '—') => Self::Quote,
            Some('•' | '*' | '-' | '–' | '·' | '▪' | '►' | '+') => Self::Bullet,
            Some(c) if c.is_numeric() => Self::Number,
            Some(c) if c.is_lowercase() => Self::Lower,
            Some(c) if c.is_alphabetic() => Self::Upper,
            _ => Self::Symbol,
        }
    }
}

/// The form and wording of one block.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) words: Vec<Word>,
    pub(super) hits: Hits,
    pub(super) ending: Ending,
    pub(super) beginning: Beginning,
    /// It reads as running text: eight words or more, most of them lowercase,
    /// closed by a full stop, question or exclamation mark.
    pub(super) sentence: bool,
    /// Share of function words among the words.
    pub(super) function_share: f32,
    /// Share of words with a capital among those that are not function words.
    pub(super) capitalised_share: f32,
    /// Share of words that begin lowercase.
    pub(super) lowercase_share: f32,
    /// All its letters are capitals.
    pub(super) caps: bool,
    /// Share of digits among its characters.
    pub(super) digit_share: f32,
    /// Marks that separate items: `|`, `·`, `>`, `/` with blanks around.
    pub(super) bars: usize,
    /// Items set apart by wide gaps.
    pub(super) columns: bool,
    /// A URL or e-mail address stands in it.
    pub(super) address: bool,
    /// A word begins with `@` or `#`.
    pub(super) handle: bool,
    /// It is a date and nothing else.
    pub(super) date_whole: bool,
    /// A full date stands in it.
    pub(super) date_part: bool,
    /// A picture is credited in it: `The lamp at noon. Photograph: Ada Reed`.
    pub(super) inner_credit: bool,
    /// How many words those are.
    pub(super) label_words: usize,
    /// What the table says about the words before the colon alone.
    pub(super) label_hits: Hits,
    /// A few words and a colon go before the rest.
    pub(super) label: bool,
    pub(super) quotes: bool,
    pub(super) underscore: bool,
    pub(super) second_person: bool,
    pub(super) first_person: bool,
    /// It reports speech.
    pub(super) speech: bool,
}

impl Form {
    /// `Date:`, `Share post:`: a label of furniture with nothing behind it.
    pub(super) fn is_empty_label(&self) -> bool {
        self.ending == Ending::Colon
            && self.words.len() <= 3
            && self.hits.covered.contains(&self.words.len())
    }

    /// A line whose label says that it is furniture: `Read more: …`, `Photo: …`,
    /// `Sponsored: …`, `ADVERTISEMENT`. It may stand between any two paragraphs
    /// and says nothing about what follows.
    pub(super) fn is_aside(&self) -> bool {
        let hit = |names: &[&str], hits: &Hits, count: usize| {
            let table = CATEGORIES.iter().zip(hits.covered);
            table
                .into_iter()
                .any(|(name, words)| names.contains(name) && words >= count)
        };
        let labelled = self.label
            && self.words.len() <= ASIDE
            && hit(
                &["rail", "ad", "caption", "newsletter", "promo", "tags"],
                &self.label_hits,
                self.label_words,
            );
        labelled
            || self.inner_credit
            || !self.words.is_empty() && hit(&["ad"], &self.hits, self.words.len())
    }

    /// Three to 25 words without a full stop at the end, with no separators.
    pub(super) fn is_headline_like(&self) -> bool {
        (3..=25).contains(&self.words.len())
            && matches!(self.ending, Ending::Open | Ending::Stop)
            && (self.ending == Ending::Open || self.words.len() <= 14)
            && self.bars == 0
            && !self.columns
            && !self.address
            && !self.date_whole
            && self.beginning != Beginning::Lower
    }
}

/// A caption has at most this many words.
const CAPTION: usize = 60;
const PICTURE: [&str; 8] = [
    "photo",
    "photograph",
    "photography",
    "picture",
    "image",
    "illustration",
    "foto",
    "bild",
];

/// Whether a word for a picture and a colon stand before the last few words.
fn credits_picture(text: &str) -> bool {
    text.rsplit_once(':').is_some_and(|(before, after)| {
        let label = before
            .rsplit(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or("");
        let short = (1..=6).contains(&words(after).len());
        short && PICTURE.contains(&label.to_lowercase().as_str())
    })
}

/// An aside has at most this many words.
const ASIDE: usize = 25;

const SECOND_PERSON: [&str; 8] = [
    "you", "your", "yours", "you'll", "you're", "you've", "tu", "votre",
];
const FIRST_PERSON: [&str; 9] = [
    "i", "we", "our", "us", "my", "we're", "we've", "i'm", "i've",
];
const SPEECH: [&str; 14] = [
    "said",
    "says",
    "told",
    "according",
    "added",
    "announced",
    "dijo",
    "según",
    "afirmó",
    "sagte",
    "laut",
    "selon",
    "déclaré",
    "disse",
];

/// Of a longer block only this many bytes are looked at word by word: enough to
/// see what it is, and no text of 30 MB in one line costs a gigabyte.
const LOOKED_AT: usize = 4096;

pub(super) fn form(text: &str) -> Form {
    let words = words(&text[..text.floor_char_boundary(LOOKED_AT)]);
    let label = label_words(text, &words);
    let hits = Lexicon::get().look_up(&words, label);
    let share = |count: usize, of: usize| count as f32 / of.max(1) as f32;
    let table = FunctionWords::get();
    let function = words.iter().filter(|w| table.contains(&w.folded)).count();
    let content = words.len() - function;
    let capital = words
        .iter()
        .filter(|w| w.upper && !table.contains(&w.folded))
        .count();
    let lowercase = words
        .iter()
        .filter(|w| text[w.start..].starts_with(char::is_lowercase))
        .count();
    let cased = words.iter().filter(|w| w.upper).count() + lowercase;
    let (mut upper, mut lower, mut digits, mut chars) = (0, 0, 0, 0);
    for c in text.chars() {
        chars += 1;
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
        digits += usize::from(c.is_numeric());
    }
    let ending = Ending::of(text);
    let any_of = |list: &[&str]| words.iter().any(|w| list.contains(&w.folded.as_str()));
    let is_dating = |word: &str| Lexicon::get().look_up(&[labelled(word)], 0).has("dated");
    let date_part = words.len() <= 40 && !written_date::written(text).is_empty();
    let ago = hits.has("dated") && words.len() <= 4 && digits > 0 && !date_part;
    Form {
        sentence: words.len() >= 8
            && ending == Ending::Stop
            && (cased < 4 || share(lowercase, cased) >= 0.4),
        function_share: share(function, words.len()),
        capitalised_share: share(capital, content),
        lowercase_share: share(lowercase, words.len()),
        caps: upper >= 2 && lower == 0,
        digit_share: share(digits, chars),
        bars: bars(text),
        columns: text.contains('\t') || text.contains("   "),
        address: text.contains("http") || text.contains("www.") || has_mail(text),
        handle: text
            .split_whitespace()
            .any(|w| w.len() > 1 && w.starts_with(['@', '#'])),
        date_whole: ago || date_part && written_date::is_only_date(text, is_dating),
        date_part,
        label: (1..words.len()).contains(&label),
        inner_credit: words.len() <= CAPTION && credits_picture(text),
        label_words: label,
        label_hits: Lexicon::get().look_up(words.get(..label).unwrap_or(&[]), label),
        quotes: text.contains(['"', '“', '”', '«', '»', '„']),
        underscore: words.iter().any(|w| w.folded.contains('_')),
        second_person: any_of(&SECOND_PERSON),
        first_person: any_of(&FIRST_PERSON),
        speech: any_of(&SPEECH),
        beginning: Beginning::of(text),
        ending,
        hits,
        words,
    }
}

/// A label has at most this many words.
const LABEL: usize = 6;

/// How many words stand before the first colon, if they are few.
fn label_words(text: &str, words: &[Word]) -> usize {
    let colon = text.find([':', '：']).unwrap_or(0);
    let before = words.iter().take_while(|word| word.end <= colon).count();
    if before <= LABEL { before } else { 0 }
}

fn labelled(word: &str) -> Word {
    Word {
        folded: word.to_owned(),
        upper: false,
        caps: false,
        start: 0,
        end: 0,
    }
}

fn bars(text: &str) -> usize {
    let separators = ["|", "·", "•", ">", "»", "›", "/"];
    let mut tokens = text.split_whitespace().peekable();
    let mut count = 0;
    while let Some(token) = tokens.next() {
        count += usize::from(separators.contains(&token) && tokens.peek().is_some());
    }
    count
}

fn has_mail(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        word.split_once('@')
            .is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_text_is_known_from_labels() {
        for text in [
            "The lamp on Orrin Head went out at nine, the keeper said.",
            "“Nobody was on watch when the ferry came round the point,” she said.",
            "La lámpara del faro se apagó a las nueve, dijo el farero.",
        ] {
            assert!(form(text).sentence, "{text}");
        }
        for text in [
            "Goose elected harbour master",
            "A ferry that had been missing since Tuesday with all its...",
            "Home | News | Harbour | Tides",
            "Orrin Harbour Board Publishes Its Tide Tables For 2031.",
        ] {
            assert!(!form(text).sentence, "{text}");
        }
    }

    #[test]
    fn dates_separators_and_addresses_are_seen() {
        assert!(form("Published: 9 May 2031, 10:00").date_whole);
        assert!(form("3 hours ago").date_whole);
        assert!(!form("On 9 May 2031 the lamp went out.").date_whole);
        assert_eq!(form("Home | News > Tides").bars, 2);
        assert!(form("Write to desk@orrin.example").address);
    }

    #[test]
    fn asides_are_known_by_their_labels() {
        for text in [
            "READ MORE: Goose elected mayor",
            "Photo: Ada Reed",
            "Advertisement",
            "Related: Tides",
        ] {
            assert!(form(text).is_aside(), "{text}");
        }
        for text in [
            "Killed: 4",
            "Related",
            "Photos show the lamp: it was out.",
            "Correction: it was June.",
        ] {
            assert!(!form(text).is_aside(), "{text}");
        }
    }

    #[test]
    fn endings() {
        for (text, want) in [
            ("she said.”", Ending::Stop),
            ("It sank. (Lantern)", Ending::Stop),
            ("the board (OHB)", Ending::Open),
            ("and then…", Ending::Ellipsis),
            ("more posts:", Ending::Colon),
            ("Goose elected", Ending::Open),
        ] {
            assert_eq!(Ending::of(text), want, "{text}");
        }
    }
}

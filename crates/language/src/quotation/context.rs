//! What kind of neighbour stands beside a quotation mark.

/// Class of the first character beside a run of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Class {
    /// Start or end of the paragraph.
    Edge,
    Space,
    /// A space that does not break: French sets it inside its marks.
    Joined,
    Letter,
    Digit,
    /// An opening bracket, `¿`, `¡`.
    Opening,
    Closing,
    /// A full stop or an ellipsis, which may also begin quoted words.
    Dot,
    /// Other punctuation that ends or divides.
    Stop,
    Dash,
    Symbol,
    /// A letter of a script written without spaces, or whose particles follow a
    /// mark without one: the neighbours say nothing about direction there.
    Unspaced,
}

impl Class {
    pub(super) const ALL: [Self; 12] = [
        Self::Edge,
        Self::Space,
        Self::Joined,
        Self::Letter,
        Self::Digit,
        Self::Opening,
        Self::Closing,
        Self::Dot,
        Self::Stop,
        Self::Dash,
        Self::Symbol,
        Self::Unspaced,
    ];

    /// The class of that name in `contexts.txt`.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "edge" => Self::Edge,
            "space" => Self::Space,
            "joined" => Self::Joined,
            "letter" => Self::Letter,
            "digit" => Self::Digit,
            "opening" => Self::Opening,
            "closing" => Self::Closing,
            "dot" => Self::Dot,
            "stop" => Self::Stop,
            "dash" => Self::Dash,
            "symbol" => Self::Symbol,
            "unspaced" => Self::Unspaced,
            _ => return None,
        })
    }

    pub(super) fn of(c: char) -> Self {
        match c {
            '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{200a}' | '\u{202f}' => Self::Joined,
            '(' | '[' | '{' | '¿' | '¡' | '<' => Self::Opening,
            ')' | ']' | '}' | '>' => Self::Closing,
            '.' | '…' => Self::Dot,
            ',' | ';' | ':' | '!' | '?' => Self::Stop,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => Self::Dash,
            _ if c.is_whitespace() => Self::Space,
            _ if is_unspaced(c) => Self::Unspaced,
            _ if c.is_alphabetic() => Self::Letter,
            _ if c.is_numeric() => Self::Digit,
            _ => Self::Symbol,
        }
    }
}

/// Thai to Khmer, Hangul, kana, Han and their punctuation.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}'
        | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Characters that are not seen: joiners, direction marks, soft hyphens, and the
/// combining marks that belong to the letter before.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_have_classes() {
        for (c, class) in [
            (' ', Class::Space),
            ('\u{a0}', Class::Joined),
            ('é', Class::Letter),
            ('7', Class::Digit),
            ('½', Class::Digit),
            ('—', Class::Dash),
            ('…', Class::Dot),
            ('$', Class::Symbol),
            ('語', Class::Unspaced),
            ('。', Class::Unspaced),
        ] {
            assert_eq!(Class::of(c), class, "{c}");
        }
    }
}

//! Passages of an article as exports show them.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use crate::Offsets;

/// Characters of context on each side.
const CONTEXT: usize = 32;

/// The exact words, what stands around them, and where (W3C Web Annotation selectors).
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Evidence {
    /// The words themselves.
    pub exact: String,
    /// Up to 32 characters before them.
    pub prefix: String,
    /// Up to 32 characters after them.
    pub suffix: String,
    /// First character, counted in Unicode scalar values of the article's text.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
    /// Smallest range of the capture's bytes that holds it.
    pub bytes: Option<(usize, usize)>,
}

impl Evidence {
    /// The passage at `chars` (Unicode scalar values); `None` if the text has none there.
    pub(crate) fn at(
        text: &Offsets<'_>,
        chars: Range<usize>,
        bytes: Option<(usize, usize)>,
    ) -> Option<Self> {
        let exact = text.slice(&chars)?;
        let before = chars.start.saturating_sub(CONTEXT)..chars.start;
        let after = text.text().get(text.byte_at(chars.end)?..)?;
        let cut = after
            .char_indices()
            .nth(CONTEXT)
            .map_or(after.len(), |(byte, _)| byte);
        Some(Self {
            exact: exact.to_owned(),
            prefix: text.slice(&before)?.to_owned(),
            suffix: after.get(..cut)?.to_owned(),
            start: chars.start,
            end: chars.end,
            bytes,
        })
    }

    /// Drops of the context what stands outside of `chars`.
    pub(crate) fn keep_within(&mut self, chars: &Range<usize>) {
        let before = self.start.saturating_sub(chars.start);
        let surplus = self.prefix.chars().count().saturating_sub(before);
        self.prefix = self.prefix.chars().skip(surplus).collect();
        let after = chars.end.saturating_sub(self.end);
        self.suffix = self.suffix.chars().take(after).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_is_cut_at_both_ends_of_the_text() {
        let text = format!("{}Ärger im Dorf{}", "ü".repeat(40), "ö".repeat(10));
        let offsets = Offsets::new(&text);
        let evidence = Evidence::at(&offsets, 40..53, None).unwrap();
        assert_eq!(evidence.exact, "Ärger im Dorf");
        assert_eq!(evidence.prefix, "ü".repeat(32));
        assert_eq!(evidence.suffix, "ö".repeat(10));
        assert_eq!(Evidence::at(&offsets, 60..64, None), None);
    }

    #[test]
    fn context_outside_of_a_sentence_is_dropped() {
        let text = "Before. Nine boats sank at Vell. After.";
        let mut boats = Evidence::at(&Offsets::new(text), 13..18, None).unwrap();
        boats.keep_within(&(8..32));
        assert_eq!(
            (&*boats.prefix, &*boats.suffix),
            ("Nine ", " sank at Vell.")
        );
        boats.keep_within(&(13..18));
        assert_eq!(
            (&*boats.prefix, &*boats.exact, &*boats.suffix),
            ("", "boats", "")
        );
    }
}

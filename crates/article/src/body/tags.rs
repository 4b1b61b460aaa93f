//! What an element's name says about the text in it.

/// Kinds of elements, as far as telling main text from the rest needs them. The
/// numbers are values of features: after a change here, train anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Tag {
    /// An element without a meaning of its own: `div`, a custom element.
    #[default]
    Division = 0,
    Paragraph,
    Heading1,
    Heading2,
    Heading3,
    Heading4,
    ListItem,
    List,
    Definition,
    Quote,
    Preformatted,
    Caption,
    Figure,
    Cell,
    Table,
    Article,
    Main,
    Section,
    Aside,
    Header,
    Footer,
    Navigation,
    Form,
    Button,
    Details,
    Address,
    Body,
    /// Flows inside a line of text.
    Inline,
    Link,
    Strong,
    /// `br`.
    LineBreak,
    /// Its text is never main text: `noscript`, `select`, …
    Hidden,
    /// `head`: nothing in it is shown, but pages that leave out its end tag have
    /// all they show inside it.
    Head,
    /// Shows nothing itself and ends no paragraph: `script`, `img`.
    Nothing,
}

/// Every name with a meaning, sorted by name.
const NAMES: &[(&str, Tag)] = &[
    ("a", Tag::Link),
    ("abbr", Tag::Inline),
    ("acronym", Tag::Inline),
    ("address", Tag::Address),
    ("article", Tag::Article),
    ("aside", Tag::Aside),
    ("audio", Tag::Hidden),
    ("b", Tag::Strong),
    ("bdi", Tag::Inline),
    ("bdo", Tag::Inline),
    ("big", Tag::Inline),
    ("blockquote", Tag::Quote),
    ("body", Tag::Body),
    ("br", Tag::LineBreak),
    ("button", Tag::Button),
    ("canvas", Tag::Hidden),
    ("caption", Tag::Caption),
    ("cite", Tag::Inline),
    ("code", Tag::Inline),
    ("data", Tag::Inline),
    ("dd", Tag::Definition),
    ("del", Tag::Inline),
    ("details", Tag::Details),
    ("dfn", Tag::Inline),
    ("dl", Tag::List),
    ("dt", Tag::Definition),
    ("em", Tag::Inline),
    ("embed", Tag::Nothing),
    ("fieldset", Tag::Form),
    ("figcaption", Tag::Caption),
    ("figure", Tag::Figure),
    ("font", Tag::Inline),
    ("footer", Tag::Footer),
    ("form", Tag::Form),
    ("h1", Tag::Heading1),
    ("h2", Tag::Heading2),
    ("h3", Tag::Heading3),
    ("h4", Tag::Heading4),
    ("h5", Tag::Heading4),
    ("h6", Tag::Heading4),
    ("head", Tag::Head),
    ("header", Tag::Header),
    ("i", Tag::Inline),
    ("iframe", Tag::Nothing),
    ("img", Tag::Nothing),
    ("input", Tag::Nothing),
    ("ins", Tag::Inline),
    ("kbd", Tag::Inline),
    ("label", Tag::Inline),
    ("li", Tag::ListItem),
    ("link", Tag::Nothing),
    ("main", Tag::Main),
    ("mark", Tag::Inline),
    ("math", Tag::Nothing),
    ("menu", Tag::List),
    ("meta", Tag::Nothing),
    ("nav", Tag::Navigation),
    ("nobr", Tag::Inline),
    ("noscript", Tag::Hidden),
    ("object", Tag::Nothing),
    ("ol", Tag::List),
    ("optgroup", Tag::Hidden),
    ("option", Tag::Hidden),
    ("p", Tag::Paragraph),
    ("path", Tag::Nothing),
    ("picture", Tag::Nothing),
    ("pre", Tag::Preformatted),
    ("q", Tag::Inline),
    ("rp", Tag::Inline),
    ("rt", Tag::Inline),
    ("ruby", Tag::Inline),
    ("s", Tag::Inline),
    ("samp", Tag::Inline),
    ("script", Tag::Nothing),
    ("section", Tag::Section),
    ("select", Tag::Hidden),
    ("small", Tag::Inline),
    ("source", Tag::Nothing),
    ("span", Tag::Inline),
    ("strike", Tag::Inline),
    ("strong", Tag::Strong),
    ("style", Tag::Nothing),
    ("sub", Tag::Inline),
    ("summary", Tag::Details),
    ("sup", Tag::Inline),
    ("svg", Tag::Nothing),
    ("table", Tag::Table),
    ("tbody", Tag::Table),
    ("td", Tag::Cell),
    ("template", Tag::Nothing),
    ("textarea", Tag::Hidden),
    ("tfoot", Tag::Table),
    ("th", Tag::Cell),
    ("thead", Tag::Table),
    ("time", Tag::Inline),
    ("title", Tag::Nothing),
    ("tr", Tag::Table),
    ("track", Tag::Nothing),
    ("tt", Tag::Inline),
    ("u", Tag::Inline),
    ("ul", Tag::List),
    ("var", Tag::Inline),
    ("video", Tag::Hidden),
    ("wbr", Tag::Inline),
];

impl Tag {
    /// The kind of an element called `name` (lower case).
    pub(super) fn of(name: &str) -> Self {
        NAMES
            .binary_search_by_key(&name, |(known, _)| known)
            .ok()
            .and_then(|at| NAMES.get(at))
            .map_or(Self::Division, |(_, tag)| *tag)
    }

    /// Whether the element neither starts nor ends a paragraph.
    pub(super) fn is_inline(self) -> bool {
        matches!(
            self,
            Self::Inline | Self::Link | Self::Strong | Self::LineBreak | Self::Nothing
        )
    }

    pub(super) fn is_heading(self) -> bool {
        (Self::Heading1..=Self::Heading4).contains(&self)
    }

    /// Its bit in a set of tags.
    pub(super) fn bit(self) -> u64 {
        1 << self as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_sorted_for_binary_search() {
        assert!(NAMES.is_sorted());
        assert_eq!(Tag::of("figcaption"), Tag::Caption);
        assert_eq!(Tag::of("x-story"), Tag::Division);
    }
}

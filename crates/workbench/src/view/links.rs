//! Where things stand that pages lead to: on pages of their own, or all in one document.

/// Where links lead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Links {
    /// To pages of the server.
    #[default]
    Pages,
    /// To places of the one document in which everything stands, by ids: those of records are
    /// unique in a dossier.
    Anchors,
}

impl Links {
    /// Whether what is told in short somewhere has a page of its own.
    pub(crate) fn pages(self) -> bool {
        self == Self::Pages
    }

    /// The sentence of a claim.
    pub(crate) fn claim(self, id: &str) -> String {
        match self {
            Self::Pages => format!("/claim/{id}"),
            Self::Anchors => format!("#{id}"),
        }
    }

    /// An article.
    pub(crate) fn article(self, id: &str) -> String {
        match self {
            Self::Pages => format!("/article/{id}"),
            Self::Anchors => format!("#{id}"),
        }
    }

    /// All claims of a story.
    pub(crate) fn claims(self, story: &str) -> String {
        match self {
            Self::Pages => format!("/story/{story}/claims"),
            Self::Anchors => format!("#{}", self.part("evidence", story)),
        }
    }

    /// A question with its answers.
    pub(crate) fn question(self, id: &str) -> String {
        match self {
            Self::Pages => format!("/question/{id}"),
            Self::Anchors => format!("#{id}"),
        }
    }

    /// All that is put on somebody's word.
    pub(crate) fn source(self, id: Option<&str>) -> Option<String> {
        match self {
            Self::Pages => id.map(|id| format!("/source/{id}")),
            Self::Anchors => None,
        }
    }

    /// Two articles side by side, which takes their whole texts.
    pub(crate) fn beside(self, article: &str, other: &str) -> Option<String> {
        match self {
            Self::Pages => Some(format!("/article/{article}/beside/{other}")),
            Self::Anchors => None,
        }
    }

    /// How two articles that share text do so; in one document, the other of them.
    pub(crate) fn kin(self, article: &str, other: &str) -> String {
        let beside = self.beside(article, other);
        beside.unwrap_or_else(|| self.article(other))
    }

    /// The id of a part of what is told of a story.
    pub(crate) fn part(self, part: &str, story: &str) -> String {
        match self {
            Self::Pages => part.to_owned(),
            Self::Anchors => format!("{part}-{story}"),
        }
    }
}

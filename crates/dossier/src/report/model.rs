//! What a report says, before it is laid out. All strings are as in the captures:
//! whoever lays them out makes them harmless.

use restated_lineage::Origins;

/// All of it.
pub(crate) struct Report {
    /// File name of the dossier, for hints.
    pub(crate) dossier: String,
    /// Captures stored and things skipped.
    pub(crate) captures: usize,
    /// Families of at least two articles.
    pub(crate) families: usize,
    /// Articles in these families.
    pub(crate) sharing: usize,
    pub(crate) questions: Vec<Asked>,
    /// Sentences with figures that answer no question: possible, expected, denied.
    pub(crate) others: Vec<Sentence>,
    /// Families by letter, then what has text from elsewhere and is of no family.
    pub(crate) shared: Vec<Shared>,
    /// How many articles do not depend on one another.
    pub(crate) independent: Option<Origins>,
    /// By date, undated last.
    pub(crate) articles: Vec<Listed>,
    pub(crate) skipped: Vec<SkippedFor>,
}

/// A question with its answers.
pub(crate) struct Asked {
    pub(crate) text: String,
    /// At most so many origins over all answers.
    pub(crate) origins: usize,
    pub(crate) answers: Vec<Answer>,
}

/// One position taken on a question.
pub(crate) struct Answer {
    /// "at least 43".
    pub(crate) label: String,
    /// On whose word, most claims first.
    pub(crate) sources: Vec<String>,
    /// Through whom.
    pub(crate) via: Vec<String>,
    pub(crate) articles: usize,
    pub(crate) families: usize,
    pub(crate) origins: usize,
    pub(crate) sentences: Vec<Sentence>,
}

/// A sentence behind an answer, and where it stands.
pub(crate) struct Sentence {
    pub(crate) before: String,
    /// The words that carry the figure.
    pub(crate) figure: String,
    pub(crate) after: String,
    /// "put as denied", "hedged: reportedly".
    pub(crate) notes: Vec<String>,
    /// Indices into [`Report::articles`], ascending: the first stands for the rest.
    pub(crate) articles: Vec<usize>,
}

/// Articles of one family, or of none.
pub(crate) struct Shared {
    /// Letter of the family.
    pub(crate) family: Option<String>,
    /// Indices into [`Report::articles`], ascending, and in words what each has from whom:
    /// "near copy of [1] The Post".
    pub(crate) articles: Vec<(usize, Vec<String>)>,
}

/// An article in the list.
pub(crate) struct Listed {
    /// Title; where there is none, how the text begins.
    pub(crate) title: String,
    pub(crate) outlet: Option<String>,
    /// Day, and where on the page it was found.
    pub(crate) published: Option<(String, String)>,
    /// Outlets that the text names as its origin: "The Post (not in the pile)".
    pub(crate) upstreams: Vec<String>,
    /// What the title puts otherwise than the text under it.
    pub(crate) headline: Vec<String>,
    /// Letter of the family.
    pub(crate) family: Option<String>,
    /// Where it was found, first place first.
    pub(crate) paths: Vec<String>,
    /// The capture's hash (its beginning), and when and from where it was fetched.
    pub(crate) receipt: String,
    /// What was odd about the capture.
    pub(crate) issues: Vec<String>,
}

/// Captures that were skipped for one reason.
pub(crate) struct SkippedFor {
    pub(crate) reason: String,
    pub(crate) paths: Vec<String>,
}

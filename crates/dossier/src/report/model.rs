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
    /// Those with most articles first.
    pub(crate) stories: Vec<Event>,
    /// Families by letter, then what has text from elsewhere and is of no family.
    pub(crate) shared: Vec<Shared>,
    /// How many articles do not depend on one another.
    pub(crate) independent: Option<Origins>,
    /// By date, undated last.
    pub(crate) articles: Vec<Listed>,
    pub(crate) skipped: Vec<SkippedFor>,
}

/// A story: articles about one event.
pub(crate) struct Event {
    pub(crate) title: String,
    /// Indices into [`Report::articles`], ascending.
    pub(crate) articles: Vec<usize>,
    /// How many texts these are, copies and rewrites counted once.
    pub(crate) texts: usize,
    /// "2031-03-04 to 2031-03-06".
    pub(crate) days: Option<String>,
    /// The main answers, each in one line.
    pub(crate) leads: Vec<String>,
    pub(crate) matrix: Option<Matrix>,
    pub(crate) questions: Vec<Asked>,
    /// Sentences with figures that answer no question: possible, expected, denied.
    pub(crate) others: Vec<Sentence>,
    /// By child, then parent.
    pub(crate) changes: Vec<Changed>,
}

/// Which article gives which answer to which question.
pub(crate) struct Matrix {
    /// Indices into [`Report::articles`]: of one family side by side.
    pub(crate) columns: Vec<usize>,
    pub(crate) rows: Vec<(String, Vec<Option<Cell>>)>,
}

/// An article's answer to a question.
#[derive(Clone)]
pub(crate) struct Cell {
    /// How it stands to the answer that most articles give.
    pub(crate) sign: char,
    /// "≥43".
    pub(crate) label: String,
}

/// What changed on the way from one article to another.
pub(crate) struct Changed {
    /// Indices into [`Report::articles`].
    pub(crate) child: usize,
    /// See `child`.
    pub(crate) parent: usize,
    pub(crate) changes: Vec<Change>,
}

/// A claim before and after.
pub(crate) struct Change {
    /// "attribution dropped (notable): …", one a kind.
    pub(crate) what: Vec<String>,
    /// The parent's sentence.
    pub(crate) before: String,
    /// The child's; `None` where it is gone.
    pub(crate) after: Option<String>,
}

/// A question with its answers.
pub(crate) struct Asked {
    pub(crate) id: String,
    pub(crate) text: String,
    /// How many articles answer it.
    pub(crate) articles: usize,
    /// At most so many origins over all answers.
    pub(crate) origins: usize,
    /// And at least so many.
    pub(crate) at_least: usize,
    pub(crate) answers: Vec<Answer>,
    /// Why claims that are put otherwise answer it.
    pub(crate) why: Vec<String>,
    /// Answers that differ, and answers that were updated.
    pub(crate) differ: Vec<String>,
    /// See `differ`.
    pub(crate) updated: Vec<String>,
    pub(crate) notes: Vec<String>,
    pub(crate) timeline: Vec<String>,
}

/// One position taken on a question.
pub(crate) struct Answer {
    /// "at least 43".
    pub(crate) label: String,
    /// Where it comes from, as far as the texts show.
    pub(crate) from: Vec<String>,
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

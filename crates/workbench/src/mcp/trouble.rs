//! Calls that get no answer, and what to do about it.

use restated_dossier::Error;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    /// The arguments are not those of the tool.
    #[error("The arguments do not fit {tool}: {what}. It takes: {takes}.")]
    Arguments {
        tool: &'static str,
        what: String,
        takes: String,
    },
    /// There is no such thing in the dossier.
    #[error("There is no {what} with the id {id:?} in this dossier. {find}")]
    Unknown {
        what: &'static str,
        id: String,
        find: &'static str,
    },
    /// An argument is out of bounds.
    #[error("{0}")]
    Bounds(String),
    /// The dossier cannot be read.
    #[error(
        "The dossier cannot be read now: {0}. If a build is running, ask again when it is done."
    )]
    Dossier(#[from] Error),
    /// A fault of this program.
    #[error(
        "restated failed to answer, which is a fault of the program and not of the call. Other calls may still work."
    )]
    Broken,
}

/// How to find ids of each kind.
pub(super) const FIND_STORY: &str =
    "Ids of stories begin with s: call search_stories with a few words, or without any for all.";
/// See [`FIND_STORY`].
pub(super) const FIND_QUESTION: &str =
    "Ids of questions begin with q: call story, which lists the questions of one.";
/// See [`FIND_STORY`].
pub(super) const FIND_CLAIM: &str =
    "Ids of claims begin with c: call positions, which lists the claims behind each answer.";
/// See [`FIND_STORY`].
pub(super) const FIND_ARTICLE: &str =
    "Ids of articles begin with a: call story, which lists the articles of one.";

impl Trouble {
    /// There is no `what` with this id. Ids are long only by mistake.
    pub(super) fn unknown(what: &'static str, id: &str, find: &'static str) -> Self {
        let id = id.chars().take(80).collect();
        Self::Unknown { what, id, find }
    }
}

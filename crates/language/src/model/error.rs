//! Why a model file was refused.

use std::path::PathBuf;

/// Why a model could not be loaded. Every message says what to do next.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// Something is wrong with the file at that path.
    #[error("{path}: {error}", path = path.display())]
    File {
        /// The path asked for.
        path: PathBuf,
        /// What is wrong.
        error: Box<ModelError>,
    },
    /// The file could not be read at all.
    #[error("cannot be read: {0}")]
    Unreadable(std::io::Error),
    /// The bytes are no safetensors container.
    #[error("not a model file ({0}); convert a spaCy pipeline with `cargo xtask model convert`")]
    NotAModel(String),
    /// A container of something else, or of another version of the format.
    #[error(
        "a model file of format {found:?}, where this program reads \"restated/language/1\"; \
         convert the pipeline again with this version"
    )]
    Format {
        /// What the file calls its format.
        found: String,
    },
    /// The bytes are not those that were written.
    #[error("the model file is damaged (its checksum does not hold); get or convert it again")]
    Checksum,
    /// A part that the pipeline needs is not in the file.
    #[error("the model file has no {0:?}; convert the pipeline again")]
    Missing(String),
    /// A part is there and cannot be used.
    #[error("the model file's {part:?} cannot be used: {reason}; convert the pipeline again")]
    Invalid {
        /// The part's name in the file.
        part: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl ModelError {
    pub(crate) fn invalid(part: &str, reason: &str) -> Self {
        Self::Invalid {
            part: part.to_owned(),
            reason: reason.to_owned(),
        }
    }
}

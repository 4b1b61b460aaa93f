//! The English model of `restated-language`, embedded: third-party weights,
//! under the MIT licence of their author (see `README.md` beside this crate).
//!
//! A crate of its own, so that the file is taken in once and not whenever the
//! engine changes.

/// The model file's bytes, for `Model::from_static`.
pub static MODEL: &[u8] = include_bytes!("../en_core_web_md-3.7.1.safetensors");

//! The English model, loaded once.

use std::sync::LazyLock;

use restated_language::Model;

/// The English model.
pub(crate) fn model() -> &'static Model {
    static LOADED: LazyLock<Model> =
        LazyLock::new(|| Model::from_static(restated_model_en::MODEL).expect("a sound model"));
    &LOADED
}

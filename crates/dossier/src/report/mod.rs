//! stub
use crate::{Dossier, error::Outcome};
/// stub
pub enum Style {
    /// stub
    Markdown,
}
/// stub
pub(crate) fn render(_: &Dossier, _: Style) -> Outcome<String> {
    Ok(String::new())
}

//! In what form a page is asked for: `/story/s1`, `/story/s1.json`, `/stories.csv`.

use askama::Template;
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse as _, Response};
use serde::Serialize;

use super::failure::Failure;
use crate::view::Extent;

/// A view: for people by its template, for programs as it is.
pub(super) trait Page: Template + Serialize + Send + 'static {
    /// The page's main table, heading first; `None` if it has none.
    fn table(&self) -> Option<Vec<Vec<String>>> {
        None
    }
}

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Html,
    Json,
    Csv,
}

impl Format {
    /// The id and the form that the last part of an address names.
    pub(super) fn split(name: &str) -> (&str, Self) {
        let cut = |ending: &str| name.strip_suffix(ending);
        if let Some(id) = cut(".json") {
            (id, Self::Json)
        } else if let Some(id) = cut(".csv") {
            (id, Self::Csv)
        } else {
            (name, Self::Html)
        }
    }

    /// Which rows of a list it has: a table for programs is the whole of it.
    pub(super) fn extent(self) -> Extent {
        match self {
            Self::Csv => Extent::All,
            Self::Html | Self::Json => Extent::Page,
        }
    }

    /// `page` in this form.
    pub(super) fn answer(self, page: &impl Page) -> Result<Response, Failure> {
        Ok(match self {
            Self::Html => Html(page.render().map_err(|_| Failure::Broken)?).into_response(),
            Self::Json => json(page)?,
            Self::Csv => {
                let table = page.table().ok_or(Failure::NotFound)?;
                typed(
                    "text/csv; charset=utf-8",
                    restated_dossier::export::sheet(&table),
                )
            }
        })
    }
}

/// `value` for programs.
pub(super) fn json(value: &impl Serialize) -> Result<Response, Failure> {
    let json = serde_json::to_string(value).map_err(|_| Failure::Broken)?;
    Ok(typed("application/json", json))
}

fn typed(media_type: &'static str, body: String) -> Response {
    ([(CONTENT_TYPE, media_type)], body).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_name_the_form() {
        assert_eq!(Format::split("s12"), ("s12", Format::Html));
        assert_eq!(Format::split("s12.json"), ("s12", Format::Json));
        assert_eq!(Format::split("s12.csv"), ("s12", Format::Csv));
        assert_eq!(Format::split("s12.xml"), ("s12.xml", Format::Html));
    }
}

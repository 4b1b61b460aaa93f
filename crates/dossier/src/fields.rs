//! Values as they stand in columns: enumerations as words, lists as JSON.

use rusqlite::Row;
use serde::de::DeserializeOwned;
use serde::de::value::{Error as ValueError, StrDeserializer};
use serde::{Deserialize, Serialize};

use crate::error::{Fault, Outcome};

/// The word for an enumeration's value, as in the JSON contract.
pub fn word(value: &impl Serialize) -> String {
    // Only enumerations without fields come here, whose JSON is a quoted word.
    json(value).trim_matches('"').to_owned()
}

/// The value that a word stands for.
pub(crate) fn value<'de, T: Deserialize<'de>>(word: &'de str) -> Outcome<T> {
    T::deserialize(StrDeserializer::<ValueError>::new(word))
        .map_err(|error| Fault::damaged(error.to_string()))
}

/// Any of this program's records as JSON.
pub(crate) fn json(value: &impl Serialize) -> String {
    // Fails only for maps with keys that are no strings, of which there are none.
    serde_json::to_string(value).unwrap_or_default()
}

/// A JSON column.
pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> Outcome<T> {
    serde_json::from_str(text).map_err(|error| Fault::damaged(format!("{error} in {text:.40}")))
}

/// Two columns as a range, if both are there.
pub(crate) fn range(row: &Row<'_>, start: &str, end: &str) -> Outcome<Option<(usize, usize)>> {
    match (
        row.get::<_, Option<i64>>(start)?,
        row.get::<_, Option<i64>>(end)?,
    ) {
        (Some(start), Some(end)) => Ok(Some((offset(start)?, offset(end)?))),
        _ => Ok(None),
    }
}

/// A column that counts or points.
pub(crate) fn offset(number: i64) -> Outcome<usize> {
    usize::try_from(number).map_err(|_| Fault::damaged(format!("offset {number}")))
}

/// The day (month, year) of an EDTF date that may hold a time.
pub(crate) fn day(edtf: &str) -> &str {
    edtf.split('T').next().unwrap_or(edtf)
}

#[cfg(test)]
mod tests {
    use super::*;
    use restated_capture::Format;
    use restated_claims::Qualifier;

    #[test]
    fn words_go_both_ways() {
        assert_eq!(word(&Format::ReadyArticle), "ready_article");
        assert_eq!(value::<Qualifier>("at_least").unwrap(), Qualifier::AtLeast);
        assert!(value::<Qualifier>("perhaps").is_err());
        assert_eq!(day("2031-03-04T18:40:00Z"), "2031-03-04");
        assert_eq!(day("2031-03"), "2031-03");
    }
}

//! A question as a person would ask it.

use super::measure::asking;
use super::same::Group;

/// The question that the claims of `group` answer.
pub(crate) fn text(group: &Group<'_>) -> String {
    asking(group.measure).last().map_or_else(
        || {
            format!(
                "How many or how much ({})?",
                group.measure.replace('_', " ")
            )
        },
        |row| row.question.to_owned(),
    )
}

/// Who or what is counted.
pub(crate) fn counted(_group: &Group<'_>) -> Option<String> {
    None
}

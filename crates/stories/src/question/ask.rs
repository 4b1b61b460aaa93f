//! A question as a person would ask it.

use super::same::Group;

pub(crate) fn text(group: &Group<'_>) -> String {
    include_str!("../../data/questions.txt")
        .lines()
        .filter_map(|row| row.split_once('\t'))
        .find(|(key, _)| *key == group.measure)
        .map_or_else(
            || {
                format!(
                    "How many or how much ({})?",
                    group.measure.replace('_', " ")
                )
            },
            |(_, text)| text.to_owned(),
        )
}

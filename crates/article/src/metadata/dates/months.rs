//! Month names, from `months.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word says about the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Month {
    /// From 1 to 12.
    pub(super) number: i8,
    /// The language also writes the month before the day.
    pub(super) leads: bool,
}

/// The month that `word` names, in any case, without a full stop.
pub(super) fn month(word: &str) -> Option<Month> {
    // The longest form has 24 bytes; a longer word is no month.
    if word.len() > 24 {
        return None;
    }
    MONTHS.get(word.to_lowercase().as_str()).copied()
}

const TABLE: &str = include_str!("months.txt");

static MONTHS: LazyLock<HashMap<&'static str, Month>> = LazyLock::new(|| {
    let mut months = HashMap::new();
    for (language, number, form) in rows() {
        let leads = language.ends_with('+');
        let month = months.entry(form).or_insert(Month { number, leads });
        month.leads |= leads;
    }
    months
});

fn rows() -> impl Iterator<Item = (&'static str, i8, &'static str)> {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            Some((words.next()?, words.next()?.parse().ok()?, words))
        })
        .flat_map(|(language, number, forms)| forms.map(move |form| (language, number, form)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_names_one_month_and_every_line_is_read() {
        let lines = TABLE.lines().filter(|l| !l.starts_with('#')).count();
        let mut read = 0;
        let mut last = None;
        for (language, number, form) in rows() {
            assert!((1..=12).contains(&number), "{form}");
            assert_eq!(form, form.to_lowercase(), "{form}");
            assert!(form.len() <= 24, "{form}");
            assert_eq!(MONTHS[form].number, number, "{form} names two months");
            read += usize::from(last != Some((language, number)));
            last = Some((language, number));
        }
        assert_eq!(read, lines);
    }

    #[test]
    fn case_and_language_do_not_matter() {
        assert_eq!(month("MAY").map(|m| m.number), Some(5));
        assert_eq!(month("Grudnia").map(|m| m.number), Some(12));
        assert_eq!(month("Января").map(|m| m.number), Some(1));
        assert!(month("Mayor").is_none());
        assert!(month("March").is_some_and(|m| m.leads));
        assert!(month("märz").is_some_and(|m| !m.leads));
    }
}

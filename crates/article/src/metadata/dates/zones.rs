//! Names of time zones in dates.

/// Minutes east of UTC of `name`, where the name means one offset only in news
/// (`CST`, `IST` and `BST` do not).
pub(super) fn offset(name: &str) -> Option<i16> {
    ZONES
        .iter()
        .find(|(zone, _)| zone.eq_ignore_ascii_case(name))
        .map(|(_, hours)| hours * 60)
}

const ZONES: &[(&str, i16)] = &[
    ("Z", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("WET", 0),
    ("CET", 1),
    ("MEZ", 1),
    ("CEST", 2),
    ("MESZ", 2),
    ("EET", 2),
    ("EEST", 3),
    ("MSK", 3),
    ("EDT", -4),
    ("EST", -5),
    ("CDT", -5),
    ("MDT", -6),
    ("MST", -7),
    ("PDT", -7),
    ("PST", -8),
    ("JST", 9),
    ("KST", 9),
    ("AEST", 10),
    ("AEDT", 11),
];

#[cfg(test)]
mod tests {
    use super::offset;

    #[test]
    fn names_of_one_offset_are_known_and_others_are_not() {
        assert_eq!(offset("est"), Some(-300));
        assert_eq!(offset("UTC"), Some(0));
        assert_eq!(offset("IST"), None);
    }
}

//! Measures that are of one thing: what a change from one to the other is.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How two measures stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kin {
    /// The same, or two words for it.
    Same,
    /// One is wider than the other, or counts another stage.
    Scope,
    /// One is said where the other is not so.
    Reversed,
    /// One of them is no measure of the tables: the noun itself.
    Open,
    /// Nothing ties them.
    Other,
}

static KIN: LazyLock<BTreeMap<(&'static str, &'static str), Kin>> = LazyLock::new(|| {
    let mut kin = BTreeMap::new();
    for (one, other, how) in rows() {
        kin.insert((one, other), how);
        kin.insert((other, one), how);
    }
    kin
});

fn rows() -> impl Iterator<Item = (&'static str, &'static str, Kin)> {
    let table = include_str!("../../data/kin.tsv").lines();
    table.filter(|row| !row.starts_with('#')).filter_map(|row| {
        let mut fields = row.split('\t');
        let (one, other) = (fields.next()?, fields.next()?);
        let how = match fields.next()? {
            "same" => Kin::Same,
            "scope" => Kin::Scope,
            "reversed" => Kin::Reversed,
            _ => return None,
        };
        Some((one, other, how))
    })
}

/// How measure `one` stands to `other`.
pub(super) fn kin(one: &str, other: &str) -> Kin {
    if one == other {
        return Kin::Same;
    }
    if let Some(kin) = KIN.get(&(one, other)) {
        return *kin;
    }
    let known = |measure: &str| restated_claims::measure::is_known(measure);
    if known(one) && known(other) {
        Kin::Other
    } else {
        Kin::Open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_ties_two_measures() {
        let lines = include_str!("../../data/kin.tsv").lines();
        let lines = lines.filter(|line| !line.starts_with('#')).count();
        assert_eq!(rows().count(), lines);
        for (one, other, _) in rows() {
            assert!(one != other);
            for measure in [one, other] {
                assert!(
                    restated_claims::measure::is_known(measure)
                        || measure.starts_with("share_price"),
                    "{measure}"
                );
            }
        }
    }

    #[test]
    fn kin_goes_both_ways() {
        assert_eq!(kin("killed", "casualties"), Kin::Scope);
        assert_eq!(kin("killed", "missing"), Kin::Reversed);
        assert_eq!(kin("evacuated", "displaced"), Kin::Same);
        assert_eq!(kin("killed", "severance"), Kin::Other);
        assert_eq!(kin("killed", "victims"), Kin::Open);
    }
}

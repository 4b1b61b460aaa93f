//! Which stories a reader wants to see.

use serde::{Deserialize, Deserializer};

/// What is asked of stories, as in the address. What is not said is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filter {
    /// Words of their titles, in any order.
    pub(crate) words: String,
    /// Published on this day or later: `2033`, `2033-09` or `2033-09-13`.
    pub(crate) from: String,
    /// On this day or before.
    pub(crate) to: String,
    /// Remarks that they have, all of them.
    pub(crate) conflict: bool,
    pub(crate) updated: bool,
    pub(crate) single_origin: bool,
    pub(crate) undated: bool,
}

/// A part of a query about stories `s`.
pub(crate) struct Condition {
    /// Empty, or from `WHERE` on.
    pub(crate) sql: String,
    pub(crate) values: Vec<String>,
}

/// Words of a title that are looked for; more are no search but a mistake.
const WORDS: usize = 12;

impl Filter {
    /// Whether anything is asked.
    pub(crate) fn is_any(&self) -> bool {
        *self != Self::default()
    }

    /// What stands where a day should.
    pub(crate) fn no_day(&self) -> Option<&str> {
        let mut days = [&self.from, &self.to].into_iter();
        days.find(|day| !is_day(day)).map(String::as_str)
    }

    /// As it stands in an address.
    pub(crate) fn pairs(&self) -> [(&'static str, &str); 7] {
        let said = |yes: bool| if yes { "true" } else { "" };
        [
            ("words", &self.words),
            ("from", &self.from),
            ("to", &self.to),
            ("conflict", said(self.conflict)),
            ("updated", said(self.updated)),
            ("single_origin", said(self.single_origin)),
            ("undated", said(self.undated)),
        ]
    }

    /// As SQL. What costs least comes first.
    pub(crate) fn condition(&self) -> Condition {
        let mut all: Vec<String> = Vec::new();
        let mut values = Vec::new();
        // The shorter of two days says as much as it does: 2033-09 is neither before nor after
        // 2033-09-13.
        if !self.from.is_empty() {
            all.push("s.to_day >= substr(?, 1, length(s.to_day))".to_owned());
            values.push(self.from.clone());
        }
        if !self.to.is_empty() {
            all.push("substr(s.from_day, 1, length(?)) <= ?".to_owned());
            values.extend([self.to.clone(), self.to.clone()]);
        }
        for word in self.words.split_whitespace().take(WORDS) {
            let forms = forms(word);
            let one = "ifnull(s.title, (SELECT title FROM articles WHERE id = s.founder))
                       LIKE ? ESCAPE '\\'";
            all.push(format!("({})", vec![one; forms.len()].join(" OR ")));
            values.extend(forms);
        }
        if self.undated {
            all.push("s.undated > 0".to_owned());
        }
        if self.conflict {
            all.push("s.differ = 1".to_owned());
        }
        if self.updated {
            all.push("s.updated = 1".to_owned());
        }
        if self.single_origin {
            all.push(SINGLE_ORIGIN.to_owned());
        }
        let sql = if all.is_empty() {
            String::new()
        } else {
            format!("WHERE {}", all.join(" AND "))
        };
        Condition { sql, values }
    }
}

/// Several articles answer the main question, and all have it from one origin.
const SINGLE_ORIGIN: &str =
    "(SELECT count(*) FROM origins o WHERE o.question = s.main_question) = 1
     AND (SELECT count(DISTINCT c.article) FROM position_claims p JOIN claims c ON c.id = p.claim
          WHERE p.question = s.main_question) > 1";

/// Patterns of a word. SQLite folds the case of ASCII letters only.
fn forms(word: &str) -> Vec<String> {
    if word.is_ascii() {
        return vec![pattern(word)];
    }
    let mut letters = word.chars();
    let capital: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters.flat_map(char::to_lowercase))
        .collect();
    let forms = [
        word.to_owned(),
        word.to_lowercase(),
        word.to_uppercase(),
        capital,
    ];
    forms.iter().map(|form| pattern(form)).collect()
}

/// What `LIKE` finds `text` by, wherever it stands.
fn pattern(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// A year, a month or a day; or nothing.
fn is_day(text: &str) -> bool {
    let rest = match text.len() {
        0 | 10 => "",
        7 => "-01",
        4 => "-01-01",
        _ => return false,
    };
    text.is_empty() || format!("{text}{rest}").parse::<jiff::civil::Date>().is_ok()
}

/// A box that is ticked, in an address; `box=` is one that is not.
pub(crate) fn said<'de, D: Deserializer<'de>>(value: D) -> Result<bool, D::Error> {
    let text = String::deserialize(value)?;
    Ok(!matches!(text.as_str(), "" | "false" | "0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_may_be_months_and_years() {
        for day in ["", "2033", "2033-09", "2033-09-13"] {
            assert!(is_day(day), "{day}");
        }
        for other in [
            "yesterday",
            "2033-13",
            "2033-02-30",
            "20330913",
            "9",
            "2033-9-13",
        ] {
            assert!(!is_day(other), "{other}");
        }
    }

    #[test]
    fn words_are_looked_for_as_they_are() {
        assert_eq!(forms("Ferry"), ["%Ferry%"]);
        assert_eq!(forms("100%_"), ["%100\\%\\_%"]);
        assert!(forms("ÄRZTE").contains(&"%Ärzte%".to_owned()));
    }

    #[test]
    fn nothing_asked_is_no_condition() {
        let nothing = Filter::default();
        assert!(!nothing.is_any() && nothing.condition().sql.is_empty());
    }
}

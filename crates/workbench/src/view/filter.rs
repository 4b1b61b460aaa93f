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

/// A part of a query about stories `s` and the articles `f` that are their founders.
pub(crate) struct Condition {
    /// Empty, or from `WHERE` on.
    pub(crate) sql: String,
    pub(crate) values: Vec<String>,
}

/// Words of a title that are looked for; more are no search but a mistake.
const WORDS: usize = 12;

const UNDATED: &str = "EXISTS (SELECT 1 FROM story_articles sa JOIN articles a ON a.id = sa.article
    WHERE sa.story = s.id AND a.published IS NULL)";

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
            let one = "ifnull(s.title, f.title) LIKE ? ESCAPE '\\'";
            all.push(format!("({})", vec![one; forms.len()].join(" OR ")));
            values.extend(forms);
        }
        if self.undated {
            all.push(UNDATED.to_owned());
        }
        if self.conflict {
            all.push(related("differ"));
        }
        if self.updated {
            all.push(related("updated"));
        }
        let cheap = all.join(" AND ");
        let sql = match (cheap.is_empty(), self.single_origin) {
            (true, false) => String::new(),
            (false, false) => format!("WHERE {cheap}"),
            (true, true) => format!("WHERE {}", single_origin()),
            (false, true) => format!(
                "WHERE CASE WHEN {cheap} THEN {} ELSE 0 END",
                single_origin()
            ),
        };
        Condition { sql, values }
    }
}

/// Has answers that stand so to each other.
fn related(relation: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM questions q JOIN relations r ON r.question = q.id
         WHERE q.story = s.id AND r.relation = '{relation}')"
    )
}

/// The question that most articles of the story `story` (an SQL expression) answer, as SQL.
pub(crate) fn main_question(story: &str) -> String {
    format!(
        "SELECT q.id FROM questions q
         JOIN position_claims p ON p.question = q.id JOIN claims c ON c.id = p.claim
         WHERE q.story = {story} GROUP BY q.id
         ORDER BY max(c.kind = 'figure') DESC, count(DISTINCT c.article) DESC,
                  min(c.words_start), q.text, q.id LIMIT 1"
    )
}

/// Several articles answer the main question, and all have it from one origin. Which question is the
/// main one costs most to find out: that is asked last, of stories that have such a question at all.
/// `CASE` alone says what SQLite works out first.
fn single_origin() -> String {
    const ONE: &str = "(SELECT count(*) FROM origins o WHERE o.question = m.id) = 1
        AND (SELECT count(DISTINCT c.article) FROM position_claims p
             JOIN claims c ON c.id = p.claim WHERE p.question = m.id) > 1";
    format!(
        "CASE WHEN EXISTS (SELECT 1 FROM questions m WHERE m.story = s.id AND {ONE})
         THEN EXISTS (SELECT 1 FROM questions m WHERE m.id = ({}) AND {ONE}) ELSE 0 END",
        main_question("s.id")
    )
}

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

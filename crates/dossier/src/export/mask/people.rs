//! Who is named in a dossier, and in which words.

use std::collections::{BTreeMap, BTreeSet};

use restated_claims::Named;
use restated_claims::entity::{Sort, Wording};
use rusqlite::Connection;

use crate::error::Outcome;
use crate::fields::from_json;

/// Everybody whom the articles name.
#[derive(Default)]
pub(super) struct People {
    /// By entity, or by name where a name is of no entity.
    named: BTreeMap<String, Vec<Named>>,
    authors: BTreeSet<String>,
    /// Names of what is no person.
    others: BTreeSet<String>,
}

impl People {
    pub(super) fn of(conn: &Connection) -> Outcome<Self> {
        let mut people = Self::default();
        let sql = "SELECT n.record, n.entity, e.type, e.name FROM names n
                   LEFT JOIN entities e ON e.id = n.entity ORDER BY n.article, n.number";
        let mut statement = conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let named: Named = from_json(&row.get::<_, String>(0)?)?;
            let sort: Option<String> = row.get(2)?;
            let is_person = match sort.as_deref() {
                Some(sort) => sort == "person",
                None => named.sort == Sort::Person,
            };
            if is_person {
                let who = row.get::<_, Option<String>>(1)?;
                let who = who.unwrap_or_else(|| named.name.clone());
                people.named.entry(who).or_default().push(named);
            } else {
                people.others.extend(row.get::<_, Option<String>>(3)?);
                people
                    .others
                    .extend(named.forms.into_iter().map(|form| form.text));
                people.others.insert(named.name);
            }
        }
        let mut statement = conn.prepare("SELECT byline, outlet FROM articles")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let byline: Vec<String> = from_json(&row.get::<_, String>(0)?)?;
            people.authors.extend(byline);
            people.others.extend(row.get::<_, Option<String>>(1)?);
        }
        Ok(people)
    }

    /// The wordings for each person, in the order of their numbers.
    pub(super) fn wordings(&self) -> Vec<BTreeSet<String>> {
        let mut people: Vec<BTreeSet<String>> = Vec::new();
        for named in self.named.values() {
            people.push(self.wordings_of(named));
        }
        for author in &self.authors {
            let author = author.trim();
            if self.others.contains(author) || people.iter().any(|known| known.contains(author)) {
                continue;
            }
            let mut wordings = BTreeSet::from([author.to_owned()]);
            wordings.extend(self.surname(author));
            people.push(wordings);
        }
        people
    }

    /// What one person is called.
    fn wordings_of(&self, named: &[Named]) -> BTreeSet<String> {
        let forms = || named.iter().flat_map(|named| &named.forms);
        let mut wordings: BTreeSet<String> = named.iter().map(|named| named.name.clone()).collect();
        wordings.extend(named.iter().filter_map(|named| self.surname(&named.name)));
        wordings.extend(
            forms()
                .filter(|form| form.wording == Wording::Name)
                .map(|form| form.text.clone()),
        );
        let words: BTreeSet<String> = wordings
            .iter()
            .flat_map(|wording| wording.split_whitespace().map(str::to_owned))
            .collect();
        let styled =
            forms().filter(|form| matches!(form.wording, Wording::Styled | Wording::Acronym));
        wordings.extend(styled.map(|form| without_title(&form.text, &words)));
        wordings
    }

    /// The last word of a name, which may stand alone where nobody saw whom it means.
    fn surname(&self, name: &str) -> Option<String> {
        /// Shorter ones are particles, numbers, and syllables of given names.
        const LETTERS: usize = 3;
        let (_, last) = name.rsplit_once(' ')?;
        let is_name = last.starts_with(char::is_uppercase)
            && last.chars().count() >= LETTERS
            && !self.others.contains(last);
        is_name.then(|| last.to_owned())
    }
}

/// "Ostrow" of "Mr Ostrow", where `words` are those of the name.
fn without_title(styled: &str, words: &BTreeSet<String>) -> String {
    let mut start = 0;
    for word in styled.split(' ') {
        if words.contains(word) {
            return styled[start..].to_owned();
        }
        start += word.len() + 1;
    }
    styled.to_owned()
}

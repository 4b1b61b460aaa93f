//! The word tables of coreference, read once from `data/coreference/`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::table::rows;

use super::Gender;

/// What a noun for people says.
#[derive(Debug)]
pub(super) struct RoleNoun {
    /// The gender it shows.
    pub(super) gender: Option<Gender>,
    /// Wider words for the same person.
    pub(super) wider: Vec<&'static str>,
}

/// What a noun for an organisation may recall.
#[derive(Debug, Default)]
pub(super) struct OrganisationNoun {
    /// Last words of names.
    pub(super) heads: Vec<&'static str>,
    /// The name of a business that shows no other kind.
    pub(super) company: bool,
    /// Any name that shows no other kind, acronyms among them.
    pub(super) any: bool,
}

/// What the last word of an organisation's name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameKind {
    /// "Steel", "Airlines".
    Business,
    /// "Guard", "Nations".
    Other,
}

/// How a word names a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlaceForm {
    /// "South Korea".
    Country,
    /// "South Korean".
    Demonym,
    /// "Seoul".
    Seat,
}

/// All tables. Keys are lower case, without full stops.
#[derive(Debug)]
pub(super) struct Lexicon {
    roles: FxHashMap<&'static str, RoleNoun>,
    organisations: FxHashMap<&'static str, OrganisationNoun>,
    kinds: FxHashMap<&'static str, NameKind>,
    organisation_heads: FxHashSet<&'static str>,
    documents: FxHashSet<&'static str>,
    epithets: FxHashSet<&'static str>,
    titles: FxHashMap<&'static str, Option<Gender>>,
    given: FxHashMap<String, Gender>,
    family_first: FxHashSet<&'static str>,
    speech: FxHashSet<&'static str>,
    questions: FxHashSet<&'static str>,
    places: FxHashMap<String, (usize, PlaceForm)>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The tables.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

fn words(table: &'static str) -> FxHashSet<&'static str> {
    rows(table).flat_map(str::split_whitespace).collect()
}

fn gender(mark: &str) -> Option<Gender> {
    match mark {
        "f" => Some(Gender::Feminine),
        "m" => Some(Gender::Masculine),
        _ => None,
    }
}

fn listed(column: Option<&'static str>) -> impl Iterator<Item = &'static str> {
    column
        .unwrap_or("")
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty())
}

impl Lexicon {
    fn read() -> Self {
        let roles = rows(include_str!("../../data/coreference/roles.txt"))
            .map(|row| {
                let mut columns = row.split('\t');
                let noun = columns.next().unwrap_or("");
                let gender = gender(columns.next().unwrap_or(""));
                let wider = listed(columns.next()).collect();
                (noun, RoleNoun { gender, wider })
            })
            .collect();
        let organisations: FxHashMap<&str, OrganisationNoun> =
            rows(include_str!("../../data/coreference/organisations.txt"))
                .map(|row| {
                    let (noun, heads) = row.split_once('\t').unwrap_or((row, ""));
                    let mut entry = OrganisationNoun::default();
                    for head in heads.split_whitespace() {
                        match head {
                            "=" => entry.heads.push(noun),
                            "[company]" => entry.company = true,
                            "[any]" => entry.any = true,
                            other => entry.heads.push(other),
                        }
                    }
                    (noun, entry)
                })
                .collect();
        let mut kinds = FxHashMap::default();
        for row in rows(include_str!("../../data/coreference/kinds.txt")) {
            let (kind, words) = row.split_once('\t').unwrap_or((row, ""));
            let kind = match kind {
                "business" => NameKind::Business,
                _ => NameKind::Other,
            };
            kinds.extend(words.split_whitespace().map(|word| (word, kind)));
        }
        let titles = rows(include_str!("../../data/coreference/titles.txt"))
            .filter_map(|row| row.split_once('\t'))
            .map(|(title, mark)| (title, gender(mark)))
            .collect();
        let mut given = FxHashMap::default();
        for row in rows(include_str!("../../data/coreference/given_names.txt")) {
            let Some((mark, names)) = row.split_once('\t') else {
                continue;
            };
            let Some(gender) = gender(mark) else { continue };
            for name in names.split_whitespace() {
                given.insert(name.to_lowercase(), gender);
            }
        }
        let mut places = FxHashMap::default();
        for (id, row) in rows(include_str!("../../data/coreference/places.txt")).enumerate() {
            let mut columns = row.split('\t');
            let country = listed(columns.next());
            let aliases = listed(columns.next());
            for name in country.chain(aliases) {
                places.insert(plain(name), (id, PlaceForm::Country));
            }
            for name in listed(columns.next()) {
                places.insert(plain(name), (id, PlaceForm::Demonym));
                places.insert(plain(name) + "s", (id, PlaceForm::Demonym));
            }
            for name in listed(columns.next()) {
                places.insert(plain(name), (id, PlaceForm::Seat));
            }
        }
        let speech = words(include_str!("../../data/coreference/speech.txt"));
        Self {
            roles,
            organisation_heads: rows(include_str!("../../data/coreference/organisations.txt"))
                .filter_map(|row| row.split_once('\t'))
                .flat_map(|(_, heads)| heads.split_whitespace())
                .collect(),
            organisations,
            kinds,
            epithets: words(include_str!("../../data/coreference/epithets.txt")),
            documents: words(include_str!("../../data/coreference/documents.txt")),
            titles,
            given,
            family_first: words(include_str!("../../data/coreference/family_first.txt")),
            questions: speech
                .iter()
                .filter_map(|word| word.strip_prefix('?'))
                .collect(),
            speech: speech
                .iter()
                .map(|word| word.trim_start_matches('?'))
                .collect(),
            places,
        }
    }

    /// The noun for people, given in the singular.
    pub(super) fn role(&self, noun: &str) -> Option<&RoleNoun> {
        self.roles.get(noun)
    }

    /// The noun for an organisation.
    pub(super) fn organisation(&self, noun: &str) -> Option<&OrganisationNoun> {
        self.organisations.get(noun)
    }

    /// What a word at the end of a name says, if it is no noun of the above.
    pub(super) fn kind(&self, word: &str) -> Option<NameKind> {
        self.kinds.get(word).copied()
    }

    /// Whether a noun for an organisation may recall names that end in this word.
    pub(super) fn ends_organisations(&self, word: &str) -> bool {
        self.organisation_heads.contains(word)
    }

    /// Whether the noun only says what kind of person someone is.
    pub(super) fn is_epithet(&self, noun: &str) -> bool {
        self.epithets.contains(noun)
    }

    /// Whether the noun is for something written or shown.
    pub(super) fn is_document(&self, noun: &str) -> bool {
        self.documents.contains(noun)
    }

    /// The gender that a title shows; `None` if the word is no title.
    pub(super) fn title(&self, word: &str) -> Option<Option<Gender>> {
        self.titles.get(word).copied()
    }

    /// The gender that a given name shows.
    pub(super) fn given_name(&self, word: &str) -> Option<Gender> {
        self.given.get(word).copied()
    }

    /// Whether the word is a family name that comes before the given name.
    pub(super) fn is_family_first(&self, word: &str) -> bool {
        self.family_first.contains(word)
    }

    /// Whether the verb, by lemma, has a source for its subject.
    pub(super) fn is_speech(&self, lemma: &str) -> bool {
        self.speech.contains(lemma)
    }

    /// Whether the verb of saying, by lemma, is one of asking.
    pub(super) fn is_question(&self, lemma: &str) -> bool {
        self.questions.contains(lemma)
    }

    /// The country behind a name of it, of its people, or of its seat.
    pub(super) fn place(&self, name: &str) -> Option<(usize, PlaceForm)> {
        self.places.get(name).copied()
    }
}

/// The form in which words are compared: lower case, without full stops, with
/// a straight apostrophe.
pub(super) fn plain(word: &str) -> String {
    word.chars()
        .filter(|c| *c != '.')
        .flat_map(char::to_lowercase)
        .map(|c| if c == '’' { '\'' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read() {
        let lexicon = lexicon();
        assert_eq!(
            lexicon.role("spokeswoman").and_then(|role| role.gender),
            Some(Gender::Feminine)
        );
        assert_eq!(lexicon.title("mrs"), Some(Some(Gender::Feminine)));
        assert_eq!(lexicon.given_name("carlos"), Some(Gender::Masculine));
        let seat = lexicon.place("seoul");
        let people = lexicon.place("south korean");
        assert_eq!(seat.map(|found| found.0), people.map(|found| found.0));
        assert!(
            lexicon
                .organisation("firm")
                .is_some_and(|firm| firm.company)
        );
        assert_eq!(plain("U.S."), "us");
    }

    #[test]
    fn a_given_name_has_one_gender() {
        let mut seen = FxHashMap::default();
        for row in rows(include_str!("../../data/coreference/given_names.txt")) {
            let (mark, names) = row.split_once('\t').expect("gender and names");
            for name in names.split_whitespace() {
                let before = seen.insert(name, mark);
                assert!(before.is_none_or(|other| other == mark), "{name}");
            }
        }
    }

    #[test]
    fn wider_words_are_nouns_for_people_too() {
        for row in rows(include_str!("../../data/coreference/roles.txt")) {
            for wider in listed(row.split('\t').nth(2)) {
                assert!(lexicon().role(wider).is_some(), "{wider} of {row}");
            }
        }
    }
}

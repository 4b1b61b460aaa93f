//! What of a dossier an export shows: everything, or nobody's name, or no full texts.
//!
//! Whatever an export writes comes through [`Shown`], so that no format can forget to leave out
//! what was to be left out. Offsets stay as they are: they lead into the text as it is in the
//! dossier, and into the capture.

mod records;

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use serde_json::Value;

use super::Export;
use super::mask::{self, Mask, Masked};
use crate::error::Outcome;
use crate::records::{Evidence, Record, Within};
use crate::texts::Texts;
use crate::{Dossier, Offsets, review};

/// Texts of which the places of names are held.
const HELD: usize = 1_000;

/// The records of a dossier as an export shows them.
pub(super) struct Shown<'d> {
    dossier: &'d Dossier,
    redaction: Redaction<'d>,
}

impl<'d> Shown<'d> {
    pub(super) fn of(dossier: &'d Dossier, export: &Export) -> Outcome<Self> {
        let mask = export.mask_names.then(|| Mask::of(&dossier.conn));
        Ok(Self {
            dossier,
            redaction: Redaction {
                mask: mask.transpose()?,
                quotes_only: export.quotes_only,
                texts: Texts::of(&dossier.conn),
                names: BTreeMap::new(),
            },
        })
    }

    /// Gives `put` the records of one kind, in the order of exports.
    pub(super) fn each<R: Redact>(
        &mut self,
        within: Within<'_>,
        put: &mut dyn FnMut(R) -> Outcome<()>,
    ) -> Outcome<()> {
        let (dossier, redaction) = (self.dossier, &mut self.redaction);
        R::each(&dossier.conn, within.into(), &mut |mut record| {
            record.redact(redaction)?;
            put(record)
        })
    }

    /// The records of one kind.
    pub(super) fn all<R: Redact>(&mut self, within: Within<'_>) -> Outcome<Vec<R>> {
        let mut records = Vec::new();
        self.each(within, &mut |record| {
            records.push(record);
            Ok(())
        })?;
        Ok(records)
    }

    /// How many records of one kind there are.
    pub(super) fn count<R: Redact>(&self, within: Within<'_>) -> Outcome<usize> {
        R::count(&self.dossier.conn, within)
    }

    /// The article of each claim, by id: there is nothing in it to leave out.
    pub(super) fn article_of_each_claim(&self) -> Outcome<BTreeMap<String, String>> {
        let mut statement = self
            .dossier
            .conn
            .prepare("SELECT id, article FROM claims")?;
        let pairs = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(pairs.collect::<Result<_, _>>()?)
    }

    /// What people decided.
    pub(super) fn decisions(&self) -> Outcome<Vec<Value>> {
        let decided = review::all(&self.dossier.conn)?;
        let shown = decided.iter().map(|one| {
            let mut value = serde_json::to_value(one).unwrap_or_default();
            self.redaction.value(&mut value);
            value
        });
        Ok(shown.collect())
    }

    /// Whether no full texts are shown.
    pub(super) fn quotes_only(&self) -> bool {
        self.redaction.quotes_only
    }

    /// Takes the names out of a text that was made of records not read here.
    pub(super) fn words(&self, text: &mut String) {
        self.redaction.words(text);
    }
}

/// A record of which something may be left out.
pub(super) trait Redact: Record {
    /// Leaves it out.
    fn redact(&mut self, by: &mut Redaction<'_>) -> Outcome<()>;
}

/// What is left out, and how.
pub(super) struct Redaction<'c> {
    mask: Option<Mask>,
    quotes_only: bool,
    texts: Texts<'c>,
    /// Where articles name people, of those that were asked last.
    names: BTreeMap<String, Rc<Vec<Masked>>>,
}

impl Redaction<'_> {
    /// Words about something, or the whole of a text.
    fn words(&self, words: &mut String) {
        if let Some(mask) = &self.mask {
            *words = mask.text(words);
        }
    }

    /// All words in a value.
    fn value(&self, value: &mut Value) {
        match value {
            Value::String(words) => self.words(words),
            Value::Array(values) => values.iter_mut().for_each(|value| self.value(value)),
            Value::Object(fields) => fields.values_mut().for_each(|value| self.value(value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn each<'w>(&self, words: impl IntoIterator<Item = &'w mut String>) {
        words.into_iter().for_each(|words| self.words(words));
    }

    /// The words `exact` that stand at `chars` of `whole`.
    fn part(&self, whole: &Offsets<'_>, chars: Range<usize>, exact: &mut String) {
        if let Some(mask) = &self.mask {
            *exact = mask::slice(whole, &mask.places(whole), chars);
        }
    }

    /// Words of the article that a claim rests on, of which `sentence` is what is quoted.
    fn quoted(
        &mut self,
        article: &str,
        evidence: &mut Evidence,
        sentence: Range<usize>,
    ) -> Outcome<()> {
        if self.quotes_only {
            evidence.keep_within(&sentence);
        }
        self.passage(article, evidence)
    }

    /// Words of the article that no claim rests on.
    fn unquoted(&mut self, article: &str, evidence: &mut Evidence) -> Outcome<()> {
        if self.quotes_only {
            evidence.exact.clear();
            evidence.prefix.clear();
            evidence.suffix.clear();
            return Ok(());
        }
        self.passage(article, evidence)
    }

    /// Takes names out of words of the article, also those that they cut.
    fn passage(&mut self, article: &str, evidence: &mut Evidence) -> Outcome<()> {
        let Some(mask) = &self.mask else {
            return Ok(());
        };
        let text = self.texts.get(article)?;
        let text = text.offsets();
        let names = match self.names.get(article) {
            Some(names) => Rc::clone(names),
            None => {
                if self.names.len() >= HELD {
                    self.names.clear();
                }
                let names = Rc::new(mask.places(&text));
                self.names.insert(article.to_owned(), Rc::clone(&names));
                names
            }
        };
        let Evidence { start, end, .. } = *evidence;
        let before = start.saturating_sub(evidence.prefix.chars().count())..start;
        let after = end..end + evidence.suffix.chars().count();
        evidence.prefix = mask::slice(&text, &names, before);
        evidence.exact = mask::slice(&text, &names, start..end);
        evidence.suffix = mask::slice(&text, &names, after);
        Ok(())
    }
}

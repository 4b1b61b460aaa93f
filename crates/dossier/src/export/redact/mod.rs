//! What of a dossier an export shows: everything, or nobody's name, or no full texts.
//!
//! Whatever an export writes comes through [`Shown`], so that no format can forget to leave out
//! what was to be left out. Offsets stay as they are: they lead into the text as it is in the
//! dossier, and into the capture.

mod lists;
mod records;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use rusqlite::Transaction;
use serde_json::Value;

use super::Export;
use super::mask::{self, Mask, Masked};
use crate::error::Outcome;
use crate::records::{Evidence, Record, Slice, Within};
use crate::review::{self, Decided};
use crate::texts::Texts;
use crate::{Dossier, Error, Offsets};

/// Texts of which the places of names are held.
const HELD: usize = 1_000;

/// The records of a dossier as an export shows them.
pub struct Shown<'d> {
    dossier: &'d Dossier,
    redaction: RefCell<Redaction<'d>>,
    /// Open where many readings have to fit together, whatever somebody decides meanwhile.
    _snapshot: Option<Transaction<'d>>,
}

impl<'d> Shown<'d> {
    /// The records with nothing left out.
    pub fn whole(dossier: &'d Dossier) -> Self {
        Self {
            dossier,
            redaction: RefCell::new(Redaction::new(dossier, None, false)),
            _snapshot: None,
        }
    }

    /// The records as an export in a form of somebody else's making is to show them, all as they
    /// are now.
    ///
    /// # Errors
    /// If the file is unfinished, damaged or cannot be read.
    pub fn leaving_out(dossier: &'d Dossier, names: bool, full_texts: bool) -> Result<Self, Error> {
        let begin = || -> Outcome<Self> {
            let snapshot = dossier.conn.unchecked_transaction()?;
            let shown = Self::redacted(dossier, names, full_texts)?;
            Ok(Self {
                _snapshot: Some(snapshot),
                ..shown
            })
        };
        let shown = begin().map_err(|fault| fault.at(&dossier.path))?;
        dossier.ensure_complete()?;
        Ok(shown)
    }

    pub(super) fn of(dossier: &'d Dossier, export: &Export) -> Outcome<Self> {
        Self::redacted(dossier, export.mask_names, export.quotes_only)
    }

    fn redacted(dossier: &'d Dossier, mask_names: bool, quotes_only: bool) -> Outcome<Self> {
        let mask = mask_names.then(|| Mask::of(&dossier.conn)).transpose()?;
        Ok(Self {
            dossier,
            redaction: RefCell::new(Redaction::new(dossier, mask, quotes_only)),
            _snapshot: None,
        })
    }

    /// What [`Dossier::records`] gives, without what is to be left out.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn records<'a, R: Record>(&self, slice: impl Into<Slice<'a>>) -> Result<Vec<R>, Error> {
        let mut records = Vec::new();
        self.slice(slice.into(), &mut |record| {
            records.push(record);
            Ok(())
        })
        .map_err(|fault| fault.at(&self.dossier.path))?;
        Ok(records)
    }

    /// The only such record, if there is one.
    ///
    /// # Errors
    /// See [`Shown::records`].
    pub fn one<R: Record>(&self, id: &str) -> Result<Option<R>, Error> {
        Ok(self.records(Within::One(id))?.pop())
    }

    /// Shows `see` one record after the other, where there may be too many to hold.
    ///
    /// # Errors
    /// See [`Shown::records`].
    pub fn visit<R: Record>(
        &self,
        within: Within<'_>,
        mut see: impl FnMut(R),
    ) -> Result<(), Error> {
        self.each(within, &mut |record| {
            see(record);
            Ok(())
        })
        .map_err(|fault| fault.at(&self.dossier.path))
    }

    /// How many records of one kind there are.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn how_many<R: Record>(&self, within: Within<'_>) -> Result<usize, Error> {
        self.dossier.how_many::<R>(within)
    }

    /// What people decided, first to last.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn decided(&self) -> Result<Vec<Decided>, Error> {
        self.decisions()
            .map_err(|fault| fault.at(&self.dossier.path))
    }

    /// Gives `put` the records of one kind, in the order of exports.
    pub(super) fn each<R: Record>(
        &self,
        within: Within<'_>,
        put: &mut dyn FnMut(R) -> Outcome<()>,
    ) -> Outcome<()> {
        self.slice(within.into(), put)
    }

    fn slice<R: Record>(
        &self,
        slice: Slice<'_>,
        put: &mut dyn FnMut(R) -> Outcome<()>,
    ) -> Outcome<()> {
        R::each(&self.dossier.conn, slice, &mut |mut record| {
            // Held for no longer than this: `put` may ask for other records.
            record.redact(&mut self.redaction.borrow_mut())?;
            put(record)
        })
    }

    /// The records of one kind.
    pub(super) fn all<R: Record>(&self, within: Within<'_>) -> Outcome<Vec<R>> {
        let mut records = Vec::new();
        self.each(within, &mut |record| {
            records.push(record);
            Ok(())
        })?;
        Ok(records)
    }

    /// How many records of one kind there are.
    pub(super) fn count<R: Record>(&self, within: Within<'_>) -> Outcome<usize> {
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

    /// See [`Shown::decided`].
    pub(super) fn decisions(&self) -> Outcome<Vec<Decided>> {
        let mut decided = review::all(&self.dossier.conn)?;
        let redaction = self.redaction.borrow();
        for one in &mut decided {
            redaction.decision(one);
        }
        Ok(decided)
    }

    /// Whether no full texts are shown.
    pub(super) fn quotes_only(&self) -> bool {
        self.redaction.borrow().quotes_only
    }

    /// Whether names are masked.
    fn masks(&self) -> bool {
        self.redaction.borrow().mask.is_some()
    }

    /// Takes the names out of a text that was made of records not read here.
    pub(super) fn words(&self, text: &mut String) {
        self.redaction.borrow().words(text);
    }
}

/// A record of which something may be left out. Every record is one, so that none can be shown
/// without.
pub trait Redact {
    /// Leaves it out.
    fn redact(&mut self, by: &mut Redaction<'_>) -> Outcome<()>;
}

/// What is left out, and how.
pub struct Redaction<'c> {
    mask: Option<Mask>,
    quotes_only: bool,
    texts: Texts<'c>,
    /// Where articles name people, of those that were asked last.
    names: BTreeMap<String, Rc<Vec<Masked>>>,
}

impl<'c> Redaction<'c> {
    fn new(dossier: &'c Dossier, mask: Option<Mask>, quotes_only: bool) -> Self {
        Self {
            mask,
            quotes_only,
            texts: Texts::of(&dossier.conn),
            names: BTreeMap::new(),
        }
    }
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

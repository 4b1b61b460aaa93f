//! What a list shows of a claim.

use std::ops::Range;

use restated_claims::{Figure, Modality, Polarity, Status};
use rusqlite::Row;
use rusqlite::types::FromSql;
use serde::Deserialize;

use super::Within;
use super::claim::Claim;
use super::read::Read as _;
use crate::error::{Fault, Outcome};
use crate::fields::{from_json, offset, value};
use crate::{Dossier, Error, Offsets};

/// A claim without what stands around its sentence: nothing of its article's text is read for it,
/// so that a story of a thousand articles can be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Saying {
    /// See [`Claim`].
    pub id: String,
    /// Id of the article.
    pub article: String,
    /// The whole sentence.
    pub sentence: String,
    /// Its first character in the article's text.
    pub sentence_start: usize,
    /// The words that carry the claim, in characters of the article's text.
    pub words: Range<usize>,
    /// The quantity, without what it is a part of; `None` for statements and quotes.
    pub figure: Option<Figure>,
    /// Whether anybody is named.
    pub status: Status,
    /// On whose word, by the fullest name that the article gives.
    pub source: Option<String>,
    /// Whom that is, of `entities`.
    pub source_id: Option<String>,
    /// Relays between source and outlet.
    pub via: Vec<String>,
    /// Words that hedge it.
    pub hedges: Vec<String>,
    /// Whether it says that something is so, or that it is not.
    pub polarity: Polarity,
    /// With what force.
    pub modality: Modality,
    /// Sentences of the same article that qualify it from outside of its own.
    pub caveats: Vec<String>,
}

impl From<&Claim> for Saying {
    fn from(claim: &Claim) -> Self {
        let attribution = &claim.attribution;
        Self {
            id: claim.id.clone(),
            article: claim.article.clone(),
            sentence: claim.evidence.exact.clone(),
            sentence_start: claim.evidence.start,
            words: words(claim),
            figure: claim.figure.as_ref().map(|part| part.figure.plain()),
            status: attribution.status,
            source: attribution.source.clone(),
            source_id: attribution.source_id.clone(),
            via: attribution.via.clone(),
            hedges: claim.hedges.clone(),
            polarity: claim.polarity,
            modality: claim.modality,
            caveats: claim.caveats.iter().map(|one| one.exact.clone()).collect(),
        }
    }
}

/// Where the words of a claim stand, by the sentence that is quoted: where names are masked it is
/// not the slice of the text that its offsets say.
fn words(claim: &Claim) -> Range<usize> {
    let (sentence, start) = (&claim.evidence.exact, claim.evidence.start);
    let bytes = Offsets::new(sentence);
    let at = |char: usize| bytes.byte_at(char.checked_sub(start)?);
    let in_text = at(claim.span.start).zip(at(claim.span.end));
    let whole = in_text.and_then(|(from, to)| sentence.get(from..to));
    if whole == Some(&claim.span.exact) {
        return claim.span.start..claim.span.end;
    }
    let quoted = quoted(claim).unwrap_or(0..0);
    let chars = |part: Option<&str>| part.unwrap_or_default().chars().count();
    let from = start + chars(sentence.get(..quoted.start));
    from..from + chars(sentence.get(quoted))
}

/// Where the words of a claim stand in its sentence, in bytes, by themselves and by what stands
/// around them.
fn quoted(claim: &Claim) -> Option<Range<usize>> {
    let (sentence, span) = (&claim.evidence.exact, &claim.span);
    if span.exact.is_empty() {
        return None;
    }
    let fits = |from: usize, to: usize| {
        let (before, after) = (&sentence[..from], &sentence[to..]);
        let begins = before.ends_with(&span.prefix) || span.prefix.ends_with(before);
        let ends = after.starts_with(&span.suffix) || span.suffix.starts_with(after);
        usize::from(begins) + usize::from(ends)
    };
    let found = sentence.rmatch_indices(&span.exact);
    let found = found.map(|(from, words)| from..from + words.len());
    found.max_by_key(|words| fits(words.start, words.end))
}

impl Dossier {
    /// The claims that belong to something, in the order of exports, as lists show them.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn sayings(&self, within: Within<'_>) -> Result<Vec<Saying>, Error> {
        let Some(condition) = Claim::condition(within) else {
            return Ok(Vec::new());
        };
        let sql = format!(
            "{SELECT} WHERE {condition} AND ?1 IS ?1 ORDER BY {}",
            Claim::ORDER
        );
        let read = || -> Outcome<Vec<Saying>> {
            let mut statement = self.conn.prepare_cached(&sql)?;
            let mut rows = statement.query([within.id()])?;
            let mut sayings = Vec::new();
            while let Some(row) = rows.next()? {
                sayings.push(Columns { row, next: 0 }.saying()?);
            }
            self.qualify(&mut sayings, condition, within)?;
            Ok(sayings)
        };
        read().map_err(|fault| fault.at(&self.path))
    }
}

impl Dossier {
    /// Adds what qualifies claims that `condition` leaves, which are in the order of their ids.
    fn qualify(&self, sayings: &mut [Saying], condition: &str, within: Within<'_>) -> Outcome<()> {
        let sql = format!(
            "SELECT k.claim, k.sentence FROM caveats k JOIN claims c ON c.id = k.claim
             WHERE {condition} AND ?1 IS ?1 ORDER BY k.claim, k.number"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([within.id()])?;
        while let Some(row) = rows.next()? {
            let claim = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            let found = sayings.binary_search_by(|saying| saying.id.as_str().cmp(claim));
            if let Some(saying) = found.ok().and_then(|at| sayings.get_mut(at)) {
                saying.caveats.push(row.get(1)?);
            }
        }
        Ok(())
    }
}

/// In the order in which [`Columns::saying`] reads them: looking for a column by its name would
/// take longer than reading it.
const SELECT: &str = "SELECT c.id, c.article, c.sentence, c.sentence_start, c.words_start, c.words_end,
           c.status, c.source, n.entity, c.via, c.hedges, c.polarity, c.modality,
           c.figure, c.best, c.low, c.high, c.qualifier, c.unit, c.measure, c.counted, c.per, c.scope
    FROM claims c LEFT JOIN names n INDEXED BY names_by_article
        ON n.article = c.article AND n.number = c.source_name";

/// The columns of a row, one after the other.
struct Columns<'r> {
    row: &'r Row<'r>,
    next: usize,
}

impl Columns<'_> {
    fn get<T: FromSql>(&mut self) -> Outcome<T> {
        self.next += 1;
        Ok(self.row.get(self.next - 1)?)
    }

    fn offset(&mut self) -> Outcome<usize> {
        offset(self.get()?)
    }

    fn text(&mut self) -> Outcome<&str> {
        self.next += 1;
        let text = self.row.get_ref(self.next - 1)?.as_str();
        text.map_err(|error| Fault::damaged(error.to_string()))
    }

    /// The value that a word stands for.
    fn word<T: for<'de> Deserialize<'de>>(&mut self) -> Outcome<T> {
        value(self.text()?)
    }

    fn list(&mut self) -> Outcome<Vec<String>> {
        match self.text()? {
            "[]" => Ok(Vec::new()),
            list => from_json(list),
        }
    }

    fn saying(mut self) -> Outcome<Saying> {
        Ok(Saying {
            id: self.get()?,
            article: self.get()?,
            sentence: self.get()?,
            sentence_start: self.offset()?,
            words: self.offset()?..self.offset()?,
            status: self.word()?,
            source: self.get()?,
            source_id: self.get()?,
            via: self.list()?,
            hedges: self.list()?,
            polarity: self.word()?,
            modality: self.word()?,
            figure: self.figure()?,
            caveats: Vec::new(),
        })
    }

    fn figure(&mut self) -> Outcome<Option<Figure>> {
        let Some(text) = self.get()? else {
            return Ok(None);
        };
        Ok(Some(Figure {
            text,
            best: self.get()?,
            low: self.get()?,
            high: self.get()?,
            qualifier: self.word()?,
            unit: self.get()?,
            measure: self.get()?,
            counted: self.get()?,
            per: self.get()?,
            scope: self.word()?,
            part_of: None,
        }))
    }
}

//! `restated/dossier/1`: keys in the contract's order, arrays sorted by id, one
//! record a line, written as it is read.

use std::io::Write;

use restated_article::{Article, Dated};
use restated_claims::{Attribution, Figure, Status, Time};
use rusqlite::{Connection, Row};
use serde::{Serialize, Serializer};

use super::put;
use crate::error::{Fault, Outcome};
use crate::evidence::Evidence;
use crate::fields::{day, from_json, range};
use crate::{Dossier, Offsets, load};

/// What the contract has room for and this version does not look for: there an
/// empty array does not mean "looked, found none".
const NOT_ANALYSED: [&str; 7] = [
    "derivations",
    "stories",
    "questions.relations",
    "drifts",
    "entities",
    "claims of kind statement",
    "claims of kind quote",
];

pub(super) fn write(dossier: &Dossier, out: &mut dyn Write) -> Outcome<()> {
    let conn = &dossier.conn;
    put(out, b"{\"schema\":\"restated/dossier/1\"")?;
    array(out, "captures", |put| captures(conn, put))?;
    array(out, "articles", |put| articles(conn, put))?;
    array(out, "claims", |put| claims(conn, put))?;
    array(out, "families", |put| families(conn, put))?;
    array(out, "derivations", |_| Ok(()))?;
    array(out, "stories", |_| Ok(()))?;
    array(out, "questions", |put| questions(conn, put))?;
    array(out, "drifts", |_| Ok(()))?;
    array(out, "entities", |_| Ok(()))?;
    array(out, "not_analysed", |put| {
        NOT_ANALYSED.iter().try_for_each(|name| put(name))
    })?;
    put(out, b"\n}\n")
}

/// Takes one record of an array.
type Put<'a> = &'a mut dyn FnMut(&dyn erased::Record) -> Outcome<()>;

/// `serde::Serialize` behind a reference to a trait object.
mod erased {
    pub(super) trait Record {
        fn line(&self) -> serde_json::Result<String>;
    }

    impl<T: serde::Serialize> Record for T {
        fn line(&self) -> serde_json::Result<String> {
            serde_json::to_string(self)
        }
    }
}

fn array(
    out: &mut dyn Write,
    name: &str,
    fill: impl FnOnce(Put<'_>) -> Outcome<()>,
) -> Outcome<()> {
    put(out, format!(",\n\"{name}\":[").as_bytes())?;
    let mut separator = "\n";
    fill(&mut |record| {
        let line = record.line().map_err(|error| Fault::Write(error.into()))?;
        put(out, separator.as_bytes())?;
        separator = ",\n";
        put(out, line.as_bytes())
    })?;
    put(out, if separator == "\n" { b"]" } else { b"\n]" })
}

/// A number without a fraction is written without one: 43, not 43.0.
#[derive(Clone, Copy)]
struct Number(f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Up to here every whole number is a f64.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() <= EXACT {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

#[derive(Serialize)]
struct CaptureOut {
    id: Option<String>,
    path: String,
    url: Option<String>,
    captured_at: Option<String>,
    media_type: Option<String>,
    bytes: Option<i64>,
    article: Option<String>,
    skipped: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<PlaceOut>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    issues: Vec<String>,
}

#[derive(Serialize)]
struct PlaceOut {
    path: String,
    url: Option<String>,
    captured_at: Option<String>,
}

fn captures(conn: &Connection, put: Put<'_>) -> Outcome<()> {
    // What has no hash comes first, as null sorts before strings.
    let sql = "SELECT id, NULL AS path, NULL AS url, NULL AS media_type, bytes, skipped, issues, 1 AS stored,
                      (SELECT a.id FROM articles a WHERE a.capture = c.id) AS article
               FROM captures c
               UNION ALL
               SELECT hash, path, url, media_type, bytes, reason, '[]', 0, NULL FROM skipped
               ORDER BY 1, stored DESC, path, url, media_type, bytes, skipped";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let mut capture = CaptureOut {
            id: row.get("id")?,
            path: row.get::<_, Option<String>>("path")?.unwrap_or_default(),
            url: row.get("url")?,
            captured_at: None,
            media_type: row.get("media_type")?,
            bytes: row.get("bytes")?,
            article: row.get("article")?,
            skipped: row.get("skipped")?,
            places: Vec::new(),
            issues: from_json(&row.get::<_, String>("issues")?)?,
        };
        if row.get("stored")? {
            let id = capture.id.as_deref().unwrap_or_default();
            let mut places = Vec::new();
            for found in load::places(conn, id)? {
                if places.is_empty() {
                    capture.media_type = Some(found.media_type);
                }
                let place = found.place;
                places.push(PlaceOut {
                    path: place.path,
                    url: place.url,
                    captured_at: place.captured_at,
                });
            }
            let first = places
                .first()
                .ok_or_else(|| Fault::damaged(format!("{id} has no place")))?;
            capture.path.clone_from(&first.path);
            capture.url.clone_from(&first.url);
            capture.captured_at.clone_from(&first.captured_at);
            if places.len() > 1 {
                capture.places = places;
            }
        }
        put(&capture)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct ArticleOut<'a> {
    id: &'a str,
    capture: String,
    title: &'a Option<String>,
    outlet: &'a Option<String>,
    byline: &'a [String],
    published: Option<DatedOut<'a>>,
    language: &'a Option<String>,
    text: &'a str,
    story: Option<String>,
    family: Option<String>,
    upstreams: Vec<UpstreamOut<'a>>,
    modified: Option<DatedOut<'a>>,
    canonical_url: &'a Option<String>,
}

#[derive(Serialize)]
struct DatedOut<'a> {
    edtf: &'a str,
    from: &'a str,
}

impl<'a> DatedOut<'a> {
    fn of(dated: &'a Option<Dated>) -> Option<Self> {
        dated.as_ref().map(|Dated { edtf, from }| Self {
            edtf: day(edtf),
            from,
        })
    }
}

#[derive(Serialize)]
struct UpstreamOut<'a> {
    name: &'a str,
    evidence: Option<Evidence<'a>>,
    /// Words that stand outside the main text (a credit line): there is no slice to show.
    #[serde(skip_serializing_if = "Option::is_none")]
    outside: Option<OutsideOut<'a>>,
}

#[derive(Serialize)]
struct OutsideOut<'a> {
    exact: &'a str,
    bytes: Option<(usize, usize)>,
}

fn articles(conn: &Connection, put: Put<'_>) -> Outcome<()> {
    let sql = "SELECT a.id, a.capture, m.family FROM articles a
               LEFT JOIN family_members m ON m.article = a.id ORDER BY a.id";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: String = row.get("id")?;
        let article = load::article(conn, &id)?;
        put(&ArticleOut {
            id: &id,
            capture: row.get("capture")?,
            title: &article.title,
            outlet: &article.outlet,
            byline: &article.byline,
            published: DatedOut::of(&article.published),
            language: &article.language,
            text: &article.text,
            story: None,
            family: row.get("family")?,
            upstreams: upstreams(&article),
            modified: DatedOut::of(&article.modified),
            canonical_url: &article.canonical_url,
        })?;
    }
    Ok(())
}

fn upstreams(article: &Article) -> Vec<UpstreamOut<'_>> {
    let text = Offsets::new(&article.text);
    let out = |upstream: &'_ restated_article::Upstream| {
        let bytes = upstream
            .bytes
            .as_ref()
            .map(|bytes| (bytes.start, bytes.end));
        let chars = upstream.span.as_ref().and_then(|span| text.chars(span));
        chars
            .and_then(|chars| Evidence::at(&text, chars, bytes))
            .ok_or(bytes)
    };
    let upstream = |upstream| match out(upstream) {
        Ok(evidence) => UpstreamOut {
            name: &upstream.name,
            evidence: Some(evidence),
            outside: None,
        },
        Err(bytes) => UpstreamOut {
            name: &upstream.name,
            evidence: None,
            outside: Some(OutsideOut {
                exact: &upstream.words,
                bytes,
            }),
        },
    };
    article.upstreams.iter().map(upstream).collect()
}

#[derive(Serialize)]
struct ClaimOut<'a> {
    id: String,
    article: &'a str,
    kind: String,
    evidence: Evidence<'a>,
    span: Evidence<'a>,
    repeats: Vec<Evidence<'a>>,
    figure: Option<FigureOut>,
    attribution: AttributionOut,
    time: Option<Time>,
    place: Option<String>,
    hedges: Vec<String>,
    polarity: String,
    modality: String,
}

#[derive(Serialize)]
struct FigureOut {
    text: String,
    best: Option<Number>,
    low: Option<Number>,
    high: Option<Number>,
    qualifier: restated_claims::Qualifier,
    unit: String,
    measure: String,
    counted: Option<String>,
}

#[derive(Serialize)]
struct AttributionOut {
    status: Status,
    source: Option<String>,
    /// Entities are not resolved yet.
    source_id: Option<String>,
    via: Vec<String>,
    cue: Option<String>,
}

fn claims(conn: &Connection, put: Put<'_>) -> Outcome<()> {
    let mut statement = conn.prepare("SELECT * FROM claims ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let article: String = row.get("article")?;
        let text: String = conn
            .prepare_cached("SELECT text FROM articles WHERE id = ?1")?
            .query_row([&article], |row| row.get(0))?;
        put(&claim(conn, row, &article, &Offsets::new(&text))?)?;
    }
    Ok(())
}

fn claim<'a>(
    conn: &Connection,
    row: &Row<'_>,
    article: &'a str,
    text: &Offsets<'a>,
) -> Outcome<ClaimOut<'a>> {
    let id: String = row.get("id")?;
    let lost = || Fault::damaged(format!("claim {id} stands outside article {article}"));
    let evidence = |what: &str, bytes| -> Outcome<Evidence<'a>> {
        let chars = range(row, &format!("{what}_start"), &format!("{what}_end"))?;
        let (start, end) = chars.ok_or_else(lost)?;
        Evidence::at(text, start..end, bytes).ok_or_else(lost)
    };
    let mut repeats = Vec::new();
    let sql = "SELECT byte_start, byte_end FROM claim_repeats WHERE claim = ?1 ORDER BY number";
    let mut statement = conn.prepare_cached(sql)?;
    let mut places = statement.query([&id])?;
    while let Some(place) = places.next()? {
        repeats.push(evidence(
            "sentence",
            range(place, "byte_start", "byte_end")?,
        )?);
    }
    let figure = load::figure(row)?.map(|figure: Figure| FigureOut {
        text: figure.text,
        best: figure.best.map(Number),
        low: figure.low.map(Number),
        high: figure.high.map(Number),
        qualifier: figure.qualifier,
        unit: figure.unit,
        measure: figure.measure,
        counted: figure.counted,
    });
    let Attribution {
        status,
        source,
        via,
        cue,
    } = load::attribution(row)?;
    Ok(ClaimOut {
        article,
        kind: row.get("kind")?,
        evidence: evidence(
            "sentence",
            range(row, "sentence_byte_start", "sentence_byte_end")?,
        )?,
        span: evidence("words", range(row, "words_byte_start", "words_byte_end")?)?,
        repeats,
        figure,
        attribution: AttributionOut {
            status,
            source,
            source_id: None,
            via,
            cue,
        },
        time: load::time(row)?,
        place: row.get("place")?,
        hedges: from_json(&row.get::<_, String>("hedges")?)?,
        polarity: row.get("polarity")?,
        modality: row.get("modality")?,
        id,
    })
}

#[derive(Serialize)]
struct FamilyOut {
    id: String,
    articles: Vec<String>,
}

fn families(conn: &Connection, put: Put<'_>) -> Outcome<()> {
    let mut statement = conn.prepare("SELECT id FROM families ORDER BY id")?;
    for id in statement.query_map([], |row| row.get::<_, String>(0))? {
        let id = id?;
        let sql = "SELECT article FROM family_members WHERE family = ?1 ORDER BY article";
        let articles = strings(conn, sql, &[&id])?;
        put(&FamilyOut { id, articles })?;
    }
    Ok(())
}

fn strings(conn: &Connection, sql: &str, of: &[&dyn rusqlite::ToSql]) -> Outcome<Vec<String>> {
    let mut statement = conn.prepare_cached(sql)?;
    Ok(statement
        .query_map(of, |row| row.get(0))?
        .collect::<Result<_, _>>()?)
}

#[derive(Serialize)]
struct QuestionOut {
    id: String,
    story: Option<String>,
    text: String,
    measure: String,
    counted: Option<String>,
    positions: Vec<PositionOut>,
    origins: Vec<OriginOut>,
    relations: [(); 0],
}

#[derive(Serialize)]
struct PositionOut {
    best: Option<Number>,
    low: Option<Number>,
    high: Option<Number>,
    claims: Vec<String>,
    articles: i64,
    families: i64,
    origins: i64,
}

#[derive(Serialize)]
struct OriginOut {
    id: String,
    source: Option<String>,
    claims: Vec<String>,
}

fn questions(conn: &Connection, put: Put<'_>) -> Outcome<()> {
    let mut statement =
        conn.prepare("SELECT id, text, measure, counted FROM questions ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: String = row.get("id")?;
        put(&QuestionOut {
            positions: positions(conn, &id)?,
            origins: origins(conn, &id)?,
            story: None,
            text: row.get("text")?,
            measure: row.get("measure")?,
            counted: row.get("counted")?,
            relations: [],
            id,
        })?;
    }
    Ok(())
}

fn positions(conn: &Connection, question: &str) -> Outcome<Vec<PositionOut>> {
    let claims =
        "SELECT claim FROM position_claims WHERE question = ?1 AND position = ?2 ORDER BY claim";
    let mut statement =
        conn.prepare_cached("SELECT * FROM positions WHERE question = ?1 ORDER BY number")?;
    let mut rows = statement.query([question])?;
    let mut positions = Vec::new();
    while let Some(row) = rows.next()? {
        let number: i64 = row.get("number")?;
        positions.push(PositionOut {
            best: row.get::<_, Option<f64>>("best")?.map(Number),
            low: row.get::<_, Option<f64>>("low")?.map(Number),
            high: row.get::<_, Option<f64>>("high")?.map(Number),
            claims: strings(conn, claims, &[&question, &number])?,
            articles: row.get("articles")?,
            families: row.get("families")?,
            origins: row.get("origins")?,
        });
    }
    Ok(positions)
}

fn origins(conn: &Connection, question: &str) -> Outcome<Vec<OriginOut>> {
    let claims =
        "SELECT claim FROM origin_claims WHERE question = ?1 AND origin = ?2 ORDER BY claim";
    let mut statement =
        conn.prepare_cached("SELECT * FROM origins WHERE question = ?1 ORDER BY number")?;
    let mut rows = statement.query([question])?;
    let mut origins = Vec::new();
    while let Some(row) = rows.next()? {
        let number: i64 = row.get("number")?;
        origins.push(OriginOut {
            id: format!("o{number}"),
            source: row.get("source")?,
            claims: strings(conn, claims, &[&question, &number])?,
        });
    }
    Ok(origins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_have_no_fraction() {
        let written =
            serde_json::to_string(&[Number(43.0), Number(-2.0), Number(1.5), Number(1e300)]);
        assert_eq!(written.unwrap(), "[43,-2,1.5,1e+300]");
    }
}

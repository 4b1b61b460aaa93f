//! `restated annotate`: plain texts in, what the language engine finds in them out as JSON
//! Lines, in input order.

use std::ops::Range;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;

use restated_capture::{Capture, Format};
use restated_claims::{
    Act, Document, Language, Qualifier, Status, attributions, counts, day, quantities, surface,
    times,
};
use restated_dossier::Offsets;
use restated_language::{Annotated, Annotator, Model, Token};
use serde::{Deserialize, Serialize};

use super::lines;
use crate::args::Annotate;

/// One line of output. All offsets count Unicode scalar values of the text.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    sentences: Vec<Span>,
    entities: Vec<EntityLine<'a>>,
    attributions: Vec<AttributionLine>,
    quantities: Vec<QuantityLine<'a>>,
    times: Vec<TimeLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tokens: Option<Vec<TokenLine<'a>>>,
}

/// Start, and end (exclusive).
type Span = [usize; 2];

#[derive(Serialize)]
struct EntityLine<'a> {
    span: Span,
    r#type: &'a str,
}

#[derive(Serialize)]
struct AttributionLine {
    source: Vec<Span>,
    cue: Vec<Span>,
    content: Vec<Span>,
    addressee: Vec<Span>,
    via: Vec<Span>,
    act: Act,
    status: Status,
}

#[derive(Serialize)]
struct QuantityLine<'a> {
    span: Span,
    text: &'a str,
    best: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    qualifier: Qualifier,
    unit: String,
    counted: Option<Span>,
    measure: Option<String>,
}

#[derive(Serialize)]
struct TimeLine<'a> {
    span: Span,
    text: &'a str,
    r#type: &'static str,
    value: String,
    edtf: Option<String>,
    anchor: Option<String>,
}

#[derive(Serialize)]
struct TokenLine<'a> {
    span: Span,
    text: &'a str,
    lemma: &'a str,
    pos: &'a str,
    tag: &'a str,
    /// Index in `tokens`; a root is its own head.
    head: usize,
    dep: &'a str,
}

pub(crate) fn run(options: &Annotate) -> anyhow::Result<ExitCode> {
    let model = open(options.model.as_deref())?;
    // One a thread, kept from text to text with what it knows of words.
    let annotators: Vec<_> = (0..options.reading.threads())
        .map(|_| Mutex::new(Annotator::new(&model).with_vectors()))
        .collect();
    lines::write(&options.paths, &options.reading, &|capture| {
        let given = given(capture)?;
        let thread = rayon::current_thread_index().unwrap_or_default();
        let own = &annotators[thread % annotators.len()];
        // What an error of ours left half done is not gone on with.
        let mut annotator = own.lock().unwrap_or_else(|poisoned| {
            own.clear_poison();
            let mut annotator = poisoned.into_inner();
            *annotator = Annotator::new(&model).with_vectors();
            annotator
        });
        let language = given.language(options.model.is_some());
        let annotated = match language {
            Language::English => annotator.annotate(&given.text),
            Language::German | Language::Other => surface::annotated(&given.text),
        };
        let published = given.published.as_deref().and_then(day);
        let document = Document::new(&annotated, published).in_language(language);
        lines::json(&Line::new(lines::id(capture), &document, options.tokens))
    })
}

/// The model at `path`, or the one that comes with the program.
fn open(path: Option<&Path>) -> anyhow::Result<Model> {
    match path {
        Some(path) => Ok(Model::open(path)?),
        None => Ok(Model::from_static(restated_model_en::MODEL)?),
    }
}

/// What is to be annotated.
#[derive(Deserialize)]
struct Given {
    /// Just as it is given but for a byte order mark: offsets in the output count in it.
    text: String,
    /// The day from which its relative dates count, where that is known.
    published: Option<String>,
    /// BCP 47 tag, where the text comes with one.
    language: Option<String>,
}

impl Given {
    /// By which rules it is read. Without a tag, a short text in an odd style may look like any
    /// language: only what is clearly German is taken out of the engine's hands.
    fn language(&self, has_own_model: bool) -> Language {
        let found = restated_article::language(self.language.as_deref(), &self.text);
        match Language::of(found.as_deref()) {
            _ if has_own_model => Language::English,
            Language::Other if self.language.is_none() => Language::English,
            language => language,
        }
    }
}

fn given(capture: &Capture) -> Result<Given, String> {
    match capture.format {
        Format::Text => match str::from_utf8(&capture.bytes) {
            Ok(text) => Ok(Given {
                text: text.strip_prefix('\u{feff}').unwrap_or(text).to_owned(),
                published: None,
                language: None,
            }),
            Err(error) => Err(format!("not UTF-8 ({error}); save it as UTF-8")),
        },
        Format::ReadyArticle => serde_json::from_slice(&capture.bytes)
            .map_err(|error| format!("not a text ({error}); not read")),
        Format::Html => {
            Err("a page, not plain text; run `restated extract` on it first".to_owned())
        }
    }
}

impl<'a> Line<'a> {
    fn new(id: &'a str, document: &Document<'a>, with_tokens: bool) -> Self {
        let found = document.annotated;
        let offsets = Offsets::new(found.text);
        let span = |bytes: Range<usize>| {
            let chars = offsets.chars(&bytes).unwrap_or_default();
            [chars.start, chars.end]
        };
        let sentences = found
            .sentences
            .iter()
            .map(|tokens| span(words(found, tokens)));
        let entities = found.entities.iter().map(|entity| EntityLine {
            span: span(found.bytes(entity.tokens.clone())),
            r#type: found.entity_type(entity),
        });
        let spans = |parts: Vec<Range<usize>>| -> Vec<Span> {
            parts
                .into_iter()
                .map(|part| span(found.bytes(part)))
                .collect()
        };
        let attributions = attributions(document)
            .into_iter()
            .map(|it| AttributionLine {
                source: spans(it.source),
                cue: spans(it.cue),
                content: spans(it.content),
                addressee: spans(it.addressee),
                via: spans(it.via),
                act: it.act,
                status: it.status,
            });
        let quantities = counts(document, &quantities(document))
            .into_iter()
            .map(|it| QuantityLine {
                text: &found.text[it.quantity.span.clone()],
                span: span(it.quantity.span),
                best: it.quantity.best,
                low: it.quantity.low,
                high: it.quantity.high,
                qualifier: it.quantity.qualifier,
                unit: it.unit,
                counted: it.counted.map(|tokens| span(found.bytes(tokens))),
                measure: it.measure,
            });
        let times = times(document).into_iter().map(|it| TimeLine {
            text: &found.text[it.span.clone()],
            span: span(it.span),
            r#type: it.kind.timex3(),
            value: it.value,
            edtf: it.edtf,
            anchor: it.anchor,
        });
        Self {
            id,
            sentences: sentences.filter(|[start, end]| start < end).collect(),
            entities: entities.collect(),
            attributions: attributions.collect(),
            quantities: quantities.collect(),
            times: times.collect(),
            tokens: with_tokens.then(|| {
                let token = |token: Token<'a, '_>| TokenLine {
                    span: span(token.bytes()),
                    text: &found.text[token.bytes()],
                    lemma: token.lemma(),
                    pos: token.pos().name(),
                    tag: token.tag(),
                    head: token.head().index,
                    dep: token.dep(),
                };
                found.iter().map(token).collect()
            }),
        }
    }
}

/// The bytes of a sentence without white space around it, which may be tokens too.
fn words(found: &Annotated<'_>, sentence: &Range<usize>) -> Range<usize> {
    let bytes = found.bytes(sentence.clone());
    let words = &found.text[bytes.clone()];
    let start = bytes.start + (words.len() - words.trim_start().len());
    start..(bytes.start + words.trim_end().len()).max(start)
}

//! What the stages of [`crate::stages`] read in a page.

use std::ops::Range;

use restated_article::source::Run;
use restated_article::{Article, Dated, Repeat, Upstream};
use restated_claims::entity::{Form, Sort, Wording};
use restated_claims::repeat::repeats;
use restated_claims::{
    Act, Attribution, Claim, Figure, Kind, Modality, Named, Polarity, Qualifier, Scope, Status,
    Time,
};

pub(crate) fn read_page(page: &str) -> Article {
    let mut article = Article::default();
    let mut at = 0;
    let mut kept: Vec<(&str, usize)> = Vec::new();
    for line in page.split_inclusive('\n') {
        let paragraph = line.trim_end();
        let start = at;
        at += line.len();
        if paragraph == "- - -" {
            break;
        }
        if article.title.is_none() {
            article.title = Some(paragraph.to_owned());
            continue;
        }
        if let Some((_, first)) = kept.iter().find(|(text, _)| *text == paragraph) {
            let kept = *first..*first + paragraph.len();
            article.repeats.push(Repeat {
                kept,
                bytes: start..start + paragraph.len(),
            });
            continue;
        }
        if !article.text.is_empty() {
            article.text.push('\n');
        }
        let out = article.text.len();
        kept.push((paragraph, out));
        article.text.push_str(paragraph);
        article.map.push(Run {
            out,
            out_len: paragraph.len(),
            source: start,
            source_len: paragraph.len(),
        });
    }
    if let Some(span) = article
        .text
        .find("the harbour office")
        .map(|start| start..start + 18)
    {
        article.upstreams.push(Upstream {
            name: "The Harbour Office".to_owned(),
            words: article.text[span.clone()].to_owned(),
            bytes: None,
            span: Some(span),
        });
    }
    article.published = Some(Dated {
        edtf: "2031-03-04T18:40:00Z".to_owned(),
        from: "text".to_owned(),
    });
    article
}

pub(crate) fn read_claims(article: &Article) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    let mut start = 0;
    for paragraph in article.text.split('\n') {
        for sentence in paragraph.split_inclusive(". ") {
            let whole = claims.last().map(|claim| claim.span.clone());
            claims.extend(read_sentence(sentence.trim_end(), start, whole));
            start += sentence.len();
        }
        start += 1;
    }
    repeats(&article.text, claims)
}

/// The people who are named in a text.
pub(crate) fn read_names(text: &str) -> Vec<Named> {
    let named = |name: &str| {
        let mentions: Vec<_> = text
            .match_indices(name)
            .map(|(start, _)| start..start + name.len())
            .collect();
        Some(Named {
            name: name.to_owned(),
            sort: Sort::Person,
            gender: None,
            roles: Vec::new(),
            owner: None,
            forms: vec![Form {
                text: name.to_owned(),
                wording: Wording::Name,
                why: "so called".to_owned(),
                span: mentions.first()?.clone(),
            }],
            mentions,
        })
    };
    ["Ada Fenwick", "Brigadier Ozols"]
        .into_iter()
        .filter_map(named)
        .collect()
}

/// The claim of a sentence that starts at `start`; `whole` is the figure before it.
pub(crate) fn read_sentence(
    sentence: &str,
    start: usize,
    whole: Option<Range<usize>>,
) -> Option<Claim> {
    let (subject, rest) = sentence.split_once(" people were ")?;
    let digits = subject.rfind(' ').map_or(0, |space| space + 1);
    let best: f64 = subject[digits..].parse().ok()?;
    let (measure, word) = rest.split_once(", ")?;
    let per = measure.ends_with(" a week").then(|| "a week".to_owned());
    let measure = measure.trim_end_matches(" a week");
    let source = word.strip_suffix(" said.")?;
    let named = !source.starts_with("the ");
    let said = start + sentence.len() - word.len();
    Some(Claim {
        kind: Kind::Figure,
        sentence: start..start + sentence.len(),
        span: start + digits..start + subject.len() + " people".len(),
        repeats: Vec::new(),
        figure: Some(Figure {
            text: format!("{} people", &subject[digits..]),
            best: Some(best),
            low: None,
            high: None,
            qualifier: Qualifier::Exact,
            unit: "persons".to_owned(),
            measure: measure.to_owned(),
            counted: Some("people".to_owned()),
            scope: per.as_ref().map_or(Scope::Unsaid, |_| Scope::Rate),
            per,
            part_of: whole.filter(|_| subject.starts_with("Of these ")),
        }),
        attribution: Attribution {
            status: if named {
                Status::Attributed
            } else {
                Status::Anonymous
            },
            source: Some(source.to_owned()),
            source_span: Some(said..said + source.len()),
            act: Some(Act::Assert),
            via: if best > 5.0 {
                vec!["local councillors".to_owned()]
            } else {
                Vec::new()
            },
            cue: Some("said".to_owned()),
        },
        time: (best > 20.0).then(|| Time {
            text: "on Monday".to_owned(),
            edtf: None,
            anchor: None,
        }),
        place: None,
        hedges: Vec::new(),
        polarity: Polarity::Affirmed,
        modality: if source.contains("doubts") {
            Modality::Unverified
        } else {
            Modality::Asserted
        },
    })
}

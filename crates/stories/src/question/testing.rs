//! Claims made by hand, for tests.

use restated_claims::{
    Attribution, Claim, Figure, Kind, Modality, Polarity, Qualifier, Scope, Status,
};
use restated_lineage::{About, Lineage};

use crate::model::{Material, Told};

/// The claim that `sentence` of `article` makes with the number `words`, which counts `counted`.
pub(crate) fn told(
    article: &str,
    sentence: &str,
    words: &str,
    measure: &str,
    counted: Option<&str>,
    number: f64,
) -> Told {
    let start = sentence.find(words).unwrap_or_default();
    let figure = Figure {
        text: words.to_owned(),
        best: Some(number),
        low: Some(number),
        high: Some(number),
        qualifier: Qualifier::Exact,
        unit: "persons".to_owned(),
        measure: measure.to_owned(),
        counted: counted.map(str::to_owned),
        per: None,
        scope: Scope::Unsaid,
        part_of: None,
    };
    Told {
        id: format!("{article}-{measure}-{start}-{number}"),
        article: article.to_owned(),
        claim: Claim {
            kind: Kind::Figure,
            sentence: 0..sentence.len(),
            span: start..start + words.len(),
            repeats: Vec::new(),
            figure: Some(figure),
            attribution: Attribution {
                status: Status::Unattributed,
                source: None,
                source_span: None,
                via: Vec::new(),
                cue: None,
                act: None,
            },
            time: None,
            place: None,
            hedges: Vec::new(),
            polarity: Polarity::Affirmed,
            modality: Modality::Asserted,
        },
        words: words.to_owned(),
        sentence: sentence.to_owned(),
        at: 0..1,
        source: None,
        mentions: Vec::new(),
        caveats: Vec::new(),
    }
}

/// An article published on `day`.
pub(crate) fn about(id: &str, day: &str) -> About {
    About {
        id: id.to_owned(),
        published: Some(day.to_owned()),
        ..About::default()
    }
}

/// The groups of `told`, as their claims' ids, the founder first; and the questions' texts.
pub(crate) fn grouped(told: &[Told], articles: &[About]) -> Vec<(String, Vec<String>)> {
    let mut articles: Vec<&About> = articles.iter().collect();
    articles.sort_by(|one, other| one.id.cmp(&other.id));
    let material = Material {
        articles: &articles,
        told,
        lineage: &Lineage::default(),
        entities: &[],
        rulings: &[],
    };
    let mut sorted: Vec<&Told> = told.iter().collect();
    sorted.sort_by(|one, other| one.id.cmp(&other.id));
    let groups = super::same::groups(&sorted, &material);
    let ids = |group: &super::same::Group<'_>| {
        let asked = group.asked.iter();
        asked.map(|asked| asked.told.id.clone()).collect()
    };
    groups
        .iter()
        .map(|group| (super::ask::text(group), ids(group)))
        .collect()
}

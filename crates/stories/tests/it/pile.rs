//! A pile of a case file, and what all stages make of it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use restated_article::{Article, Dated};
use restated_claims::{Entity, Named, Reader, Reading, entities};
use restated_language::Model;
use restated_lineage::words::words;
use restated_lineage::{About, Entry, Lineage, Record, lineage};
use restated_stories::{
    Caveat, Filed, Findings, Material, Mention, Story, Terms, Told, findings, stories,
};

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    Model::from_static(restated_model_en::MODEL).expect("the model that comes with the program")
});

/// A story with what was found in it, and the claims that it was found in.
pub(crate) struct Shown {
    pub(crate) story: Story,
    pub(crate) findings: Findings,
    /// By id.
    pub(crate) told: BTreeMap<String, Told>,
}

pub(crate) struct Pile {
    articles: Vec<(String, Article)>,
}

impl Pile {
    /// The articles of a case file.
    pub(crate) fn read(case: &str) -> Self {
        let mut articles: Vec<(String, Article)> = Vec::new();
        for line in case.lines() {
            if let Some(head) = line.strip_prefix("== ") {
                let parts: Vec<&str> = head.split('|').map(str::trim).collect();
                let part = |at: usize| {
                    let part = parts.get(at).filter(|part| !part.is_empty());
                    part.map(|part| (*part).to_owned())
                };
                let article = Article {
                    published: part(1).map(|edtf| Dated {
                        edtf,
                        from: "case".to_owned(),
                    }),
                    outlet: part(2),
                    title: part(3),
                    language: Some("en".to_owned()),
                    ..Article::default()
                };
                articles.push((part(0).unwrap(), article));
            } else if let Some((_, article)) = articles.last_mut()
                && !line.trim().is_empty()
            {
                let text = &mut article.text;
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(line.trim());
            }
        }
        Self { articles }
    }

    /// The same articles in the other order.
    pub(crate) fn reversed(self) -> Self {
        let mut articles = self.articles;
        articles.reverse();
        Self { articles }
    }

    /// What is found, by founder.
    pub(crate) fn stories(&self) -> Vec<Shown> {
        let mut reader = Reader::new(&MODEL);
        let read: Vec<(&str, &Article, Reading)> = self
            .articles
            .iter()
            .map(|(id, article)| (id.as_str(), article, reader.read(article)))
            .collect();
        let mut abouts: Vec<About> = self.articles.iter().map(about).collect();
        abouts.sort_by(|a, b| a.id.cmp(&b.id));
        let lineage = lineage_of(&self.articles);
        let names: Vec<(String, Vec<Named>)> = read
            .iter()
            .map(|(id, _, reading)| ((*id).to_owned(), reading.names.clone()))
            .collect();
        let entities = entities(&names);
        let terms: BTreeMap<&str, Terms> = read
            .iter()
            .map(|(id, article, reading)| {
                let title = article.title.as_deref();
                let terms = Terms::of(title, &article.text, article.language.as_deref(), reading);
                (*id, terms)
            })
            .collect();
        let family = |id: &str| {
            let mut families = lineage.families.iter();
            let of = families.find(|family| family.articles.iter().any(|article| article == id));
            of.map(|family| family.articles[0].as_str())
        };
        let filed: Vec<Filed<'_>> = abouts
            .iter()
            .map(|about| Filed {
                about,
                terms: &terms[about.id.as_str()],
                family: family(&about.id),
            })
            .collect();
        let mut grouped = stories(&filed);
        grouped.sort_by(|a, b| a.founder.cmp(&b.founder));
        grouped
            .into_iter()
            .map(|story| {
                let is_here = |id: &str| story.articles.iter().any(|article| article == id);
                let told: Vec<Told> = read
                    .iter()
                    .filter(|(id, ..)| is_here(id))
                    .flat_map(|(id, article, reading)| told(id, article, reading, &entities))
                    .collect();
                let articles: Vec<&About> =
                    abouts.iter().filter(|about| is_here(&about.id)).collect();
                let findings = findings(&Material {
                    articles: &articles,
                    told: &told,
                    lineage: &lineage,
                    entities: &entities,
                    rulings: &[],
                });
                Shown {
                    findings,
                    told: told
                        .into_iter()
                        .map(|told| (told.id.clone(), told))
                        .collect(),
                    story,
                }
            })
            .collect()
    }
}

fn about((id, article): &(String, Article)) -> About {
    About {
        id: id.clone(),
        outlet: article.outlet.clone(),
        language: article.language.clone(),
        published: article.published.as_ref().map(|dated| dated.edtf.clone()),
        title: article.title.clone(),
        ..About::default()
    }
}

fn lineage_of(articles: &[(String, Article)]) -> Lineage {
    let known: Vec<(About, Record)> = articles
        .iter()
        .map(|page| {
            let record = Record::of(&page.1.text, page.1.language.as_deref());
            (about(page), record)
        })
        .collect();
    let entries: Vec<Entry<'_>> = known
        .iter()
        .map(|(about, record)| Entry { about, record })
        .collect();
    lineage(&entries)
}

/// The claims of one article; the first of article `a` is `a.00`.
fn told(id: &str, article: &Article, reading: &Reading, entities: &[Entity]) -> Vec<Told> {
    let wording = words(&article.text);
    let entity = |number: usize| {
        let holds = |entity: &Entity| {
            let mut members = entity.members.iter();
            members.any(|(article, name)| article == id && *name == number)
        };
        entities.iter().position(holds)
    };
    let mut mentions: Vec<Mention> = Vec::new();
    for (number, named) in reading.names.iter().enumerate() {
        let Some(entity) = entity(number) else {
            continue;
        };
        let places = named.mentions.iter().cloned();
        mentions.extend(places.map(|at| Mention { at, entity }));
    }
    mentions.sort_by_key(|mention| (mention.at.start, mention.at.end, mention.entity));
    let place = |bytes: &Range<usize>| {
        let first = wording.partition_point(|word| word.bytes().end <= bytes.start);
        let end = wording.partition_point(|word| word.bytes().start < bytes.end);
        first as u32..end as u32
    };
    let claims = reading.claims.iter().enumerate();
    claims
        .map(|(number, claim)| {
            let sentence = claim.sentence.clone();
            let source = restated_claims::entity::of_source(&reading.names, &claim.attribution);
            Told {
                id: format!("{id}.{number:02}"),
                article: id.to_owned(),
                words: article.text[claim.span.clone()].to_owned(),
                sentence: article.text[sentence.clone()].to_owned(),
                at: place(&sentence),
                source: source.and_then(entity),
                mentions: mentions
                    .iter()
                    .filter(|mention| {
                        sentence.start <= mention.at.start && mention.at.end <= sentence.end
                    })
                    .cloned()
                    .collect(),
                caveats: reading
                    .caveats
                    .iter()
                    .filter(|caveat| caveat.claims.contains(&number))
                    .map(|caveat| Caveat {
                        sentence: article.text[caveat.sentence.clone()].to_owned(),
                        at: place(&caveat.sentence),
                    })
                    .collect(),
                claim: claim.clone(),
            }
        })
        .collect()
}

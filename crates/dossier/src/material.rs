//! What comparing claims is told of one story, from the rows of the file.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use restated_claims::{Entity, Named};
use restated_lineage::{About, Lineage};
use restated_stories::{Caveat, Material, Mention, Ruling, Told};
use rusqlite::Connection;

use crate::error::Outcome;
use crate::fields::{offset, range};
use crate::offsets::Counted;
use crate::wording::Wording;
use crate::{Offsets, load};

/// Who each article's names are.
pub(crate) struct Who<'a> {
    names: BTreeMap<&'a str, &'a [Named]>,
    /// Of article and number among its names, the index of the entity.
    entities: BTreeMap<(&'a str, usize), usize>,
}

impl<'a> Who<'a> {
    /// From whom each article names, and who is who.
    pub(crate) fn new(names: &'a [(String, Vec<Named>)], entities: &'a [Entity]) -> Self {
        let members = entities.iter().enumerate().flat_map(|(at, entity)| {
            let members = entity.members.iter();
            members.map(move |(article, number)| ((article.as_str(), *number), at))
        });
        Self {
            names: names
                .iter()
                .map(|(article, names)| (article.as_str(), names.as_slice()))
                .collect(),
            entities: members.collect(),
        }
    }

    /// Where `article` names whom, in the order of the places.
    fn mentions(&self, article: &str) -> Vec<Mention> {
        let named = self.names.get(article).copied().unwrap_or_default();
        let mut mentions: Vec<Mention> = named
            .iter()
            .enumerate()
            .filter_map(|(number, named)| Some((self.entity(article, number)?, named)))
            .flat_map(|(entity, named)| {
                let places = named.mentions.iter();
                places.map(move |at| Mention {
                    at: at.clone(),
                    entity,
                })
            })
            .collect();
        mentions.sort_by_key(|mention| (mention.at.start, mention.at.end, mention.entity));
        mentions
    }

    fn entity(&self, article: &str, number: usize) -> Option<usize> {
        self.entities.get(&(article, number)).copied()
    }
}

/// Loads what belongs to a story.
pub(crate) struct Materials<'a> {
    abouts: &'a [About],
    lineage: &'a Lineage,
    who: &'a Who<'a>,
    /// Of each article, its family and its derivations, by index.
    families: BTreeMap<&'a str, usize>,
    derivations: BTreeMap<&'a str, Vec<usize>>,
    /// Of each article, the pairs in doubt of which it is the lesser, by index.
    doubtful: BTreeMap<&'a str, Vec<usize>>,
}

/// What belongs to one story.
pub(crate) struct Loaded<'a> {
    articles: Vec<&'a About>,
    told: Vec<Told>,
    lineage: Lineage,
}

impl Loaded<'_> {
    /// As stories takes it.
    pub(crate) fn view<'v>(
        &'v self,
        entities: &'v [Entity],
        rulings: &'v [Ruling],
    ) -> Material<'v> {
        Material {
            articles: &self.articles,
            told: &self.told,
            lineage: &self.lineage,
            entities,
            rulings,
        }
    }
}

impl<'a> Materials<'a> {
    /// `abouts` is sorted by id.
    pub(crate) fn new(abouts: &'a [About], lineage: &'a Lineage, who: &'a Who<'a>) -> Self {
        let mut derivations: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, edge) in lineage.derivations.iter().enumerate() {
            derivations.entry(&edge.child).or_default().push(at);
        }
        let mut doubtful: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, (one, _)) in lineage.doubtful.iter().enumerate() {
            doubtful.entry(one).or_default().push(at);
        }
        let families = lineage.families.iter().enumerate();
        Self {
            abouts,
            lineage,
            who,
            families: families
                .flat_map(|(at, family)| family.articles.iter().map(move |id| (id.as_str(), at)))
                .collect(),
            derivations,
            doubtful,
        }
    }

    /// What belongs to the story of `articles` (ids, sorted). Texts pass by one at a time.
    pub(crate) fn load(&self, conn: &Connection, articles: &[String]) -> Outcome<Loaded<'a>> {
        let about = |id: &String| {
            let at = self.abouts.binary_search_by(|about| about.id.cmp(id));
            at.ok().map(|at| &self.abouts[at])
        };
        let mut told = Vec::new();
        for article in articles {
            told.extend(self.told(conn, article)?);
        }
        Ok(Loaded {
            articles: articles.iter().filter_map(about).collect(),
            told,
            lineage: self.lineage(articles),
        })
    }

    fn lineage(&self, articles: &[String]) -> Lineage {
        let mut families: Vec<usize> = articles
            .iter()
            .filter_map(|id| self.families.get(id.as_str()).copied())
            .collect();
        families.sort_unstable();
        families.dedup();
        let edges = articles
            .iter()
            .filter_map(|id| self.derivations.get(id.as_str()))
            .flatten();
        let doubtful = articles
            .iter()
            .filter_map(|id| self.doubtful.get(id.as_str()))
            .flatten()
            .map(|&at| &self.lineage.doubtful[at]);
        Lineage {
            families: families
                .into_iter()
                .map(|at| self.lineage.families[at].clone())
                .collect(),
            derivations: edges
                .map(|&at| self.lineage.derivations[at].clone())
                .collect(),
            doubtful: doubtful
                .filter(|(_, other)| articles.binary_search(other).is_ok())
                .cloned()
                .collect(),
        }
    }

    /// The claims of one article, with what stands around them.
    fn told(&self, conn: &Connection, article: &str) -> Outcome<Vec<Told>> {
        let mut statement = conn.prepare_cached(
            "SELECT c.*, w.words_start AS whole_start, w.words_end AS whole_end
             FROM claims c LEFT JOIN claims w ON w.id = c.part_of WHERE c.article = ?1
             AND c.id NOT IN (SELECT r.claim FROM reviews r WHERE r.state = 'rejected')
             ORDER BY c.id",
        )?;
        let mut rows = statement.query([article])?;
        let mut told = Vec::new();
        let mut around = None;
        while let Some(row) = rows.next()? {
            if around.is_none() {
                around = Some(Around::load(conn, article, self.who)?);
            }
            let Some(around) = &around else { continue };
            let claim = load::claim(row, article, &around.offsets())?;
            let id: String = row.get("id")?;
            let source: Option<i64> = row.get("source_name")?;
            let source = source.map(offset).transpose()?;
            told.push(Told {
                caveats: around.caveats(conn, &id)?,
                id,
                article: article.to_owned(),
                words: row.get("words")?,
                sentence: row.get("sentence")?,
                at: around.wording.words(&claim.sentence).unwrap_or_default(),
                source: source.and_then(|number| self.who.entity(article, number)),
                mentions: around.mentions(&claim.sentence),
                claim,
            });
        }
        Ok(told)
    }
}

/// The text that an article's claims stand in.
struct Around {
    text: String,
    counted: Arc<Counted>,
    wording: Wording,
    mentions: Vec<Mention>,
}

impl Around {
    fn load(conn: &Connection, article: &str, who: &Who<'_>) -> Outcome<Self> {
        let text: String = conn
            .prepare_cached("SELECT text FROM articles WHERE id = ?1")?
            .query_row([article], |row| row.get(0))?;
        Ok(Self {
            counted: Arc::new(Counted::of(&text)),
            wording: Wording::of(&text),
            mentions: who.mentions(article),
            text,
        })
    }

    fn offsets(&self) -> Offsets<'_> {
        Offsets::counted(&self.text, Arc::clone(&self.counted))
    }

    /// The sentences that qualify claim `id` from outside of its own, in the order of the text.
    fn caveats(&self, conn: &Connection, id: &str) -> Outcome<Vec<Caveat>> {
        let sql = "SELECT * FROM caveats WHERE claim = ?1 ORDER BY number";
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query([id])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let place = range(row, "sentence_start", "sentence_end")?;
            let bytes = place.and_then(|(start, end)| self.offsets().bytes(&(start..end)));
            found.push(Caveat {
                sentence: row.get("sentence")?,
                at: bytes
                    .and_then(|bytes| self.wording.words(&bytes))
                    .unwrap_or_default(),
            });
        }
        Ok(found)
    }

    fn mentions(&self, sentence: &Range<usize>) -> Vec<Mention> {
        let first = self
            .mentions
            .partition_point(|mention| mention.at.start < sentence.start);
        self.mentions[first..]
            .iter()
            .take_while(|mention| mention.at.start < sentence.end)
            .filter(|mention| mention.at.end <= sentence.end)
            .cloned()
            .collect()
    }
}

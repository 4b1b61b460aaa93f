//! What a page says about itself in schema.org terms.

mod lenient;

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::text::{fold, overlap, tidy};

/// The schema.org node that is about this page, as far as metadata goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Described {
    /// `headline`, or `name` of an article.
    pub(crate) headline: Option<String>,
    /// Names of authors as written.
    pub(crate) authors: Vec<String>,
    /// Names of authors that are called organisations.
    pub(crate) bodies: Vec<String>,
    /// `datePublished`, else `dateCreated`.
    pub(crate) published: Option<String>,
    /// `dateModified`.
    pub(crate) modified: Option<String>,
    /// Name of the publisher.
    pub(crate) publisher: Option<String>,
    /// Name of the web site.
    pub(crate) site: Option<String>,
    /// `inLanguage`.
    pub(crate) language: Option<String>,
    /// The page's address as the node gives it.
    pub(crate) url: Option<String>,
}

/// What is known of the page apart from its JSON-LD, to choose the node about it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct About<'a> {
    /// Address, canonical or fetched.
    pub(crate) url: Option<&'a str>,
    /// `<title>` or `og:title`.
    pub(crate) title: Option<&'a str>,
}

type Node = Map<String, Value>;

/// Reads the JSON-LD blocks of a page.
pub(crate) fn read<'b>(blocks: impl Iterator<Item = &'b str>, about: About<'_>) -> Described {
    let values: Vec<Value> = blocks.flat_map(lenient::values).collect();
    let mut graph = Graph::default();
    for value in &values {
        graph.add(value, true);
    }
    graph.describe(about)
}

/// All nodes of a page's JSON-LD.
#[derive(Default)]
struct Graph<'v> {
    /// In page order, with whether the node speaks for itself (rather than being
    /// one of a list of other pages).
    nodes: Vec<(&'v Node, bool)>,
    by_id: HashMap<&'v str, &'v Node>,
}

/// Properties whose values are about something other than this page.
const ELSEWHERE: &[&str] = &[
    "itemListElement",
    "mentions",
    "citation",
    "comment",
    "isPartOf",
    "relatedLink",
    "hasPart",
    "liveBlogUpdate",
    "review",
    "reviews",
    "about",
    "isBasedOn",
    "subjectOf",
    "workExample",
    "significantLink",
    "video",
    "image",
    "associatedMedia",
    "potentialAction",
];

const ARTICLES: &[(&str, i32)] = &[
    ("newsarticle", 40),
    ("reportagenewsarticle", 40),
    ("analysisnewsarticle", 40),
    ("opinionnewsarticle", 40),
    ("backgroundnewsarticle", 40),
    ("askpublicnewsarticle", 40),
    ("reviewnewsarticle", 40),
    ("liveblogposting", 38),
    ("article", 38),
    ("blogposting", 38),
    ("advertisercontentarticle", 36),
    ("satiricalarticle", 36),
    ("techarticle", 36),
    ("scholarlyarticle", 36),
    ("medicalscholarlyarticle", 36),
    ("report", 34),
    ("discussionforumposting", 30),
    ("socialmediaposting", 30),
    ("podcastepisode", 24),
    ("recipe", 24),
    ("review", 20),
    ("videoobject", 8),
    ("creativework", 18),
    ("medicalwebpage", 14),
    ("webpage", 12),
    ("itempage", 12),
    ("aboutpage", 12),
    ("faqpage", 10),
    ("collectionpage", 8),
];

impl<'v> Graph<'v> {
    fn add(&mut self, value: &'v Value, own: bool) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.add(item, own)),
            Value::Object(node) => {
                if node.contains_key("@type") {
                    self.nodes.push((node, own));
                }
                if let Some(id) = node.get("@id").and_then(Value::as_str)
                    && node.len() > 1
                {
                    self.by_id.entry(id).or_insert(node);
                }
                for (key, value) in node {
                    self.add(value, own && !ELSEWHERE.contains(&key.as_str()));
                }
            }
            _ => {}
        }
    }

    fn describe(&self, about: About<'_>) -> Described {
        let mut ranked: Vec<(i32, &Node)> = self
            .nodes
            .iter()
            .filter_map(|(node, own)| Some((self.rank(node, *own, about)?, *node)))
            .collect();
        // Stable: of equals, the first on the page.
        ranked.sort_by_key(|(rank, _)| -rank);
        let mut described = Described::default();
        let Some(&(best, chosen)) = ranked.first() else {
            described.site = self.site();
            return described;
        };
        // Another node of the same page fills what the best one leaves out.
        let fill = ranked
            .iter()
            .filter(|(rank, _)| *rank >= best - 40)
            .map(|(_, n)| *n);
        for node in std::iter::once(chosen).chain(fill.skip(1)) {
            self.fill(&mut described, node, std::ptr::eq(node, chosen));
        }
        described.site = self.site();
        described
    }

    /// How well `node` fits the page; `None` if it describes no page.
    fn rank(&self, node: &Node, own: bool, about: About<'_>) -> Option<i32> {
        let kind = types(node)
            .filter_map(|name| {
                let name = name.rsplit(['/', ':']).next()?.to_ascii_lowercase();
                ARTICLES.iter().find(|(known, _)| *known == name)
            })
            .map(|(_, weight)| *weight)
            .max()?;
        let mut rank = kind;
        if !own {
            rank -= 60;
        }
        if let (Some(here), Some(there)) = (about.url, self.url(node)) {
            rank += if same_page(here, &there) { 25 } else { -10 };
        }
        if let (Some(title), Some(headline)) = (about.title, headline(node)) {
            rank += match overlap(title, &headline) {
                share if share > 0.6 => 30,
                share if share > 0.3 => 15,
                _ => -10,
            };
        }
        rank += 3 * i32::from(node.contains_key("datePublished"));
        (rank > 0).then_some(rank)
    }

    fn fill(&self, described: &mut Described, node: &Node, main: bool) {
        let or = |kept: &mut Option<String>, new: Option<String>| {
            if kept.is_none() {
                *kept = new;
            }
        };
        or(
            &mut described.headline,
            headline(node).filter(|_| main || node.contains_key("headline")),
        );
        or(
            &mut described.published,
            first(node, &["datePublished", "dateCreated", "uploadDate"]),
        );
        or(&mut described.modified, first(node, &["dateModified"]));
        or(
            &mut described.language,
            node.get("inLanguage").and_then(|v| self.name(v)),
        );
        or(&mut described.url, self.url(node));
        let publisher = ["publisher", "sourceOrganization", "provider"]
            .iter()
            .filter_map(|key| node.get(*key))
            .find_map(|value| self.name(value));
        or(&mut described.publisher, publisher);
        if described.authors.is_empty() && described.bodies.is_empty() {
            for value in ["author", "creator"]
                .iter()
                .filter_map(|key| node.get(*key))
            {
                self.authors(value, described, 0);
                if !described.authors.is_empty() || !described.bodies.is_empty() {
                    break;
                }
            }
        }
    }

    fn authors(&self, value: &Value, described: &mut Described, depth: usize) {
        match value {
            // Nested arrays exist; deeper ones are nonsense.
            Value::Array(items) if depth < 3 => items
                .iter()
                .for_each(|item| self.authors(item, described, depth + 1)),
            Value::String(name) => push(&mut described.authors, tidy(name)),
            Value::Object(node) => {
                let node = self.resolve(node);
                let names: Vec<String> = match node.get("name") {
                    Some(Value::Array(items)) => {
                        items.iter().filter_map(|v| self.name(v)).collect()
                    }
                    Some(value) => self.name(value).into_iter().collect(),
                    None => Vec::new(),
                };
                let organisation = types(node).any(|t| t.contains("Organization"));
                for name in names {
                    if organisation {
                        push(&mut described.bodies, name);
                    } else {
                        push(&mut described.authors, name);
                    }
                }
            }
            _ => {}
        }
    }

    /// The node that `node` refers to by `@id`, or itself.
    fn resolve<'n>(&self, node: &'n Node) -> &'n Node
    where
        'v: 'n,
    {
        if node.contains_key("name") {
            return node;
        }
        node.get("@id")
            .and_then(Value::as_str)
            .and_then(|id| self.by_id.get(id))
            .copied()
            .unwrap_or(node)
    }

    /// The name of a thing, given as text or as a node.
    fn name(&self, value: &Value) -> Option<String> {
        let name = match value {
            Value::String(name) => name,
            Value::Array(items) => return items.iter().find_map(|item| self.name(item)),
            Value::Object(node) => self.resolve(node).get("name")?.as_str()?,
            _ => return None,
        };
        Some(tidy(name)).filter(|name| !name.is_empty() && !name.starts_with("http"))
    }

    fn url(&self, node: &Node) -> Option<String> {
        let own = ["url", "mainEntityOfPage", "@id"];
        own.iter()
            .filter_map(|key| match node.get(*key)? {
                Value::String(url) => Some(url.as_str()),
                Value::Object(page) => page.get("@id").or(page.get("url"))?.as_str(),
                _ => None,
            })
            .find(|url| url.starts_with("http"))
            .map(str::to_owned)
    }

    fn site(&self) -> Option<String> {
        self.nodes
            .iter()
            .filter(|(node, own)| *own && types(node).any(|t| t == "WebSite"))
            .find_map(|(node, _)| self.name(node.get("name")?))
    }
}

fn types(node: &Node) -> impl Iterator<Item = &str> {
    let kinds = match node.get("@type") {
        Some(Value::Array(kinds)) => kinds.as_slice(),
        Some(kind) => std::slice::from_ref(kind),
        None => &[],
    };
    kinds.iter().filter_map(Value::as_str)
}

fn headline(node: &Node) -> Option<String> {
    first(node, &["headline", "name", "alternativeHeadline"])
}

fn first(node: &Node, keys: &[&str]) -> Option<String> {
    keys.iter()
        .filter_map(|key| node.get(*key))
        .filter_map(|value| match value {
            Value::Array(items) => items.first()?.as_str(),
            value => value.as_str(),
        })
        .map(tidy)
        .find(|text| !text.is_empty())
}

fn push(names: &mut Vec<String>, name: String) {
    if !name.is_empty() && !name.starts_with("http") && !names.contains(&name) {
        names.push(name);
    }
}

/// Two addresses of one page, whatever their scheme, query and final slash.
fn same_page(a: &str, b: &str) -> bool {
    let bare = |url: &str| {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let path = path.split_once("://").map_or(path, |(_, rest)| rest);
        fold(path.strip_prefix("www.").unwrap_or(path))
    };
    bare(a) == bare(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(json: &str, title: &str) -> Described {
        let about = About {
            url: Some("https://meridian.example/a/roof-fall"),
            title: Some(title),
        };
        read([json].into_iter(), about)
    }

    #[test]
    fn references_in_a_graph_are_followed() {
        let found = described(
            r##"{"@graph": [
                {"@type": "WebSite", "@id": "#site", "name": "Meridian"},
                {"@type": ["Article"], "headline": "Roof fall &amp; after", "author": {"@id": "#ada"},
                 "publisher": {"@id": "#org"}, "datePublished": "2031-05-03"},
                {"@type": "Person", "@id": "#ada", "name": "Ada Quill"},
                {"@type": "Organization", "@id": "#org", "name": "Meridian Media"}]}"##,
            "Roof fall & after | Meridian",
        );
        assert_eq!(found.headline.as_deref(), Some("Roof fall & after"));
        assert_eq!(found.authors, ["Ada Quill"]);
        assert_eq!(found.publisher.as_deref(), Some("Meridian Media"));
        assert_eq!(found.site.as_deref(), Some("Meridian"));
    }

    #[test]
    fn the_node_about_this_page_is_chosen() {
        let found = described(
            r#"[{"@type": "ItemList", "itemListElement": [
                 {"@type": "NewsArticle", "headline": "Other story", "datePublished": "2031-01-01", "url": "https://meridian.example/b"}]},
                {"@type": "NewsArticle", "headline": "Roof fall kills two", "datePublished": "2031-05-03",
                 "author": [{"@type": "Person", "name": "Ada Quill"}, {"@type": "Organization", "name": "Meridian"}],
                 "url": "https://www.meridian.example/a/roof-fall?x=1"},
                {"@type": "NewsArticle", "headline": "Rail strike ends", "datePublished": "2031-05-04"}]"#,
            "Roof fall kills two - Meridian",
        );
        assert_eq!(found.published.as_deref(), Some("2031-05-03"));
        assert_eq!(found.authors, ["Ada Quill"]);
        assert_eq!(found.bodies, ["Meridian"]);
    }

    #[test]
    fn a_list_of_other_pages_says_nothing_about_this_one() {
        let found = described(
            r#"{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Other story", "datePublished": "2031-01-01"}]}"#,
            "Roof fall kills two",
        );
        assert_eq!(found, Described::default());
    }
}

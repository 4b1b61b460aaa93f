//! What readers ask of a server, drawn from what it has.

use std::net::SocketAddr;

use anyhow::{Context as _, ensure};
use serde_json::Value;

use super::load::Connection;
use crate::dice::Dice;

/// Addresses of each kind.
const OF_EACH: usize = 1_000;
/// The stories of the row of the largest.
const LARGEST: usize = 20;
/// Questions and claims are taken from so many stories.
const LOOKED_INTO: usize = 150;

/// Addresses by kind of page. A kind's addresses differ from one another, but for those that many
/// ask for: a story of a hundred articles is asked for a hundred times as often as one of one.
pub(super) struct Addresses {
    pub(super) kinds: Vec<(&'static str, Vec<String>)>,
}

struct Story {
    id: String,
    title: String,
    articles: Vec<String>,
}

impl Addresses {
    /// What the server at `address` has.
    pub(super) fn of(address: SocketAddr, seed: u64) -> anyhow::Result<Self> {
        let mut dice = Dice::new(seed);
        let mut connection = Connection::to(address)?;
        let mut stories = stories(&mut connection)?;
        ensure!(!stories.is_empty(), "the dossier has no stories");
        stories.sort_by(|a, b| (b.articles.len(), &a.id).cmp(&(a.articles.len(), &b.id)));
        // An article, and with it its story: drawn by articles.
        let all: Vec<(usize, usize)> = (0..stories.len())
            .flat_map(|at| (0..stories[at].articles.len()).map(move |of| (at, of)))
            .collect();
        let drawn: Vec<(usize, usize)> = (0..OF_EACH)
            .filter_map(|_| dice.pick(&all).copied())
            .collect();
        let page = |what: &str, id: &str| format!("/{what}/{id}");
        let of_drawn = drawn.iter().map(|&(at, _)| page("story", &stories[at].id));
        let largest = stories.iter().take(LARGEST);
        let articles = drawn
            .iter()
            .map(|&(at, of)| page("article", &stories[at].articles[of]));
        let mut questions = Vec::new();
        for (at, _) in drawn.iter().take(LOOKED_INTO) {
            let found = get(&mut connection, &format!("/story/{}.json", stories[*at].id))?;
            for list in ["questions", "others"] {
                let asked = found[list].as_array().into_iter().flatten();
                questions
                    .extend(asked.filter_map(|one| Some(page("question", one["id"].as_str()?))));
            }
        }
        let sources = get(&mut connection, "/sources.json")?;
        let sources = sources["sources"].as_array().into_iter().flatten();
        let sources: Vec<String> = sources
            .filter_map(|one| Some(page("source", one["id"].as_str()?)))
            .collect();
        let searches: Vec<String> = (0..OF_EACH)
            .map(|_| search(&stories, &drawn, &mut dice))
            .collect();
        let pages = stories.len() / 50;
        let home = (0..OF_EACH).map(|_| match dice.below(4) {
            0 | 1 => "/".to_owned(),
            2 => "/?sort=latest".to_owned(),
            _ => format!("/?page={}", 1 + dice.below(pages.clamp(1, 40))),
        });
        let story: Vec<String> = of_drawn.collect();
        let largest: Vec<String> = largest.map(|story| page("story", &story.id)).collect();
        let kinds = vec![
            ("about", vec!["/about".to_owned()]),
            ("new story", unlike(&story)),
            ("story", story),
            ("new largest", unlike(&largest)),
            ("largest", largest),
            ("new search", unlike(&searches)),
            ("search", searches),
            ("home", home.collect()),
            ("article", articles.collect()),
            ("question", questions),
            ("source", sources),
        ];
        Ok(Self {
            kinds: kinds
                .into_iter()
                .filter(|(_, all)| !all.is_empty())
                .collect(),
        })
    }
}

/// The same pages by addresses that were never asked for: the server cannot have kept them.
fn unlike(addresses: &[String]) -> Vec<String> {
    let all = addresses.iter().cycle().take(20 * OF_EACH).enumerate();
    all.map(|(number, address)| {
        let joint = if address.contains('?') { '&' } else { '?' };
        format!("{address}{joint}n={number}")
    })
    .collect()
}

/// A word or two of a title, a common word and a figure, or words that stand together.
fn search(stories: &[Story], drawn: &[(usize, usize)], dice: &mut Dice) -> String {
    const COMMON: [&str; 8] = [
        "rescue", "ferry", "mine", "killed", "people", "hospital", "inquiry", "missing",
    ];
    let (at, _) = dice.pick(drawn).copied().unwrap_or_default();
    let title = stories[at].title.replace([',', ':'], "");
    let words: Vec<&str> = title.split(' ').collect();
    let word = |dice: &mut Dice| words[dice.below(words.len())];
    let common = COMMON[dice.below(COMMON.len())];
    let sought = match dice.below(10) {
        0..4 => word(dice).to_owned(),
        4..6 => format!("{}+{}", word(dice), word(dice)),
        6..8 => format!("%22{}%22", words[..words.len().min(2)].join("+")),
        8 => format!("%22{}+people%22+{common}", 3 + dice.below(60)),
        _ => common.to_owned(),
    };
    format!("/search?q={sought}")
}

fn stories(connection: &mut Connection) -> anyhow::Result<Vec<Story>> {
    const PAGE: usize = 1_000;
    let mut stories = Vec::new();
    loop {
        let path = format!("/api/stories?limit={PAGE}&skip={}", stories.len());
        let found = get(connection, &path)?;
        let page = found["items"].as_array().context("a list of stories")?;
        for story in page {
            let articles = story["articles"].as_array().into_iter().flatten();
            stories.push(Story {
                id: story["id"].as_str().unwrap_or_default().to_owned(),
                title: story["title"].as_str().unwrap_or_default().to_owned(),
                articles: articles
                    .filter_map(|id| Some(id.as_str()?.to_owned()))
                    .collect(),
            });
        }
        if page.len() < PAGE {
            return Ok(stories);
        }
    }
}

fn get(connection: &mut Connection, path: &str) -> anyhow::Result<Value> {
    let answer = connection.get(path)?;
    ensure!(answer.status == 200, "{path} is {}", answer.status);
    serde_json::from_slice(&answer.body).with_context(|| format!("{path} is not JSON"))
}

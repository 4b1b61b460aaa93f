//! `story`: what is asked in one, and its articles.

use restated_dossier::Dossier;
use restated_dossier::records::{Card, Family, Question, Story as Record, Within};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::answer::Tell;
use super::page::{Ids, Page, Window, usual};
use super::parts::Brief;
use super::quoted::Quoted;
use super::tools::Ask;
use super::trouble::{FIND_STORY, Trouble};
use crate::view::{self, Room, Shelf, count, days, first_asked};

/// Which story.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Story {
    /// Id of the story, from `search_stories`.
    id: String,
    /// Entries of each list at most.
    #[serde(default = "usual")]
    #[schemars(range(min = 1, max = 100))]
    limit: usize,
    /// How many of each list to pass over: `more` of the page before.
    #[serde(default)]
    skip: usize,
}

/// A story.
#[derive(Debug, JsonSchema, Serialize)]
pub(crate) struct Told {
    /// Its id.
    id: String,
    /// Its title.
    title: Quoted,
    /// First and last day of publication.
    days: String,
    /// What its articles answer: figures first, then by how many articles do.
    questions: Page<Asked>,
    /// Its articles, by day.
    articles: Page<Brief>,
    /// Which of them share text.
    families: Page<Relatives>,
}

/// A question, with the answer that most articles give.
#[derive(Debug, JsonSchema, Serialize)]
struct Asked {
    /// Id of the question, for `positions`.
    id: String,
    /// The question.
    text: Quoted,
    /// Whether the answers are figures.
    figures: bool,
    /// How many articles answer it.
    articles: usize,
    /// How many different answers there are.
    answers: usize,
    /// The answer that most articles give.
    main_answer: Option<Quoted>,
    /// On whose word that stands, most claims first; the first five.
    main_sources: Vec<Quoted>,
    /// Origins at most: not shown to depend on one another.
    origins_at_most: usize,
    /// Origins that are left if everything that may depend on another does.
    origins_at_least: i64,
    /// Whether answers differ from one another.
    differ: bool,
    /// Whether an answer was updated by another.
    updated: bool,
}

/// Articles that share text.
#[derive(Debug, JsonSchema, Serialize)]
struct Relatives {
    /// Id of the family.
    id: String,
    /// Ids of its articles; some may be of other stories.
    articles: Ids,
}

impl Ask for Story {
    const NAME: &'static str = "story";
    const TITLE: &'static str = "Questions and articles of a story";
    const DESCRIPTION: &'static str = "Gives one story: the questions that its articles answer, each with the answer \
        that most articles give, on whose word, from how many origins at most; its articles; and which of them share \
        text. Ask positions for all answers to a question.";
    type Result = Told;

    fn ask(self, dossier: &Dossier) -> Result<Told, Trouble> {
        let window = Window::new(self.skip, self.limit)?;
        let story = dossier.records::<Record>(Within::One(&self.id))?.pop();
        let story = story.ok_or_else(|| Trouble::unknown("story", &self.id, FIND_STORY))?;
        let shelf = Shelf::new(dossier.records(Within::Story(&story.id))?);
        let mut asked = Vec::new();
        for question in dossier.records::<Question>(Within::Story(&story.id))? {
            let claims = dossier.sayings(Within::Question(&question.id))?;
            asked.push(view::Asked::of(&question, &claims, &shelf, Room::NONE));
        }
        asked.sort_by(first_asked);
        let families: Vec<Family> = dossier.records(Within::Story(&story.id))?;
        let founder = shelf.get(&story.founder);
        let title = story.title.as_deref();
        let title = title.or(founder.map(|card: &Card| card.title.as_str()));
        Ok(Told {
            title: Quoted::brief(title.unwrap_or(&story.id)),
            days: days(story.from.as_deref(), story.to.as_deref()),
            questions: Page::of(&asked, window, question),
            articles: Page::of(shelf.cards(), window, Brief::of),
            families: Page::of(&families, window, |family| Relatives {
                id: family.id.clone(),
                articles: Ids::of(&family.articles),
            }),
            id: story.id,
        })
    }
}

fn question(asked: &view::Asked) -> Asked {
    let main = asked.main_answer();
    let sources = main.into_iter().flat_map(|answer| &answer.sources).take(5);
    Asked {
        id: asked.id.clone(),
        text: Quoted::brief(&asked.text),
        figures: asked.figures,
        articles: asked.articles,
        answers: asked.answers.len(),
        main_answer: main.map(|answer| Quoted::brief(&answer.label)),
        main_sources: sources.map(|source| Quoted::brief(&source.name)).collect(),
        origins_at_most: asked.origins.len(),
        origins_at_least: asked.at_least,
        differ: !asked.differ.is_empty(),
        updated: !asked.updated.is_empty(),
    }
}

impl Tell for Told {
    fn tell(&self, lines: &mut Vec<String>) {
        lines.push(format!("Story {} {}, {}", self.id, self.title, self.days));
        lines.push(self.questions.heading("question", "questions"));
        for asked in &self.questions.items {
            let Asked {
                id,
                text,
                articles,
                answers,
                origins_at_most,
                ..
            } = asked;
            let answer = match &asked.main_answer {
                Some(answer) => answer.to_string(),
                None => "no answer".to_owned(),
            };
            let mut remarks = String::new();
            for (holds, words) in [
                (asked.differ, "; answers differ"),
                (asked.updated, "; updated"),
            ] {
                remarks.push_str(if holds { words } else { "" });
            }
            lines.push(format!(
                "- {id} {text} {answer} ({}, {}, origins: {origins_at_most} at most{remarks})",
                count(articles, "article", "articles"),
                count(answers, "answer", "answers"),
            ));
        }
        lines.push(self.articles.heading("article", "articles"));
        let articles = self.articles.items.iter();
        lines.extend(articles.map(|article| format!("- {}", article.line())));
        lines.push(
            self.families
                .heading("family of shared text", "families of shared text"),
        );
        for family in &self.families.items {
            let Ids { total, first } = &family.articles;
            let more = if *total > first.len() { ", …" } else { "" };
            lines.push(format!(
                "- {} ({total}): {}{more}",
                family.id,
                first.join(", ")
            ));
        }
    }
}

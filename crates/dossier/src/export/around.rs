//! What stands around a claim: its article, the capture of that, and what the claim answers.

use std::collections::BTreeMap;

use super::redact::Shown;
use crate::error::{Fault, Outcome};
use crate::records::{Article, Capture, Claim, Question, Within};

/// Everything that claims are shown with. Articles are held without their texts.
pub(super) struct Around {
    articles: BTreeMap<String, (Article, Capture)>,
    questions: Vec<Asked>,
    /// By claim: index of the question, number of the position.
    answers: BTreeMap<String, (usize, i64)>,
}

/// A question, as far as its claims show it.
pub(super) struct Asked {
    pub(super) id: String,
    pub(super) text: String,
    /// By number of the position: the article that gives it first, where exactly one is known to.
    first: BTreeMap<i64, String>,
}

/// A claim with what stands around it.
pub(super) struct Told<'a> {
    pub(super) claim: &'a Claim,
    pub(super) article: &'a Article,
    pub(super) capture: &'a Capture,
    /// The question that it answers, and the number of the position.
    pub(super) answers: Option<(&'a Asked, i64)>,
    /// The article that gives the answer first in the pile, with its capture.
    pub(super) first: Option<(&'a Article, &'a Capture)>,
}

impl Around {
    pub(super) fn of(shown: &Shown<'_>) -> Outcome<Self> {
        let mut captures = BTreeMap::new();
        shown.each(Within::Dossier, &mut |capture: Capture| {
            let article = capture.article.clone();
            captures.extend(article.map(|article| (article, capture)));
            Ok(())
        })?;
        let mut articles = BTreeMap::new();
        shown.each(Within::Dossier, &mut |mut article: Article| {
            article.text = String::new();
            let capture = captures
                .remove(&article.id)
                .ok_or_else(|| Fault::damaged(format!("{} has no capture", article.id)))?;
            articles.insert(article.id.clone(), (article, capture));
            Ok(())
        })?;
        Ok(Self {
            articles,
            questions: Vec::new(),
            answers: BTreeMap::new(),
        })
    }

    /// With what the claims answer.
    pub(super) fn with_questions(shown: &Shown<'_>) -> Outcome<Self> {
        let mut around = Self::of(shown)?;
        let article_of = shown.article_of_each_claim()?;
        shown.each(Within::Dossier, &mut |question: Question| {
            around.ask(question, &article_of);
            Ok(())
        })?;
        Ok(around)
    }

    fn ask(&mut self, question: Question, article_of: &BTreeMap<String, String>) {
        for (number, position) in (1..).zip(&question.positions) {
            for claim in &position.claims {
                // Where it answers several, the first question by id.
                let place = (self.questions.len(), number);
                self.answers.entry(claim.clone()).or_insert(place);
            }
        }
        let mut first: BTreeMap<i64, Option<&String>> = BTreeMap::new();
        let moments = question.timeline.iter();
        for moment in moments.filter(|moment| moment.first && moment.date.is_some()) {
            for article in moment.claims.iter().map(|claim| article_of.get(claim)) {
                first
                    .entry(moment.position)
                    .and_modify(|known| *known = known.filter(|known| Some(*known) == article))
                    .or_insert(article);
            }
        }
        let known =
            |(position, article): (i64, Option<&String>)| Some((position, article?.clone()));
        self.questions.push(Asked {
            first: first.into_iter().filter_map(known).collect(),
            id: question.id,
            text: question.text,
        });
    }

    /// The article `id`, with its capture.
    pub(super) fn article(&self, id: &str) -> Outcome<(&Article, &Capture)> {
        let (article, capture) = self
            .articles
            .get(id)
            .ok_or_else(|| Fault::damaged(format!("there is no article {id}")))?;
        Ok((article, capture))
    }

    /// All articles by id, with their captures.
    pub(super) fn articles(&self) -> impl Iterator<Item = (&Article, &Capture)> {
        let articles = self.articles.values();
        articles.map(|(article, capture)| (article, capture))
    }

    /// `claim` with what stands around it.
    pub(super) fn told<'a>(&'a self, claim: &'a Claim) -> Outcome<Told<'a>> {
        let (article, capture) = self.article(&claim.article)?;
        let answers = self.answers.get(&claim.id);
        let answers = answers.and_then(|(index, position)| {
            let question = self.questions.get(*index)?;
            Some((question, *position))
        });
        let first = match answers.and_then(|(asked, position)| asked.first.get(&position)) {
            Some(id) => Some(self.article(id)?),
            None => None,
        };
        Ok(Told {
            claim,
            article,
            capture,
            answers,
            first,
        })
    }
}

impl Told<'_> {
    /// Gives `put` every claim with what stands around it, in the order of exports.
    pub(super) fn each(
        shown: &Shown<'_>,
        put: &mut dyn FnMut(&Told<'_>) -> Outcome<()>,
    ) -> Outcome<()> {
        let around = Around::with_questions(shown)?;
        shown.each(Within::Dossier, &mut |claim: Claim| {
            put(&around.told(&claim)?)
        })
    }
}

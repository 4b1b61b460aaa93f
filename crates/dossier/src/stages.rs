//! The stages that a build runs, behind one trait, so that tests can put others
//! in their place.

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::LazyLock;

use restated_article::{Article, Issue};
use restated_capture::{Capture, Found, Input, Limits, ReadError};
use restated_claims::{Entity, Named, Reader, Reading};
use restated_language::Model;
use restated_lineage::{Entry, Lineage, Record};
use restated_stories::{Filed, Findings, Material, Story, Terms};

/// The language model of this release.
static MODEL: LazyLock<Model> = LazyLock::new(|| {
    Model::from_static(restated_model_en::MODEL)
        .expect("the model that this program was built with")
});

thread_local! {
    /// Each thread's own, kept from article to article with what it knows of words; what it
    /// gives does not depend on what it read before.
    static READER: RefCell<Reader<'static>> = RefCell::new(Reader::new(&MODEL));
}

/// What a build calls. The provided methods are the stages of this release.
///
/// Everything but [`Stages::read`] must be a pure function of its arguments.
pub trait Stages: Sync {
    /// Reads the pile, but for the files at `except`.
    fn read(
        &self,
        inputs: &[Input],
        except: &[PathBuf],
        limits: &Limits,
        sink: &mut dyn FnMut(Found) -> bool,
    ) -> Result<(), ReadError> {
        restated_capture::read_except(inputs, except, limits, sink)
    }

    /// Version of [`Stages::article`].
    fn article_version(&self) -> u32 {
        restated_article::VERSION
    }

    /// Reads the article in a capture.
    fn article(&self, capture: &Capture) -> (Option<Article>, Vec<Issue>) {
        restated_article::read(capture)
    }

    /// Version of [`Stages::claims`].
    fn claims_version(&self) -> u32 {
        restated_claims::VERSION
    }

    /// Reads the claims in an article, and whom it names.
    fn claims(&self, article: &Article) -> Reading {
        READER.with_borrow_mut(|reader| reader.read(article))
    }

    /// Version of [`Stages::record`].
    fn record_version(&self) -> u32 {
        restated_lineage::VERSION
    }

    /// What lineage keeps of a text, in `language` (BCP 47).
    fn record(&self, text: &str, language: Option<&str>) -> Record {
        Record::of(text, language)
    }

    /// Version of [`Stages::terms`].
    fn terms_version(&self) -> u32 {
        restated_stories::VERSION
    }

    /// What grouping into stories keeps of an article in which `reading` was read.
    fn terms(&self, article: &Article, reading: &Reading) -> Terms {
        let language = article.language.as_deref();
        Terms::of(article.title.as_deref(), &article.text, language, reading)
    }

    /// Version of [`Stages::lineage`], [`Stages::stories`], [`Stages::findings`] and
    /// [`Stages::entities`].
    fn compare_version(&self) -> u32 {
        // Each may be raised alone; none comes near a thousand.
        (restated_lineage::VERSION * 1_000 + restated_stories::VERSION) * 1_000
            + restated_claims::VERSION
    }

    /// Who is who across the articles, from the names of each with its id.
    fn entities(&self, articles: &[(String, Vec<Named>)]) -> Vec<Entity> {
        restated_claims::entities(articles)
    }

    /// Which articles share text, and what each has from which other.
    fn lineage(&self, articles: &[Entry<'_>]) -> Lineage {
        restated_lineage::lineage(articles)
    }

    /// Which articles are about one event.
    fn stories(&self, articles: &[Filed<'_>]) -> Vec<Story> {
        restated_stories::stories(articles)
    }

    /// What the claims of one story answer, and what changed while text was copied.
    fn findings(&self, story: &Material<'_>) -> Findings {
        restated_stories::findings(story)
    }
}

/// The stages of this release.
#[derive(Clone, Copy, Debug, Default)]
pub struct Released;

impl Stages for Released {}

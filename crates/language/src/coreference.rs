//! Who "he", "the agency" and "the 34-year-old" are.
//!
//! Sieves, the most precise first, each of which sees what the earlier ones
//! joined: Raghunathan et al., *A Multi-Pass Sieve for Coreference Resolution*
//! (EMNLP 2010); Lee et al., *Deterministic Coreference Resolution Based on
//! Entity-Centric, Precision-Ranked Rules* (Computational Linguistics 39(4),
//! 2013). Acronyms as in Schwartz and Hearst, *A Simple Algorithm for
//! Identifying Abbreviation Definitions in Biomedical Text* (PSB 2003). What
//! differs: this is for sources and figures in news, so that the subjects of
//! verbs of saying come first, and whatever is unsure stays unlinked.
//!
//! Mentions are looked up by their words (`index.rs`), and every look-up, walk up
//! a tree and look back is bounded, so that the time grows with the text alone.

mod clusters;
mod constructs;
mod descriptions;
mod detect;
mod earlier;
mod index;
mod lexicon;
mod mention;
mod metonymy;
mod names;
mod nominals;
mod organisations;
mod persons;
mod pronouns;
mod quoted;
mod salience;
mod scene;
mod speech;

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::{Annotated, Quotations};
use clusters::Clusters;
pub use mention::{Gender, Kind, Mention, Number, Sort};
use scene::Scene;

/// Why two mentions were linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// The same name, word for word.
    ExactName,
    /// "National Intelligence Service (NIS)", or initials that fit one name.
    Acronym,
    /// "Dara Venn, the ministry's spokeswoman".
    Apposition,
    /// "coach Renata Faria", where the tree gives the role a place of its own.
    RolePremodifier,
    /// "Dara Venn is the spokeswoman".
    PredicateNominative,
    /// "The driver, identified by his last name, Dal".
    Naming,
    /// "the captain, who"
    RelativePronoun,
    /// "Ms. Keller" after "Maria Keller"; also with a middle name or without.
    Surname,
    /// "Maria" after "Maria Keller", where no one else is called Maria.
    GivenName,
    /// "the Health Ministry" after "the Kurdov Health Ministry", "Halden"
    /// after "Halden Steel".
    ShortName,
    /// "the ministry" after "the Health Ministry".
    OrganisationNoun,
    /// "the official" after "a senior official".
    SameHead,
    /// "the president" after "President Carlos Mendes".
    Role,
    /// "the 34-year-old" after "Tran Thi Hoa, 34".
    Age,
    /// "the mother of two", "the lawyer": a description of the last one to
    /// speak. Weaker than the rules above.
    Description,
    /// "Washington said" and "the United States said"; "Seoul's spy agency".
    /// Weaker than the rules above.
    Metonym,
    /// "I" in someone's quotation.
    FirstPerson,
    /// "we" in someone's quotation: the one quoted, and whoever that one
    /// speaks for.
    FirstPersonPlural,
    /// "Keller said she would stay".
    SpeechComplement,
    /// "she said", after someone who spoke.
    SpeechPronoun,
    /// Any other pronoun.
    Pronoun,
}

impl Rule {
    /// Whether the rule rests on grammar or on names alone. The others also
    /// guess by who was last spoken of, or by what kind of thing it was.
    #[must_use]
    pub fn is_precise(self) -> bool {
        self <= Self::ShortName
    }
}

/// One mention means the same as an earlier (or, at a cataphor, later) one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Index of the mention.
    pub mention: usize,
    /// Index of the mention that it goes back to.
    pub antecedent: usize,
    /// Why.
    pub rule: Rule,
}

/// All mentions of one person or thing in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// Indices of the mentions, in text order.
    pub mentions: Vec<usize>,
    /// The mention that names it best: its fullest name, else its first
    /// nominal.
    pub representative: usize,
}

/// What [`coreference`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coreference {
    /// Everything that may be referred to, in text order.
    pub mentions: Vec<Mention>,
    /// What goes back to what, in the order of the mentions; at most one link
    /// from each mention. A mention without a link is new, or left open.
    pub links: Vec<Link>,
    chains: Vec<Chain>,
    chain_of: Vec<usize>,
    /// The mention of each head, groups aside.
    of_head: FxHashMap<usize, usize>,
}

impl Coreference {
    /// The entities, in the order of their first mentions. Each mention is in
    /// exactly one.
    #[must_use]
    pub fn chains(&self) -> &[Chain] {
        &self.chains
    }

    /// The chain that a mention is in.
    ///
    /// # Panics
    /// If there is no such mention.
    #[must_use]
    pub fn chain_of(&self, mention: usize) -> &Chain {
        &self.chains[self.chain_of[mention]]
    }

    /// The link from a mention to what it goes back to.
    #[must_use]
    pub fn link_of(&self, mention: usize) -> Option<&Link> {
        self.links
            .binary_search_by_key(&mention, |link| link.mention)
            .ok()
            .map(|at| &self.links[at])
    }

    /// The mention whose head lies in a span of tokens and is that span's
    /// outermost word: for "the ministry's spokeswoman", the spokeswoman. A
    /// group that fills the span is taken whole.
    #[must_use]
    pub fn mention_of(&self, doc: &Annotated<'_>, span: Range<usize>) -> Option<usize> {
        let inside = span.clone().filter_map(|token| self.of_head.get(&token));
        let found = inside
            .copied()
            .min_by_key(|&at| (scene::depth(doc, self.mentions[at].head), at))?;
        let first = &self.mentions[found];
        let group = self.mentions[found..]
            .iter()
            .take_while(|mention| mention.tokens.start == first.tokens.start)
            .position(|mention| mention.kind == Kind::Group && mention.tokens.end <= span.end);
        Some(group.map_or(found, |offset| found + offset))
    }
}

/// Links the mentions of one text, whose quotations are those that
/// [`quotations`](crate::quotations) finds in it. Unsure ones stay unlinked.
#[must_use]
pub fn coreference(doc: &Annotated<'_>, quotations: &Quotations) -> Coreference {
    let scene = Scene::new(doc, quotations);
    let mut clusters = Clusters::new(&scene);
    names::link(&scene, &mut clusters);
    constructs::link(&scene, &mut clusters);
    persons::link(&scene, &mut clusters);
    organisations::link(&scene, &mut clusters);
    metonymy::link(&scene, &mut clusters);
    // What "the minister" is may hang on who "she" was, and the other way
    // round, so that these two go through the text together.
    let mut earlier = earlier::Earlier::default();
    for mention in 0..scene.mentions.len() {
        match scene.mentions[mention].kind {
            Kind::Name | Kind::Group => {}
            Kind::Nominal => nominals::link(&scene, &mut clusters, &earlier, mention),
            Kind::Pronoun => pronouns::link(&scene, &mut clusters, mention),
        }
        earlier.add(&scene, mention);
    }
    clusters.into_coreference(scene)
}

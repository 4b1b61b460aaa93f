//! What the engine's coreference adds to names: what someone is, and the wordings that are no
//! names ("the spy agency", "the brigadier", "he").

use std::collections::BTreeMap;
use std::ops::Range;

use restated_language::{Gender as SaidGender, Kind, LinkRule, Number, Sort as MentionSort};

use super::group::Group;
use super::lexicon::lexicon;
use super::links::root;
use super::{Gender, Sort};
use crate::Document;

/// A wording that is no name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Description {
    pub(super) group: usize,
    pub(super) span: Range<usize>,
    pub(super) why: String,
}

/// What mentions that are no names say, each with the group (a root) that they mean.
#[derive(Debug, Default)]
pub(super) struct Taken {
    pub(super) descriptions: Vec<Description>,
    pub(super) mentions: Vec<(usize, Range<usize>)>,
    pub(super) roles: Vec<(usize, String)>,
    pub(super) genders: BTreeMap<usize, Gender>,
}

/// Words of a role at most.
const ROLE: usize = 12;

/// Reads the mentions of `document` that are no names.
pub(super) fn read(document: &Document<'_>, groups: &[Group]) -> Taken {
    let coreference = &document.coreference;
    let text = document.annotated;
    let mut at_token: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        for span in &group.spans {
            at_token.extend(span.tokens.clone().map(|token| (token, at)));
        }
    }
    // The group of each mention that is a name, then of those that go back to one.
    let of_name = |mention: usize| {
        let found = &coreference.mentions[mention];
        (found.kind == Kind::Name).then(|| at_token.get(&found.head).map(|&at| root(groups, at)))?
    };
    let mut meant: Vec<Option<usize>> = (0..coreference.mentions.len()).map(of_name).collect();
    for _ in 0..2 {
        // Twice: a cataphor goes back to what comes later.
        for link in &coreference.links {
            if meant[link.mention].is_none() && is_kept(link.rule) {
                meant[link.mention] = meant[link.antecedent];
            } else if meant[link.antecedent].is_none() && is_same_phrase(link.rule) {
                meant[link.antecedent] = meant[link.mention];
            }
        }
    }
    let mut taken = Taken::default();
    for (at, mention) in coreference.mentions.iter().enumerate() {
        let Some(group) = meant[at] else { continue };
        let span = text.bytes(mention.tokens.clone());
        match mention.kind {
            Kind::Name | Kind::Group => {}
            Kind::Pronoun => {
                let gender = mention.gender.map(|gender| match gender {
                    SaidGender::Feminine => Gender::Feminine,
                    SaidGender::Masculine => Gender::Masculine,
                });
                if let Some(gender) = gender.filter(|_| groups[group].sort == Sort::Person) {
                    taken.genders.entry(group).or_insert(gender);
                }
                taken.mentions.push((group, span));
            }
            Kind::Nominal => {
                let apposed = coreference.links.iter().any(|link| {
                    (link.mention == at || link.antecedent == at) && is_same_phrase(link.rule)
                });
                taken.mentions.push((group, span.clone()));
                let person = groups[group].sort == Sort::Person;
                if apposed {
                    if person {
                        taken.roles.push((group, role(document, mention.head)));
                    }
                } else if fits(mention.sort, groups[group].sort)
                    && mention.number != Some(Number::Plural)
                    && is_definite(document, &mention.tokens)
                {
                    let rule = coreference.link_of(at).map(|link| link.rule);
                    let why = reason(rule).to_owned();
                    taken.descriptions.push(Description { group, span, why });
                }
            }
        }
    }
    titles(document, groups, &at_token, &mut taken);
    taken
}

/// Whether a mention means whoever it is linked to for good: not because that one spoke last.
fn is_kept(rule: LinkRule) -> bool {
    !matches!(rule, LinkRule::Description | LinkRule::FirstPersonPlural)
}

fn is_same_phrase(rule: LinkRule) -> bool {
    matches!(
        rule,
        LinkRule::Apposition
            | LinkRule::RolePremodifier
            | LinkRule::PredicateNominative
            | LinkRule::Naming
    )
}

fn reason(rule: Option<LinkRule>) -> &'static str {
    match rule {
        Some(LinkRule::OrganisationNoun) => "the noun takes up the one organisation of that kind",
        Some(LinkRule::Role) => "the one who bears that title",
        Some(LinkRule::Age) => "the one of that age",
        Some(LinkRule::Metonym) => "the organisation of that country and kind",
        _ => "takes up the same noun",
    }
}

fn fits(mention: Option<MentionSort>, sort: Sort) -> bool {
    match mention {
        Some(MentionSort::Person) => sort == Sort::Person,
        Some(MentionSort::Organisation) => sort == Sort::Organisation,
        None => matches!(sort, Sort::Person | Sort::Organisation),
        _ => false,
    }
}

/// "the agency", "Seoul's agency": not "a senior official", "one of the soldiers".
fn is_definite(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    let first = document.annotated.token(tokens.start);
    let the = first.text().eq_ignore_ascii_case("the");
    the || tokens
        .clone()
        .any(|at| document.annotated.token(at).tag() == "POS")
}

/// "operations director of Bellmer Mining", in small letters.
fn role(document: &Document<'_>, head: usize) -> String {
    let text = document.annotated;
    let whole = text.token(head).subtree();
    let end = (head..whole.end)
        .find(|&at| matches!(text.token(at).text(), "," | ";" | "(" | "who" | "which"))
        .unwrap_or(whole.end);
    let end = end.min(whole.start + ROLE).max(head + 1);
    text.words(whole.start..end).to_lowercase()
}

/// "the brigadier", where one person of the article bears that title.
fn titles(
    document: &Document<'_>,
    groups: &[Group],
    at_token: &BTreeMap<usize, usize>,
    taken: &mut Taken,
) {
    let text = document.annotated;
    let mut bearers: BTreeMap<&'static str, Option<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        let person = group.sort == Sort::Person;
        let titles = group.spans.iter().flat_map(|span| &span.titles);
        for title in titles.filter(|title| title.is_role && person) {
            let bearer = root(groups, at);
            let entry = bearers.entry(title.shared).or_insert(Some(bearer));
            if *entry != Some(bearer) {
                *entry = None;
            }
        }
    }
    for at in 1..text.len() {
        let noun = text.token(at);
        let the = text.token(at - 1).text().eq_ignore_ascii_case("the");
        let Some(title) = lexicon()
            .title(&noun.text().to_lowercase())
            .filter(|title| title.is_role && the && !at_token.contains_key(&at))
        else {
            continue;
        };
        let ends = text.bytes(at..at + 1).end;
        let alone = noun
            .children()
            .all(|child| child.index < at || child.dep() == "punct")
            && !matches!(noun.dep(), "compound" | "amod" | "nmod" | "poss")
            && noun.children().filter(|child| child.index < at).count() == 1;
        let span = text.bytes(at - 1..at).start..ends;
        let known = taken.descriptions.iter().any(|known| known.span == span);
        if let (Some(Some(group)), true, false) = (bearers.get(title.shared), alone, known) {
            taken.mentions.push((*group, span.clone()));
            taken.descriptions.push(Description {
                group: *group,
                span,
                why: "the only one in the article who bears that title".to_owned(),
            });
        }
    }
}

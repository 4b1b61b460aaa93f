//! Sieve 9: pronouns. Those that speak first: a source that goes on speaking
//! is the last one of its gender that spoke.

use super::Rule;
use super::clusters::Clusters;
use super::index::WINDOW;
use super::mention::{Gender, Kind, Number, Sort};
use super::salience::salient;
use super::scene::{DEPTH, Scene};

/// How many sentences with someone in them a pronoun looks back, its own not
/// counted.
const SENTENCES: usize = 2;

/// Links one pronoun, if it is sure whom it goes back to.
pub(super) fn link(scene: &Scene<'_, '_>, clusters: &mut Clusters, mention: usize) {
    if clusters.is_linked(mention) {
        return;
    }
    let quoted = scene.mentions[mention].quoted;
    let word = scene.details[mention].words[0].as_str();
    match word {
        "I" | "me" | "my" | "myself" | "we" | "us" | "our" => {
            if quoted {
                first_person(scene, clusters, mention);
            }
        }
        "who" | "whom" | "whose" | "which" | "that" => {}
        _ if quoted => {}
        _ => {
            let told = complement(scene, clusters, mention);
            let above = dominating(scene, clusters, mention);
            let above = match above {
                Above::One(found) => Some((found, Rule::Pronoun)),
                Above::Unsure if told.is_none() => return,
                Above::Unsure | Above::Nobody => None,
            };
            let found = match (told, above) {
                // "Keller said Brandt left because he was ill."
                (Some((one, _)), Some((other, _)))
                    if clusters.root(one) != clusters.root(other) =>
                {
                    None
                }
                (Some(found), _) | (None, Some(found)) => Some(found),
                (None, None) => {
                    cataphor(scene, clusters, mention).or_else(|| search(scene, clusters, mention))
                }
            };
            if let Some((antecedent, rule)) = found {
                clusters.join(scene, mention, antecedent, rule);
            }
        }
    }
}

/// "I" and "we" are whoever is quoted.
fn first_person(scene: &Scene<'_, '_>, clusters: &mut Clusters, mention: usize) {
    let speaker = scene
        .tree
        .quote(scene.head(mention))
        .and_then(|quote| scene.speech_of_quote[quote])
        .and_then(|speech| scene.speeches[speech].speaker);
    let Some(speaker) = speaker.map(|speaker| of_number(scene, mention, speaker)) else {
        return;
    };
    let singular = scene.mentions[mention].number == Some(Number::Singular);
    let person = scene.mentions[speaker].sort == Some(Sort::Person);
    if !singular || person {
        let rule = if singular {
            Rule::FirstPerson
        } else {
            Rule::FirstPersonPlural
        };
        clusters.join(scene, mention, speaker, rule);
    }
}

/// For "they" and "we" the group that the mention is the first of, if it is.
fn of_number(scene: &Scene<'_, '_>, pronoun: usize, mention: usize) -> usize {
    match scene.details[pronoun].words[0].as_str() {
        "they" | "them" | "their" | "themselves" | "we" | "us" | "our" => {
            scene.group_of(mention).unwrap_or(mention)
        }
        _ => mention,
    }
}

/// "Keller said she would stay": the subject of the verb of saying above.
fn complement(scene: &Scene<'_, '_>, clusters: &Clusters, mention: usize) -> Option<(usize, Rule)> {
    let tree = &scene.tree;
    let mut at = scene.head(mention);
    let mut clause = at;
    for steps in 0..12 {
        let above = tree.head(at);
        if above == at {
            return None;
        }
        at = above;
        let speech = scene
            .speech_at(at)
            .filter(|speech| speech.subject != scene.head(mention));
        if let Some(speech) = speech {
            // An argument of the verb itself is someone else ("told him").
            let own = steps == 0 || tree.dep(clause) == "prep" || tree.dep(clause) == "dative";
            let speaker = of_number(scene, mention, speech.speaker?);
            let fits = !own
                && speech.subject < scene.head(mention)
                && can_be(scene, clusters, mention, speaker)
                && matches!(
                    tree.dep(clause),
                    "ccomp" | "dobj" | "xcomp" | "advcl" | "conj" | "pcomp"
                );
            return fits.then_some((speaker, Rule::SpeechComplement));
        }
        clause = at;
    }
    None
}

/// What stands above a pronoun.
enum Above {
    /// Someone whom it must mean.
    One(usize),
    /// Someone whom it may mean, among others: nobody further off is surer.
    Unsure,
    Nobody,
}

/// "Keller held a meeting in which she explained": the subject of the nearest
/// clause above, as in Hobbs, *Resolving Pronoun References* (Lingua 44, 1978).
fn dominating(scene: &Scene<'_, '_>, clusters: &Clusters, mention: usize) -> Above {
    let tree = &scene.tree;
    let head = scene.head(mention);
    let mut at = head;
    let mut clauses = 0;
    for _ in 0..8 {
        let above = tree.head(at);
        if above == at {
            return Above::Nobody;
        }
        // A clause of its own next to the one above looks no higher.
        if clauses > 0 && matches!(tree.dep(at), "conj" | "parataxis") {
            return Above::Nobody;
        }
        at = above;
        let Some(subject) = tree.child(at, &["nsubj", "nsubjpass"]) else {
            continue;
        };
        clauses += 1;
        if subject >= head {
            continue;
        }
        let Some(found) = scene.at_head(subject) else {
            return Above::Nobody;
        };
        let found = of_number(scene, mention, found);
        let fits =
            |at: usize| can_be(scene, clusters, mention, at) && !bound_apart(scene, mention, at);
        if fits(found) {
            // "A reporter spotted Stein and her aide": who knows which.
            let gender = scene.mentions[mention].gender;
            let sure = gender.is_none() || clusters.profile(found).gender == gender;
            let alone = scene
                .around(mention)
                .filter(|&at| scene.head(at) < head && fits(at))
                .all(|at| clusters.root(at) == clusters.root(found));
            return match sure || alone {
                true => Above::One(found),
                false => Above::Unsure,
            };
        }
    }
    Above::Nobody
}

/// "As she left, Keller said".
fn cataphor(scene: &Scene<'_, '_>, clusters: &Clusters, mention: usize) -> Option<(usize, Rule)> {
    let tree = &scene.tree;
    let head = scene.head(mention);
    let mut at = head;
    for _ in 0..4 {
        if tree.dep(at) == "advcl" {
            break;
        }
        at = tree.head(at);
    }
    let main = tree.head(at);
    let subject = tree.child(main, &["nsubj"])?;
    let found = scene.at_head(subject)?;
    let fits = tree.dep(at) == "advcl"
        && head < subject
        && scene.mentions[found].kind == Kind::Name
        && can_be(scene, clusters, mention, found);
    fits.then_some((found, Rule::Pronoun))
}

/// Looks back, sentence by sentence, for the first that holds someone who
/// fits; there, a source goes before a subject and that before the rest. Two
/// who fit equally well leave it open.
fn search(scene: &Scene<'_, '_>, clusters: &Clusters, mention: usize) -> Option<(usize, Rule)> {
    let tree = &scene.tree;
    let head = scene.head(mention);
    let speaks = scene.speech_by(mention).is_some();
    let word = scene.details[mention].words[0].as_str();
    let wanted = match word {
        "they" | "them" | "their" | "themselves" | "it" | "itself" => speaks,
        _ => true,
    };
    if !wanted || tree.dep(head) == "expl" {
        return None;
    }
    let paragraphs = if speaks { 2 } else { 1 };
    let rule = if speaks {
        Rule::SpeechPronoun
    } else {
        Rule::Pronoun
    };
    let mut seen = 0;
    let first = tree.sentence[head].saturating_sub(WINDOW);
    for sentence in (first..=tree.sentence[head]).rev() {
        let here = tree.sentence[head] == sentence;
        let mut all = scene.in_sentence(sentence);
        if here {
            all.end = mention;
        }
        all.start = all.start.max(all.end.saturating_sub(WINDOW));
        let in_sentence: Vec<usize> = all
            .filter(|&at| (!here || scene.head(at) < head) && !scene.mentions[at].quoted)
            .collect();
        let near = |at: &usize| scene.paragraph(*at) + paragraphs >= scene.paragraph(mention);
        if !in_sentence.iter().all(near) {
            return None;
        }
        // Whoever an unsolved "they" is may be this one too.
        let unsolved = |&at: &usize| {
            let earlier = &scene.mentions[at];
            earlier.kind == Kind::Pronoun
                && earlier.number == Some(Number::Plural)
                && scene.mentions[mention].number == Some(Number::Plural)
                && scene.is_subject(at)
                && clusters.profile(at).forms.is_empty()
        };
        if in_sentence.iter().any(unsolved) {
            return None;
        }
        let fitting: Vec<usize> = in_sentence
            .iter()
            .copied()
            .filter(|&at| can_be(scene, clusters, mention, at) && !bound_apart(scene, mention, at))
            .collect();
        if !fitting.is_empty() {
            return salient(scene, clusters, mention, &fitting).map(|found| (found, rule));
        }
        if !here && !in_sentence.is_empty() {
            seen += 1;
        }
        if seen == SENTENCES {
            return None;
        }
    }
    None
}

/// Whether the features of the two allow it.
fn can_be(scene: &Scene<'_, '_>, clusters: &Clusters, mention: usize, other: usize) -> bool {
    let profile = clusters.profile(other);
    let detail = &scene.details[other];
    if detail.narrowing || !clusters.agree(scene, mention, other) {
        return false;
    }
    match scene.details[mention].words[0].as_str() {
        "it" | "its" | "itself" => {
            matches!(
                profile.sort,
                Some(Sort::Organisation | Sort::Place | Sort::Document)
            ) && profile.number != Some(Number::Plural)
        }
        "they" | "them" | "their" | "themselves" => {
            let animate = matches!(profile.sort, Some(Sort::Person | Sort::Organisation));
            (animate && profile.number == Some(Number::Plural))
                || profile
                    .forms
                    .iter()
                    .any(|&at| scene.details[at].noun == "police")
        }
        // "one said he", "another said he"
        _ if detail.apart && profile.sort.is_none() => true,
        _ => {
            // Who says something and is of no known kind is a person.
            let speaks = profile.sort.is_none()
                && scene.mentions[other].kind == Kind::Nominal
                && scene.speech_by(other).is_some();
            (profile.sort == Some(Sort::Person) || speaks)
                && profile.number != Some(Number::Plural)
                && (!profile.forms.is_empty() || profile.gender.is_some())
                && scene.mentions[mention]
                    .gender
                    .is_none_or(|gender: Gender| profile.gender.is_none_or(|other| other == gender))
        }
    }
}

/// Subject and object of one verb are two ("Keller told her").
fn bound_apart(scene: &Scene<'_, '_>, mention: usize, other: usize) -> bool {
    let tree = &scene.tree;
    let governor = |token: usize| {
        let head = tree.head(token);
        if matches!(tree.dep(head), "prep" | "dative" | "agent") {
            tree.head(head)
        } else {
            head
        }
    };
    let (a, b) = (scene.head(mention), scene.head(other));
    let owns = tree.dep(a) == "poss" || tree.dep(b) == "poss";
    let same_sentence = tree.sentence[a] == tree.sentence[b];
    same_sentence && ((!owns && governor(a) == governor(b)) || is_told_by(scene, a, b))
}

/// "Keller was safe, he added": whoever is named in what a pronoun is said to
/// say is not the one who says it.
fn is_told_by(scene: &Scene<'_, '_>, pronoun: usize, other: usize) -> bool {
    let tree = &scene.tree;
    let verb = tree.head(pronoun);
    if !scene.is_source(pronoun) {
        return false;
    }
    let mut at = other;
    for _ in 0..DEPTH {
        let above = tree.head(at);
        if above == verb {
            return matches!(tree.dep(at), "ccomp" | "parataxis" | "dep");
        }
        if above == at {
            break;
        }
        at = above;
    }
    // The tree may hang the saying on what is said.
    tree.dep(verb) == "parataxis"
}

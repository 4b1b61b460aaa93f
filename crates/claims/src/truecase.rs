//! Headlines in title case, as a sentence would have them ("truecasing", Lita et al. 2003).
//!
//! "12 Reported Dead After Ferry Sinks" is all names to a tagger that learned from sentences. A
//! headline names what its article names, so the article decides: what it writes small, and what it
//! does not write at all, is small.

use std::collections::HashMap;

use restated_language::Annotated;

/// Words shorter than this are small in title case too.
const LONG: usize = 4;

/// How an article writes a word within its sentences.
#[derive(Default)]
struct Seen<'t> {
    small: bool,
    /// As a name: "Troops" of "Border Troops Command", "NATO".
    name: Option<&'t str>,
}

/// `title` with capitals only where `body` has them, each word as long as before in bytes; `None`
/// where the title is no title case (nor all capitals) and stands as it is.
pub(crate) fn truecased(title: &str, body: &Annotated<'_>) -> Option<String> {
    let words = words(title);
    let seen = seen(&words, body);
    let known = |word: &str| seen.get(&word.to_lowercase());
    let is_name = |word: &str| known(word).is_some_and(|seen| seen.name.is_some() && !seen.small);
    let telling = || {
        let behind_the_first = words.iter().skip(1);
        behind_the_first.filter(|word| word.chars().count() >= LONG && !is_name(word))
    };
    let capitals = telling().filter(|word| is_capital(word)).count();
    if capitals < 2 || capitals * 10 < telling().count() * 7 {
        return None;
    }
    let shouting = !title.chars().any(char::is_lowercase);
    let mut out = String::with_capacity(title.len());
    let mut rest = title;
    for (nth, word) in words.iter().enumerate() {
        let (before, behind) = rest.split_once(word)?;
        out.push_str(before);
        rest = behind;
        let small = || word.to_lowercase();
        let put = match known(word) {
            Some(seen) if seen.small => small(),
            Some(Seen {
                name: Some(name), ..
            }) => (*name).to_owned(),
            // An abbreviation, a letter of one ("U.S."), a spelling of its own.
            _ if !shouting && word.chars().skip(1).any(char::is_uppercase) => (*word).to_owned(),
            _ if word.chars().nth(1).is_none() => (*word).to_owned(),
            _ => small(),
        };
        let opens = nth == 0 && !before.contains(char::is_numeric);
        let put = if opens { capital(&put) } else { put };
        out.push_str(if put.len() == word.len() { &put } else { word });
    }
    out.push_str(rest);
    Some(out)
}

fn words(title: &str) -> Vec<&str> {
    title
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect()
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// How `body` writes each of `words`, the first words of its sentences aside.
fn seen<'t>(words: &[&str], body: &Annotated<'t>) -> HashMap<String, Seen<'t>> {
    let mut seen: HashMap<String, Seen<'t>> = words
        .iter()
        .map(|word| (word.to_lowercase(), Seen::default()))
        .collect();
    for sentence in &body.sentences {
        for at in sentence.clone().skip(1) {
            for word in self::words(&body.text[body.token(at).bytes()]) {
                match seen.get_mut(&word.to_lowercase()) {
                    Some(seen) if is_capital(word) => seen.name = Some(word),
                    Some(seen) => seen.small = true,
                    None => {}
                }
            }
        }
    }
    seen
}

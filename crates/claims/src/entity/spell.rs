//! Names as they are compared: without case, marks and spelling habits.

use super::lexicon::lexicon;

/// A word in small letters, without marks on letters, full stops and a possessive ending.
pub(super) fn fold(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let word = ["'s", "’s", "'S", "’S"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word);
    let mut folded = String::with_capacity(word.len());
    for letter in word.chars().flat_map(char::to_lowercase) {
        match lexicon().letters.get(&letter) {
            Some(plain) => folded.push_str(plain),
            // Combining marks, and "U.S." for "US".
            None if letter == '.' || ('\u{300}'..='\u{36f}').contains(&letter) => {}
            None => folded.push(if letter == '’' { '\'' } else { letter }),
        }
    }
    folded
}

/// The words of a name as they are compared, without "the".
pub(super) fn words(name: &str) -> Vec<String> {
    name.split(|c: char| c.is_whitespace() || c == '-' || c == '–')
        .map(fold)
        .filter(|word| !word.is_empty() && word != "the")
        .collect()
}

/// What is left of a folded word without what transliterations differ in: "Zelensky" and
/// "Zelenskyy" have one skeleton.
pub(super) fn skeleton(word: &str) -> String {
    let mut word = word.to_owned();
    for (written, plain) in &lexicon().spelling {
        if word.contains(written) {
            word = word.replace(written, plain);
        }
    }
    let mut skeleton = String::with_capacity(word.len());
    for letter in word.chars() {
        if !skeleton.ends_with(letter) {
            skeleton.push(letter);
        }
    }
    skeleton
}

/// Whether two folded words, long enough to tell, are one letter apart: put in, left out,
/// exchanged for another or for its neighbour. Not at the beginning, and not at the end, where
/// "Petrov" and "Petrova" are two.
pub(super) fn is_slip(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if a == b || a.len() < 6 || b.len() > a.len() + 1 {
        return false;
    }
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let rest = a.len() - head;
    let tail = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take(rest)
        .take_while(|(x, y)| x == y)
        .count();
    let swapped =
        a.len() == b.len() && rest - tail == 2 && a[head] == b[head + 1] && a[head + 1] == b[head];
    head > 0 && tail > 0 && (rest - tail <= usize::from(a.len() == b.len()) || swapped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_case_do_not_count() {
        assert_eq!(fold("Cántaro’s"), "cantaro");
        assert_eq!(fold("U.S."), "us");
        assert_eq!(words("the Jöns-Orm Works"), ["jons", "orm", "works"]);
    }

    #[test]
    fn spellings_of_one_name_share_a_skeleton() {
        for (one, other) in [
            ("zelensky", "zelenskyy"),
            ("zelensky", "zelenskiy"),
            ("halsen", "halssen"),
            ("mohammed", "mohamed"),
            ("sergei", "sergey"),
            ("qadir", "kadir"),
        ] {
            assert_eq!(skeleton(one), skeleton(other));
        }
        for (one, other) in [
            ("hansen", "jansen"),
            ("petrov", "petrova"),
            ("ivan", "ivana"),
        ] {
            assert_ne!(skeleton(one), skeleton(other));
        }
    }

    #[test]
    fn a_slip_is_one_letter_inside_a_long_word() {
        assert!(is_slip("dorrick", "dorick"));
        assert!(is_slip("brandvold", "brandvlod"));
        assert!(is_slip("hansen", "hanson"));
        assert!(!is_slip("petrov", "petrova"));
        assert!(!is_slip("hansen", "jansen"));
        assert!(!is_slip("vale", "vele"));
        assert!(!is_slip("harrowgate", "barrowgate"));
    }
}

//! The language of the page.

use super::clues::Clues;

/// BCP 47 tag of the language that `text` is in, usually two letters. The page's own
/// word counts unless the text is long and clearly in another language: templates
/// keep a wrong `lang` for years.
pub(crate) fn resolve(
    clues: &Clues<'_>,
    described: Option<&str>,
    declared: Option<&str>,
    text: &str,
) -> Option<String> {
    let stated = [
        clues.lang,
        described,
        clues.meta(&["og:locale"]),
        clues.meta(&[
            "content-language",
            "language",
            "dc.language",
            "dcterms.language",
            "inlanguage",
        ]),
        declared,
    ];
    let stated = stated.into_iter().flatten().find_map(primary);
    settle(stated, text)
}

/// The language of `text` where only one tag, or none, states it.
pub(crate) fn of(tag: Option<&str>, text: &str) -> Option<String> {
    settle(tag.and_then(primary), text)
}

/// The stated language against what the text looks like.
fn settle(stated: Option<String>, text: &str) -> Option<String> {
    const LONG: usize = 400;
    let guess = whatlang::detect(text)
        .filter(|info| info.is_reliable())
        .and_then(|info| two_letters(info.lang().code()));
    match (stated, guess) {
        (Some(stated), Some(guess)) if stated != guess && text.len() >= LONG => {
            // These the detector confuses.
            let close = CLOSE
                .iter()
                .any(|group| group.contains(&stated.as_str()) && group.contains(&guess));
            Some(if close { stated } else { guess.to_owned() })
        }
        (Some(stated), _) => Some(stated),
        (None, guess) => guess.map(str::to_owned),
    }
}

const CLOSE: &[&[&str]] = &[
    &["no", "nb", "nn", "da", "sv"],
    &["hr", "sr", "bs", "sl", "mk", "bg"],
    &["es", "pt", "gl", "ca", "it", "eo"],
    &["cs", "sk"],
    &["ru", "uk", "be"],
    &["nl", "af"],
    &["id", "ms", "jv"],
];

/// The primary language of a tag: `en` of `en-US`, `en_GB`, `EN`, `english`.
fn primary(tag: &str) -> Option<String> {
    let tag = tag.split([',', ';']).next()?.trim().to_ascii_lowercase();
    if tag == "english" {
        return Some("en".to_owned());
    }
    let language = tag.split(['-', '_']).next()?;
    let known = matches!(language.len(), 2 | 3) && language.bytes().all(|b| b.is_ascii_lowercase());
    let none = matches!(language, "und" | "mul" | "zxx" | "xx");
    (known && !none).then(|| two_letters(language).unwrap_or(language).to_owned())
}

/// Two letters for ISO 639-3 codes that have them.
fn two_letters(code: &str) -> Option<&str> {
    if code.len() == 2 {
        return Some(code);
    }
    CODES
        .iter()
        .find(|(three, _)| *three == code)
        .map(|(_, two)| *two)
}

const CODES: &[(&str, &str)] = &[
    ("afr", "af"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN: &str = "Die Feuerwehr war am Dienstag mit mehr als hundert Leuten im Einsatz. Nach Angaben des \
        Betreibers wurden zwei Bergleute getötet, als das Dach einstürzte. Die Suche nach den Vermissten wurde in \
        der Nacht fortgesetzt, wie ein Sprecher sagte. Am Morgen soll der Schacht wieder geöffnet werden, damit die \
        Helfer von oben an die Stelle gelangen, an der die Männer zuletzt gesehen worden waren. Niemand wusste, wie \
        viele es waren.";

    #[test]
    fn the_tag_counts_unless_the_text_is_clearly_another_language() {
        let settled = |tag: &str, text| settle(primary(tag), text);
        assert_eq!(settled("en-US", "Short.").as_deref(), Some("en"));
        assert_eq!(settled("en", GERMAN).as_deref(), Some("de"));
        assert_eq!(settled("deu", GERMAN).as_deref(), Some("de"));
        assert_eq!(settled("", GERMAN).as_deref(), Some("de"));
        assert_eq!(settled("und", ""), None);
        assert!(CODES.is_sorted());
    }
}

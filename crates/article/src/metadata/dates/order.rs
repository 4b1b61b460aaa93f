//! Whether a locale writes 03/04/2031 for the third of April or the fourth of March.

/// Order of day and month in all-numeric dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// 03/04/2031 is the third of April.
    DayFirst,
    /// 03/04/2031 is the fourth of March.
    MonthFirst,
    /// Nothing tells: only dates with a day above 12 are read.
    Unknown,
}

impl Order {
    /// The order used in `locale`, a BCP 47 tag such as `en-US` or `de` (`en_US`
    /// is understood too). Bare `en` says nothing.
    pub(crate) fn of(locale: &str) -> Self {
        let mut parts = locale.split(['-', '_', '.']);
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let region = parts
            .find(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic()))
            .map(str::to_ascii_uppercase);
        match region.as_deref() {
            Some(region) if MONTH_FIRST_REGIONS.contains(&region) => return Self::MonthFirst,
            // Canada and the Philippines' neighbours use both.
            Some("CA" | "KE" | "GH") => return Self::Unknown,
            _ => {}
        }
        match (language.as_str(), region) {
            ("en", Some(_)) => Self::DayFirst,
            (language, _) if DAY_FIRST_LANGUAGES.contains(&language) => Self::DayFirst,
            _ => Self::Unknown,
        }
    }
}

const MONTH_FIRST_REGIONS: &[&str] = &["US", "PH", "PR", "GU", "PW", "FM", "MH"];

const DAY_FIRST_LANGUAGES: &[&str] = &[
    "bg", "ca", "cs", "da", "de", "el", "es", "et", "fi", "fr", "gl", "hr", "is", "it", "lv", "nb",
    "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk",
];

#[cfg(test)]
mod tests {
    use super::Order;

    #[test]
    fn the_locale_settles_the_order_or_nothing_does() {
        for (locale, order) in [
            ("en-US", Order::MonthFirst),
            ("en_US", Order::MonthFirst),
            ("en-us", Order::MonthFirst),
            ("en-GB", Order::DayFirst),
            ("de", Order::DayFirst),
            ("de-AT", Order::DayFirst),
            ("en", Order::Unknown),
            ("en-CA", Order::Unknown),
            ("zh-Hant-TW", Order::Unknown),
            ("", Order::Unknown),
        ] {
            assert_eq!(Order::of(locale), order, "{locale}");
        }
    }
}

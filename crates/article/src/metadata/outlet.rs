//! Who publishes the page, by the name it gives itself.

use super::clues::{Clues, Mark};
use super::json_ld::Described;
use super::text::{fold, tidy};
use super::title::{Site, first_separator, last_separator};
use crate::source::Element;

/// Name of the outlet. Where nothing names it there is none: its host is not a name.
pub(crate) fn resolve(
    clues: &Clues<'_>,
    described: &Described,
    title: Option<&str>,
    declared: Option<&str>,
    site: &Site,
) -> Option<String> {
    let shown = shown(clues, site);
    let stated = [
        clues.meta(&["og:site_name"]),
        described.publisher.as_deref(),
        described.site.as_deref(),
        clues.meta(&[
            "application-name",
            "citation_journal_title",
            "dc.publisher",
            "dcterms.publisher",
            "publisher",
            "apple-mobile-web-app-title",
        ]),
    ];
    let stated: Vec<String> = stated.into_iter().flatten().filter_map(name).collect();
    let tail = clues
        .title
        .as_deref()
        .and_then(|whole| beside(whole, title?));
    let tail = tail.as_deref().and_then(name);
    // A name that the page's head and its masthead share is sure.
    let confirmed = tail
        .clone()
        .filter(|tail| shown.iter().any(|s| fold(s) == fold(tail)));
    stated
        .iter()
        .cloned()
        .chain(confirmed)
        .find(|name| !is_domain(name))
        .or_else(|| tail.filter(|name| !is_domain(name)))
        .or_else(|| shown.into_iter().find(|name| !is_domain(name)))
        .or_else(|| declared.and_then(name))
        // Some outlets do call themselves by their domain.
        .or_else(|| stated.into_iter().next())
}

/// What `<title>` says beside the headline.
fn beside(whole: &str, headline: &str) -> Option<String> {
    let headline = fold(headline);
    let parts = [
        last_separator(whole),
        first_separator(whole).map(|(first, kept)| (kept, first)),
    ];
    parts
        .into_iter()
        .flatten()
        .find(|(kept, _)| {
            let kept = fold(kept);
            kept == headline || kept.starts_with(&headline)
        })
        .map(|(_, rest)| rest.trim().to_owned())
}

/// Names in the masthead and logos, the surest first.
fn shown(clues: &Clues<'_>, site: &Site) -> Vec<String> {
    let headline = clues.headings.iter().find(|h| h.level == 1);
    let before = headline.map_or(usize::MAX, |h| h.plain.start);
    const LONG: usize = 300;
    let mut ranked: Vec<(i32, String)> = Vec::new();
    for marked in clues.marked(&[Mark::Site]) {
        let page = clues.page();
        let element = marked.element;
        let text = page.text(element);
        let text = if text.len() > LONG { "" } else { text.trim() };
        let line = if text.contains('\n') { "" } else { text };
        let alt = element.attribute("alt").or(element.attribute("title"));
        let home =
            page.ancestors(marked.index).take(3).any(leads_home) || inner_home(clues, marked.index);
        for name in [Some(line), alt].into_iter().flatten().filter_map(name) {
            let rank = 4 * i32::from(site.is(&name))
                + 2 * i32::from(home)
                + i32::from(is_nameplate(element));
            if rank > 0 && (element.plain.start < before || site.is(&name)) {
                ranked.push((rank, name));
            }
        }
    }
    ranked.sort_by_key(|(rank, _)| -rank);
    let masthead = print_masthead(clues);
    ranked
        .into_iter()
        .map(|(_, name)| name)
        .chain(masthead)
        .collect()
}

/// A link to the front page.
fn leads_home(element: &Element) -> bool {
    let href = element.attribute("href").unwrap_or_default().trim();
    let path = href
        .split_once("://")
        .map(|(_, rest)| rest.split_once('/').map_or("", |(_, p)| p));
    matches!(href, "/" | "./" | "index.html" | "/index.html") || path == Some("")
}

fn inner_home(clues: &Clues<'_>, index: usize) -> bool {
    let children = clues.page().elements().iter().skip(index + 1).take(3);
    children
        .filter(|child| child.parent >= Some(index))
        .any(leads_home)
}

/// A class or id that says nothing but "the site's name".
fn is_nameplate(element: &Element) -> bool {
    const PLATES: &[&str] = &[
        "logo",
        "brand",
        "site-title",
        "site-name",
        "sitename",
        "masthead",
        "nameplate",
    ];
    ["class", "id"]
        .iter()
        .filter_map(|name| element.attribute(name))
        .flat_map(str::split_whitespace)
        .any(|class| PLATES.contains(&class.to_lowercase().as_str()))
}

/// The first line of a page made of tables and fonts: set larger than the rest.
fn print_masthead(clues: &Clues<'_>) -> Option<String> {
    let first = clues.headings.first()?.plain.start;
    clues
        .page()
        .elements()
        .iter()
        .take_while(|e| e.plain.start < first || e.plain.is_empty())
        .filter(|e| e.name == "font")
        .find(|e| {
            e.attribute("size")
                .is_some_and(|size| matches!(size.trim_start_matches('+'), "4" | "5" | "6" | "7"))
        })
        .and_then(|e| name(clues.page().text(e)))
}

/// First words of buttons and links that stand in mastheads.
const BUTTONS: &[&str] = &[
    "skip",
    "menu",
    "log",
    "login",
    "logout",
    "sign",
    "search",
    "read",
    "more",
    "about",
    "subscribe",
    "close",
    "open",
    "toggle",
    "by",
    "go",
    "back",
    "return",
    "visit",
    "follow",
    "share",
    "just",
    "welcome",
    "my",
    "your",
    "link",
];

/// `text` as a name of an outlet, if it can be one.
fn name(text: &str) -> Option<String> {
    const DECORATION: &[&str] = &["logo", "homepage", "home page", "home", "icon"];
    let mut text = tidy(text);
    for word in DECORATION {
        let lower = text.to_lowercase();
        if let Some(rest) = lower.strip_suffix(word)
            && (rest.is_empty() || rest.ends_with([' ', '-', '_']))
        {
            text.truncate(rest.len().min(text.len()));
            text = text
                .trim_end_matches([' ', '-', '–', '|', '_', ':'])
                .to_owned();
        }
    }
    text = without_tagline(&text).to_owned();
    let text = text
        .trim_start_matches('@')
        .trim_end_matches(['-', '|', '–', ' '])
        .trim()
        .to_owned();
    let first = text
        .split([' ', ':'])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    if BUTTONS.contains(&first.as_str()) {
        return None;
    }
    let words = text.split_whitespace().count();
    let letters = text.chars().any(char::is_alphabetic);
    (letters && words <= 8 && text.len() <= 80 && !text.contains("://")).then_some(text)
}

/// "Meridian Post | News that stays" without what follows the name.
fn without_tagline(text: &str) -> &str {
    const TAGLINE_WORDS: usize = 3;
    let parted = [" | ", " - ", " – ", " — ", ": "]
        .iter()
        .filter_map(|mark| text.split_once(mark))
        .min_by_key(|(head, _)| head.len());
    match parted {
        Some((head, tail))
            if !head.trim().is_empty() && tail.split_whitespace().count() >= TAGLINE_WORDS =>
        {
            head
        }
        _ => text,
    }
}

fn is_domain(name: &str) -> bool {
    !name.contains(' ')
        && name.rsplit_once('.').is_some_and(|(host, end)| {
            !host.is_empty()
                && (2..=8).contains(&end.len())
                && end.chars().all(|c| c.is_ascii_lowercase())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Page;

    fn outlet(html: &str) -> Option<String> {
        let page = Page::read(html);
        resolve(
            &Clues::gather(&page),
            &Described::default(),
            Some("Roof fall kills two"),
            None,
            &Site::default(),
        )
    }

    #[test]
    fn the_page_names_its_outlet() {
        for html in [
            "<meta property='og:site_name' content='Meridian Post'>",
            "<meta property='og:site_name' content='Meridian Post | News for the whole valley'>",
            "<title>Roof fall kills two | Meridian Post</title>",
            "<title>Roof fall kills two - Harrow - Meridian Post</title>",
            "<title>Meridian Post: Roof fall kills two</title>",
            "<header><a class='logo' href='/'><img alt='Meridian Post logo' class='logo-img'></a></header>",
            "<div class='brand'><b>Meridian Post</b></div><h1>Roof fall kills two</h1>",
            "<p class='site-title'>Meridian Post</p>",
            "<font size='6'>Meridian Post</font><h2>Roof fall kills two</h2>",
            "<meta property='og:site_name' content='meridian.example'><title>Roof fall kills two | Meridian Post</title>",
        ] {
            assert_eq!(outlet(html).as_deref(), Some("Meridian Post"), "{html}");
        }
    }

    #[test]
    fn a_domain_is_no_name() {
        assert_eq!(
            outlet("<title>Roof fall kills two | meridian.example</title>"),
            None
        );
        assert_eq!(outlet("<h1>Roof fall kills two</h1>"), None);
    }
}

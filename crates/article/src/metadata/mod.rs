//! What a page says about its article: title, byline, outlet, dates, language, address.
//!
//! [`Clues`] gathers in one pass what may say so: JSON-LD, meta tags, marked elements,
//! headings. Each resolver compares the candidates for one field.

mod authors;
mod byline;
mod clues;
pub(crate) mod dates;
mod json_ld;
pub(crate) mod language;
pub(crate) mod names;
mod outlet;
mod published;
mod shown;
pub(crate) mod text;
mod title;

use restated_capture::Declared;

use self::clues::Clues;
use self::dates::Order;
use self::json_ld::About;
use self::title::Site;
use crate::model::Dated;
use crate::source::Page;

/// Metadata of one page; the fields are those of [`Article`](crate::Article).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) byline: Vec<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) published: Option<Dated>,
    pub(crate) modified: Option<Dated>,
    pub(crate) language: Option<String>,
    pub(crate) canonical_url: Option<String>,
}

/// Reads the metadata of `page`, fetched from `url`. What the container declares
/// fills gaps; `main_text` tells the language and may open with a dateline.
pub(crate) fn resolve(
    page: &Page<'_>,
    url: Option<&str>,
    declared: &Declared,
    main_text: &str,
) -> Metadata {
    let clues = Clues::gather(page);
    let canonical_url = canonical(&clues, url);
    let address = canonical_url.as_deref().or(url);
    let about = About {
        url: address,
        title: clues.meta(&["og:title"]).or(clues.title.as_deref()),
    };
    let described = json_ld::read(clues.json_ld.iter().copied(), about);
    let names = [
        clues.meta(&["og:site_name"]),
        clues.meta(&["application-name"]),
        described.publisher.as_deref(),
        described.site.as_deref(),
        declared.outlet.as_deref(),
    ];
    let site = Site::new(names.into_iter().flatten(), url.or(address));
    let title = title::resolve(
        &clues,
        described.headline.as_deref(),
        declared.title.as_deref(),
        &site,
    );
    let outlet = outlet::resolve(
        &clues,
        &described,
        title.text.as_deref(),
        declared.outlet.as_deref(),
        &site,
    );
    let site = site.with(outlet.as_deref());
    let byline = authors::resolve(
        &clues,
        &described,
        &declared.byline,
        title.place.as_ref(),
        &site,
    );
    let language = language::resolve(
        &clues,
        described.language.as_deref(),
        declared.language.as_deref(),
        main_text,
    );
    let given = published::Given {
        described: described.published.as_deref(),
        described_modified: described.modified.as_deref(),
        declared: declared.published.as_deref(),
        urls: [url, canonical_url.as_deref()],
        headline: title.place.as_ref(),
        order: order(&clues, language.as_deref()),
        main_text,
    };
    let published = published::resolve(&clues, given);
    Metadata {
        title: title.text,
        byline,
        outlet,
        published: published.published,
        modified: published.modified,
        language,
        canonical_url,
    }
}

/// Order of day and month on the page, by its locale.
fn order(clues: &Clues<'_>, language: Option<&str>) -> Order {
    [clues.lang, clues.meta(&["og:locale"]), language]
        .into_iter()
        .flatten()
        .map(Order::of)
        .find(|order| *order != Order::Unknown)
        .unwrap_or(Order::Unknown)
}

/// The address by which the page calls itself, made absolute.
fn canonical(clues: &Clues<'_>, url: Option<&str>) -> Option<String> {
    let own = clues.canonical.into_iter().chain(clues.meta(&["og:url"]));
    let base = url.and_then(|url| url::Url::parse(url).ok());
    own.map(str::trim)
        .filter(|address| !address.is_empty())
        .find_map(|address| match &base {
            Some(base) => base.join(address).ok(),
            None => url::Url::parse(address).ok(),
        })
        .filter(|address| matches!(address.scheme(), "http" | "https"))
        .map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_with_everything_gives_everything() {
        let html = r#"<!doctype html><html lang="en-GB"><head>
            <title>Roof fall kills two - Meridian Post</title>
            <link rel="canonical" href="/a/roof-fall">
            <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Roof fall kills two",
              "datePublished": "2031-05-03T18:40:00+01:00", "dateModified": "2031-05-04T08:00:00+01:00",
              "author": {"@type": "Person", "name": "Ada Quill"},
              "publisher": {"@type": "Organization", "name": "Meridian Post"},}</script></head>
            <body><h1>Roof fall kills two</h1><p class="byline">By Ada Quill and Tom Reed</p></body></html>"#;
        let page = Page::read(html);
        let found = resolve(
            &page,
            Some("https://meridian.example/x?y=1"),
            &Declared::default(),
            "",
        );
        let dated = |edtf: &str| {
            Some(Dated {
                edtf: edtf.to_owned(),
                from: "json-ld".to_owned(),
            })
        };
        assert_eq!(
            found,
            Metadata {
                title: Some("Roof fall kills two".into()),
                byline: vec!["Ada Quill".into(), "Tom Reed".into()],
                outlet: Some("Meridian Post".into()),
                published: dated("2031-05-03T18:40:00+01:00"),
                modified: dated("2031-05-04T08:00:00+01:00"),
                language: Some("en".into()),
                canonical_url: Some("https://meridian.example/a/roof-fall".into()),
            }
        );
    }

    #[test]
    fn nesting_costs_no_time() {
        for open in [
            "<div class='author byline date headline logo'>By Ada Quill ",
            "<h1 class='related'>Roof ",
            "<article><time>3 May 2031 ",
        ] {
            let html = format!("<h1>Roof fall</h1>{}", open.repeat(20_000));
            resolve(&Page::read(&html), None, &Declared::default(), "");
        }
        for json in ["{\"@graph\":[", "[,", "{\"a\":{\"@type\":\"Article\","] {
            let html = format!(
                "<script type='application/ld+json'>{}</script>",
                json.repeat(50_000)
            );
            resolve(&Page::read(&html), None, &Declared::default(), "");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_page_is_read(
            pieces in proptest::collection::vec(
                proptest::sample::select(vec![
                    "<h1>", "</h1>", "<title>", "</title>", "Roof fall", " | ", ": ", " - ", "Meridian", "By ", "Ada Quill", ", ",
                    " and ", "&amp;", "é", "\u{2003}", "<time datetime='2031-05-03T", "'>", "</time>", "3 May 2031", "31.12.2031",
                    "<meta name='author' content='", "<meta property='og:title' content='", "<p class='byline'>", "</p>", "\n",
                    "<script type='application/ld+json'>", "</script>", "{\"@type\":\"Article\",\"headline\":\"", "\"}", "<article>",
                    "<div class='logo'>", "<font size='6'>", "—", "HARROW", "10:30 PM EST", "20310503",
                ]),
                0..40,
            ),
        ) {
            let html = pieces.concat();
            resolve(&Page::read(&html), Some("https://meridian.example/2031/05/03/a"), &Declared::default(), &html);
        }
    }

    #[test]
    fn what_the_container_declares_fills_gaps() {
        let declared = Declared {
            title: Some("Roof fall kills two".into()),
            byline: vec!["Ada Quill".into()],
            outlet: Some("Meridian Post".into()),
            published: Some("Sat, 03 May 2031 18:40:00 +0100".into()),
            language: Some("en-GB".into()),
        };
        let page = Page::read("<p>The roof fell.</p>");
        let found = resolve(&page, None, &declared, "");
        assert_eq!(found.title.as_deref(), Some("Roof fall kills two"));
        assert_eq!(found.byline, ["Ada Quill"]);
        assert_eq!(found.outlet.as_deref(), Some("Meridian Post"));
        assert_eq!(
            found.published.map(|d| d.edtf).as_deref(),
            Some("2031-05-03T18:40:00+01:00")
        );
        assert_eq!(found.language.as_deref(), Some("en"));
    }
}

//! From the home page along every link.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use axum::http::StatusCode;
use restated_dossier::report::stand_in;

use crate::desk::{self, Answer, Tag, tags};

/// Elements that pages are made of.
const ELEMENTS: &str = "html head meta title link script body a header span nav form label input button main footer p \
    h1 h2 h3 ol ul li b i br section article aside div dl dt dd table colgroup col thead tbody tr th td details \
    summary blockquote mark ins del time bdi code pre select option svg g path circle rect text tspan desc \
    figure figcaption noscript progress fieldset legend";

/// Where a link of `page` leads, without and with what it points at there.
fn target(page: &str, link: &str) -> Option<(String, Option<String>)> {
    let (place, fragment) = match link.split_once('#') {
        Some((place, fragment)) => (place, Some(fragment.to_owned())),
        None => (link, None),
    };
    let place = if place.is_empty() { page } else { place };
    place.starts_with('/').then(|| (place.to_owned(), fragment))
}

fn links(tags: &[Tag]) -> impl Iterator<Item = &str> {
    // What changes something is no link.
    let asks = |tag: &&Tag| tag.get("method") != Some("post");
    tags.iter()
        .filter(asks)
        .flat_map(|tag| ["href", "src", "action"].map(|name| tag.get(name)))
        .flatten()
}

fn is_page(answer: &Answer) -> bool {
    answer.header("content-type").starts_with("text/html")
}

#[test]
fn every_link_leads_to_a_page() {
    let mut queue: VecDeque<String> = VecDeque::from(["/".to_owned()]);
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut pointed: Vec<(String, String, String)> = Vec::new();
    let mut known: BTreeSet<String> = queue.iter().cloned().collect();
    let mut kinds: BTreeSet<String> = BTreeSet::new();
    while let Some(address) = queue.pop_front() {
        let answer = desk::get(&address);
        let mut found: Vec<String> = Vec::new();
        if answer.status == StatusCode::SEE_OTHER {
            found.push(answer.location().to_owned());
        } else {
            assert_eq!(answer.status, StatusCode::OK, "{address}");
        }
        let policy = answer.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe"),
            "{address}: {policy}"
        );
        assert_eq!(
            answer.header("x-content-type-options"),
            "nosniff",
            "{address}"
        );
        if is_page(&answer) && answer.status == StatusCode::OK {
            let tags = tags(answer.text());
            harmless(&address, answer.text(), &tags);
            let on_page = tags
                .iter()
                .filter_map(|tag| tag.get("id"))
                .map(str::to_owned);
            let mut unique = BTreeSet::new();
            for id in on_page {
                assert!(unique.insert(id.clone()), "{address} has #{id} twice");
            }
            ids.insert(address.clone(), unique);
            found.extend(links(&tags).map(str::to_owned));
        }
        kinds.insert(kind(&address));
        for link in &found {
            let (place, fragment) = target(&address, link)
                .unwrap_or_else(|| panic!("{address} leads out of the dossier: {link}"));
            if let Some(fragment) = fragment {
                pointed.push((address.clone(), place.clone(), fragment));
            }
            if known.insert(place.clone()) {
                queue.push_back(place);
            }
        }
    }
    for (from, to, fragment) in pointed {
        assert!(
            ids.get(&to).is_some_and(|ids| ids.contains(&fragment)),
            "{from} points at {to}#{fragment}, which is not there"
        );
    }
    for kind in [
        "story", "question", "claim", "article", "source", "capture", "beside", "claims", "log",
        "sources", "review",
    ] {
        assert!(
            kinds.contains(kind),
            "the crawl came to no {kind}: {kinds:?}"
        );
    }
}

/// What kind of page an address is of.
fn kind(address: &str) -> String {
    let parts: Vec<&str> = address.split(['/', '?', '.']).collect();
    let part = match parts.as_slice() {
        [_, _, _, part @ ("capture" | "beside" | "claims"), ..] => part,
        [_, part, ..] => part,
        _ => "",
    };
    part.to_owned()
}

/// Nothing of a capture became part of the page, which has one script.
fn harmless(address: &str, html: &str, tags: &[Tag]) {
    made_of(ELEMENTS, address, html, tags);
    let scripts: Vec<&Tag> = tags.iter().filter(|tag| tag.name == "script").collect();
    assert_eq!(scripts.len(), 1, "{address}: {scripts:?}");
    assert!(
        scripts[0]
            .get("src")
            .is_some_and(|src| src.starts_with("/assets/"))
    );
}

/// Nothing of a capture became part of a document that is made of `elements`.
pub(crate) fn made_of(elements: &str, address: &str, html: &str, tags: &[Tag]) {
    for tag in tags {
        assert!(
            elements.split_whitespace().any(|name| name == tag.name),
            "{address} has a {}",
            tag.name
        );
        assert!(
            tag.name != "svg"
                || tag
                    .get("class")
                    .is_some_and(|class| class.starts_with("drawing ")),
            "{address} has a drawing that is not ours"
        );
        for (name, value) in &tag.attributes {
            assert!(
                !name.starts_with("on") && name != "style",
                "{address}: {tag:?}"
            );
            assert!(
                !value.trim_start().starts_with("javascript:"),
                "{address}: {tag:?}"
            );
        }
    }
    let hidden = html
        .chars()
        .find(|c| !matches!(c, '\t' | '\n' | '\r') && stand_in(*c).is_some());
    assert_eq!(hidden, None, "{address} has a character that nobody sees");
}

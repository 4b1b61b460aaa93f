//! RSS, Atom, RDF and JSON Feed.

use restated_capture::Format;

use crate::make::*;

fn long(words: &str) -> String {
    format!("<p>{}</p>", words.repeat(1 + 1000 / words.len()))
}

#[test]
fn rss_entries_with_full_content() {
    let full = "<p>The ferry <b>sank</b> at 5&nbsp;am.</p>";
    let feed = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
        <channel><title>Port Courier</title><link>https://courier.example/</link><language>en-GB</language>\
        <atom:link href=\"https://courier.example/feed\" rel=\"self\"/><image><title>Logo</title></image>\
        <item><title>Ferry&amp;#8217;s loss</title><link>/ferry</link><guid isPermaLink=\"false\">f-1</guid>\
        <pubDate>Tue, 04 Mar 2031 10:00:00 GMT</pubDate><dc:creator><![CDATA[Ada Quill]]></dc:creator>\
        <description>Short.</description><content:encoded><![CDATA[{full}]]></content:encoded><media:title>Picture</media:title></item>\
        <item><title>Only a teaser</title><guid>https://courier.example/2</guid><description>Short.</description></item>\
        <item><title>Long description</title><author>desk@courier.example (B. Rook)</author><description>{}</description></item>\
        <item><title>Cut</title><content:encoded>&lt;p&gt;The ferry [&amp;#8230;]&lt;/p&gt;</content:encoded></item>\
        </channel></rss>",
        long("Ferry news ").replace('<', "&lt;")
    );
    let got = read("pile/feed.xml", feed.as_bytes());
    assert_eq!(got.paths(), ["pile/feed.xml#f-1", "pile/feed.xml#3"]);
    let first = &got.captures[0];
    assert_eq!((first.format, text(first)), (Format::Html, full));
    assert_eq!(first.charset.as_deref(), Some("utf-8"));
    assert_eq!(
        first.place.url.as_deref(),
        Some("https://courier.example/ferry")
    );
    assert_eq!(first.place.captured_at, None);
    let declared = &first.place.declared;
    assert_eq!(declared.title.as_deref(), Some("Ferry’s loss"));
    assert_eq!(declared.byline, ["Ada Quill"]);
    assert_eq!(declared.outlet.as_deref(), Some("Port Courier"));
    assert_eq!(
        declared.published.as_deref(),
        Some("Tue, 04 Mar 2031 10:00:00 GMT")
    );
    assert_eq!(declared.language.as_deref(), Some("en-GB"));

    assert_eq!(text(&got.captures[1]), long("Ferry news "));
    assert_eq!(got.captures[1].place.declared.byline, ["B. Rook"]);

    let summary = "a feed entry with only a summary: save the page itself";
    assert_eq!(
        got.reasons(),
        [
            format!("pile/feed.xml#https://courier.example/2: {summary}"),
            format!("pile/feed.xml#4: {summary}")
        ]
    );
    assert_eq!(
        got.skipped[0].url.as_deref(),
        Some("https://courier.example/2")
    );
}

#[test]
fn atom_content_of_every_type() {
    let feed = r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Hafenblatt</title><author><name>Redaktion</name></author>
<link rel="self" href="https://blatt.example/feed"/><link href="https://blatt.example/"/>
<entry xml:lang="en"><id>tag:1</id><title type="html">A &amp;amp; B</title><link rel="replies" href="/x"/><link rel="alternate" href="/1"/>
 <published>2031-03-04T10:00:00Z</published><updated>2031-03-05T10:00:00Z</updated>
 <author><name>Ada Quill</name><email>a@x.example</email></author><content type="html">&lt;p&gt;One&lt;/p&gt;</content></entry>
<entry><id>tag:2</id><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Two<br/>lines &amp; more</p></div></content></entry>
<entry><id>tag:3</id><content>Three &lt; four</content></entry>
<entry><id>tag:4</id><content src="https://x.example/4" type="text/html"/></entry>
<entry><id>tag:5</id><source><title>Other Paper</title></source><content type="text/html">Five</content></entry>
</feed>"#;
    let got = read("atom", feed.as_bytes());
    let texts: Vec<_> = got.captures.iter().map(|c| (c.format, text(c))).collect();
    assert_eq!(
        texts,
        [
            (Format::Html, "<p>One</p>"),
            (
                Format::Html,
                "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Two<br/>lines &amp; more</p></div>"
            ),
            (Format::Text, "Three < four"),
            (Format::Html, "Five"),
        ]
    );
    let declared: Vec<_> = got.captures.iter().map(|c| &c.place.declared).collect();
    assert_eq!(declared[0].title.as_deref(), Some("A & B"));
    assert_eq!(declared[0].byline, ["Ada Quill"]);
    assert_eq!(
        declared[0].published.as_deref(),
        Some("2031-03-04T10:00:00Z")
    );
    assert_eq!(declared[0].language.as_deref(), Some("en"));
    assert_eq!(
        got.captures[0].place.url.as_deref(),
        Some("https://blatt.example/1")
    );
    assert_eq!(declared[1].byline, ["Redaktion"]);
    assert_eq!(declared[1].language.as_deref(), Some("de"));
    assert_eq!(declared[1].outlet.as_deref(), Some("Hafenblatt"));
    assert_eq!(declared[3].outlet.as_deref(), Some("Other Paper"));
    assert_eq!(got.skipped[0].path, "atom#tag:4");
}

#[test]
fn rdf_and_a_charset_of_its_own() {
    let feed = b"<?xml version='1.0' encoding='ISO-8859-1'?><rdf:RDF xmlns='http://purl.org/rss/1.0/'>\
        <channel rdf:about='x'><title>Caf\xe9</title></channel>\
        <item rdf:about='https://x.example/1'><title>T</title><dc:date>2031-03-04</dc:date><content:encoded>&lt;p&gt;caf\xe9&lt;/p&gt;</content:encoded></item></rdf:RDF>";
    let got = read("feed.rdf", feed);
    assert_eq!(text(got.only()), "<p>café</p>");
    assert_eq!(got.only().place.url.as_deref(), Some("https://x.example/1"));
    assert_eq!(got.only().place.declared.outlet.as_deref(), Some("Café"));
    assert_eq!(
        got.only().place.declared.published.as_deref(),
        Some("2031-03-04")
    );
}

#[test]
fn broken_feeds_give_what_they_have() {
    let item = |n: u32| {
        format!("<item><guid>{n}</guid><content:encoded>Ferry {n} & co</content:encoded></item>")
    };
    let head = "<rss><channel><title>Courier</title>";
    let broken = format!(
        "{head}{}<item><guid>2</guid><title>Open <b>tag</title></item>{}</rss>",
        item(1),
        item(3)
    );
    let got = read("feed.xml", broken.as_bytes());
    let ids: Vec<_> = got.paths();
    assert!(
        ids.contains(&"feed.xml#1") && ids.contains(&"feed.xml#3"),
        "{ids:?} {:?}",
        got.reasons()
    );
    assert!(
        got.reasons()
            .iter()
            .any(|r| r.contains("the feed is broken at byte")),
        "{:?}",
        got.reasons()
    );

    let cut = format!("{head}{}<item><guid>2</guid><content:enc", item(1));
    let got = read("feed.xml", cut.as_bytes());
    assert_eq!(got.paths(), ["feed.xml#1"]);
    assert_eq!(text(&got.captures[0]), "Ferry 1 & co");
    assert!(
        got.reasons()
            .iter()
            .any(|r| r.starts_with("feed.xml: the feed")),
        "{:?}",
        got.reasons()
    );

    assert_eq!(
        read("feed.xml", b"<rss><channel/></rss>").only_reason(),
        "a feed without entries"
    );
}

#[test]
fn html_written_without_escaping_is_taken_as_written() {
    let feed = "<rss><channel><item><guid>1</guid><content:encoded><p>One<br>two</p><img src='a'></content:encoded></item></channel></rss>";
    assert_eq!(
        text(read("feed.xml", feed.as_bytes()).only()),
        "<p>One<br>two</p><img src='a'>"
    );
}

#[test]
fn json_feeds() {
    let feed = r#"{
  "version": "https://jsonfeed.org/version/1.1", "title": "Port Courier", "language": "en",
  "authors": [{"name": "The desk"}],
  "items": [
    {"id": "1", "url": "https://courier.example/1", "title": "T", "content_html": "<p>One</p>", "date_published": "2031-03-04T10:00:00Z", "authors": [{"name": "Ada Quill"}]},
    {"id": 2, "content_text": "Two"},
    {"id": "3", "summary": "Short."}
  ]
}"#;
    for bytes in [feed.to_owned(), feed.replace('\n', " ")] {
        let got = read("feed.json", bytes.as_bytes());
        assert_eq!(got.paths(), ["feed.json#1", "feed.json#2"]);
        assert_eq!(
            (got.captures[0].format, text(&got.captures[0])),
            (Format::Html, "<p>One</p>")
        );
        assert_eq!(got.captures[0].place.declared.byline, ["Ada Quill"]);
        assert_eq!(
            got.captures[0].place.declared.outlet.as_deref(),
            Some("Port Courier")
        );
        assert_eq!(
            (got.captures[1].format, text(&got.captures[1])),
            (Format::Text, "Two")
        );
        assert_eq!(got.captures[1].place.declared.byline, ["The desk"]);
        assert_eq!(got.skipped[0].path, "feed.json#3");
    }
}

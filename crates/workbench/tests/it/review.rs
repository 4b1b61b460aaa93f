//! Decisions that are taken on pages.

use axum::body::Body;
use axum::http::StatusCode;
use restated_dossier::Dossier;
use restated_dossier::records::{Claim, Entity, Family, Within};
use restated_workbench::Options;
use tempfile::TempDir;

use crate::desk::{self, Answer, Tag, asking, own_copy, posting, send, tags};

/// A dossier of its own, and how it is asked.
struct Desk {
    options: Options,
    _folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        Self {
            options: own_copy(folder.path()),
            _folder: folder,
        }
    }

    fn get(&self, address: &str) -> Answer {
        send(&self.options, asking(address).body(Body::empty()).unwrap())
    }

    /// Posts what a reader fills in, and gives the page that follows.
    fn decide(&self, fields: &[(&str, &str)]) -> Answer {
        let mut all = vec![("author", "Ada Lorrin"), ("note", "seen in print")];
        all.extend_from_slice(fields);
        let answer = send(&self.options, posting("/decide", &all));
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let mut next = answer.location().to_owned();
        loop {
            let page = self.get(&next);
            if page.location().is_empty() {
                return page;
            }
            next = page.location().to_owned();
        }
    }

    fn dossier(&self) -> Dossier {
        Dossier::open(&self.options.dossier).unwrap()
    }

    fn entity(&self, part: &str) -> Option<Entity> {
        let all: Vec<Entity> = self.dossier().records(Within::Dossier).unwrap();
        all.into_iter().find(|entity| entity.name.contains(part))
    }
}

/// What a page offers under the name of a field.
fn offered(page: &str, field: &str) -> Vec<String> {
    let fields = tags(page);
    let named = |tag: &&Tag| tag.get("name") == Some(field);
    let values = fields
        .iter()
        .filter(named)
        .filter_map(|tag| tag.get("value"));
    values.map(str::to_owned).collect()
}

#[test]
fn sources_are_joined_where_they_are_found_and_parted_by_name() {
    let desk = Desk::new();
    let board = desk.entity("River Board").unwrap();
    let ministry = desk.entity("Ministry of Works").unwrap();
    let form = desk.get(&format!(
        "/review/source/{}?find=works%20ministry",
        board.id
    ));
    assert!(
        offered(form.text(), "entity").contains(&ministry.id),
        "{}",
        form.text()
    );
    let page = desk.decide(&[
        ("kind", "merge_entities"),
        ("entity", &board.id),
        ("entity", &ministry.id),
        ("back", &format!("/source/{}", ministry.id)),
    ]);
    // One of the ids is gone; a link to it leads to the other.
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Ministry of Works") && page.text().contains("River Board"));
    let one = desk
        .entity("River Board")
        .or_else(|| desk.entity("Ministry"))
        .unwrap();
    let form = desk.get(&format!("/review/source/{}", one.id));
    let names = offered(form.text(), "name");
    let name = names.iter().find(|name| name.contains("Ministry")).unwrap();
    assert!(
        form.text().contains("are one"),
        "what was decided stands there"
    );
    desk.decide(&[
        ("kind", "split_entity"),
        ("entity", &one.id),
        ("name", name),
    ]);
    assert!(desk.entity("River Board").is_some() && desk.entity("Ministry").is_some());
    let log = desk.get("/review/log.csv");
    assert_eq!(log.text().trim_end().lines().count(), 3);
    assert!(log.text().contains("somebody else than"), "{}", log.text());
    assert_eq!(desk.get("/decision/1").location(), "/review/log#d1");
    assert_eq!(desk.get("/decision/9").status, StatusCode::NOT_FOUND);
}

#[test]
fn names_that_share_a_word_are_offered() {
    let desk = Desk::new();
    let board = desk.entity("River Board").unwrap();
    let page = desk
        .get(&format!("/review/source/{}.json", board.id))
        .json();
    let alike = page["alike"].as_array().unwrap();
    assert!(alike.iter().all(|one| one["id"] != board.id.as_str()));
    let nobody = desk.get(&format!("/review/source/{}.json?find=xyzzy", board.id));
    assert_eq!(nobody.json()["alike"].as_array().unwrap().len(), 0);
}

#[test]
fn an_article_leaves_its_family_and_comes_back() {
    let desk = Desk::new();
    let (wire, copy, own) = (desk::wire(), desk::copy(), desk::own());
    let families = || desk.dossier().records::<Family>(Within::Dossier).unwrap();
    let form = desk.get(&format!("/review/article/{copy}"));
    assert!(form.text().contains("It shares text with 1 article"));
    assert!(offered(form.text(), "article").contains(&own));
    let page = desk.decide(&[
        ("kind", "split_family"),
        ("article", &copy),
        ("back", &format!("/article/{copy}")),
    ]);
    assert!(page.text().contains("none: it shares no text"));
    assert!(families().is_empty());
    let found = desk.get(&format!("/review/article/{copy}?find=weir%20oststeg"));
    assert!(offered(found.text(), "article").contains(&wire));
    desk.decide(&[
        ("kind", "merge_families"),
        ("article", &copy),
        ("article", &wire),
        ("article", &own),
    ]);
    assert_eq!(families()[0].articles.len(), 3);
    let undone = desk.decide(&[("kind", "undo"), ("decision", "2"), ("back", "/review/log")]);
    assert!(undone.text().contains("decision 2 is undone"));
    assert!(families().is_empty());
}

#[test]
fn a_claim_is_corrected_and_the_log_quotes_it() {
    let desk = Desk::new();
    let claims: Vec<Claim> = desk
        .dossier()
        .records(Within::Article(&desk::copy()))
        .unwrap();
    let killed = claims
        .iter()
        .find(|one| one.span.exact.contains("16"))
        .unwrap();
    let place = format!("/review/claim/{}", killed.id);
    let page = desk.decide(&[
        ("kind", "correct"),
        ("claim", &killed.id),
        ("best", "61"),
        ("low", ""),
        ("high", ""),
        ("qualifier", "exact"),
        ("back", &place),
    ]);
    assert!(page.text().contains("by Ada Lorrin"), "{}", page.text());
    let queue = desk.get("/review").text().to_owned();
    assert!(queue.contains("best is 61"), "{queue}");
    assert!(queue.contains("in “Weir gives way at Oststeg”"), "{queue}");
}

#[test]
fn nothing_is_decided_without_a_name_or_about_nothing() {
    let desk = Desk::new();
    let copy = desk::copy();
    for (fields, status) in [
        (
            vec![("kind", "split_family"), ("article", copy.as_str())],
            StatusCode::BAD_REQUEST,
        ),
        (
            vec![("kind", "bless"), ("author", "Ada")],
            StatusCode::BAD_REQUEST,
        ),
        (
            vec![
                ("kind", "merge_entities"),
                ("author", "Ada"),
                ("entity", "e0"),
            ],
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
    ] {
        let answer = send(&desk.options, posting("/decide", &fields));
        assert_eq!(answer.status, status, "{fields:?}: {}", answer.text());
    }
    assert_eq!(desk.dossier().decisions().unwrap(), []);
}

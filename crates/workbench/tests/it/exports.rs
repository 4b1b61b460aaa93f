//! Exports from the pages.

use axum::http::StatusCode;
use restated_dossier::Dossier;
use restated_workbench::export::{Export, Format, write};

use crate::desk::{self, get, page, tags};

fn written(wanted: Export) -> Vec<u8> {
    let dossier = Dossier::open(&desk::options().dossier).unwrap();
    let mut bytes = Vec::new();
    write(&dossier, wanted, &mut bytes).unwrap();
    bytes
}

#[test]
fn every_form_can_be_chosen_and_kept() {
    let html = page("/export");
    let tags = tags(&html);
    let form = tags
        .iter()
        .find(|tag| tag.get("action") == Some("/export/file"));
    assert_eq!(
        form.unwrap().get("method"),
        None,
        "a form that asks changes nothing"
    );
    let offered: Vec<&str> = tags
        .iter()
        .filter(|tag| tag.get("name") == Some("format"))
        .filter_map(|tag| tag.get("value"))
        .collect();
    assert_eq!(offered, Format::ALL.map(Format::name));
    let mut names = std::collections::BTreeSet::new();
    for format in Format::ALL {
        let answer = get(&format!("/export/file?format={}", format.name()));
        let (ending, media_type) = format.file_type();
        assert_eq!(answer.status, StatusCode::OK, "{format:?}");
        assert_eq!(answer.header("content-type"), media_type);
        assert_eq!(
            answer.header("content-length"),
            answer.body.len().to_string()
        );
        assert_eq!(
            answer.header("content-security-policy"),
            "default-src 'none'; sandbox"
        );
        let name = answer.header("content-disposition");
        assert!(
            name.starts_with("attachment; filename=\"oststeg-"),
            "{name}"
        );
        assert!(name.ends_with(&format!(".{ending}\"")), "{name}");
        assert!(names.insert(name.to_owned()), "{name} is the name of two");
        let wanted = Export {
            format,
            mask_names: false,
            quotes_only: false,
        };
        assert!(answer.body == written(wanted), "{format:?} is another");
    }
}

#[test]
fn what_is_to_be_left_out_is_left_out() {
    for format in ["html", "json", "csv"] {
        let kept = get(&format!(
            "/export/file?format={format}&mask_names=yes&quotes_only=yes"
        ));
        assert_eq!(kept.status, StatusCode::OK);
        assert!(!kept.text().contains("Brandvold"), "{format}");
        assert!(!kept.text().contains("The lamps were low"), "{format}");
        assert!(kept.text().contains("Person 1"), "{format}");
    }
}

#[test]
fn nothing_of_a_request_is_a_path() {
    for odd in [
        "format=..%2f..%2fetc%2fpasswd",
        "format=html%00",
        "format=HTML",
        "format=exe",
        "format=html&format=json",
    ] {
        let answer = get(&format!("/export/file?{odd}"));
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{odd}");
        assert_eq!(answer.header("content-disposition"), "", "{odd}");
    }
    // A name for the file is not asked for, and no part of the address becomes one.
    let named = get("/export/file?format=json&filename=..%2fx%22.exe&output=%2ftmp%2fx");
    assert!(!named.header("content-disposition").contains("exe"));
    for odd in ["/export/file/x", "/export/..%2ffile", "/export/x"] {
        assert_eq!(get(odd).status, StatusCode::NOT_FOUND, "{odd}");
    }
}

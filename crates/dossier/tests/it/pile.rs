//! An invented pile.
//!
//! A page is plain text: a title, then paragraphs. `N people were VERB, NAME said.`
//! is a figure on somebody's word, `Of these N …` a part of the one before it,
//! and `a week` after the verb makes a rate of it; `- - -` stands between text and boilerplate.

use std::num::NonZero;
use std::path::Path;

use restated_capture::{Capture, CaptureId, Declared, Format, Found, Limits, Place, Skipped};
use restated_dossier::{BuildReport, Dossier, Options, Silent, export};

pub(crate) use crate::stages::Fake;

/// A page at a path.
pub(crate) fn page(path: &str, text: &str) -> Found {
    Found::Capture(Capture {
        id: CaptureId::of(text.as_bytes()),
        bytes: text.as_bytes().to_vec(),
        format: Format::Text,
        media_type: "text/plain".to_owned(),
        charset: None,
        place: Place {
            path: path.to_owned(),
            declared: Declared {
                // So that the place decides about something in the article.
                outlet: Some(format!(
                    "The {} Courier",
                    path.split('/').next().unwrap_or("Local")
                )),
                ..Declared::default()
            },
            ..Place::default()
        },
    })
}

/// Something that is not read.
pub(crate) fn skipped(path: &str, reason: &str) -> Found {
    Found::Skipped(Skipped {
        path: path.to_owned(),
        url: None,
        media_type: None,
        bytes: None,
        id: None,
        reason: reason.to_owned(),
    })
}

/// A pile of `size` pages and some things beside: copies, the same bytes in
/// several places, doubled paragraphs, sentences said again, titles that claim
/// something, pages that make a stage panic.
pub(crate) fn pile(size: usize) -> Vec<Found> {
    let towns = ["Ostervåg", "Quillmarsh", "Пристань", "Tarn Hollow"];
    let names = ["Ada Fenwick", "the harbour office", "Brigadier Ozols"];
    let mut pile = Vec::new();
    for number in 0..size {
        let town = towns[number % towns.len()];
        let name = names[number % names.len()];
        let lead = format!("{} people were killed, {name} said.", 3 + number % 5);
        let more = format!(
            "“We heard it in {town}”. {} people were hurt, {name} said.",
            20 + number % 7
        );
        let title = if number % 7 == 2 {
            format!("{} people were killed, {name} said.", 4 + number % 5)
        } else {
            format!("Landslip near {town}, part {}", number / 4)
        };
        let mut text = format!("{title}\n{lead}\n{more}\n");
        if number % 7 == 3 {
            text.push_str(&format!("Of these 2 people were missing, {name} said.\n"));
            text.push_str(&format!("It was a long day. {lead}\n"));
        }
        if number % 6 == 0 {
            text.push_str(&format!("{lead}\n"));
        }
        if number % 9 == 4 {
            text = format!("Nothing here, {number}\n");
        }
        if number % 17 == 5 {
            text.push_str("This page makes the article stage panic.\n");
        }
        if number % 17 == 6 {
            text.push_str("This page makes the claims stage panic.\n");
        }
        text.push_str(&format!("- - -\nRead more: {number} things\n"));
        pile.push(page(&format!("pile/{number:03}.txt"), &text));
        if number % 5 == 0 {
            pile.push(page(&format!("again/{number:03}.txt"), &text));
        }
        if number % 8 == 0 {
            pile.push(skipped(
                &format!("pile/{number:03}.png"),
                "not text: image/png",
            ));
        }
    }
    pile
}

/// Builds `stages` into the dossier at `path`.
pub(crate) fn build(path: &Path, stages: &Fake, threads: usize) -> BuildReport {
    let mut dossier = Dossier::create_or_open(path).unwrap();
    let options = Options {
        threads: NonZero::new(threads),
    };
    dossier
        .build_with(&[], &Limits::default(), options, &Silent, stages)
        .unwrap()
}

/// The JSON export of the dossier at `path`.
pub(crate) fn export(path: &Path) -> String {
    String::from_utf8(exported(path, export::Format::Json)).unwrap()
}

/// An export of the dossier at `path`.
pub(crate) fn exported(path: &Path, what: impl Into<export::Export>) -> Vec<u8> {
    let mut out = Vec::new();
    export::write(&Dossier::open(path).unwrap(), what, &mut out).unwrap();
    out
}

/// A pile in another order: the same for the same `seed`.
pub(crate) fn shuffled(mut pile: Vec<Found>, seed: u64) -> Vec<Found> {
    let mut state = seed;
    for last in (1..pile.len()).rev() {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        pile.swap(last, (state >> 33) as usize % (last + 1));
    }
    pile
}

//! The report, as a person reads it.

use restated_dossier::Dossier;
use restated_dossier::export::{Format, write};
use restated_dossier::report::{Style, render};

use crate::pile::{Fake, build, page, pile, skipped};

/// The report on a small pile of two copies, one other article and one picture.
fn report(style: Style) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let lead = "7 people were killed, Ada Fenwick said.";
    build(
        &path,
        &Fake::over(vec![
            page(
                "west/a.txt",
                &format!("Landslip at Tarn Hollow\n{lead}\nMore from the valley.\n"),
            ),
            page(
                "east/b.txt",
                &format!(
                    "Hill comes down\n{lead}\n5 people were killed, the harbour office said.\n"
                ),
            ),
            page(
                "east/c.txt",
                "Another day\n5 people were killed, Brigadier Ozols said. 30 people were hurt, Ada Fenwick said.\n",
            ),
            skipped("east/d.png", "not text: image/png"),
        ]),
        1,
    );
    render(&Dossier::open(&path).unwrap(), style).unwrap()
}

#[test]
fn a_terminal_report_reads_so() {
    let report = report(Style::Terminal {
        width: 100,
        color: false,
    });
    let expected = "\
4 captures hold 3 articles; 2 of them share text, in 1 family, so that these are 2 different texts.
1 was skipped.

Story 1: The pile
─────────────────
3 articles, 2 different texts, no date
  • How many people were killed? 5: 2 articles, 2 texts, 2 origins at most (Brigadier Ozols; the
    harbour office); 1 other answer

                                    [1]          [2]          [3]
  How many people were killed?      = 5          = 5 …        ≠ 7
  = the answer that most articles give; = agrees with it; ~ compatible with it; ≠ differs from it; »
  updated: the same source at another time, or a correction; · not comparable, or not compared.

  How many people were killed?

  Figure  On whose word                   Through whom       Articles  Families  Origins
  5       Brigadier Ozols                                           2         2        2
          the harbour office (not named)
  7       Ada Fenwick                     local councillors         2         1        1

  Over all answers: 3 origins at most, 1 at least.
  Families: texts";
    assert!(report.starts_with(expected), "{report}");
    for line in [
        "    “*7 people* were killed, Ada Fenwick said.”",
        "also in: [3] Landslip at Tarn Hollow, The west Courier, 2031-03-04",
        "     The east Courier · 2031-03-04 (from text) · family A",
        "     names as its origin: The Harbour Office (not in the pile)",
        "  not text: image/png\n      east/d.png",
    ] {
        assert!(report.contains(line), "{line:?} is not in\n{report}");
    }
}

#[test]
fn lines_fit_any_width() {
    for width in [30, 50, 80, 200] {
        let report = report(Style::Terminal {
            width,
            color: false,
        });
        for line in report.lines() {
            assert!(
                line.chars().count() <= width,
                "{line:?} is wider than {width}"
            );
        }
    }
}

#[test]
fn colours_only_if_asked_for() {
    assert!(
        !report(Style::Terminal {
            width: 80,
            color: false
        })
        .contains('\u{1b}')
    );
    assert!(
        report(Style::Terminal {
            width: 80,
            color: true
        })
        .contains("\u{1b}[1;33m7\u{1b}[0m")
    );
    assert!(!report(Style::Markdown).contains('\u{1b}'));
}

#[test]
fn a_markdown_report_reads_so() {
    let report = report(Style::Markdown);
    for line in [
        "## How many people were killed?\n",
        "| **5** | Brigadier Ozols; the harbour office (not named) |  | 2 | 2 | 2 |\n",
        "- “**7 people** were killed, Ada Fenwick said.”\n  - \\[2\\] Hill comes down, The east Courier, 2031-03-04\n  - also in: \\[3\\] Landslip",
        "- not text: image/png: east/d.png\n",
    ] {
        assert!(report.contains(line), "{line:?} is not in\n{report}");
    }
}

#[test]
fn words_of_captures_stay_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let hostile = "Title \u{1b}]0;owned\u{7} <script>alert(1)</script> \u{202e}drawkcab\n\
                   5 people were killed, [x](javascript:y) <b>Ozols</b> \u{1b}[2J said.\n";
    build(&path, &Fake::over(vec![page("a/=cmd().txt", hostile)]), 1);
    let dossier = Dossier::open(&path).unwrap();
    let terminal = render(
        &dossier,
        Style::Terminal {
            width: 80,
            color: false,
        },
    )
    .unwrap();
    assert!(
        !terminal.contains(['\u{1b}', '\u{7}', '\u{202e}']),
        "{terminal:?}"
    );
    let markdown = render(&dossier, Style::Markdown).unwrap();
    assert!(
        !markdown.contains("<script>") && !markdown.contains("<b>") && !markdown.contains("[x]("),
        "{markdown}"
    );
}

#[test]
fn a_table_for_spreadsheets_has_a_row_for_each_figure() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let report = build(&path, &Fake::over(pile(30)), 1);
    let mut out = Vec::new();
    write(&Dossier::open(&path).unwrap(), Format::Csv, &mut out).unwrap();
    let csv = String::from_utf8(out).unwrap();
    assert!(csv.starts_with("claim,question,measure,figure,best,"));
    assert_eq!(csv.matches("\r\n").count() as u64, report.claims + 1);
    assert!(
        csv.contains(",How many people were killed?,killed,3 people,3,"),
        "{csv}"
    );
}

#[test]
fn figures_that_answer_no_question_are_shown_with_their_reservation() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let text = "\n9 people were killed, a man who doubts it said.\n";
    build(&path, &Fake::over(vec![page("a/b.txt", text)]), 1);
    let dossier = Dossier::open(&path).unwrap();
    let terminal = render(
        &dossier,
        Style::Terminal {
            width: 90,
            color: false,
        },
    )
    .unwrap();
    let markdown = render(&dossier, Style::Markdown).unwrap();
    for report in [terminal, markdown] {
        assert!(
            report.contains("No figures were found that answer a question."),
            "{report}"
        );
        let report = report.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            report.contains("the text says that it was not verified"),
            "{report}"
        );
    }
}

#[test]
fn an_untitled_article_is_known_by_its_beginning() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let stages = Fake::over(vec![page("a/b.txt", "T\nThe first words of it.\n")]);
    build(&path, &stages, 1);
    let edited = rusqlite::Connection::open(&path).unwrap();
    edited
        .execute("UPDATE articles SET title = NULL", [])
        .unwrap();
    drop(edited);
    let report = render(
        &Dossier::open(&path).unwrap(),
        Style::Terminal {
            width: 90,
            color: false,
        },
    )
    .unwrap();
    assert!(
        report.contains(" [1] “The first words of it.…”"),
        "{report}"
    );
}

#[test]
fn a_title_that_drops_a_reservation_is_shown_beside_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let text = "9 people were hurt, Ada Fenwick said.\n\
                9 people were hurt, Ada Fenwick who doubts it said.\n";
    build(&path, &Fake::over(vec![page("pile/a.txt", text)]), 1);
    let dossier = Dossier::open(&path).unwrap();
    let terminal = Style::Terminal {
        width: 100,
        color: false,
    };
    for style in [terminal, Style::Markdown] {
        let report = render(&dossier, style).unwrap();
        let line = "title: “9 people”; text: “9 people were hurt, Ada Fenwick who doubts it said.”";
        assert!(report.contains(line), "{report}");
    }
}

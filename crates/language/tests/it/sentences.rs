//! Cases of sentence splitting: `cases/sentences.txt`.

use restated_language::sentences;

/// The sentences and text of a case, and whether the splitter agrees.
fn wrong(case: &str) -> Option<String> {
    let marked = case.replace('⏎', "\n");
    let text = marked.replace('|', "");
    let expected: Vec<_> = marked.split('|').map(str::trim).collect();
    let found: Vec<_> = sentences(&text).into_iter().map(|s| &text[s]).collect();
    (found != expected).then(|| format!("{case}\n  {}", found.join(" | ").replace('\n', "⏎")))
}

#[test]
fn cases_are_cut_where_they_are_marked() {
    let cases: Vec<_> = include_str!("cases/sentences.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("##"))
        .collect();
    assert!(cases.len() > 150);
    let wrong: Vec<_> = cases.iter().filter_map(|case| wrong(case)).collect();
    assert!(
        wrong.is_empty(),
        "{} of {} are cut elsewhere:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

/// Time is linear: these took minutes if a stop were looked at from afar.
#[test]
fn long_texts_without_end_are_no_trouble() {
    for part in [
        "a", ".", "a.", ". ", ".\"", "(.", ". (", "\n", "A\n", "…", "。", "A. ", "•", ".[1]",
        "said.The",
    ] {
        let text = part.repeat(300_000 / part.len());
        assert!(sentences(&text).len() <= text.len());
    }
}

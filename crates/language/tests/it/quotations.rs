//! The cases of `cases/quotations.txt`: its head explains the notation.

use restated_language::{Quotation, Style, quotations};

/// What is written into a text, and where: at one place, what ends stands before
/// what begins, and an outer beginning before an inner one.
fn annotate(text: &str) -> String {
    let found = quotations(text);
    let mut signs: Vec<(usize, usize, &str)> = Vec::new();
    for (nth, quotation) in found.quotations.iter().enumerate() {
        for (part, ending) in quotation.parts.iter().zip(endings(quotation)) {
            let inner = found.quotations.len() - nth;
            if part.content.is_empty() {
                signs.push((part.content.start, 1000 + nth, "⟦⟧"));
                continue;
            }
            signs.push((part.content.start, 1000 + nth, "⟦"));
            signs.push((part.content.end, inner, ending));
        }
    }
    for unpaired in &found.unpaired {
        signs.push((unpaired.mark.start, 999, "✗"));
    }
    for prime in &found.primes {
        signs.push((prime.start, 999, "↑"));
    }
    signs.sort_unstable();
    let mut shown = String::new();
    let mut from = 0;
    for (at, _, sign) in signs {
        shown.push_str(&text[from..at]);
        shown.push_str(sign);
        from = at;
    }
    shown.push_str(&text[from..]);
    shown.replace('\n', "¶").replace('\u{a0}', "␣")
}

fn endings(quotation: &Quotation) -> impl Iterator<Item = &'static str> {
    let last = quotation.parts.len() - 1;
    let closed = quotation.close.is_some();
    (0..=last).map(move |nth| match (nth < last, closed) {
        (true, _) => "⟧>",
        (false, true) => "⟧",
        (false, false) => "⟧|",
    })
}

fn name(style: Style) -> &'static str {
    match style {
        Style::Double => "double",
        Style::Single => "single",
        Style::Low => "low",
        Style::LowSingle => "low-single",
        Style::Guillemets => "guillemets",
        Style::ReversedGuillemets => "reversed",
        Style::SingleGuillemets => "single-guillemets",
        Style::Corner => "corner",
        Style::WhiteCorner => "white-corner",
    }
}

#[test]
fn cases() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for case in include_str!("cases/quotations.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let (expected, styles) = match case.split_once(" ⇒ ") {
            Some((expected, styles)) => (expected, Some(styles)),
            None => (case, None),
        };
        let plain = ["⟧>", "⟧|", "⟦", "⟧", "✗", "↑"]
            .iter()
            .fold(expected.to_owned(), |text, sign| text.replace(sign, ""))
            .replace('¶', "\n")
            .replace('␣', "\u{a0}");
        count += 1;
        let shown = annotate(&plain);
        if shown != expected {
            wrong.push(format!("expected {expected}\n   found {shown}"));
        }
        let found: Vec<_> = quotations(&plain)
            .quotations
            .iter()
            .map(|quotation| format!("{}{}", name(quotation.style), quotation.depth))
            .collect();
        if styles.is_some_and(|styles| styles != found.join(" ")) {
            wrong.push(format!("{case}\n   found {}", found.join(" ")));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count >= 120, "{count}");
}

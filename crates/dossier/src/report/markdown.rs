//! The report as a Markdown document.

use super::lists::{SHARED, bounds, headed, imprint};
use super::model::{Asked, Listed, Report, Sentence};
use super::sanitise::markdown as text;
use super::terminal::{LEGEND, NO_FIGURES, OTHERS, first, last, summary};
use super::words::count;

pub(crate) fn render(report: &Report) -> String {
    let mut out = format!("# Who says what\n\n{}\n", summary(report));
    if !report.questions.is_empty() {
        out.push_str(&format!("\n{}\n", LEGEND.join(" ")));
    }
    for asked in &report.questions {
        question(&mut out, report, asked);
    }
    if report.questions.is_empty() {
        out.push_str(&format!("\n{NO_FIGURES}\n"));
    }
    if !report.others.is_empty() {
        out.push_str(&format!("\n## {OTHERS}\n\n"));
        for sentence in &report.others {
            quote(&mut out, report, sentence);
        }
    }
    shared(&mut out, report);
    if !report.articles.is_empty() {
        out.push_str("\n## Articles\n\n");
        for (number, article) in report.articles.iter().enumerate() {
            listed(&mut out, number, article);
        }
    }
    if !report.skipped.is_empty() {
        out.push_str("\n## Skipped\n\n");
        for skipped in &report.skipped {
            let paths: Vec<String> = skipped.paths.iter().map(|path| text(path)).collect();
            out.push_str(&format!(
                "- {}: {}\n",
                text(&skipped.reason),
                paths.join(", ")
            ));
        }
    }
    out
}

fn question(out: &mut String, report: &Report, asked: &Asked) {
    out.push_str(&format!("\n## {}\n\n", text(&asked.text)));
    out.push_str(
        "| Figure | On whose word | Through whom | Articles | Families | Origins (at most) |\n",
    );
    out.push_str("| --- | --- | --- | ---: | ---: | ---: |\n");
    for answer in &asked.answers {
        out.push_str(&format!(
            "| **{}** | {} | {} | {} | {} | {} |\n",
            text(&answer.label),
            text(&answer.sources.join("; ")),
            text(&answer.via.join("; ")),
            answer.articles,
            answer.families,
            answer.origins
        ));
    }
    out.push_str(&format!(
        "\nOver all answers: {} at most.\n",
        count(asked.origins, "origin", "origins")
    ));
    for answer in &asked.answers {
        out.push_str(&format!("\n### {}\n\n", text(&answer.label)));
        for sentence in &answer.sentences {
            quote(out, report, sentence);
        }
    }
}

fn quote(out: &mut String, report: &Report, sentence: &Sentence) {
    // Escaped piece by piece: the blanks around the figure must stay outside of it.
    let figure = sentence.figure.trim();
    let emphasised = if figure.is_empty() {
        String::new()
    } else {
        format!("**{}**", text(figure))
    };
    let before = last(&sentence.before);
    let after = first(&sentence.after);
    let blank = |yes: bool| if yes { " " } else { "" };
    out.push_str(&format!(
        "- “{}{}{emphasised}{}{}”",
        text(&before),
        blank(before.ends_with(char::is_whitespace)),
        blank(after.starts_with(char::is_whitespace)),
        text(&after)
    ));
    if !sentence.notes.is_empty() {
        out.push_str(&format!(" ({})", text(&sentence.notes.join("; "))));
    }
    out.push('\n');
    let articles = sentence
        .articles
        .iter()
        .filter_map(|&number| Some((number, report.articles.get(number)?)));
    for (place, (number, article)) in articles.enumerate() {
        let also = if place == 0 { "" } else { "also in: " };
        out.push_str(&format!("  - {also}{}\n", named(number, article)));
    }
}

fn shared(out: &mut String, report: &Report) {
    if !report.shared.is_empty() {
        out.push_str(&format!("\n## {SHARED}\n"));
        for bounds in report.independent.into_iter().map(bounds) {
            out.push_str(&format!("\n{}\n", bounds.join(" ")));
        }
    }
    for family in &report.shared {
        out.push_str(&format!("\n### {}\n\n", text(&headed(family))));
        for (number, lines) in &family.articles {
            let Some(article) = report.articles.get(*number) else {
                continue;
            };
            out.push_str(&format!("- {}\n", named(*number, article)));
            for line in lines {
                out.push_str(&format!("  - {}\n", text(line)));
            }
        }
    }
}

fn named(number: usize, article: &Listed) -> String {
    let mut parts = vec![format!("\\[{}\\] {}", number + 1, text(&article.title))];
    parts.extend(article.outlet.as_deref().map(text));
    parts.extend(article.published.as_ref().map(|(day, _)| text(day)));
    parts.join(", ")
}

fn listed(out: &mut String, number: usize, article: &Listed) {
    let title = &article.title;
    out.push_str(&format!("{}. **{}**  \n", number + 1, text(title)));
    out.push_str(&format!("   {}  \n", text(&imprint(article))));
    if !article.upstreams.is_empty() {
        out.push_str(&format!(
            "   names as its origin: {}  \n",
            text(&article.upstreams.join("; "))
        ));
    }
    for said in &article.headline {
        out.push_str(&format!("   {}  \n", text(said)));
    }
    out.push_str(&format!("   {}  \n", text(&article.paths.join(", also "))));
    out.push_str(&format!("   {}\n", text(&article.receipt)));
    for issue in &article.issues {
        out.push_str(&format!("   - {}\n", text(issue)));
    }
}

//! The report as a Markdown document.

use super::events::{CHANGED, extent, key, over_all, remarks, titled};
use super::lists::{SHARED, bounds, headed, imprint};
use super::model::{Asked, Changed, Event, Listed, Matrix, Report, Sentence};
use super::sanitise::markdown as text;
use super::terminal::{LEGEND, NO_FIGURES, OTHERS, first, last, summary};

pub(crate) fn render(report: &Report) -> String {
    let mut out = format!("# Who says what\n\n{}\n", summary(report));
    if !report.stories.is_empty() {
        out.push_str(&format!("\n{}\n", LEGEND.join(" ")));
    }
    for (number, story) in report.stories.iter().enumerate() {
        event(&mut out, report, number, story);
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

fn event(out: &mut String, report: &Report, number: usize, story: &Event) {
    out.push_str(&format!(
        "\n## {}\n\n{}\n",
        text(&titled(number, story)),
        text(&extent(story))
    ));
    for (place, lead) in story.leads.iter().enumerate() {
        let blank = if place == 0 { "\n" } else { "" };
        out.push_str(&format!("{blank}- {}\n", text(lead)));
    }
    if let Some(of) = &story.matrix {
        matrix(out, report, of);
    }
    for asked in &story.questions {
        question(out, report, asked);
    }
    if story.questions.is_empty() {
        out.push_str(&format!("\n{NO_FIGURES}\n"));
    }
    if !story.others.is_empty() {
        out.push_str(&format!("\n### {OTHERS}\n\n"));
        for sentence in &story.others {
            quote(out, report, sentence);
        }
    }
    if !story.changes.is_empty() {
        out.push_str(&format!("\n### {CHANGED}\n"));
        for changed in &story.changes {
            changes(out, report, changed);
        }
    }
}

fn matrix(out: &mut String, report: &Report, matrix: &Matrix) {
    let heads = matrix.columns.iter().map(|&at| {
        let outlet = report
            .articles
            .get(at)
            .and_then(|article| article.outlet.as_deref());
        text(&format!("[{}] {}", at + 1, outlet.unwrap_or_default()))
    });
    let heads: Vec<String> = heads.collect();
    out.push_str(&format!("\n| Question | {} |\n", heads.join(" | ")));
    out.push_str(&format!("| --- {}|\n", "| --- ".repeat(heads.len())));
    for (question, cells) in &matrix.rows {
        let cells = cells.iter().map(|cell| {
            let words = cell
                .as_ref()
                .map(|cell| format!("{} {}", cell.sign, text(&cell.label)));
            words.unwrap_or_default()
        });
        let cells: Vec<String> = cells.collect();
        out.push_str(&format!("| {} | {} |\n", text(question), cells.join(" | ")));
    }
    out.push_str(&format!("\n{}\n", text(&key())));
}

fn changes(out: &mut String, report: &Report, changed: &Changed) {
    let name = |at: usize| {
        let article = report.articles.get(at);
        article.map_or_else(String::new, |article| named(at, article))
    };
    out.push_str(&format!(
        "\n{}, from {}:\n\n",
        name(changed.child),
        name(changed.parent)
    ));
    for change in &changed.changes {
        out.push_str(&format!("- {}\n", text(&change.what.join("; "))));
        out.push_str(&format!("  - was: “{}”\n", text(&change.before)));
        if let Some(after) = &change.after {
            out.push_str(&format!("  - now: “{}”\n", text(after)));
        }
    }
}

fn question(out: &mut String, report: &Report, asked: &Asked) {
    out.push_str(&format!("\n### {}\n\n", text(&asked.text)));
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
    out.push_str(&format!("\n{}\n", over_all(asked)));
    for (what, lines) in remarks(asked) {
        out.push_str(&format!("\n{what}\n\n"));
        for line in lines {
            out.push_str(&format!("- {}\n", text(line)));
        }
    }
    for answer in &asked.answers {
        out.push_str(&format!("\n#### {}\n\n", text(&answer.label)));
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

//! The lists at the end of a report for a terminal: who shares text, which articles there are,
//! what was skipped.

use restated_lineage::Origins;

use super::model::{Listed, Report, Shared};
use super::sanitise::visible;
use super::terminal::{faint, heading, more, named, plain};
use super::wrap::{Look, Paper};
use crate::words::count;

/// Articles listed.
const ARTICLES: usize = 40;
/// Families shown, and articles of each.
const FAMILIES: usize = 12;
const MEMBERS: usize = 10;
/// Paths listed for one reason.
const PATHS: usize = 5;
/// Heading of what articles have from one another.
pub(super) const SHARED: &str = "Shared text";

pub(super) fn shared(out: &mut String, paper: Paper, report: &Report) {
    if report.shared.is_empty() {
        return;
    }
    heading(out, paper, SHARED);
    for line in report.independent.into_iter().flat_map(bounds) {
        out.push_str(&paper.fill("  ", &faint(&line)));
    }
    for family in report.shared.iter().take(FAMILIES) {
        out.push('\n');
        out.push_str(&paper.fill("  ", &[(visible(&headed(family)), Look::Strong)]));
        for (number, lines) in family.articles.iter().take(MEMBERS) {
            let Some(article) = report.articles.get(*number) else {
                continue;
            };
            out.push_str(&paper.fill("    ", &plain(&named(*number, article))));
            for line in lines {
                out.push_str(&paper.fill("      – ", &faint(&visible(line))));
            }
        }
        let all = family.articles.len();
        more(out, paper, report, "    ", all, MEMBERS, "articles");
    }
    let all = report.shared.len();
    more(out, paper, report, "  ", all, FAMILIES, "families");
}

/// What is known of how many texts do not depend on one another.
pub(super) fn bounds(Origins { lower, upper }: Origins) -> [String; 2] {
    let texts = |n| count(n, "text", "texts");
    [
        format!(
            "At most {} not shown to depend on one another.",
            texts(upper)
        ),
        format!(
            "At least {}, if every one that may depend on another does.",
            texts(lower)
        ),
    ]
}

/// "Family A: 3 articles".
pub(super) fn headed(shared: &Shared) -> String {
    match &shared.family {
        Some(letter) => {
            let articles = count(shared.articles.len(), "article", "articles");
            format!("Family {letter}: {articles}")
        }
        None => "Of no family".to_owned(),
    }
}

pub(super) fn articles(out: &mut String, paper: Paper, report: &Report) {
    if report.articles.is_empty() {
        return;
    }
    heading(out, paper, "Articles");
    for (number, article) in report.articles.iter().enumerate().take(ARTICLES) {
        let label = format!("{:>4} ", format!("[{}]", number + 1));
        let title = &article.title;
        out.push_str(&paper.fill(&label, &[(visible(title), Look::Strong)]));
        out.push_str(&paper.fill("     ", &plain(&visible(&imprint(article)))));
        if !article.upstreams.is_empty() {
            let names = format!(
                "names as its origin: {}",
                visible(&article.upstreams.join("; "))
            );
            out.push_str(&paper.fill("     ", &plain(&names)));
        }
        for said in &article.headline {
            out.push_str(&paper.fill("     ", &plain(&visible(said))));
        }
        out.push_str(&paper.fill("     ", &faint(&visible(&article.paths.join(", also ")))));
        out.push_str(&paper.fill("     ", &faint(&visible(&article.receipt))));
        for issue in &article.issues {
            out.push_str(&paper.fill("     ! ", &faint(&visible(issue))));
        }
    }
    more(
        out,
        paper,
        report,
        "     ",
        report.articles.len(),
        ARTICLES,
        "articles",
    );
}

/// "Outlet · 2031-03-04 (json-ld) · family A".
pub(super) fn imprint(article: &Listed) -> String {
    let mut parts = vec![
        article
            .outlet
            .clone()
            .unwrap_or_else(|| "outlet not given".to_owned()),
    ];
    parts.push(match &article.published {
        Some((day, from)) => format!("{day} (from {from})"),
        None => "no date given".to_owned(),
    });
    parts.extend(
        article
            .family
            .as_ref()
            .map(|letter| format!("family {letter}")),
    );
    parts.join(" · ")
}

pub(super) fn skipped(out: &mut String, paper: Paper, report: &Report) {
    if report.skipped.is_empty() {
        return;
    }
    heading(out, paper, "Skipped");
    for skipped in &report.skipped {
        out.push_str(&paper.fill("  ", &plain(&visible(&skipped.reason))));
        for path in skipped.paths.iter().take(PATHS) {
            out.push_str(&paper.fill("      ", &faint(&visible(path))));
        }
        more(
            out,
            paper,
            report,
            "      ",
            skipped.paths.len(),
            PATHS,
            "captures",
        );
    }
}

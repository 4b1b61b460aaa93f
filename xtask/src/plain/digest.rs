//! Newsletters and bulletins: several short stories under headings, between a
//! letterhead and a footer. No labelled page is one, so they are put together
//! from pages.

use super::Page;
use super::variants::Dice;

/// A digest of `page` and `others` with the furniture of `page`, and its gold text.
pub(super) fn digest(page: &Page, others: &[&Page]) -> (String, String) {
    let mut dice = Dice::new(&format!("digest/{}", page.id));
    let shout = dice.below(2) == 0;
    let separator = if dice.below(3) == 0 { "\n" } else { "\n\n" };
    let mut gold: Vec<String> = Vec::new();
    // A greeting, before the first heading.
    let lines = page.lines.iter().zip(&page.is_gold).rev();
    let short =
        lines.filter(|(line, gold)| **gold && line.text.len() < 160 && line.text.ends_with('.'));
    if dice.below(2) == 0 {
        gold.extend(short.take(1).map(|(line, _)| line.text.clone()));
    }
    for story in std::iter::once(&page).chain(others) {
        if !story.title.is_empty() {
            gold.push(if shout {
                story.title.to_uppercase()
            } else {
                story.title.clone()
            });
        }
        let count = 1 + dice.below(3);
        let lines = story
            .lines
            .iter()
            .zip(&story.is_gold)
            .filter(|(_, gold)| **gold);
        let long = lines
            .map(|(line, _)| line.text.clone())
            .filter(|line| line.len() > 60);
        gold.extend(long.take(count));
    }
    let first = page.is_gold.iter().position(|gold| *gold).unwrap_or(0);
    let last = page.is_gold.iter().rposition(|gold| *gold).unwrap_or(0);
    let above = dice.below(4);
    let head = (0..first)
        .filter(|at| !page.is_title[*at])
        .map(|at| page.lines[at].text.clone());
    let mut text: Vec<String> = head.take(above).collect();
    text.extend(gold.iter().cloned());
    // The end of a page, not what follows its article: no rail of other stories.
    let below = dice
        .below(6)
        .min(page.lines.len() - (last + 1).min(page.lines.len()));
    text.extend(
        page.lines[page.lines.len() - below..]
            .iter()
            .map(|line| line.text.clone()),
    );
    (text.join(separator), gold.join("\n"))
}

//! Which zones each block of a saved page may be in, by the gold text.
//!
//! Where the gold does not decide (a line that shares some of its words with
//! the article, the title in a second place), more than one zone is allowed and
//! training is free to choose.

use std::collections::HashSet;

use restated_article::plain::blocks::Block;
use restated_article::plain::zones::{ZONES, Zone};

use super::shingles::Shingles;

/// Zones allowed for a block, in the order of [`ZONES`].
pub(crate) type Allowed = [bool; ZONES.len()];

/// Title and article text as people marked them.
pub(crate) struct Gold {
    pub(crate) shingles: Shingles,
    lines: HashSet<String>,
    title: String,
}

pub(crate) fn fold(line: &str) -> String {
    let words: Vec<_> = line
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    words.join(" ").to_lowercase()
}

impl Gold {
    pub(crate) fn new(text: &str, title: &str) -> Self {
        Self {
            shingles: Shingles::of(text),
            lines: text
                .lines()
                .map(fold)
                .filter(|line| !line.is_empty())
                .collect(),
            title: fold(title),
        }
    }

    /// Share of the line that stands in the article: 0 to 1.
    pub(crate) fn share(&self, line: &str) -> f64 {
        let key = fold(line);
        if self.lines.contains(&key) {
            return 1.0;
        }
        if key.split(' ').count() < 4 {
            return 0.0;
        }
        let own = Shingles::of(line);
        own.common(&self.shingles) as f64 / own.len().max(1) as f64
    }

    fn is_title(&self, line: &str) -> bool {
        !self.title.is_empty() && fold(line) == self.title
    }
}

fn only(zones: &[Zone]) -> Allowed {
    ZONES.map(|zone| zones.contains(&zone))
}

/// Lets the first heading of a digest pass for its title as well.
pub(crate) fn free_heading(allowed: &mut [Allowed], blocks: &[Block]) {
    let body = only(&[Zone::Body]);
    let first = allowed.iter().zip(blocks).position(|(zones, block)| {
        *zones == body && !block.text.trim_end().ends_with(['.', '!', '?', '”', '"'])
    });
    if let Some(zones) = first.and_then(|at| allowed.get_mut(at)) {
        *zones = only(&[Zone::Title, Zone::Body]);
    }
}

/// The zones allowed for each block, or `None` if the article is not there.
pub(crate) fn labels(blocks: &[Block], gold: &Gold) -> Option<Vec<Allowed>> {
    let share: Vec<f64> = blocks.iter().map(|block| gold.share(&block.text)).collect();
    let is_title: Vec<bool> = blocks
        .iter()
        .map(|block| gold.is_title(&block.text))
        .collect();
    let is_body = |at: usize| share[at] >= 0.7 && !is_title[at];
    let count = |at: usize| blocks[at].text.split(' ').count();
    // A short line may be in the article by chance; the article begins and ends
    // with a line of some length, or with one next to such a line.
    let solid = |at: usize| is_body(at) && count(at) >= 8;
    let first = (0..blocks.len()).find(|at| solid(*at))?;
    let last = (0..blocks.len()).rfind(|at| solid(*at))?;
    let first = (0..first)
        .rev()
        .take_while(|at| is_body(*at))
        .last()
        .unwrap_or(first);
    let last = (last + 1..blocks.len())
        .take_while(|at| is_body(*at))
        .last()
        .unwrap_or(last);
    let title = (0..first)
        .rfind(|at| is_title[*at])
        .or((first..=last).find(|at| is_title[*at]));
    let free = only(&ZONES);
    let behind = |at: usize| {
        only(&[if at == last + 1 {
            Zone::End
        } else {
            Zone::Tail
        }])
    };
    let allowed = (0..blocks.len()).map(|at| {
        if title == Some(at) {
            return only(&[Zone::Title]);
        }
        if is_title[at] {
            return match at {
                _ if at < first => only(&[Zone::Head, Zone::Title]),
                _ if at > last => behind(at),
                _ => only(&[Zone::Inset, Zone::Title, Zone::Body]),
            };
        }
        match (share[at], at) {
            (s, _) if (0.25..0.7).contains(&s) => free,
            _ if at > last => behind(at),
            (s, _) if s < 0.25 && at < first => only(&[Zone::Head]),
            (s, _) if s < 0.25 => only(&[Zone::Inset]),
            _ if at < first => only(&[Zone::Head, Zone::Body]),
            _ => only(&[Zone::Body]),
        }
    });
    Some(allowed.collect())
}

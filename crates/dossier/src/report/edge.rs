//! What an article has from another text, in words.

use restated_lineage::Kind;

/// Articles named in one line.
const NAMED: usize = 5;

/// What an article has from another text.
pub(super) struct Edge {
    pub(super) kind: Kind,
    pub(super) directed: bool,
    /// Share of the article, 0 to 1.
    pub(super) strength: Option<f64>,
    pub(super) to: To,
    pub(super) why: Vec<String>,
}

pub(super) enum To {
    /// An article, as listed.
    Article(String),
    /// An outlet's text that is not in the pile.
    Outlet {
        name: String,
        /// Whether other articles of it are.
        present: bool,
    },
    /// A text that nobody names, with its other children as listed.
    Unseen(Vec<String>),
}

impl Edge {
    /// "near copy of [1] The Post, 87 % of its words (published a day later)".
    pub(super) fn in_words(&self) -> String {
        let from = self.from();
        let share = match self.strength {
            // Of a text that nobody here has seen, no share can be told.
            Some(strength) if self.kind != Kind::Cites && matches!(self.to, To::Article(_)) => {
                let of = match self.kind {
                    Kind::Rewrite | Kind::Translation => "sentences",
                    Kind::Copy | Kind::NearCopy | Kind::Excerpt | Kind::Cites => "words",
                };
                format!(", {:.0} % of its {of}", 100.0 * strength)
            }
            _ => String::new(),
        };
        let unknown = if self.directed {
            ""
        } else {
            "; which came first the texts do not show"
        };
        let said = self.kind == Kind::Cites && matches!(self.to, To::Outlet { .. });
        let why = if self.why.is_empty() || said {
            String::new()
        } else {
            format!(" ({})", self.why.join("; "))
        };
        format!("{from}{share}{unknown}{why}")
    }

    fn from(&self) -> String {
        let text = match &self.to {
            To::Article(name) => name.clone(),
            To::Outlet { name, present } if self.kind == Kind::Cites => {
                let which = if *present {
                    "none of its articles here is shown to be meant"
                } else {
                    "its report is not in the pile"
                };
                return format!("names {name} as its source; {which}");
            }
            To::Outlet { name, present } if self.kind != Kind::Excerpt => {
                return if *present {
                    format!(
                        "its text comes from {name}; none of its articles here is shown to be meant"
                    )
                } else {
                    format!("its text comes from {name}, whose report is not in the pile")
                };
            }
            To::Outlet { name, .. } => format!("a report of {name} that is not in the pile"),
            To::Unseen(siblings) => format!("a common text that is not here{}", like(siblings)),
        };
        match (self.kind, self.directed) {
            (Kind::Cites, _) => format!("names {text} as its source"),
            (Kind::Copy, true) => format!("copy of {text}"),
            (Kind::NearCopy, true) => format!("near copy of {text}"),
            (Kind::Excerpt, true) => format!("has an excerpt of {text}"),
            (Kind::Rewrite, true) => format!("rewrite of {text}"),
            (Kind::Translation, true) => format!("translation of {text}"),
            (Kind::Copy, false) => format!("the same words as {text}"),
            (Kind::NearCopy, false) => format!("nearly the same words as {text}"),
            (Kind::Excerpt, false) => format!("shares a part of its text with {text}"),
            (Kind::Rewrite, false) => format!("the same report as {text} in other words"),
            (Kind::Translation, false) => format!("the same report as {text} in another language"),
        }
    }
}

/// ", like [2] The Post and 3 more".
fn like(siblings: &[String]) -> String {
    let mut named: Vec<String> = siblings.iter().take(NAMED).cloned().collect();
    if siblings.len() > NAMED {
        named.push(format!("{} more", siblings.len() - NAMED));
    }
    match named.split_last() {
        None => String::new(),
        Some((one, [])) => format!(", like {one}"),
        Some((last, others)) => format!(", like {} and {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_read_so() {
        let post = || To::Article("[1] The Post".to_owned());
        let wire = |present| To::Outlet {
            name: "Tarn Wire".to_owned(),
            present,
        };
        let siblings = |n: usize| To::Unseen((2..2 + n).map(|n| format!("[{n}]")).collect());
        for (kind, directed, to, words) in [
            (
                Kind::NearCopy,
                true,
                post(),
                "near copy of [1] The Post, 87 % of its words (published a day later; its credit line stands in the text)",
            ),
            (
                Kind::Rewrite,
                false,
                post(),
                "the same report as [1] The Post in other words, 87 % of its sentences; \
                 which came first the texts do not show \
                 (published a day later; its credit line stands in the text)",
            ),
            (
                Kind::Excerpt,
                true,
                wire(true),
                "has an excerpt of a report of Tarn Wire that is not in the pile \
                 (published a day later; its credit line stands in the text)",
            ),
            (
                Kind::NearCopy,
                true,
                wire(false),
                "its text comes from Tarn Wire, whose report is not in the pile \
                 (published a day later; its credit line stands in the text)",
            ),
            (
                Kind::Cites,
                true,
                wire(false),
                "names Tarn Wire as its source; its report is not in the pile",
            ),
            (
                Kind::Cites,
                true,
                wire(true),
                "names Tarn Wire as its source; none of its articles here is shown to be meant",
            ),
            (
                Kind::Copy,
                true,
                siblings(2),
                "copy of a common text that is not here, like [2] and [3] \
                 (published a day later; its credit line stands in the text)",
            ),
            (
                Kind::Copy,
                true,
                siblings(7),
                "copy of a common text that is not here, like [2], [3], [4], [5], [6] and 2 more \
                 (published a day later; its credit line stands in the text)",
            ),
        ] {
            let why = [
                "published a day later",
                "its credit line stands in the text",
            ];
            let edge = Edge {
                kind,
                directed,
                strength: Some(0.87),
                to,
                why: why.map(str::to_owned).to_vec(),
            };
            assert_eq!(edge.in_words(), words);
        }
    }
}

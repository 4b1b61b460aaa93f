//! Lists with an end.

use schemars::JsonSchema;
use serde::Serialize;

use super::trouble::Trouble;
use crate::view::count;

/// Entries of a list, unless the call says.
const USUAL: usize = 20;
/// Entries of a list at most.
const MOST: usize = 100;

/// As a default of arguments.
pub(super) fn usual() -> usize {
    USUAL
}

/// Ids that are shown beside something: more are a call of their own.
const BESIDE: usize = 50;

/// Ids, of which there may be many.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub(super) struct Ids {
    /// How many there are in all.
    pub(super) total: usize,
    /// The first of them, at most fifty.
    pub(super) first: Vec<String>,
}

impl Ids {
    pub(super) fn of(all: &[String]) -> Self {
        Self {
            total: all.len(),
            first: all.iter().take(BESIDE).cloned().collect(),
        }
    }
}

/// Which part of each list is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    pub(super) skip: usize,
    pub(super) limit: usize,
}

impl Window {
    pub(super) fn new(skip: usize, limit: usize) -> Result<Self, Trouble> {
        if (1..=MOST).contains(&limit) {
            Ok(Self { skip, limit })
        } else {
            Err(Trouble::Bounds(format!(
                "limit has to be from 1 to {MOST}; lists say with `more` where they go on."
            )))
        }
    }
}

/// A part of a list.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub(super) struct Page<T> {
    /// How many entries there are in all.
    pub(super) total: usize,
    /// How many come before the first of these.
    pub(super) skip: usize,
    /// The entries.
    pub(super) items: Vec<T>,
    /// The `skip` with which the list goes on; null where this is its end.
    pub(super) more: Option<usize>,
}

impl<T> Page<T> {
    /// The part of `all` that `window` shows, each entry as `show` has it.
    pub(super) fn of<S>(all: &[S], window: Window, show: impl FnMut(&S) -> T) -> Self {
        let shown = all.iter().skip(window.skip).take(window.limit);
        Self::cut(all.len(), window, shown.map(show).collect())
    }

    /// The same where reading an entry may fail.
    pub(super) fn read<S, E>(
        all: &[S],
        window: Window,
        show: impl FnMut(&S) -> Result<T, E>,
    ) -> Result<Self, E> {
        let shown = all.iter().skip(window.skip).take(window.limit);
        Ok(Self::cut(
            all.len(),
            window,
            shown.map(show).collect::<Result<_, _>>()?,
        ))
    }

    fn cut(total: usize, window: Window, items: Vec<T>) -> Self {
        let end = window.skip.saturating_add(items.len());
        Self {
            total,
            skip: window.skip,
            more: (!items.is_empty() && end < total).then_some(end),
            items,
        }
    }

    /// "12 stories", or "12 stories, 1 to 5 here; more with skip 5".
    pub(super) fn heading(&self, one: &str, many: &str) -> String {
        let (total, skip, here) = (self.total, self.skip, self.items.len());
        let all = count(total, one, many);
        match self.more {
            _ if here == total => all,
            _ if here == 0 => format!("{all}, none of them after {skip}"),
            more => {
                let on = more.map(|skip| format!("; more with skip {skip}"));
                let (first, last) = (skip + 1, skip + here);
                format!("{all}, {first} to {last} here{}", on.unwrap_or_default())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_say_where_they_go_on() {
        let all: Vec<usize> = (0..5).collect();
        let page = |skip, limit| {
            let window = Window::new(skip, limit).unwrap();
            Page::of(&all, window, |n| *n)
        };
        assert_eq!((page(0, 2).items, page(0, 2).more), (vec![0, 1], Some(2)));
        assert_eq!((page(4, 2).items, page(4, 2).more), (vec![4], None));
        assert_eq!((page(9, 2).items, page(9, 2).more), (vec![], None));
        assert_eq!(
            page(2, 2).heading("row", "rows"),
            "5 rows, 3 to 4 here; more with skip 4"
        );
        assert_eq!(page(0, 9).heading("row", "rows"), "5 rows");
        assert!(Window::new(0, 0).is_err());
        assert!(Window::new(0, MOST + 1).is_err());
    }
}

//! What an answer takes of a line of values: a point, an interval, or all from a point on.

use super::Px;
use super::scale::Scale;

/// How far the arrow of an open end reaches.
pub(super) const REACH: f64 = 20.0;
/// Half of a bar across, and of an arrow's head.
const HALF: f64 = 4.0;

/// The values that an answer allows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    /// `None`: nothing is said against less.
    low: Option<f64>,
    /// `None`: nothing is said against more.
    high: Option<f64>,
    best: Option<f64>,
}

impl Extent {
    /// `None` where there is no number.
    pub(super) fn of(best: Option<f64>, low: Option<f64>, high: Option<f64>) -> Option<Self> {
        let finite = |value: Option<f64>| value.filter(|value| value.is_finite());
        let (best, low, high) = (finite(best), finite(low), finite(high));
        let (low, high) = match (low, high) {
            (None, None) => (best, best),
            (Some(low), Some(high)) => (Some(low.min(high)), Some(low.max(high))),
            open => open,
        };
        low.or(high)?;
        Some(Self { low, high, best })
    }

    /// The values that a scale must hold.
    pub(super) fn values(&self) -> impl Iterator<Item = f64> {
        [self.low, self.best, self.high].into_iter().flatten()
    }

    /// The value that stands for it in a list: what is said, else the lower end.
    pub(super) fn anchor(&self) -> f64 {
        let anchor = self.best.or(self.low).or(self.high);
        anchor.unwrap_or_default()
    }

    /// By value: of equal ones closed ends before open ones.
    pub(super) fn order(&self, other: &Self) -> std::cmp::Ordering {
        let key = |one: &Self| {
            let low = one.low.unwrap_or(f64::NEG_INFINITY);
            let best = one.best.unwrap_or(f64::NEG_INFINITY);
            [one.anchor(), low, one.high.unwrap_or(f64::INFINITY), best]
        };
        let pairs = key(self).into_iter().zip(key(other));
        pairs.fold(std::cmp::Ordering::Equal, |order, (a, b)| {
            order.then(a.total_cmp(&b))
        })
    }

    /// As a mark along `scale`, at `across` on the other axis.
    pub(super) fn mark(&self, scale: &Scale, across: f64, reach: f64) -> Mark {
        let at = |value: f64| scale.at(value);
        let upwards = scale.at(f64::MAX) < scale.at(f64::MIN);
        let reach = if upwards { -reach } else { reach };
        let (low, high) = (self.low.map(at), self.high.map(at));
        let anchor = at(self.anchor());
        let point = self.low == self.high;
        Mark {
            from: low.unwrap_or(high.unwrap_or(anchor) - reach),
            to: high.unwrap_or(low.unwrap_or(anchor) + reach),
            open: match (low, high) {
                (Some(_), None) => Open::Above,
                (None, Some(_)) => Open::Below,
                _ => Open::No,
            },
            dot: (point || self.best.is_some()).then_some(anchor),
            bar: !point
                && self
                    .best
                    .is_none_or(|best| Some(best) != self.low.xor(self.high)),
            across,
            upright: upwards,
        }
    }
}

/// Which end of a mark is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    No,
    Below,
    Above,
}

/// A mark along one axis. Ends are in the order of values: of an upright one `to` is the upper.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mark {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) open: Open,
    /// Where a dot stands.
    pub(super) dot: Option<f64>,
    /// Whether closed ends have a bar across.
    bar: bool,
    pub(super) across: f64,
    pub(super) upright: bool,
}

impl Mark {
    /// Its strokes as path data; empty for a point.
    pub(crate) fn strokes(&self) -> String {
        if self.from == self.to && self.open == Open::No {
            return String::new();
        }
        let place = |along: f64, off: f64| {
            let (x, y) = if self.upright {
                (self.across + off, along)
            } else {
                (along, self.across + off)
            };
            format!("{} {}", Px(x), Px(y))
        };
        let mut path = format!("M{}L{}", place(self.from, 0.0), place(self.to, 0.0));
        let bar = |at: f64| format!("M{}L{}", place(at, -HALF), place(at, HALF));
        // The head points away from the other end.
        let head = |at: f64, other: f64| {
            let back = at - HALF.copysign(at - other);
            format!(
                "M{}L{}L{}",
                place(back, -HALF),
                place(at, 0.0),
                place(back, HALF)
            )
        };
        match self.open {
            Open::Below => path.push_str(&head(self.from, self.to)),
            _ if self.bar => path.push_str(&bar(self.from)),
            _ => {}
        }
        match self.open {
            Open::Above => path.push_str(&head(self.to, self.from)),
            _ if self.bar => path.push_str(&bar(self.to)),
            _ => {}
        }
        path
    }

    /// Where the dot stands, as x and y.
    pub(crate) fn dot(&self) -> Option<(Px, Px)> {
        let along = self.dot?;
        Some(if self.upright {
            (Px(self.across), Px(along))
        } else {
            (Px(along), Px(self.across))
        })
    }

    /// The ends along the axis, the lesser first.
    pub(super) fn ends(&self) -> (f64, f64) {
        (self.from.min(self.to), self.from.max(self.to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strokes(best: Option<f64>, low: Option<f64>, high: Option<f64>) -> String {
        let scale = Scale::of([0.0, 100.0].into_iter(), 100.0, 200.0).unwrap();
        let extent = Extent::of(best, low, high).unwrap();
        extent.mark(&scale, 10.0, REACH).strokes()
    }

    #[test]
    fn ends_are_closed_or_open() {
        assert_eq!(strokes(Some(43.0), None, None), "");
        assert_eq!(strokes(Some(43.0), Some(43.0), Some(43.0)), "");
        assert_eq!(
            strokes(None, Some(40.0), Some(50.0)),
            "M140 10L150 10M140 6L140 14M150 6L150 14"
        );
        // At least 43: the dot is the closed end.
        assert_eq!(
            strokes(Some(43.0), Some(43.0), None),
            "M143 10L163 10M159 6L163 10L159 14"
        );
        // More than 43, which nobody gives as the number.
        assert_eq!(
            strokes(None, Some(43.0), None),
            "M143 10L163 10M143 6L143 14M159 6L163 10L159 14"
        );
        assert_eq!(
            strokes(Some(43.0), None, Some(43.0)),
            "M123 10L143 10M127 6L123 10L127 14"
        );
    }

    #[test]
    fn upright_marks_point_up() {
        let scale = Scale::of([0.0, 100.0].into_iter(), 200.0, 100.0).unwrap();
        let extent = Extent::of(Some(50.0), Some(50.0), None).unwrap();
        let mark = extent.mark(&scale, 10.0, REACH);
        assert_eq!(mark.strokes(), "M10 150L10 130M6 134L10 130L14 134");
        assert_eq!(mark.ends(), (130.0, 150.0));
    }

    #[test]
    fn what_is_no_number_takes_no_room() {
        assert_eq!(Extent::of(None, None, None), None);
        assert_eq!(Extent::of(Some(f64::NAN), None, Some(f64::INFINITY)), None);
        let swapped = Extent::of(None, Some(9.0), Some(3.0)).unwrap();
        assert_eq!(swapped.values().collect::<Vec<_>>(), [3.0, 9.0]);
    }
}

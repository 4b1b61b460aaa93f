//! Values along a line.

use restated_dossier::words;

use super::text::{SMALL, width};
use super::{Px, Tick, thin};

/// From so many times the least on the greatest would leave the others in a heap.
const SPREAD: f64 = 100.0;
/// Beyond, differences overflow.
const GREATEST: f64 = 1e300;
/// Values with more digits are written with an exponent.
const LONG: f64 = 1e15;
/// See `LONG`.
const SHORT: f64 = 1e-6;

/// Where values stand on a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    /// By orders of magnitude.
    pub(super) log: bool,
    least: f64,
    most: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// From `start`, where the least of `values` stands, to `end`; `None` without values.
    pub(super) fn of(values: impl Iterator<Item = f64>, start: f64, end: f64) -> Option<Self> {
        let bounds = values.map(bounded).map(|value| (value, value));
        let (least, most) = bounds.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
        let log = least > 0.0 && most / least > SPREAD;
        let (least, most) = if least == most {
            // A single value stands in the middle.
            let around = (least.abs() / 5.0).max(1.0);
            (least - around, most + around)
        } else if log {
            (least.log10(), most.log10())
        } else {
            (least, most)
        };
        Some(Self {
            log,
            least,
            most,
            start,
            end,
        })
    }

    /// Where `value` stands: never beyond the ends.
    pub(super) fn at(&self, value: f64) -> f64 {
        let value = bounded(value);
        let along = if self.log {
            value.max(f64::MIN_POSITIVE).log10()
        } else {
            value
        };
        let share = ((along - self.least) / (self.most - self.least)).clamp(0.0, 1.0);
        self.start + share * (self.end - self.start)
    }

    /// About `count` round values, each with its place.
    fn round(&self, count: f64) -> Vec<(f64, f64)> {
        let step = if self.log {
            Step {
                times: ((self.most - self.least) / count).ceil().max(1.0),
                power: 0,
            }
        } else {
            Step::of((self.most - self.least) / count)
        };
        let mut values = Vec::new();
        let mut number = step.first(self.least);
        // Where the values are so near one another that steps are lost in them, counting ends.
        while step.value(number) <= self.most && values.len() < 24 {
            let along = step.value(number);
            values.push(if self.log { 10f64.powf(along) } else { along });
            number += 1.0;
        }
        values.dedup();
        values.retain(|value| value.is_finite());
        values
            .iter()
            .map(|value| (*value, self.at(*value)))
            .collect()
    }

    /// Round values under a line that is drawn from left to right within `0..within`.
    pub(super) fn ticks(&self, within: f64, unit: &str) -> Vec<Tick> {
        let label = |value: f64| labelled(value, unit);
        // So many that no label takes the room of the next.
        let room = self.end - self.start;
        let fitting = [6.0, 5.0, 4.0, 3.0, 2.0].into_iter().find_map(|count| {
            let round = self.round(count);
            let widths = round
                .iter()
                .map(|(value, _)| width(&label(*value), SMALL) + SMALL);
            (widths.sum::<f64>() <= room).then_some(round)
        });
        let ticks = fitting.unwrap_or_else(|| self.round(2.0));
        let mut ticks: Vec<Tick> = ticks
            .into_iter()
            .map(|(value, at)| Tick {
                at: Px(at),
                label: label(value),
            })
            .collect();
        thin(&mut ticks, within, SMALL);
        ticks
    }

    /// Round values beside a line that is drawn upwards: the labels stand under one another.
    pub(super) fn ticks_upwards(&self, unit: &str) -> Vec<Tick> {
        let label = |value: f64| labelled(value, unit);
        let mut ticks: Vec<Tick> = self
            .round(6.0)
            .into_iter()
            .map(|(value, at)| Tick {
                at: Px(at),
                label: label(value),
            })
            .collect();
        let mut last = f64::INFINITY;
        for tick in &mut ticks {
            if last - tick.at.0 < SMALL * 1.2 {
                tick.label.clear();
            } else {
                last = tick.at.0;
            }
        }
        ticks
    }
}

/// Numbers at which to stop on the way: one, two or five times a power of ten.
struct Step {
    times: f64,
    power: i32,
}

impl Step {
    /// The least that is not under `raw`.
    fn of(raw: f64) -> Self {
        let power = raw.log10().floor();
        let share = raw / 10f64.powf(power);
        let (times, more) = match share {
            share if share <= 1.0 => (1.0, 0),
            share if share <= 2.0 => (2.0, 0),
            share if share <= 5.0 => (5.0, 0),
            _ => (1.0, 1),
        };
        Self {
            times,
            power: power as i32 + more,
        }
    }

    /// Dividing by a power of ten gives the number that a reader would write, 0.3;
    /// multiplying with its inverse gives 0.30000000000000004.
    fn value(&self, number: f64) -> f64 {
        let power = 10f64.powi(self.power.abs());
        match self.power {
            0.. => number * self.times * power,
            _ => number * self.times / power,
        }
    }

    fn first(&self, least: f64) -> f64 {
        (least / self.value(1.0)).ceil()
    }
}

/// As words have it, with an exponent where digits would fill the line.
pub(super) fn number(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(SHORT..LONG).contains(&size) {
        format!("{value:e}").replace('-', "−")
    } else {
        words::number(value + 0.0)
    }
}

/// The same with the sign of a unit that has one.
pub(super) fn labelled(value: f64, unit: &str) -> String {
    let number = number(value);
    match unit {
        "percent" => format!("{number} %"),
        _ => number,
    }
}

fn bounded(value: f64) -> f64 {
    value.clamp(-GREATEST, GREATEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(values: &[f64], unit: &str) -> Vec<String> {
        let scale = Scale::of(values.iter().copied(), 30.0, 370.0).unwrap();
        let ticks = scale.ticks(400.0, unit).into_iter();
        ticks.map(|tick| tick.label).collect()
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(labels(&[12.0, 43.0], ""), ["20", "30", "40"]);
        assert_eq!(
            labels(&[0.1, 0.42], "percent"),
            ["0.1 %", "0.2 %", "0.3 %", "0.4 %"]
        );
        assert_eq!(labels(&[-5.0, 7.0], ""), ["−4", "−2", "0", "2", "4", "6"]);
        assert_eq!(
            labels(&[2_000_000_000.0, 12_000_000_000.0], ""),
            ["5,000,000,000", "10,000,000,000"]
        );
    }

    #[test]
    fn a_wide_spread_goes_by_magnitude() {
        assert_eq!(labels(&[1.0, 100.0], "")[0], "20");
        assert_eq!(
            labels(&[3.0, 31_000.0], ""),
            ["10", "100", "1,000", "10,000"]
        );
        let scale = Scale::of([1.0, 10_000.0].into_iter(), 0.0, 400.0).unwrap();
        assert!(scale.log);
        assert_eq!(scale.at(100.0), 200.0);
    }

    #[test]
    fn one_value_stands_in_the_middle() {
        for value in [0.0, 43.0, -7.5, 1e300] {
            let scale = Scale::of([value, value].into_iter(), 0.0, 100.0).unwrap();
            assert_eq!(scale.at(value), 50.0, "{value}");
        }
        assert!(Scale::of(std::iter::empty(), 0.0, 1.0).is_none());
    }

    #[test]
    fn digits_do_not_fill_the_line() {
        assert_eq!(number(31_400.0), "31,400");
        assert_eq!(number(-1e21), "−1e21");
        assert_eq!(number(-0.0), "0");
    }
}

//! Training of the zone model: a linear-chain conditional random field whose
//! gold labels may leave a choice, by AdaGrad on the log-likelihood.

use restated_article::plain::features::Feature;
use restated_article::plain::zones::{MAY_END, MAY_FOLLOW, MAY_START, Model, ZONES};

use super::labels::Allowed;
use super::variants::Dice;

const N: usize = ZONES.len();
const NEVER: f32 = -1e4;

/// A text to learn from.
pub(crate) struct Example {
    pub(crate) features: Vec<Vec<Feature>>,
    pub(crate) allowed: Vec<Allowed>,
    /// How much it counts.
    pub(crate) weight: f32,
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) epochs: usize,
    pub(crate) rate: f32,
    /// Pull towards zero, per step.
    pub(crate) decay: f32,
}

impl Settings {
    /// One AdaGrad step along `slopes`.
    fn climb(&self, weights: &mut [f32; N], power: &mut [f32; N], slopes: [f32; N]) {
        for ((weight, power), slope) in weights.iter_mut().zip(power).zip(slopes) {
            let slope = slope - self.decay * *weight;
            *power += slope * slope;
            *weight += self.rate * slope / power.sqrt();
        }
    }
}

/// Expected uses of zones and steps in one text.
struct Expected {
    zones: Vec<[f32; N]>,
    steps: [[f32; N]; N],
}

fn log_sum(values: [f32; N]) -> f32 {
    let top = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    top + values.iter().map(|v| (v - top).exp()).sum::<f32>().ln()
}

/// Expected counts under the model, over the label sequences that `allowed`
/// (or, without it, the order of zones) permits.
fn expect(model: &Model, scores: &[[f32; N]], allowed: Option<&[Allowed]>) -> Expected {
    let len = scores.len();
    let emit = |at: usize, zone: usize| {
        let mut value = scores[at][zone];
        if allowed.is_some_and(|allowed| !allowed[at][zone]) {
            value += NEVER;
        }
        if at == 0 && !MAY_START[zone] || at + 1 == len && !MAY_END[zone] {
            value += NEVER;
        }
        value
    };
    let step = |from: usize, to: usize| {
        if MAY_FOLLOW[from][to] {
            model.step[from][to]
        } else {
            NEVER
        }
    };
    let mut ahead = vec![[0.0_f32; N]; len];
    let mut back = vec![[0.0_f32; N]; len];
    for at in 0..len {
        for to in 0..N {
            let before = if at == 0 {
                0.0
            } else {
                log_sum(std::array::from_fn(|from| {
                    ahead[at - 1][from] + step(from, to)
                }))
            };
            ahead[at][to] = before + emit(at, to);
        }
    }
    for at in (0..len - 1).rev() {
        for from in 0..N {
            back[at][from] = log_sum(std::array::from_fn(|to| {
                step(from, to) + emit(at + 1, to) + back[at + 1][to]
            }));
        }
    }
    let total = log_sum(ahead[len - 1]);
    let mut found = Expected {
        zones: vec![[0.0; N]; len],
        steps: [[0.0; N]; N],
    };
    for at in 0..len {
        for zone in 0..N {
            found.zones[at][zone] = (ahead[at][zone] + back[at][zone] - total).exp();
            for to in 0..N {
                if at + 1 < len && MAY_FOLLOW[zone][to] {
                    let value =
                        ahead[at][zone] + step(zone, to) + emit(at + 1, to) + back[at + 1][to];
                    found.steps[zone][to] += (value - total).exp();
                }
            }
        }
    }
    found
}

/// Learns a model.
pub(crate) fn train(examples: &[&Example], settings: Settings) -> Model {
    let mut model = Model::blank();
    let mut emit_power = vec![[1e-3_f32; N]; model.emit.len()];
    let mut step_power = [[1e-3_f32; N]; N];
    let mut order: Vec<usize> = (0..examples.len())
        .filter(|at| !examples[*at].features.is_empty())
        .collect();
    let mut dice = Dice::new("order");
    let mut touched: Vec<usize> = Vec::new();
    let mut gradient = vec![[0.0_f32; N]; model.emit.len()];
    for _ in 0..settings.epochs {
        for at in (1..order.len()).rev() {
            order.swap(at, dice.below(at + 1));
        }
        for example in order.iter().map(|at| examples[*at]) {
            let scores: Vec<_> = example
                .features
                .iter()
                .map(|block| model.scores(block))
                .collect();
            let free = expect(&model, &scores, None);
            let gold = expect(&model, &scores, Some(&example.allowed));
            // Long pages would drown the short ones.
            let scale = example.weight / (example.features.len() as f32).sqrt();
            for ((block, want), have) in example.features.iter().zip(&gold.zones).zip(&free.zones) {
                for &(feature, value) in block {
                    if gradient[feature].iter().all(|g| *g == 0.0) {
                        touched.push(feature);
                    }
                    for zone in 0..N {
                        gradient[feature][zone] += (want[zone] - have[zone]) * value * scale;
                    }
                }
            }
            touched.sort_unstable();
            touched.dedup();
            for feature in touched.drain(..) {
                let slopes = std::mem::take(&mut gradient[feature]);
                settings.climb(&mut model.emit[feature], &mut emit_power[feature], slopes);
            }
            for (from, power) in step_power.iter_mut().enumerate() {
                let slopes: [f32; N] =
                    std::array::from_fn(|to| (gold.steps[from][to] - free.steps[from][to]) * scale);
                settings.climb(&mut model.step[from], power, slopes);
            }
        }
    }
    model
}

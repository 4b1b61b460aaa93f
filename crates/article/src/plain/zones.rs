//! Which zone of a saved page each block belongs to: a linear-chain model whose
//! weights are learned (`cargo xtask train plain`) and come as a text table.

use std::sync::LazyLock;

use super::features::{Feature, names};

/// A zone of a saved page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    /// Above the article: menus, masthead, byline, date.
    Head,
    /// The headline.
    Title,
    /// The article.
    Body,
    /// Furniture between paragraphs.
    Inset,
    /// The first line below the article: what tells that it is over.
    End,
    /// All that follows: rails, comments, footers.
    Tail,
}

/// All zones, in the order of the weights.
pub const ZONES: [Zone; 6] = [
    Zone::Head,
    Zone::Title,
    Zone::Body,
    Zone::Inset,
    Zone::End,
    Zone::Tail,
];
const N: usize = ZONES.len();

/// What a step that the order of zones forbids costs.
const NEVER: f32 = -1e4;

/// Which zone may follow which (row: from): a headline and a standfirst may
/// change places, an inset lies inside the article, nothing leaves the tail.
pub const MAY_FOLLOW: [[bool; N]; N] = [
    [true, true, true, false, false, false],
    [true, true, true, false, false, false],
    [false, true, true, true, true, false],
    [false, false, true, true, false, false],
    [false, false, false, false, false, true],
    [false, false, false, false, false, true],
];

/// Which zones a text may begin and end in.
pub const MAY_START: [bool; N] = [true, true, true, false, false, false];
/// See [`MAY_START`].
pub const MAY_END: [bool; N] = [true, true, true, false, true, true];

/// Weights of the model.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Per feature and zone.
    pub emit: Vec<[f32; N]>,
    /// Per zone and the zone that follows it.
    pub step: [[f32; N]; N],
}

impl Model {
    /// A model that knows nothing.
    pub fn blank() -> Self {
        Self {
            emit: vec![[0.0; N]; names().len()],
            step: [[0.0; N]; N],
        }
    }

    /// The model that comes with the program.
    pub fn get() -> &'static Self {
        static MODEL: LazyLock<Model> = LazyLock::new(|| Model::parse(include_str!("weights.tsv")));
        &MODEL
    }

    /// Reads a table as [`Model::table`] writes it. Features that the table does
    /// not name weigh nothing; names that the program does not know are left out.
    pub fn parse(table: &str) -> Self {
        let mut model = Self::blank();
        let names = names();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let Some(name) = fields.next() else { continue };
            let mut row = [0.0; N];
            for (value, field) in row.iter_mut().zip(fields) {
                *value = field.parse().unwrap_or(0.0);
            }
            if let Some(zone) = name.strip_prefix("after ") {
                if let Some(at) = ZONES.iter().position(|z| format!("{z:?}") == zone) {
                    model.step[at] = row;
                }
            } else if let Some(at) = names.iter().position(|known| known == name) {
                model.emit[at] = row;
            }
        }
        model
    }

    /// The weights as a table: one row per feature, one column per zone.
    pub fn table(&self) -> String {
        let row = |name: &str, row: &[f32; N]| {
            let values: Vec<_> = row.iter().map(|value| format!("{value:.3}")).collect();
            format!("{name}\t{}\n", values.join("\t"))
        };
        let mut table = format!(
            "# feature\t{}\n",
            ZONES.map(|z| format!("{z:?}")).join("\t")
        );
        for (zone, weights) in ZONES.iter().zip(&self.step) {
            table.push_str(&row(&format!("after {zone:?}"), weights));
        }
        for (name, weights) in names().iter().zip(&self.emit) {
            if weights.iter().any(|w| w.abs() >= 0.0005) {
                table.push_str(&row(name, weights));
            }
        }
        table
    }

    /// How well each zone suits a block with these features.
    pub fn scores(&self, features: &[Feature]) -> [f32; N] {
        let mut scores = [0.0; N];
        for &(at, value) in features {
            if let Some(weights) = self.emit.get(at) {
                for (score, weight) in scores.iter_mut().zip(weights) {
                    *score += weight * value;
                }
            }
        }
        scores
    }

    /// The weight of a step, [`NEVER`] where it is forbidden.
    fn step(&self, from: usize, to: usize) -> f32 {
        if MAY_FOLLOW[from][to] {
            self.step[from][to]
        } else {
            NEVER
        }
    }

    /// The likeliest zones of a text whose blocks have these features.
    pub fn zones(&self, features: &[Vec<Feature>]) -> Vec<Zone> {
        let mut best: [f32; N] = MAY_START.map(|may| if may { 0.0 } else { NEVER });
        let mut came_from: Vec<[usize; N]> = Vec::with_capacity(features.len());
        for (at, block) in features.iter().enumerate() {
            let scores = self.scores(block);
            let before = best;
            let mut from = [0; N];
            for to in 0..N {
                let (value, zone) = if at == 0 {
                    (before[to], to)
                } else {
                    // The first of equals, so that ties never depend on anything else.
                    (0..N)
                        .map(|f| (before[f] + self.step(f, to), f))
                        .fold((f32::NEG_INFINITY, 0), |a, b| if b.0 > a.0 { b } else { a })
                };
                best[to] = value + scores[to];
                from[to] = zone;
            }
            came_from.push(from);
        }
        for (value, may) in best.iter_mut().zip(MAY_END) {
            *value += if may { 0.0 } else { NEVER };
        }
        let mut zone = (1..N).fold(0, |a, b| if best[b] > best[a] { b } else { a });
        let mut path = Vec::with_capacity(features.len());
        for from in came_from.iter().rev() {
            path.push(ZONES[zone]);
            zone = from[zone];
        }
        path.reverse();
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads_back() {
        let mut model = Model::blank();
        model.step[2][4] = -1.25;
        model.emit[3] = [0.5, -0.5, 1.0, 0.0, 2.125, 0.25];
        assert_eq!(Model::parse(&model.table()), model);
    }

    #[test]
    fn the_order_of_zones_is_kept() {
        let mut model = Model::blank();
        // Feature 0 speaks for the tail, 1 for the head, 2 for the body.
        model.emit[0] = [0.0, 0.0, 0.0, 0.0, 3.0, 3.0];
        model.emit[1] = [1.0, 0.0, 0.0, 0.0, 0.0, 0.0];
        model.emit[2] = [0.0, 0.0, 4.0, 0.0, 0.0, 0.0];
        let zones = model.zones(&[
            vec![(1, 1.0)],
            vec![(2, 1.0)],
            vec![(0, 1.0)],
            vec![(1, 1.0)],
        ]);
        assert_eq!(zones, [Zone::Head, Zone::Body, Zone::End, Zone::Tail]);
        assert_eq!(model.zones(&[]), []);
    }
}

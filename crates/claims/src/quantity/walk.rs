//! The way from left to right over the words and digits of one number.

use super::cardinal::{Cardinal, dash_or_none, part, product, scale, word};
use super::piece::{Pieces, Shape, is_dash};
use super::tables::NumberWord;

/// What stands below in fractions that news prints in digits.
pub(super) const BELOW: &[f64] = &[2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 16.0, 32.0, 64.0];

/// One way from left to right over the pieces of a number.
pub(super) struct Walk<'p, 't> {
    pieces: &'p Pieces<'t>,
    start: usize,
    at: usize,
    closed: bool,
    /// Whether a sign of money stands in front.
    money: bool,
    /// What is finished: "two million" of "two million three hundred".
    total: f64,
    /// What the next scale multiplies: "three hundred".
    group: Option<f64>,
    /// What is added next must be below this: 10 behind "twenty", 100 behind "hundred".
    room: f64,
    /// The scale last used.
    scale: f64,
    /// Whether it began with digits.
    digits: bool,
    /// Whether it is read as the upper number of a fraction.
    parted: bool,
}

impl<'p, 't> Walk<'p, 't> {
    pub(super) fn new(pieces: &'p Pieces<'t>, start: usize, closed: bool) -> Self {
        Self {
            pieces,
            start,
            at: start,
            closed,
            money: false,
            total: 0.0,
            group: None,
            room: f64::INFINITY,
            scale: 1.0,
            digits: false,
            parted: false,
        }
    }

    /// With a sign of money in front or not.
    pub(super) fn with_sign(self, money: bool) -> Self {
        Self { money, ..self }
    }

    /// Up to the word for the part in a fraction: "one" of "one twenty-fifth".
    pub(super) fn up_to_part(self) -> Self {
        Self {
            parted: true,
            ..self
        }
    }

    pub(super) fn read(mut self) -> Option<Cardinal> {
        self.article();
        // Where to go back to if what followed an "and" was another number.
        let mut safe = None;
        loop {
            let joined = self.joiner();
            let before = (self.at, self.total, self.group, self.room, self.scale);
            let and = joined > 0 && self.pieces.lower(self.at) == "and";
            // "one hundred and three quarters", "one twenty-fifth"
            let fraction = and && self.fraction(self.at + 1).is_some()
                || self.parted && self.at > self.start && part(self.pieces, self.at).is_some();
            if fraction {
                break;
            }
            self.at += joined;
            if and {
                safe = Some(before);
            }
            if !self.step(joined > 0) {
                self.at -= joined;
                break;
            }
        }
        // "three hundred and two hundred" are two numbers.
        if let (Some(back), Some(_)) = (safe, scale(self.pieces, self.at)) {
            (self.at, self.total, self.group, self.room, self.scale) = back;
        }
        self.half();
        self.point();
        (self.at > self.start && (self.group.is_some() || self.scale > 1.0))
            .then(|| Cardinal::exact(self.at, self.total + self.group.unwrap_or(0.0), self.scale))
    }

    /// "a hundred"; "hundred" alone.
    fn article(&mut self) {
        let article = matches!(self.pieces.lower(self.at), "a" | "an");
        let singular = scale(self.pieces, self.at + usize::from(article)).is_some()
            && !self
                .pieces
                .lower(self.at + usize::from(article))
                .ends_with('s');
        if singular {
            self.group = Some(1.0);
            self.at += usize::from(article);
        }
    }

    /// How many pieces join the next word to this number: "and", a hyphen, or none.
    fn joiner(&self) -> usize {
        if self.at == self.start {
            return 0;
        }
        let next = self.pieces.lower(self.at);
        let and = next == "and" && !self.closed && self.room >= 100.0 && self.room.is_finite();
        let dash = is_dash(next)
            && (self.pieces.joins(self.at) || self.room == 10.0)
            && word(self.pieces, self.at + 1).is_some();
        usize::from(and || dash)
    }

    /// Takes the word at hand; whether it belonged.
    fn step(&mut self, joined: bool) -> bool {
        match self.pieces.get(self.at).map(|piece| piece.shape) {
            Some(Shape::Numeral(value)) => return self.numeral(value, joined),
            Some(Shape::Vulgar(value)) => return self.vulgar(value),
            _ => {}
        }
        let Some(word) = word(self.pieces, self.at) else {
            return false;
        };
        let taken = match word {
            NumberWord::Unit(value) | NumberWord::Ten(value) => {
                let goes_on = !self.digits || joined && self.room == 100.0;
                let fits = goes_on && value < self.room && (value > 0.0 || self.group.is_none());
                if fits {
                    self.group = Some(self.group.unwrap_or(0.0) + value);
                    let ten = matches!(word, NumberWord::Ten(_));
                    self.room = if ten { 10.0 } else { 0.0 };
                }
                fits
            }
            NumberWord::Hundred => match self.group {
                Some(group) if group > 0.0 && (group < 100.0 || self.at == self.start + 1) => {
                    self.group = Some(product(group, 100.0));
                    (self.room, self.scale) = (100.0, self.scale.max(100.0));
                    true
                }
                _ => false,
            },
            NumberWord::Scale(scale) => self.multiply(scale),
            NumberWord::Short(scale) => {
                self.digits && !joined && self.short() && self.multiply(scale)
            }
            NumberWord::Part(_) => false,
        };
        self.at += usize::from(taken);
        taken
    }

    /// Digits open a number; behind "3 hundred and" they go on one that digits opened.
    fn numeral(&mut self, value: f64, joined: bool) -> bool {
        let opens = self.at == self.start;
        let goes_on = self.digits
            && joined
            && value < self.room
            && value >= 1.0
            && value.fract() == 0.0
            && self.pieces.lower(self.at - 1) == "and"
            && self.room == 100.0;
        let digits_again = self.digits
            && !joined
            && self.room.is_finite()
            && value < self.room
            && scale(self.pieces, self.at + 1) == Some(100.0);
        if opens {
            (self.group, self.digits, self.room) = (Some(value), true, 0.0);
            if let Some(share) = slashed(self.pieces, self.at + 1)
                && !self.pieces.glued(self.at + 1)
                && value.fract() == 0.0
            {
                self.group = Some(value + share);
                self.at += 3;
            }
        } else if goes_on || digits_again {
            self.group = Some(self.group.unwrap_or(0.0) + value);
            self.room = 0.0;
        } else {
            return false;
        }
        self.at += 1;
        true
    }

    /// "2½", "½".
    fn vulgar(&mut self, value: f64) -> bool {
        let fits = self.at == self.start || self.digits && self.room == 0.0;
        if fits {
            self.group = Some(self.group.unwrap_or(0.0) + value);
            (self.digits, self.room) = (true, -1.0);
            self.at += 1;
        }
        fits
    }

    /// Whether the short scale at hand is one. Single letters may be units ("5m deep") or names
    /// ("Type 3B"): they scale money, and "m" and "k" also what is plainly counted.
    fn short(&self) -> bool {
        let text = self.pieces.text(self.at);
        let glued = self.pieces.glued(self.at);
        if text.chars().count() > 1 {
            return text != "mm" || self.money;
        }
        let next = self.pieces.lower(self.at + 1);
        let counted = next == "people" || next.len() > 3 && next.ends_with('s');
        let alone = !self.pieces.glued(self.at + 1) || !self.pieces.is_word(self.at + 1);
        alone
            && match text {
                "k" | "K" => glued || self.money,
                "M" | "B" => glued || self.money,
                "m" => self.money || glued && counted,
                // "1.2b"; "12b" is a door.
                "b" => glued && (self.money || self.pieces.text(self.at - 1).contains('.')),
                "t" | "T" => self.money && glued,
                _ => false,
            }
    }

    fn multiply(&mut self, scale: f64) -> bool {
        match self.group {
            // "three hundred and two dozen" are two numbers.
            Some(group) if scale < 100.0 && group >= 100.0 => return false,
            Some(group) if group > 0.0 && (self.scale > scale || self.total == 0.0) => {
                self.total += product(group, scale);
            }
            None if self.total > 0.0 && scale >= self.scale => self.total *= scale,
            _ => return false,
        }
        (self.group, self.room, self.scale) = (None, scale, scale);
        true
    }

    /// "two and a half", "a million and a half", "one billion and three quarters million".
    fn half(&mut self) {
        let hyphened = usize::from(self.pieces.joins(self.at));
        if self.pieces.lower(self.at + hyphened) != "and" || self.closed {
            return;
        }
        let start = self.at + hyphened + 1;
        let start = start + usize::from(self.pieces.joins(start));
        let Some((share, end)) = self.fraction(start) else {
            return;
        };
        if self.total + self.group.unwrap_or(0.0) <= 0.0 {
            return;
        }
        self.at = end;
        let dash = usize::from(self.pieces.joins(end));
        let next = scale(self.pieces, end + dash);
        match (self.group, next) {
            (None, Some(next)) if next < self.scale => {
                self.total += product(share, next);
                self.at += dash + 1;
            }
            (None, _) => self.total += product(share, self.scale),
            (Some(group), Some(next)) => {
                self.group = Some(group + share);
                if self.multiply(next) {
                    self.at += dash + 1;
                }
            }
            (Some(group), None) => self.group = Some(group + share),
        }
    }

    /// "a half", "one fourth", "three quarters" at `at`: its value and where it ends.
    fn fraction(&self, at: usize) -> Option<(f64, usize)> {
        let above = match self.pieces.lower(at) {
            "a" => Cardinal::exact(at + 1, 1.0, 1.0),
            _ => {
                let walk = Self::new(self.pieces, at, true).up_to_part();
                walk.read()
                    .filter(|above| above.low >= 1.0 && above.scale < 100.0)?
            }
        };
        let end = above.end + usize::from(dash_or_none(self.pieces, above.end));
        let (below, end) = part(self.pieces, end)?;
        let last = self.pieces.lower(end - 1);
        let plural = last.ends_with('s') && last != "halves";
        ((above.low > 1.0) == plural).then_some((above.low / below, end))
    }

    /// "two point five", "two point five million".
    fn point(&mut self) {
        let Some(group) = self.group.filter(|group| group.fract() == 0.0) else {
            return;
        };
        if self.digits || self.pieces.lower(self.at) != "point" {
            return;
        }
        let mut decimals = String::new();
        let mut at = self.at + 1;
        loop {
            match word(self.pieces, at) {
                Some(NumberWord::Unit(digit)) => decimals += &digit.to_string(),
                Some(NumberWord::Ten(ten)) => {
                    let dash = 1 + usize::from(self.pieces.joins(at + 1));
                    match word(self.pieces, at + dash) {
                        Some(NumberWord::Unit(unit)) if unit > 0.0 && unit < 10.0 => {
                            decimals += &(ten + unit).to_string();
                            at += dash;
                        }
                        _ => decimals += &ten.to_string(),
                    }
                }
                _ => break,
            }
            at += 1;
        }
        let Ok(decimals) = format!("0.{decimals}").parse::<f64>() else {
            return;
        };
        if at == self.at + 1 {
            return;
        }
        self.group = Some(group + decimals);
        self.at = at;
        if let Some(scale) = scale(self.pieces, self.at)
            && self.multiply(scale)
        {
            self.at += 1;
        }
    }
}

/// "3/4" at `at`.
pub(super) fn slashed(pieces: &Pieces<'_>, at: usize) -> Option<f64> {
    let numeral = |at: usize| match pieces.get(at)?.shape {
        Shape::Numeral(value) => Some(value),
        _ => None,
    };
    let (above, below) = (numeral(at)?, numeral(at + 2)?);
    let slash = matches!(pieces.text(at + 1), "/" | "⁄");
    let chained = pieces.text(at + 3) == "/" || pieces.lower_before(at, 1) == "/";
    let glued = pieces.glued(at + 1) && pieces.glued(at + 2);
    (slash && glued && !chained && above < below && BELOW.contains(&below)).then_some(above / below)
}

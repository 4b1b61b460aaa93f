//! Cardinal numbers: "2,700", "1.2 million", "three hundred and twenty-three", "half a dozen".

use super::piece::{Pieces, Shape};
use super::tables::{NUMBERS, NumberWord, VAGUE, Vague, With};

/// A number read from pieces.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cardinal {
    /// One behind its last piece.
    pub(super) end: usize,
    /// The value, or the least that a vague word may mean.
    pub(super) low: f64,
    /// The same, or the most.
    pub(super) high: f64,
    /// "dozens": no value.
    pub(super) vague: bool,
    /// What its last word multiplies it by: 1e6 of "1.2 million".
    pub(super) scale: f64,
}

impl Cardinal {
    fn exact(end: usize, value: f64, scale: f64) -> Self {
        Self {
            end,
            low: value,
            high: value,
            vague: false,
            scale,
        }
    }

    fn times(self, factor: f64, end: usize) -> Self {
        Self {
            end,
            low: self.low * factor,
            high: self.high * factor,
            scale: self.scale * factor,
            ..self
        }
    }
}

/// The number word at `at`, in the singular or plural.
pub(super) fn word(pieces: &Pieces<'_>, at: usize) -> Option<NumberWord> {
    let lower = pieces.lower(at);
    let whole = NUMBERS.get(lower).copied();
    let plural = || match NUMBERS.get(lower.strip_suffix('s')?)? {
        found @ (NumberWord::Hundred | NumberWord::Scale(_) | NumberWord::Part(_)) => Some(*found),
        _ => None,
    };
    whole.or_else(plural)
}

/// Scales that can be glued to the figures with a hyphen or stand behind them.
fn scale(pieces: &Pieces<'_>, at: usize) -> Option<f64> {
    match word(pieces, at)? {
        NumberWord::Hundred => Some(100.0),
        NumberWord::Scale(scale) => Some(scale),
        _ => None,
    }
}

/// The number at `at`. Inside "between … and …" an "and" ends it (`closed`).
pub(super) fn cardinal(
    pieces: &Pieces<'_>,
    at: usize,
    closed: bool,
    money: bool,
) -> Option<Cardinal> {
    let reading = || Reading {
        money,
        ..Reading::new(pieces, at, closed)
    };
    vague(pieces, at)
        .or_else(|| part_of_scale(pieces, at))
        .or_else(|| reading().read())
}

/// "dozens", "tens of thousands", "several hundred", "a couple of hundred thousand".
fn vague(pieces: &Pieces<'_>, at: usize) -> Option<Cardinal> {
    let (Vague { low, high, with }, end) = VAGUE.at(pieces, at)?;
    let of = pieces.lower(end) == "of";
    let found = Cardinal {
        end,
        low: *low,
        high: *high,
        vague: true,
        scale: 1.0,
    };
    let next = end + usize::from(of);
    let more = vague_scale(pieces, next);
    let product = more.map(|(factor, end)| {
        // "hundred thousand" behind "several".
        let (second, end) = match scale(pieces, end) {
            Some(second) if !of => (second, end + 1),
            _ => (1.0, end),
        };
        found.times(factor * second, end)
    });
    match with {
        With::Scale => product,
        With::Of => product.or(of.then_some(found)),
        With::Anything => product.or(Some(found)),
    }
}

/// A scale that a vague word multiplies: "thousands" of "tens of thousands".
fn vague_scale(pieces: &Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    let scale = scale(pieces, at)?;
    Some((scale, at + 1))
}

/// "half a million", "a quarter of a million", "half a dozen", "two thirds of a million".
fn part_of_scale(pieces: &Pieces<'_>, at: usize) -> Option<Cardinal> {
    let (share, end) = numbered_part(pieces, at)?;
    let end = end + usize::from(pieces.lower(end) == "of");
    let end = end + usize::from(pieces.lower(end) == "a" || pieces.lower(end) == "-");
    let scale = scale(pieces, end)?;
    Some(Cardinal::exact(end + 1, share * scale, scale))
}

/// "half", "a half", "one third", "two-thirds", "quarter": value and where it ends.
pub(super) fn numbered_part(pieces: &Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    let part = |at: usize| match word(pieces, at) {
        Some(NumberWord::Part(below)) => Some((below, at + 1)),
        _ => None,
    };
    let article = matches!(pieces.lower(at), "a" | "an");
    if let Some((below, end)) = part(at + usize::from(article)) {
        let bare = matches!(pieces.lower(end - 1), "half" | "quarter");
        return (article || bare).then_some((1.0 / below, end));
    }
    let above = Reading::new(pieces, at, false).read()?;
    let end = above.end + usize::from(dash_or_none(pieces, above.end));
    let (below, end) = part(end)?;
    let plural = pieces.lower(end - 1).ends_with('s');
    (above.low > 1.0) // "one third", "two thirds"
        .eq(&plural)
        .then_some((above.low / below, end))
}

fn dash_or_none(pieces: &Pieces<'_>, at: usize) -> bool {
    super::piece::is_dash(pieces.text(at))
}

/// One way from left to right over the pieces of a number.
struct Reading<'p, 't> {
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
}

impl<'p, 't> Reading<'p, 't> {
    fn new(pieces: &'p Pieces<'t>, start: usize, closed: bool) -> Self {
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
        }
    }

    fn read(mut self) -> Option<Cardinal> {
        self.article();
        // Where to go back to if what followed an "and" was another number.
        let mut safe = None;
        loop {
            let joined = self.joiner();
            let before = (self.at, self.total, self.group, self.room, self.scale);
            self.at += joined;
            if joined > 0 && self.pieces.lower(before.0) == "and" {
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
        let dash = super::piece::is_dash(next)
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
                let fits = value < self.room && (value > 0.0 || self.group.is_none());
                if fits && !self.digits {
                    self.group = Some(self.group.unwrap_or(0.0) + value);
                    let ten = matches!(word, NumberWord::Ten(_));
                    self.room = if ten { 10.0 } else { 0.0 };
                }
                fits && !self.digits
            }
            NumberWord::Hundred => match self.group {
                Some(group) if group > 0.0 && (group < 100.0 || self.digits) => {
                    self.group = Some(group * 100.0);
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
            && self.group.is_none_or(|group| group >= 100.0);
        let digits_again = self.digits
            && !joined
            && self.room.is_finite()
            && value < self.room
            && scale(self.pieces, self.at + 1) == Some(100.0);
        if opens {
            (self.group, self.digits, self.room) = (Some(value), true, 0.0);
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
                "b" | "t" | "T" => self.money && glued,
                _ => false,
            }
    }

    fn multiply(&mut self, scale: f64) -> bool {
        match self.group {
            Some(group) if group > 0.0 && (self.scale > scale || self.total == 0.0) => {
                self.total += group * scale;
            }
            None if self.total > 0.0 && scale >= self.scale => self.total *= scale,
            _ => return false,
        }
        (self.group, self.room, self.scale) = (None, scale, scale);
        true
    }

    /// "two and a half", "a million and a half".
    fn half(&mut self) {
        let hyphened = usize::from(self.pieces.joins(self.at));
        if self.pieces.lower(self.at + hyphened) != "and" || self.closed {
            return;
        }
        let at = self.at + 1 + 2 * hyphened;
        let at = at - usize::from(hyphened == 1 && !self.pieces.joins(at - 1));
        let (above, part_at) = match self.pieces.lower(at) {
            "a" => (1.0, at + 1),
            _ => match word(self.pieces, at) {
                Some(NumberWord::Unit(value)) if value > 0.0 => (value, at + 1),
                _ => return,
            },
        };
        let part_at = part_at + usize::from(dash_or_none(self.pieces, part_at));
        let Some(NumberWord::Part(below)) = word(self.pieces, part_at) else {
            return;
        };
        let plural =
            self.pieces.lower(part_at).ends_with('s') && self.pieces.lower(part_at) != "halves";
        // "half" may go before a scale of its own: "two and a half million".
        let whole = self.total + self.group.unwrap_or(0.0);
        if (above > 1.0) != plural || whole <= 0.0 {
            return;
        }
        let share = above / below;
        self.at = part_at + 1;
        match self.group {
            None => self.total += share * self.scale,
            Some(group) => {
                self.group = Some(group + share);
                let dash = usize::from(self.pieces.joins(self.at));
                if let Some(scale) = scale(self.pieces, self.at + dash)
                    && self.multiply(scale)
                {
                    self.at += dash + 1;
                }
            }
        }
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

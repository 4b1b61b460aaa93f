//! How much room words take.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar as _;

/// Width of a column in font sizes: that of a wide sans-serif, so that other fonts have room.
const COLUMN: f64 = 0.6;

/// Of the labels of axes.
pub(super) const SMALL: f64 = 11.0;
/// Of everything else.
pub(super) const SIZE: f64 = 12.0;

/// How wide `text` is at most, in a font of `size`.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(columns).sum::<usize>() as f64 * COLUMN * size
}

/// Controls are shown as spaces, and what asks for a picture in place of a letter makes it wider.
fn columns(c: char) -> usize {
    match c {
        '\u{fe0f}' => 1,
        c => c.width().unwrap_or(1),
    }
}

/// `text` as far as it fits into `room`.
pub(super) fn clip(text: &str, room: f64, size: f64) -> Cow<'_, str> {
    if width(text, size) <= room {
        return Cow::Borrowed(text);
    }
    let most = (room / (COLUMN * size)).floor().max(1.0) as usize - 1;
    let mut taken = 0;
    let fits = |(_, c): &(usize, char)| {
        taken += columns(*c);
        taken <= most
    };
    let end = text
        .char_indices()
        .take_while(fits)
        .last()
        .map_or(0, |(at, c)| at + c.len_utf8());
    let kept = text.get(..end).unwrap_or_default().trim_end();
    Cow::Owned(format!("{kept}…"))
}

/// A piece of a drawing that words or a mark take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    /// Of words that begin at `left` and stand on the line `base`.
    pub(super) fn of(text: &str, size: f64, left: f64, base: f64) -> Self {
        Self {
            left,
            right: left + width(text, size),
            top: base - size * 0.85,
            bottom: base + size * 0.25,
        }
    }

    /// Around a mark.
    pub(super) fn around(x: f64, y: f64, radius: f64) -> Self {
        Self {
            left: x - radius,
            right: x + radius,
            top: y - radius,
            bottom: y + radius,
        }
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    pub(super) fn within(&self, other: &Self) -> bool {
        self.left >= other.left
            && self.right <= other.right
            && self.top >= other.top
            && self.bottom <= other.bottom
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_cut() {
        assert_eq!(clip("at least 43", 200.0, SIZE), "at least 43");
        assert_eq!(clip("at least 43", 50.0, SIZE), "at le…");
        assert_eq!(clip("at least", 28.0, 10.0), "at…");
        assert_eq!(clip("x", 1.0, SIZE), "…");
        // Wide characters take two columns.
        assert_eq!(clip("死者四十三人", 50.0, SIZE), "死者…");
        for room in 8..90 {
            let room = f64::from(room);
            assert!(width(&clip("Hafenbehörde 港湾局 said", room, SIZE), SIZE) <= room);
        }
    }
}

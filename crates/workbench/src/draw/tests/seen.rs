//! Reads a drawing back: where its words and strokes are.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::draw::text::{Area, SIZE, SMALL};

/// Widths are estimates, and places are rounded.
const SLACK: f64 = 0.2;

/// What a drawing shows.
#[derive(Debug, Default)]
pub(super) struct Seen {
    box_: (f64, f64),
    points: Vec<(f64, f64)>,
    pub(super) texts: Vec<(String, Area)>,
    pub(super) boxes: Vec<Area>,
    pub(super) elements: Vec<String>,
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).unwrap()?;
    Some(found.value.into_owned())
}

fn number(tag: &BytesStart<'_>, name: &str) -> f64 {
    attribute(tag, name).map_or(0.0, |value| value.parse().unwrap())
}

impl Seen {
    pub(super) fn of(svg: &str) -> Self {
        let mut seen = Self::default();
        let mut reader = Reader::from_str(svg);
        reader.config_mut().expand_empty_elements = true;
        let mut down: Vec<f64> = vec![0.0];
        let mut sizes: Vec<f64> = vec![SIZE];
        let mut text: Option<(f64, f64, f64, f64, String)> = None;
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => break,
                Event::Start(tag) => {
                    let name = tag.name().as_ref().to_owned();
                    let class = attribute(&tag, "class").unwrap_or_default();
                    let small = ["axis", "small", "faint", "way"];
                    let is_small = class.split(' ').any(|one| small.contains(&one));
                    let last = *sizes.last().unwrap();
                    sizes.push(if is_small && name != "tspan" {
                        SMALL
                    } else {
                        last
                    });
                    let moved = attribute(&tag, "transform").map_or(0.0, |transform| {
                        let inner = transform.strip_prefix("translate(0 ").unwrap();
                        inner.strip_suffix(')').unwrap().parse().unwrap()
                    });
                    down.push(down.last().unwrap() + moved);
                    seen.start(&name, &tag, *down.last().unwrap());
                    if name == "text" {
                        let anchor = match attribute(&tag, "text-anchor").as_deref() {
                            Some("middle") => 0.5,
                            Some("end") => 1.0,
                            _ => 0.0,
                        };
                        text = Some((
                            number(&tag, "x") + number(&tag, "dx"),
                            number(&tag, "y") + number(&tag, "dy") + down.last().unwrap(),
                            anchor,
                            *sizes.last().unwrap(),
                            String::new(),
                        ));
                    }
                    seen.elements.push(name);
                }
                Event::Text(words) => {
                    if let Some((.., all)) = &mut text {
                        all.push_str(&words);
                    }
                }
                Event::GeneralRef(name) => {
                    if let Some((.., all)) = &mut text {
                        // Whatever is escaped takes one column.
                        assert!(!name.is_empty());
                        all.push('&');
                    }
                }
                Event::End(tag) => {
                    down.pop();
                    sizes.pop();
                    if tag.name().as_ref() == "text"
                        && let Some((x, y, anchor, size, words)) = text.take()
                    {
                        let area = Area::of(&words, size, 0.0, y);
                        let left = x - anchor * area.right;
                        let area = Area::of(&words, size, left, y);
                        seen.texts.push((words, area));
                    }
                }
                _ => {}
            }
        }
        seen
    }

    fn start(&mut self, name: &str, tag: &BytesStart<'_>, down: f64) {
        match name {
            "svg" => {
                let view = attribute(tag, "viewBox").unwrap();
                let sides: Vec<f64> = view.split(' ').map(|side| side.parse().unwrap()).collect();
                self.box_ = (sides[2], sides[3]);
            }
            "circle" => {
                let (x, y, r) = (number(tag, "cx"), number(tag, "cy"), number(tag, "r"));
                self.points
                    .extend([(x - r, y + down - r), (x + r, y + down + r)]);
            }
            "rect" => {
                let (x, y) = (number(tag, "x"), number(tag, "y"));
                let area = Area {
                    left: x,
                    top: y,
                    right: x + number(tag, "width"),
                    bottom: y + number(tag, "height"),
                };
                self.points
                    .extend([(area.left, area.top), (area.right, area.bottom)]);
                self.boxes.push(area);
            }
            "path" => self.path(&attribute(tag, "d").unwrap(), down),
            _ => {}
        }
    }

    fn path(&mut self, data: &str, down: f64) {
        let (mut x, mut y) = (0.0, 0.0);
        let mut rest = data;
        while let Some(command) = rest.chars().next() {
            rest = &rest[1..];
            let end = rest
                .find(|c: char| c.is_ascii_alphabetic())
                .unwrap_or(rest.len());
            let numbers: Vec<f64> = rest[..end]
                .split_whitespace()
                .map(|number| number.parse().unwrap())
                .collect();
            rest = &rest[end..];
            match (command, numbers.as_slice()) {
                ('M' | 'L', [to_x, to_y]) => (x, y) = (*to_x, *to_y),
                ('l', [by_x, by_y]) => (x, y) = (x + by_x, y + by_y),
                ('H', [to]) => x = *to,
                ('V', [to]) => y = *to,
                ('v', [by]) => y += by,
                ('C', [_, _, _, _, to_x, to_y]) => (x, y) = (*to_x, *to_y),
                ('z', []) => {}
                other => panic!("{other:?} in {data}"),
            }
            self.points.push((x, y + down));
        }
    }

    /// All is within the drawing, and no words run into others.
    pub(super) fn in_order(&self) -> Result<(), String> {
        let (width, height) = self.box_;
        let beyond = |at: f64, end: f64| !(-SLACK..=end + SLACK).contains(&at);
        for (x, y) in &self.points {
            if beyond(*x, width) || beyond(*y, height) {
                return Err(format!("{x} {y} is beyond {width} {height}"));
            }
        }
        for (number, (words, area)) in self.texts.iter().enumerate() {
            let inner = [
                (area.left, width),
                (area.right, width),
                (area.top, height),
                (area.bottom, height),
            ];
            if inner.into_iter().any(|(at, end)| beyond(at, end)) {
                return Err(format!("“{words}” is beyond {width} {height}: {area:?}"));
            }
            let shrunk = Area {
                left: area.left + SLACK,
                right: area.right - SLACK,
                top: area.top + SLACK,
                bottom: area.bottom - SLACK,
            };
            let others = self.texts.iter().skip(number + 1);
            let mut met = others.filter(|(_, there)| there.meets(&shrunk));
            if let Some((other, there)) = met.next() {
                return Err(format!("“{words}” runs into “{other}”: {area:?} {there:?}"));
            }
        }
        for (number, one) in self.boxes.iter().enumerate() {
            if self
                .boxes
                .iter()
                .skip(number + 1)
                .any(|other| other.meets(one))
            {
                return Err(format!("a box over another: {one:?}"));
            }
        }
        Ok(())
    }
}

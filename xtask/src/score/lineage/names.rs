//! Invented names: syllables of several sounds, so that the names of one event sound alike and
//! those of two events seldom meet.

use crate::dice::Dice;

/// How names of one part of the world sound.
struct Sound {
    heads: &'static [&'static str],
    middles: &'static [&'static str],
    tails: &'static [&'static str],
    towns: &'static [&'static str],
    given: &'static [&'static str],
}

const SOUNDS: [Sound; 5] = [
    Sound {
        heads: &[
            "Var", "Kel", "Dor", "Mest", "Orv", "Hal", "Brin", "Tolv", "Skar", "Ulm", "Fenn",
            "Gast",
        ],
        middles: &["e", "a", "ing", "ar", "o", "und", "el", "i"],
        tails: &[
            "sted", "vik", "mark", "lund", "sen", "rud", "dahl", "berg", "nes",
        ],
        towns: &["haven", "fors", "borg", "stad", "vold", "sund"],
        given: &[
            "Ingvar", "Solrun", "Maret", "Eskil", "Torvi", "Alma", "Jorun", "Peder", "Liv", "Ottar",
        ],
    },
    Sound {
        heads: &[
            "Cal", "Bar", "Mon", "Sor", "Tav", "Ral", "Pel", "Zar", "Lur", "Ven", "Gor", "Quin",
        ],
        middles: &["i", "a", "and", "e", "or", "est", "u", "al"],
        tails: &[
            "ero", "anza", "illo", "ado", "era", "osa", "uela", "ias", "ente",
        ],
        towns: &["mar", "tierra", "dalva", "fuente", "roza", "noa"],
        given: &[
            "Ruy", "Amparo", "Telmo", "Ilda", "Brais", "Noela", "Xandro", "Mirta", "Fermin",
            "Olaya",
        ],
    },
    Sound {
        heads: &[
            "Kad", "Bor", "Zel", "Mir", "Stan", "Vol", "Drag", "Rad", "Pol", "Hrab", "Jas", "Tym",
        ],
        middles: &["o", "i", "an", "e", "is", "ov", "y", "en"],
        tails: &[
            "vek", "nik", "ska", "rov", "lin", "chuk", "dar", "mir", "enko",
        ],
        towns: &["grod", "pol", "nitsa", "vets", "slav", "hora"],
        given: &[
            "Danil", "Zora", "Milena", "Bogdar", "Yelka", "Teodor", "Ruzha", "Anton", "Vesna",
            "Lubo",
        ],
    },
    Sound {
        heads: &[
            "As", "Ker", "Hama", "Nur", "Tal", "Bey", "Sah", "Dar", "Mur", "Izm", "Qar", "Yal",
        ],
        middles: &["a", "i", "ur", "e", "an", "im", "ou", "ad"],
        tails: &[
            "ghan", "zade", "bey", "eddin", "oglu", "rabi", "shar", "kand", "wari",
        ],
        towns: &["abad", "kent", "hisar", "dere", "mur", "wan"],
        given: &[
            "Selim", "Nadira", "Orhan", "Leyla", "Tarik", "Samira", "Idris", "Yasmin", "Kamal",
            "Rana",
        ],
    },
    Sound {
        heads: &[
            "Hart", "Cross", "Wick", "Pem", "Ash", "Thorn", "Mal", "Brad", "Lang", "Sed", "Cold",
            "Wex",
        ],
        middles: &["er", "le", "ing", "en", "by", "a", "or", "is"],
        tails: &[
            "ton", "well", "ford", "worth", "combe", "ley", "more", "wick", "shaw",
        ],
        towns: &["mouth", "bridge", "minster", "pool", "gate", "stow"],
        given: &[
            "Edith", "Rowan", "Clive", "Harriet", "Miles", "Gwen", "Alistair", "Nell", "Dorian",
            "Phoebe",
        ],
    },
];

/// Gives names that sound alike, none twice.
pub(super) struct Names {
    sound: usize,
    given: Vec<String>,
}

impl Names {
    pub(super) fn new(dice: &mut Dice) -> Self {
        Self {
            sound: dice.below(SOUNDS.len()),
            given: Vec::new(),
        }
    }

    pub(super) fn place(&mut self, dice: &mut Dice) -> String {
        self.fresh(dice, |sound| sound.towns)
    }

    pub(super) fn surname(&mut self, dice: &mut Dice) -> String {
        self.fresh(dice, |sound| sound.tails)
    }

    pub(super) fn first(&mut self, dice: &mut Dice) -> String {
        let first = dice.pick(SOUNDS[self.sound].given);
        first.copied().unwrap_or_default().to_owned()
    }

    fn fresh(&mut self, dice: &mut Dice, ends: fn(&Sound) -> &'static [&'static str]) -> String {
        let sound = &SOUNDS[self.sound];
        loop {
            let mut name = String::new();
            for part in [sound.heads, sound.middles, ends(sound)] {
                name += dice.pick(part).copied().unwrap_or_default();
            }
            if !self.given.contains(&name) {
                self.given.push(name.clone());
                return name;
            }
        }
    }
}

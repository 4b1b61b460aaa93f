//! Days and minutes as news writes them.

use super::grammar::Language;

/// Minutes since the start of 2031.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment(pub(super) u32);

const MONTHS: [[&str; 12]; 3] = [
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
];
/// The year 2031 starts on a Wednesday.
const WEEKDAYS: [[&str; 7]; 3] = [
    [
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Monday",
        "Tuesday",
    ],
    [
        "Mittwoch",
        "Donnerstag",
        "Freitag",
        "Samstag",
        "Sonntag",
        "Montag",
        "Dienstag",
    ],
    [
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
        "lunes",
        "martes",
    ],
];
const LENGTHS: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

impl Moment {
    fn days(self) -> u32 {
        self.0 / (24 * 60)
    }

    /// Year, month and day of the month, the first being 1. Good for 2031 alone: piles are of
    /// one year.
    fn date(self) -> (u32, usize, u32) {
        let mut day = self.days() % 365;
        for (month, length) in LENGTHS.into_iter().enumerate() {
            if day < length {
                return (2031, month + 1, day + 1);
            }
            day -= length;
        }
        (2031, 12, 31)
    }

    pub(super) fn weekday(self, language: Language) -> &'static str {
        WEEKDAYS[language as usize][self.days() as usize % 7]
    }

    /// The day of the year as a text names it.
    pub(super) fn day_of_year(self, language: Language) -> String {
        let (_, month, day) = self.date();
        let month = MONTHS[language as usize][month - 1];
        match language {
            Language::English => format!("{month} {day}"),
            Language::German => format!("{day}. {month}"),
            Language::Spanish => format!("{day} de {month}"),
        }
    }

    /// EDTF of the day.
    pub(super) fn day(self) -> String {
        let (year, month, day) = self.date();
        format!("{year}-{month:02}-{day:02}")
    }

    /// EDTF of the minute.
    pub(super) fn minute(self) -> String {
        let (hour, minute) = (self.0 / 60 % 24, self.0 % 60);
        format!("{}T{hour:02}:{minute:02}:00Z", self.day())
    }
}

/// A time of day, in minutes, as a text writes it.
pub(super) fn clock(minutes: usize, language: Language) -> String {
    let (hour, minute) = (minutes / 60, minutes % 60);
    match language {
        Language::English => {
            let half = ["a.m.", "p.m."][hour / 12];
            format!("{}:{minute:02} {half}", (hour + 11) % 12 + 1)
        }
        Language::German => format!("{hour}.{minute:02} Uhr"),
        Language::Spanish => format!("{hour}:{minute:02} horas"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written() {
        let moment = Moment((31 + 13) * 24 * 60 + 16 * 60 + 5);
        assert_eq!(moment.minute(), "2031-02-14T16:05:00Z");
        assert_eq!(moment.weekday(Language::English), "Friday");
        assert_eq!(moment.day_of_year(Language::German), "14. Februar");
        assert_eq!(clock(16 * 60 + 5, Language::English), "4:05 p.m.");
        assert_eq!(clock(30, Language::English), "12:30 a.m.");
    }
}

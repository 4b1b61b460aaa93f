//! What made-up reports are made of: sentences with slots.
//!
//! A slot is a name in braces: `{place}`, `{region}`, `{thing}` (what the event happened to, by its
//! name), `{office}`, `{ministry}`, `{hospital}`, `{speaker}`, `{witness}`, `{day}` (of the week),
//! `{killed}`, `{injured}`, `{missing}`, `{rescued}`, `{cost}`.

/// A kind of event: how its reports begin, in several ways, and what they go on to say.
pub(super) struct Kind {
    pub(super) titles: &'static [&'static str],
    pub(super) leads: &'static [&'static str],
    pub(super) details: &'static [&'static str],
}

pub(super) const KINDS: &[Kind] = &[
    Kind {
        titles: &[
            "Ferry {thing} sinks off {place}, {killed} dead",
            "{killed} die as ferry goes down near {place}",
            "What we know about the sinking of the {thing}",
        ],
        leads: &[
            "{killed} people were killed when the ferry {thing} sank off {place} on {day}, the {office} said.",
            "The ferry {thing} went down in a storm near {place} on {day} and {killed} people drowned, according to the {office}.",
            "The {office} said on {day} that {killed} passengers had died aboard the ferry {thing}, which capsized near {place}.",
        ],
        details: &[
            "The ship carried cars and fish between {place} and the islands of {region}.",
            "Divers searched the hull of the {thing} through the night.",
            "{rescued} people were rescued from the water, the coast guard of {region} said.",
            "{missing} people are still missing, the {office} said.",
            "The captain had reported a list to port half an hour before the {thing} turned over.",
            "Ferries to {region} will not sail before the weekend, the harbour of {place} said.",
        ],
    },
    Kind {
        titles: &[
            "Mine collapse at {place} kills {killed}",
            "{killed} miners dead after roof falls in at {thing} pit",
            "Families wait at the gates of the {thing} mine",
        ],
        leads: &[
            "{killed} miners were killed when a roof fell in at the {thing} pit near {place} on {day}, the {office} said.",
            "A gallery of the {thing} mine at {place} collapsed on {day}, killing {killed} people, according to the {office}.",
            "The {office} said {killed} workers had died underground in the {thing} mine after a blast on {day}.",
        ],
        details: &[
            "The pit gives work to half of {place} and sells its ore to smelters in {region}.",
            "Rescuers dug by hand because machines might have brought down more rock.",
            "{missing} miners are still missing, the {office} said.",
            "{rescued} men were brought up alive before dawn, the union of {region} said.",
            "Inspectors had closed a shaft of the {thing} pit two years ago for want of props.",
            "Relatives stood at the gates of the mine with lamps and blankets.",
        ],
    },
    Kind {
        titles: &[
            "Floods in {region}: {killed} dead in {place}",
            "{thing} river bursts its banks, {killed} killed",
            "{place} cut off as water rises",
        ],
        leads: &[
            "Floods on the {thing} river killed {killed} people in {place} on {day}, the {office} said.",
            "{killed} people drowned when the {thing} burst its banks at {place} on {day}, according to the {office}.",
            "The {office} said the {thing} had risen by four metres at {place} and that {killed} people were dead.",
        ],
        details: &[
            "The road from {place} to the hills of {region} is under water in several places.",
            "{missing} people are missing in villages that no boat has reached, the {office} said.",
            "{rescued} people were rescued from roofs, the fire brigade of {region} said.",
            "The dam above {place} held, its keepers said, but water ran over its crest for a day.",
            "Farmers drove their cattle to the high ground behind the church.",
            "Sandbags were piled along the embankment of the {thing} by volunteers.",
        ],
    },
    Kind {
        titles: &[
            "Fire at {thing} mill in {place} kills {killed}",
            "{killed} workers die in {place} factory fire",
            "Doors were locked when the {thing} works burned",
        ],
        leads: &[
            "A fire at the {thing} mill in {place} killed {killed} workers on {day}, the {office} said.",
            "{killed} people died on {day} when flames swept through the {thing} works at {place}, according to the {office}.",
            "The {office} said that {killed} people had been killed in a blaze at the {thing} mill on {day}.",
        ],
        details: &[
            "The mill spins flax from {region} and had been running three shifts.",
            "Smoke could be seen from the other bank of the river until the afternoon.",
            "{missing} workers are missing, the {office} said.",
            "{rescued} workers were evacuated through a window, the fire brigade of {place} said.",
            "Two of the four doors on the upper floor of the {thing} mill could not be opened from inside.",
            "The owners of the {thing} works did not answer calls.",
        ],
    },
    Kind {
        titles: &[
            "Train derails near {place}, {killed} killed",
            "{killed} dead as the {thing} express leaves the rails",
            "Signal fault blamed for crash of the {thing}",
        ],
        leads: &[
            "{killed} people were killed when the {thing} express left the rails near {place} on {day}, the {office} said.",
            "The night train {thing} derailed on a curve before {place} on {day}; {killed} passengers died, according to the {office}.",
            "The {office} said {killed} people had died in the derailment of the {thing} near {place}.",
        ],
        details: &[
            "The line from {place} over the pass to {region} stays closed.",
            "Four carriages lay on their sides in a field of beets.",
            "{missing} passengers are missing, the {office} said.",
            "{rescued} people were freed from the wreck, the fire brigade of {region} said.",
            "Drivers had complained about the signal at the {thing} junction since spring.",
            "Cranes are expected on {day} evening from the depot at {place}.",
        ],
    },
    Kind {
        titles: &[
            "Clashes in {place} leave {killed} dead",
            "{killed} killed as police break up march over {thing} levy",
            "{place} under curfew after march against {thing} levy",
        ],
        leads: &[
            "{killed} people were killed in clashes over the {thing} levy in {place} on {day}, the {office} said.",
            "Police fired on a march against the {thing} levy at {place} on {day} and {killed} people died, according to the {office}.",
            "The {office} said on {day} that {killed} people had died when a march against the {thing} levy was broken up in {place}.",
        ],
        details: &[
            "The levy on salt was raised last month in all towns of {region}.",
            "{missing} marchers are missing, the {office} said.",
            "Police in {place} arrested {rescued} people, a lawyer for the marchers said.",
            "Shops stayed shut along the avenue from the station to the customs house.",
            "Stones and tins of paint lay about the square before the {thing} exchange.",
            "The curfew in {place} is to end on {day} at noon.",
        ],
    },
];

/// What a report on any event may say.
pub(super) const DETAILS: &[&str] = &[
    "{injured} people were injured, the hospital at {hospital} said.",
    "“We have {injured} wounded and beds for half of them,” {witness}, a nurse at {hospital}, said.",
    "The {ministry} put the damage at {cost} million dollars.",
    "{speaker}, a spokesperson for the {office}, said the count was not final.",
    "“It went dark and then everybody ran,” said {witness}, who lives in {place}.",
    "The {ministry} said help was on its way to {region}.",
    "The figures could not be independently verified.",
    "{speaker} told reporters that {injured} people were being treated at {hospital}.",
    "The {ministry} denied that it had been warned.",
    "An inquiry will begin next week, {speaker} said.",
    "The governor of {region} visited {place} and promised an inquiry.",
    "A collection for the families has brought in {cost} thousand dollars so far, a parish in {region} said.",
];

/// Beginnings of the names of outlets, and their ends.
pub(super) const PAPERS: &[&str] = &[
    "Courier",
    "Gazette",
    "Herald",
    "Observer",
    "Ledger",
    "Beacon",
    "Packet",
    "Mercury",
    "Chronicle",
    "Bell",
];

pub(super) const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// How a figure may be hedged.
pub(super) const QUALIFIERS: &[&str] = &["", "", "", "At least ", "About ", "More than "];

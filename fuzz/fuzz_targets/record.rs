//! What lineage keeps of a text, from any bytes: refused, or kept as it is and compared.
#![no_main]

use restated_lineage::{About, Entry, Record, lineage};

const TEXT: &str = "Fourteen cables of the Corran bridge were found frayed on Tuesday, the road office said. \
    It carries some 9,000 cars a day and will stay shut until late in May.";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(record) = Record::from_bytes(bytes) else { return };
    assert_eq!(Record::from_bytes(&record.to_bytes()).as_ref(), Ok(&record));
    let known = Record::of(TEXT, Some("en"));
    let abouts = ["a", "b", "c"].map(|id| About { id: id.to_owned(), ..About::default() });
    let entries: Vec<Entry<'_>> = abouts
        .iter()
        .zip([&record, &known, &record])
        .map(|(about, record)| Entry { about, record })
        .collect();
    lineage(&entries);
});

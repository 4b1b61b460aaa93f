//! Records as bytes, to be kept in a file.
//!
//! The encoding is [postcard](https://postcard.jamesmunns.com/wire-format): fields in the order of
//! their declaration without names, numbers of more than a byte as variable-length integers, a
//! list as its length and its members. A record has one encoding, and what its bytes mean depends
//! on the fields that a record has: bytes of another [`VERSION`](crate::VERSION) may not be read.

use crate::Record;

/// Bytes that no record has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the record of a text ({0})")]
pub struct Damaged(String);

impl Record {
    /// The record as bytes: equal records give equal bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Fails only for lists that do not know their length, of which there are none.
        postcard::to_stdvec(self).unwrap_or_default()
    }

    /// The record that [`Record::to_bytes`] made `bytes` of.
    ///
    /// # Errors
    /// If the bytes are cut off, go on after the end of the record, or hold what no record holds.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Damaged> {
        match postcard::take_from_bytes(bytes) {
            Ok((record, [])) => Ok(record),
            Ok((_, rest)) => Err(Damaged(format!("{} bytes too many", rest.len()))),
            Err(error) => Err(Damaged(error.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "The Corran bridge was shut on Tuesday after 14 cables were found frayed, the road \
        office said. It carries some 9,000 cars a day. Engineers expect to work on it until late in May.";

    #[test]
    fn what_is_cut_or_goes_on_is_no_record() {
        let bytes = Record::of(TEXT, Some("en")).to_bytes();
        for end in 0..bytes.len() {
            assert!(Record::from_bytes(&bytes[..end]).is_err(), "{end}");
        }
        let longer = [&bytes[..], &[0]].concat();
        let message = Record::from_bytes(&longer).unwrap_err().to_string();
        assert_eq!(message, "not the record of a text (1 bytes too many)");
    }

    #[test]
    fn a_length_that_cannot_be_takes_no_memory() {
        // A list of 2^63 members, of which none follows.
        let mut bytes = vec![0xff; 9];
        bytes.push(1);
        assert!(Record::from_bytes(&bytes).is_err());
    }

    proptest! {
        #[test]
        fn bytes_give_the_record_back(
            parts in prop::collection::vec(("\\PC{0,12}", 0usize..TEXT.len()), 0..40),
            language in prop::option::of("(en|ko|ru)"),
        ) {
            let words = |from: &usize| TEXT.get(*from..).unwrap_or_default().to_owned();
            let text: String = parts.iter().map(|(any, from)| words(from) + " " + any + "\n").collect();
            let record = Record::of(&text, language.as_deref());
            let bytes = record.to_bytes();
            prop_assert_eq!(&bytes, &Record::of(&text, language.as_deref()).to_bytes());
            prop_assert_eq!(Record::from_bytes(&bytes), Ok(record));
        }

        #[test]
        fn any_bytes_are_a_record_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Record::from_bytes(&bytes);
        }

        #[test]
        fn changed_bytes_are_a_record_or_an_error(at in any::<prop::sample::Index>(), byte: u8) {
            let mut bytes = Record::of(TEXT, Some("en")).to_bytes();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let _ = Record::from_bytes(&bytes);
        }
    }
}

//! Gzip members that are the same on every machine.

use flate2::Crc;

/// One gzip member holding `bytes`.
///
/// `miniz_oxide` is called directly because `flate2` compresses with whichever
/// backend the build has switched on, and backends differ in their output.
pub(super) fn member(bytes: &[u8]) -> Vec<u8> {
    // Magic, deflate, no flags, no time, slowest compression, unknown system.
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255];
    out.extend(miniz_oxide::deflate::compress_to_vec(bytes, 9));
    let mut crc = Crc::new();
    crc.update(bytes);
    out.extend(crc.sum().to_le_bytes());
    out.extend(crc.amount().to_le_bytes());
    out
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn members_read_back_one_after_the_other() {
        let mut file = member(b"first\n");
        file.extend(member(&b"second ".repeat(5000)));
        let mut text = Vec::new();
        flate2::read::MultiGzDecoder::new(&file[..])
            .read_to_end(&mut text)
            .expect("valid gzip");
        assert_eq!(
            text,
            [b"first\n".to_vec(), b"second ".repeat(5000)].concat()
        );
    }
}

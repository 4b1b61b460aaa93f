//! The hash that picks a feature's rows in an embedding table.

/// MurmurHash3 (x86, 128 bits; Appleby 2011) of one 64-bit key, in the variant
/// that Thinc uses for its hash embeddings: the key is the whole of the body's
/// first lane, and the four results are the halves of both lanes.
pub(crate) fn rows(key: u64, seed: u32) -> [u32; 4] {
    let mut first = key
        .wrapping_mul(0x87c3_7b91_1142_53d5)
        .rotate_left(31)
        .wrapping_mul(0x4cf5_ad43_2745_937f);
    let length = 8;
    first ^= u64::from(seed) ^ length;
    let mut second = u64::from(seed) ^ length;
    first = first.wrapping_add(second);
    second = second.wrapping_add(first);
    first = mix(first);
    second = mix(second);
    first = first.wrapping_add(second);
    second = second.wrapping_add(first);
    // Only the low half of each product is wanted, in little-endian order.
    [
        first as u32,
        (first >> 32) as u32,
        second as u32,
        (second >> 32) as u32,
    ]
}

fn mix(mut bits: u64) -> u64 {
    bits ^= bits >> 33;
    bits = bits.wrapping_mul(0xff51_afd7_ed55_8ccd);
    bits ^= bits >> 33;
    bits = bits.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    bits ^ (bits >> 33)
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn hashes_as_thinc_does() {
        // Recorded from `thinc.api.NumpyOps().hash(keys, seed)`.
        let expected = [
            (
                123_456_789_012_345,
                [2_772_908_328, 902_151_979, 2_011_878_844, 3_500_711_617],
            ),
            (
                5,
                [1_797_445_366, 4_269_458_499, 548_684_401, 4_256_704_101],
            ),
            (0, [0, 0, 0, 0]),
            (
                u64::MAX,
                [2_488_739_950, 2_974_852_181, 1_585_626_277, 2_314_794_624],
            ),
        ];
        for (key, hash) in expected {
            assert_eq!(rows(key, 8), hash, "key {key}");
        }
    }
}

//! BLAKE2b and BLAKE2s (RFC 7693).

const SIGMA: [[usize; 16]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

/// The words that are mixed in each half of a round: columns, then diagonals.
const MIXED: [[usize; 4]; 8] = [
    [0, 4, 8, 12],
    [1, 5, 9, 13],
    [2, 6, 10, 14],
    [3, 7, 11, 15],
    [0, 5, 10, 15],
    [1, 6, 11, 12],
    [2, 7, 8, 13],
    [3, 4, 9, 14],
];

/// Either of the two functions, over its kind of word.
macro_rules! blake2 {
    ($name:ident, $word:ty, $block:literal, $rounds:literal, $rotations:expr, $initial:expr) => {
        /// The digest of a message. With a key, the message begins with the key, padded to a block.
        pub(super) fn $name(message: &[u8], size: usize, key: usize) -> Vec<u8> {
            const INITIAL: [$word; 8] = $initial;
            let mut state = INITIAL;
            state[0] ^= 0x0101_0000 ^ (key as $word) << 8 ^ size as $word;
            let count = message.len().div_ceil($block).max(1);
            for index in 0..count {
                let start = index * $block;
                let end = message.len().min(start + $block);
                let mut block = [0u8; $block];
                block[..end - start].copy_from_slice(&message[start..end]);
                let mut words: [$word; 16] = [0; 16];
                for (word, bytes) in words.iter_mut().zip(block.chunks_exact(size_of::<$word>())) {
                    *word = bytes.iter().rev().fold(0, |value, byte| value << 8 | <$word>::from(*byte));
                }
                let mut v: [$word; 16] = std::array::from_fn(|i| if i < 8 { state[i] } else { INITIAL[i - 8] });
                v[12] ^= end as $word;
                if index + 1 == count {
                    v[14] = !v[14];
                }
                for round in 0..$rounds {
                    for (i, [a, b, c, d]) in MIXED.into_iter().enumerate() {
                        let order = &SIGMA[round % 10];
                        let [r1, r2, r3, r4] = $rotations;
                        v[a] = v[a].wrapping_add(v[b]).wrapping_add(words[order[2 * i]]);
                        v[d] = (v[d] ^ v[a]).rotate_right(r1);
                        v[c] = v[c].wrapping_add(v[d]);
                        v[b] = (v[b] ^ v[c]).rotate_right(r2);
                        v[a] = v[a].wrapping_add(v[b]).wrapping_add(words[order[2 * i + 1]]);
                        v[d] = (v[d] ^ v[a]).rotate_right(r3);
                        v[c] = v[c].wrapping_add(v[d]);
                        v[b] = (v[b] ^ v[c]).rotate_right(r4);
                    }
                }
                for (i, word) in state.iter_mut().enumerate() {
                    *word ^= v[i] ^ v[i + 8];
                }
            }
            state.iter().flat_map(|word| word.to_le_bytes()).take(size).collect()
        }
    };
}

blake2!(
    blake2b,
    u64,
    128,
    12,
    [32, 24, 16, 63],
    [
        0x6a09_e667_f3bc_c908,
        0xbb67_ae85_84ca_a73b,
        0x3c6e_f372_fe94_f82b,
        0xa54f_f53a_5f1d_36f1,
        0x510e_527f_ade6_82d1,
        0x9b05_688c_2b3e_6c1f,
        0x1f83_d9ab_fb41_bd6b,
        0x5be0_cd19_137e_2179,
    ]
);
blake2!(
    blake2s,
    u32,
    64,
    10,
    [16, 12, 8, 7],
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,]
);

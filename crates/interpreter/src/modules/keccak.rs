//! SHA-3 and SHAKE: sponges over the permutation Keccak-f[1600] (FIPS 202).

const ROUNDS: usize = 24;

/// How far each lane is rotated, along the way that lanes are moved.
const ROTATIONS: [u32; 24] =
    [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];
const MOVES: [usize; 24] = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];

/// The first `length` bytes that the sponge gives for a message. `rate` bytes are taken at once; `suffix` tells the
/// functions that are made of it apart.
pub(super) fn sponge(message: &[u8], rate: usize, suffix: u8, length: usize) -> Vec<u8> {
    let mut padded = message.to_vec();
    padded.push(suffix);
    padded.resize(padded.len().next_multiple_of(rate), 0);
    if let Some(last) = padded.last_mut() {
        *last |= 0x80;
    }
    let mut state = [0u64; 25];
    for block in padded.chunks_exact(rate) {
        for (lane, word) in state.iter_mut().zip(block.chunks_exact(8)) {
            *lane ^= word.iter().rev().fold(0, |value, byte| value << 8 | u64::from(*byte));
        }
        permute(&mut state);
    }
    let mut digest = Vec::with_capacity(length);
    while digest.len() < length {
        let part: Vec<u8> = state.iter().flat_map(|lane| lane.to_le_bytes()).take(rate).collect();
        digest.extend(part);
        permute(&mut state);
    }
    digest.truncate(length);
    digest
}

fn permute(state: &mut [u64; 25]) {
    let mut register = 1u8;
    for _ in 0..ROUNDS {
        // θ
        let columns: [u64; 5] = std::array::from_fn(|x| (0..5).fold(0, |sum, y| sum ^ state[x + 5 * y]));
        for (i, lane) in state.iter_mut().enumerate() {
            *lane ^= columns[(i + 4) % 5] ^ columns[(i + 1) % 5].rotate_left(1);
        }
        // ρ and π
        let mut carried = state[1];
        for (to, by) in MOVES.into_iter().zip(ROTATIONS) {
            carried = std::mem::replace(&mut state[to], carried.rotate_left(by));
        }
        // χ
        for row in state.chunks_exact_mut(5) {
            let old: [u64; 5] = std::array::from_fn(|x| row[x]);
            for (x, lane) in row.iter_mut().enumerate() {
                *lane ^= !old[(x + 1) % 5] & old[(x + 2) % 5];
            }
        }
        // ι: the constants come from a shift register.
        for j in 0..7 {
            if register & 1 == 1 {
                state[0] ^= 1 << ((1u32 << j) - 1);
            }
            register = register << 1 ^ if register & 0x80 == 0 { 0 } else { 0x71 };
        }
    }
}

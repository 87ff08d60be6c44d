//! Message digests: which there are, and MD5, SHA-1 and SHA-2.

use super::blake2::{blake2b, blake2s};
use super::keccak::sponge;

/// An algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Algorithm {
    Md5,
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
    Sha3(usize),
    /// SHAKE of so many bits of strength, whose digests are as long as is asked for.
    Shake(usize),
    /// BLAKE2b with digests of so many bytes, and a key of so many, with which the message begins.
    Blake2b(usize, usize),
    Blake2s(usize, usize),
}

impl Algorithm {
    pub(super) const ALL: [Algorithm; 14] = [
        Algorithm::Md5,
        Algorithm::Sha1,
        Algorithm::Sha224,
        Algorithm::Sha256,
        Algorithm::Sha384,
        Algorithm::Sha512,
        Algorithm::Sha3(28),
        Algorithm::Sha3(32),
        Algorithm::Sha3(48),
        Algorithm::Sha3(64),
        Algorithm::Shake(128),
        Algorithm::Shake(256),
        Algorithm::Blake2b(64, 0),
        Algorithm::Blake2s(32, 0),
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Algorithm::Md5 => "md5",
            Algorithm::Sha1 => "sha1",
            Algorithm::Sha224 => "sha224",
            Algorithm::Sha256 => "sha256",
            Algorithm::Sha384 => "sha384",
            Algorithm::Sha512 => "sha512",
            Algorithm::Sha3(28) => "sha3_224",
            Algorithm::Sha3(32) => "sha3_256",
            Algorithm::Sha3(48) => "sha3_384",
            Algorithm::Sha3(_) => "sha3_512",
            Algorithm::Shake(128) => "shake_128",
            Algorithm::Shake(_) => "shake_256",
            Algorithm::Blake2b(..) => "blake2b",
            Algorithm::Blake2s(..) => "blake2s",
        }
    }

    /// Bytes of a digest.
    pub(super) fn size(self) -> usize {
        match self {
            Algorithm::Md5 => 16,
            Algorithm::Sha1 => 20,
            Algorithm::Sha224 => 28,
            Algorithm::Sha256 => 32,
            Algorithm::Sha384 => 48,
            Algorithm::Sha512 => 64,
            Algorithm::Sha3(size) | Algorithm::Blake2b(size, _) | Algorithm::Blake2s(size, _) => size,
            Algorithm::Shake(_) => 0,
        }
    }

    /// Bytes of a block.
    pub(super) fn block(self) -> usize {
        match self {
            Algorithm::Sha384 | Algorithm::Sha512 | Algorithm::Blake2b(..) => 128,
            Algorithm::Sha3(size) => 200 - 2 * size,
            Algorithm::Shake(bits) => 200 - bits / 4,
            _ => 64,
        }
    }

    /// The digest of a message, of so many bytes if its length is asked for.
    pub(super) fn digest(self, message: &[u8], length: usize) -> Vec<u8> {
        let mut digest = match self {
            Algorithm::Md5 => md5(message),
            Algorithm::Sha1 => sha1(message),
            Algorithm::Sha224 | Algorithm::Sha256 => sha256(message, self == Algorithm::Sha224),
            Algorithm::Sha384 | Algorithm::Sha512 => sha512(message, self == Algorithm::Sha384),
            Algorithm::Sha3(size) => return sponge(message, self.block(), 0x06, size),
            Algorithm::Shake(_) => return sponge(message, self.block(), 0x1f, length),
            Algorithm::Blake2b(size, key) => return blake2b(message, size, key),
            Algorithm::Blake2s(size, key) => return blake2s(message, size, key),
        };
        digest.truncate(self.size());
        digest
    }
}

/// The message with its padding: a one, zeros, and its length in bits.
fn pad(message: &[u8], block: usize, big_endian: bool) -> Vec<u8> {
    let mut padded = message.to_vec();
    padded.push(0x80);
    // The length has an eighth of a block; what it has beyond 64 bits is zero.
    while padded.len() % block != block - block / 8 {
        padded.push(0);
    }
    padded.resize(padded.len() + block / 8 - 8, 0);
    let bits = message.len() as u64 * 8;
    padded.extend(if big_endian { bits.to_be_bytes() } else { bits.to_le_bytes() });
    padded
}

fn md5(message: &[u8]) -> Vec<u8> {
    const SHIFTS: [[u32; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
    let table: Vec<u32> = (1..=64).map(|i| ((f64::from(i)).sin().abs() * 4_294_967_296.0) as u32).collect();
    let mut state: [u32; 4] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
    for block in pad(message, 64, false).chunks_exact(64) {
        let words: Vec<u32> = block.chunks_exact(4).map(|w| u32::from_le_bytes([w[0], w[1], w[2], w[3]])).collect();
        let [mut a, mut b, mut c, mut d] = state;
        for i in 0..64 {
            let (f, g) = match i / 16 {
                0 => ((b & c) | (!b & d), i),
                1 => ((d & b) | (!d & c), (5 * i + 1) % 16),
                2 => (b ^ c ^ d, (3 * i + 5) % 16),
                _ => (c ^ (b | !d), (7 * i) % 16),
            };
            let sum = a.wrapping_add(f).wrapping_add(table[i]).wrapping_add(words[g]);
            (a, d, c, b) = (d, c, b, b.wrapping_add(sum.rotate_left(SHIFTS[i / 16][i % 4])));
        }
        for (s, v) in state.iter_mut().zip([a, b, c, d]) {
            *s = s.wrapping_add(v);
        }
    }
    state.iter().flat_map(|w| w.to_le_bytes()).collect()
}

fn sha1(message: &[u8]) -> Vec<u8> {
    let mut state: [u32; 5] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    for block in pad(message, 64, true).chunks_exact(64) {
        let mut w: Vec<u32> = block.chunks_exact(4).map(|w| u32::from_be_bytes([w[0], w[1], w[2], w[3]])).collect();
        for i in 16..80 {
            w.push((w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16]).rotate_left(1));
        }
        let [mut a, mut b, mut c, mut d, mut e] = state;
        for (i, word) in w.iter().enumerate() {
            let (f, k) = match i / 20 {
                0 => ((b & c) | (!b & d), 0x5a82_7999),
                1 => (b ^ c ^ d, 0x6ed9_eba1),
                2 => ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc),
                _ => (b ^ c ^ d, 0xca62_c1d6_u32),
            };
            let sum = a.rotate_left(5).wrapping_add(f).wrapping_add(e).wrapping_add(k).wrapping_add(*word);
            (a, b, c, d, e) = (sum, a, b.rotate_left(30), c, d);
        }
        for (s, v) in state.iter_mut().zip([a, b, c, d, e]) {
            *s = s.wrapping_add(v);
        }
    }
    state.iter().flat_map(|w| w.to_be_bytes()).collect()
}

/// The constants of SHA-512's rounds; the upper halves of the first 64 are SHA-256's.
#[rustfmt::skip]
static ROUNDS: [u64; 80] = [
    0x428a_2f98_d728_ae22, 0x7137_4491_23ef_65cd, 0xb5c0_fbcf_ec4d_3b2f, 0xe9b5_dba5_8189_dbbc,
    0x3956_c25b_f348_b538, 0x59f1_11f1_b605_d019, 0x923f_82a4_af19_4f9b, 0xab1c_5ed5_da6d_8118,
    0xd807_aa98_a303_0242, 0x1283_5b01_4570_6fbe, 0x2431_85be_4ee4_b28c, 0x550c_7dc3_d5ff_b4e2,
    0x72be_5d74_f27b_896f, 0x80de_b1fe_3b16_96b1, 0x9bdc_06a7_25c7_1235, 0xc19b_f174_cf69_2694,
    0xe49b_69c1_9ef1_4ad2, 0xefbe_4786_384f_25e3, 0x0fc1_9dc6_8b8c_d5b5, 0x240c_a1cc_77ac_9c65,
    0x2de9_2c6f_592b_0275, 0x4a74_84aa_6ea6_e483, 0x5cb0_a9dc_bd41_fbd4, 0x76f9_88da_8311_53b5,
    0x983e_5152_ee66_dfab, 0xa831_c66d_2db4_3210, 0xb003_27c8_98fb_213f, 0xbf59_7fc7_beef_0ee4,
    0xc6e0_0bf3_3da8_8fc2, 0xd5a7_9147_930a_a725, 0x06ca_6351_e003_826f, 0x1429_2967_0a0e_6e70,
    0x27b7_0a85_46d2_2ffc, 0x2e1b_2138_5c26_c926, 0x4d2c_6dfc_5ac4_2aed, 0x5338_0d13_9d95_b3df,
    0x650a_7354_8baf_63de, 0x766a_0abb_3c77_b2a8, 0x81c2_c92e_47ed_aee6, 0x9272_2c85_1482_353b,
    0xa2bf_e8a1_4cf1_0364, 0xa81a_664b_bc42_3001, 0xc24b_8b70_d0f8_9791, 0xc76c_51a3_0654_be30,
    0xd192_e819_d6ef_5218, 0xd699_0624_5565_a910, 0xf40e_3585_5771_202a, 0x106a_a070_32bb_d1b8,
    0x19a4_c116_b8d2_d0c8, 0x1e37_6c08_5141_ab53, 0x2748_774c_df8e_eb99, 0x34b0_bcb5_e19b_48a8,
    0x391c_0cb3_c5c9_5a63, 0x4ed8_aa4a_e341_8acb, 0x5b9c_ca4f_7763_e373, 0x682e_6ff3_d6b2_b8a3,
    0x748f_82ee_5def_b2fc, 0x78a5_636f_4317_2f60, 0x84c8_7814_a1f0_ab72, 0x8cc7_0208_1a64_39ec,
    0x90be_fffa_2363_1e28, 0xa450_6ceb_de82_bde9, 0xbef9_a3f7_b2c6_7915, 0xc671_78f2_e372_532b,
    0xca27_3ece_ea26_619c, 0xd186_b8c7_21c0_c207, 0xeada_7dd6_cde0_eb1e, 0xf57d_4f7f_ee6e_d178,
    0x06f0_67aa_7217_6fba, 0x0a63_7dc5_a2c8_98a6, 0x113f_9804_bef9_0dae, 0x1b71_0b35_131c_471b,
    0x28db_77f5_2304_7d84, 0x32ca_ab7b_40c7_2493, 0x3c9e_be0a_15c9_bebc, 0x431d_67c4_9c10_0d4c,
    0x4cc5_d4be_cb3e_42b6, 0x597f_299c_fc65_7e2a, 0x5fcb_6fab_3ad6_faec, 0x6c44_198c_4a47_5817,
];

/// Fractions of the square roots of the first 16 primes: what SHA-512 and, from the ninth on, SHA-384 start from.
/// Upper halves of the first eight: SHA-256; lower halves of the others: SHA-224.
#[rustfmt::skip]
static START: [u64; 16] = [
    0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1,
    0x510e_527f_ade6_82d1, 0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b, 0x5be0_cd19_137e_2179,
    0xcbbb_9d5d_c105_9ed8, 0x629a_292a_367c_d507, 0x9159_015a_3070_dd17, 0x152f_ecd8_f70e_5939,
    0x6733_2667_ffc0_0b31, 0x8eb4_4a87_6858_1511, 0xdb0c_2e0d_64f9_8fa7, 0x47b5_481d_befa_4fa4,
];

fn sha256(message: &[u8], short: bool) -> Vec<u8> {
    let mut state: [u32; 8] =
        std::array::from_fn(|i| if short { START[i + 8] as u32 } else { (START[i] >> 32) as u32 });
    for block in pad(message, 64, true).chunks_exact(64) {
        let mut w: Vec<u32> = block.chunks_exact(4).map(|w| u32::from_be_bytes([w[0], w[1], w[2], w[3]])).collect();
        for i in 16..64 {
            let s0 = w[i - 15].rotate_right(7) ^ w[i - 15].rotate_right(18) ^ (w[i - 15] >> 3);
            let s1 = w[i - 2].rotate_right(17) ^ w[i - 2].rotate_right(19) ^ (w[i - 2] >> 10);
            w.push(w[i - 16].wrapping_add(s0).wrapping_add(w[i - 7]).wrapping_add(s1));
        }
        let mut v = state;
        for (word, k) in w.iter().zip(&ROUNDS) {
            let [a, b, c, d, e, f, g, h] = v;
            let s1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
            let t1 =
                h.wrapping_add(s1).wrapping_add((e & f) ^ (!e & g)).wrapping_add((k >> 32) as u32).wrapping_add(*word);
            let s0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
            let t2 = s0.wrapping_add((a & b) ^ (a & c) ^ (b & c));
            v = [t1.wrapping_add(t2), a, b, c, d.wrapping_add(t1), e, f, g];
        }
        for (s, v) in state.iter_mut().zip(v) {
            *s = s.wrapping_add(v);
        }
    }
    state.iter().flat_map(|w| w.to_be_bytes()).collect()
}

fn sha512(message: &[u8], short: bool) -> Vec<u8> {
    let mut state: [u64; 8] = std::array::from_fn(|i| START[if short { i + 8 } else { i }]);
    for block in pad(message, 128, true).chunks_exact(128) {
        let mut w: Vec<u64> =
            block.chunks_exact(8).map(|w| w.iter().fold(0, |word, byte| word << 8 | u64::from(*byte))).collect();
        for i in 16..80 {
            let s0 = w[i - 15].rotate_right(1) ^ w[i - 15].rotate_right(8) ^ (w[i - 15] >> 7);
            let s1 = w[i - 2].rotate_right(19) ^ w[i - 2].rotate_right(61) ^ (w[i - 2] >> 6);
            w.push(w[i - 16].wrapping_add(s0).wrapping_add(w[i - 7]).wrapping_add(s1));
        }
        let mut v = state;
        for (word, k) in w.iter().zip(&ROUNDS) {
            let [a, b, c, d, e, f, g, h] = v;
            let s1 = e.rotate_right(14) ^ e.rotate_right(18) ^ e.rotate_right(41);
            let t1 = h.wrapping_add(s1).wrapping_add((e & f) ^ (!e & g)).wrapping_add(*k).wrapping_add(*word);
            let s0 = a.rotate_right(28) ^ a.rotate_right(34) ^ a.rotate_right(39);
            let t2 = s0.wrapping_add((a & b) ^ (a & c) ^ (b & c));
            v = [t1.wrapping_add(t2), a, b, c, d.wrapping_add(t1), e, f, g];
        }
        for (s, v) in state.iter_mut().zip(v) {
            *s = s.wrapping_add(v);
        }
    }
    state.iter().flat_map(|w| w.to_be_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().fold(String::new(), |text, b| format!("{text}{b:02x}"))
    }

    /// Digests as `hashlib` has them (of SHAKE, 300 bytes): of nothing, of `abc`, and an MD5 of all digests of `x` repeated 0 to 299 times.
    #[test]
    fn digests_as_in_hashlib() {
        let expected = [
            ("md5", "d41d8cd98f00b204", "900150983cd24fb0", "575f9da1c47ba6b2cba933c4e7ce5ecd"),
            ("sha1", "da39a3ee5e6b4b0d", "a9993e364706816a", "7b57e03b372c4f283df36cb78f81a37a"),
            ("sha224", "d14a028c2a3a2bc9", "23097d223405d822", "125989c9029e40d4c711645ebaf95ce7"),
            ("sha256", "e3b0c44298fc1c14", "ba7816bf8f01cfea", "31999478994c1c1f37440e2727b43fe3"),
            ("sha384", "38b060a751ac9638", "cb00753f45a35e8b", "c52602e25145d6ac8de25bb72deb7f77"),
            ("sha512", "cf83e1357eefb8bd", "ddaf35a193617aba", "ae91be29a9ce2750604702a1edc15afd"),
            ("sha3_224", "6b4e03423667dbb7", "e642824c3f8cf24a", "c4bad448125b63510c913798787abaf6"),
            ("sha3_256", "a7ffc6f8bf1ed766", "3a985da74fe225b2", "ce4fb5a83ba9159a0cf7c2e719b2c743"),
            ("sha3_384", "0c63a75b845e4f7d", "ec01498288516fc9", "790681329ed2f133fb98e1ebaf0d8065"),
            ("sha3_512", "a69f73cca23a9ac5", "b751850b1a57168a", "8f978e32ab5facea25c516c11b27a3f5"),
            ("shake_128", "7f9c2ba4e88f827d", "5881092dd818bf5c", "6bfd92d2daee96422c12b4812257e76a"),
            ("shake_256", "46b9dd2b0ba88d13", "483366601360a877", "39651442ec91ba36c0627adc00b6def2"),
            ("blake2b", "786a02f742015903", "ba80a53f981c4d0d", "cd5cd9f8fe18dd5fceec44010052dd12"),
            ("blake2s", "69217a3079908094", "508c5e8c327c14e2", "894ec4a3d12b77baf565a81f0b058c50"),
        ];
        for (algorithm, (name, empty, abc, all)) in Algorithm::ALL.into_iter().zip(expected) {
            assert_eq!(algorithm.name(), name);
            assert_eq!(&hex(&algorithm.digest(b"", 300))[..16], empty, "{name}");
            assert_eq!(&hex(&algorithm.digest(b"abc", 300))[..16], abc, "{name}");
            let digests: Vec<u8> = (0..300).flat_map(|n| algorithm.digest(&vec![b'x'; n], 300)).collect();
            assert_eq!(hex(&md5(&digests)), all, "{name}");
        }
    }
}

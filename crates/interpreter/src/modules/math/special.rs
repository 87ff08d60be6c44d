//! Functions that the standard library of Rust lacks, or has less precise.

use std::f64::consts::{LN_2, PI};

/// `x * 2^exponent`, rounded once.
pub(super) fn ldexp(x: f64, exponent: i64) -> f64 {
    let power = |n: i64| f64::from_bits(((n + 1023) as u64) << 52);
    let mut x = x;
    let mut left = exponent.clamp(-3000, 3000);
    for _ in 0..2 {
        if left > 1023 {
            x *= power(1023);
            left -= 1023;
        } else if left < -1022 {
            // Steps end far enough above the subnormal numbers that only the last one rounds.
            x *= power(-1022 + 53);
            left += 1022 - 53;
        }
    }
    x * power(left.clamp(-1022, 1023))
}

/// The next float from `x` towards `y`.
pub(super) fn next_after(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        f64::NAN
    } else if x == y {
        y
    } else if y > x {
        x.next_up()
    } else {
        x.next_down()
    }
}

/// IEEE 754's remainder: of the nearest multiple, an even one of two.
pub(super) fn remainder(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    if y.is_infinite() {
        return x;
    }
    let (absx, absy) = (x.abs(), y.abs());
    let m = absx % absy;
    let c = absy - m;
    let r = if m < c {
        m
    } else if m > c {
        -c
    } else {
        m - 2.0 * (0.5 * (absx - m) % absy)
    };
    1.0_f64.copysign(x) * r
}

pub(super) fn asinh(x: f64) -> f64 {
    let a = x.abs();
    if !x.is_finite() || a < 3.725_290_298_461_914e-9 {
        return x;
    }
    let y = if a > 268_435_456.0 {
        a.ln() + LN_2
    } else if a > 2.0 {
        (2.0 * a + 1.0 / ((x * x + 1.0).sqrt() + a)).ln()
    } else {
        let t = x * x;
        (a + t / (1.0 + (1.0 + t).sqrt())).ln_1p()
    };
    y.copysign(x)
}

pub(super) fn acosh(x: f64) -> f64 {
    if x < 1.0 {
        f64::NAN
    } else if x >= 268_435_456.0 {
        if x.is_infinite() { x } else { x.ln() + LN_2 }
    } else if x == 1.0 {
        0.0
    } else if x > 2.0 {
        (2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt())).ln()
    } else {
        let t = x - 1.0;
        (t + (2.0 * t + t * t).sqrt()).ln_1p()
    }
}

pub(super) fn atanh(x: f64) -> f64 {
    let a = x.abs();
    if a >= 1.0 {
        return f64::NAN;
    }
    if a < 3.725_290_298_461_914e-9 {
        return x;
    }
    let y = if a < 0.5 {
        let t = a + a;
        0.5 * (t + t * a / (1.0 - a)).ln_1p()
    } else {
        0.5 * ((a + a) / (1.0 - a)).ln_1p()
    };
    y.copysign(x)
}

/// Sun's polynomials, as in every C library.
mod tables {
    pub(super) const PP: [f64; 5] = [
        0.128_379_167_095_512_56,
        -0.325_042_107_247_001_5,
        -0.028_481_749_575_598_51,
        -0.005_770_270_296_489_442,
        -2.376_301_665_665_016_3e-05,
    ];
    pub(super) const QQ: [f64; 6] = [
        1.0,
        0.397_917_223_959_155_35,
        0.065_022_249_988_767_3,
        0.005_081_306_281_875_766,
        0.000_132_494_738_004_321_64,
        -3.960_228_278_775_368e-06,
    ];
    pub(super) const PA: [f64; 7] = [
        -0.002_362_118_560_752_659_4,
        0.414_856_118_683_748_33,
        -0.372_207_876_035_701_3,
        0.318_346_619_901_161_75,
        -0.110_894_694_282_396_68,
        0.035_478_304_325_618_236,
        -0.002_166_375_594_868_791,
    ];
    pub(super) const QA: [f64; 7] = [
        1.0,
        0.106_420_880_400_844_23,
        0.540_397_917_702_171,
        0.071_828_654_414_196_27,
        0.126_171_219_808_761_64,
        0.013_637_083_912_029_05,
        0.011_984_499_846_799_107,
    ];
    pub(super) const RA: [f64; 8] = [
        -0.009_864_944_034_847_148,
        -0.693_858_572_707_181_8,
        -10.558_626_225_323_291,
        -62.375_332_450_326_006,
        -162.396_669_462_573_47,
        -184.605_092_906_711_04,
        -81.287_435_506_306_6,
        -9.814_329_344_169_145,
    ];
    pub(super) const SA: [f64; 9] = [
        1.0,
        19.651_271_667_439_257,
        137.657_754_143_519_04,
        434.565_877_475_229_23,
        645.387_271_733_267_9,
        429.008_140_027_567_83,
        108.635_005_541_779_44,
        6.570_249_770_319_282,
        -0.060_424_415_214_858_1,
    ];
    pub(super) const RB: [f64; 7] = [
        -0.009_864_942_924_700_1,
        -0.799_283_237_680_523,
        -17.757_954_917_754_752,
        -160.636_384_855_821_92,
        -637.566_443_368_389_6,
        -1_025.095_131_611_077_2,
        -483.519_191_608_651_4,
    ];
    pub(super) const SB: [f64; 8] = [
        1.0,
        30.338_060_743_482_46,
        325.792_512_996_573_9,
        1_536.729_586_084_437,
        3_199.858_219_508_595_5,
        2_553.050_406_433_164_4,
        474.528_541_206_955_37,
        -22.440_952_446_585_82,
    ];
    pub(super) const LANCZOS_NUM: [f64; 13] = [
        23_531_376_880.410_76,
        42_919_803_642.649_1,
        35_711_959_237.355_67,
        17_921_034_426.037_21,
        6_039_542_586.352_028,
        1_439_720_407.311_721_6,
        248_874_557.862_054_17,
        31_426_415.585_400_194,
        2_876_370.628_935_372_5,
        186_056.265_395_223_48,
        8_071.672_002_365_816,
        210.824_277_751_579_36,
        2.506_628_274_631_000_2,
    ];
    pub(super) const LANCZOS_DEN: [f64; 13] = [
        0.0,
        39_916_800.0,
        120_543_840.0,
        150_917_976.0,
        105_258_076.0,
        45_995_730.0,
        13_339_535.0,
        2_637_558.0,
        357_423.0,
        32_670.0,
        1_925.0,
        66.0,
        1.0,
    ];
}

/// The value of a polynomial, lowest coefficient first.
fn polynomial(x: f64, coefficients: &[f64]) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

/// `erfc(x)` for `x >= 1.25`.
fn erfc_tail(x: f64) -> f64 {
    use tables::{RA, RB, SA, SB};
    let s = 1.0 / (x * x);
    let ratio =
        if x < 1.0 / 0.35 { polynomial(s, &RA) / polynomial(s, &SA) } else { polynomial(s, &RB) / polynomial(s, &SB) };
    let z = f64::from_bits(x.to_bits() & 0xffff_ffff_0000_0000);
    (-z * z - 0.5625).exp() * ((z - x) * (z + x) + ratio).exp() / x
}

pub(super) fn erf(x: f64) -> f64 {
    use tables::{PA, PP, QA, QQ};
    let a = x.abs();
    if x.is_nan() {
        return x;
    }
    let y = if a < 0.843_75 {
        if a < 3.7e-9 {
            return 0.125 * (8.0 * x + 8.0 * PP[0] * x);
        }
        let z = x * x;
        return x + x * (polynomial(z, &PP) / polynomial(z, &QQ));
    } else if a < 1.25 {
        8.450_629_115_104_675e-1 + polynomial(a - 1.0, &PA) / polynomial(a - 1.0, &QA)
    } else if a < 6.0 {
        1.0 - erfc_tail(a)
    } else {
        1.0
    };
    y.copysign(x)
}

pub(super) fn erfc(x: f64) -> f64 {
    use tables::{PA, PP, QA, QQ};
    let a = x.abs();
    if x.is_nan() {
        return x;
    }
    if a < 0.843_75 {
        let z = x * x;
        let y = polynomial(z, &PP) / polynomial(z, &QQ);
        return if x < 0.25 { 1.0 - (x + x * y) } else { 0.5 - (x - 0.5 + x * y) };
    }
    let upper = if a < 1.25 {
        let y = 8.450_629_115_104_675e-1 + polynomial(a - 1.0, &PA) / polynomial(a - 1.0, &QA);
        return if x < 0.0 { 1.0 + y } else { 1.0 - y };
    } else if a < 28.0 {
        erfc_tail(a)
    } else {
        0.0
    };
    if x < 0.0 { 2.0 - upper } else { upper }
}

/// Lanczos' parameter, and half of it off.
const G: f64 = 6.024_680_040_776_73;

fn lanczos_sum(x: f64) -> f64 {
    use tables::{LANCZOS_DEN, LANCZOS_NUM};
    if x < 5.0 {
        return polynomial(x, &LANCZOS_NUM) / polynomial(x, &LANCZOS_DEN);
    }
    let divided = |table: &[f64]| table.iter().fold(0.0, |sum, c| sum / x + c);
    divided(&LANCZOS_NUM) / divided(&LANCZOS_DEN)
}

/// `sin(pi * x)`.
fn sin_pi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let r = match (2.0 * y).round() as i32 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    1.0_f64.copysign(x) * r
}

/// CPython's `m_tgamma`; not for poles.
pub(super) fn gamma(x: f64) -> f64 {
    if !x.is_finite() {
        return x;
    }
    if x.fract() == 0.0 && (1.0..=23.0).contains(&x) {
        return (1..x as u64).product::<u64>() as f64;
    }
    let a = x.abs();
    if a < 1e-20 {
        return 1.0 / x;
    }
    if a > 200.0 {
        return if x < 0.0 { 0.0 / sin_pi(x) } else { f64::INFINITY };
    }
    let y = a + (G - 0.5);
    let z = if a > G - 0.5 {
        let q = y - a;
        q - (G - 0.5)
    } else {
        let q = y - (G - 0.5);
        q - a
    };
    let z = z * G / y;
    let (mut r, power) = if x < 0.0 {
        let r = -PI / sin_pi(a) / a * y.exp() / lanczos_sum(a);
        (r - z * r, -1.0)
    } else {
        let r = lanczos_sum(a) / y.exp();
        (r + z * r, 1.0)
    };
    if a < 140.0 {
        r *= y.powf(power * (a - 0.5));
    } else {
        let root = y.powf(power * (a / 2.0 - 0.25));
        r = r * root * root;
    }
    r
}

/// CPython's `m_lgamma`; not for poles.
pub(super) fn lgamma(x: f64) -> f64 {
    if !x.is_finite() {
        return x.abs();
    }
    if x == 1.0 || x == 2.0 {
        return 0.0;
    }
    let a = x.abs();
    if a < 1e-20 {
        return -a.ln();
    }
    let mut r = lanczos_sum(a).ln() - G;
    r += (a - 0.5) * ((a + G - 0.5).ln() - 1.0);
    if x < 0.0 {
        r = PI.ln() - sin_pi(a).abs().ln() - a.ln() - r;
    }
    if r.is_infinite() { f64::INFINITY } else { r }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values as `math` of CPython prints them; the last digit may differ.
    #[test]
    fn special_functions_as_in_cpython() {
        let check = |name: &str, value: f64, expected: f64| {
            assert!((value - expected).abs() <= expected.abs() * 1e-14, "{name}: {value} is not {expected}");
        };
        check("gamma(0.5)", gamma(0.5), 1.7724538509055159);
        check("gamma(4.5)", gamma(4.5), 11.631728396567446);
        check("gamma(-1.5)", gamma(-1.5), 2.3632718012073544);
        check("gamma(30.25)", gamma(30.25), 2.0628053137753476e+31);
        check("gamma(150.5)", gamma(150.5), 4.661072627097377e+261);
        check("gamma(0.001)", gamma(0.001), 999.4237724845954);
        check("lgamma(0.5)", lgamma(0.5), 0.5723649429247004);
        check("lgamma(100.5)", lgamma(100.5), 361.4355404677776);
        check("lgamma(-2.5)", lgamma(-2.5), -0.05624371649767457);
        check("lgamma(100000.0)", lgamma(100000.0), 1051287.7089736566);
        check("erf(0.1)", erf(0.1), 0.1124629160182849);
        check("erf(0.5)", erf(0.5), 0.5204998778130465);
        check("erf(1)", erf(1.0), 0.8427007929497149);
        check("erf(2)", erf(2.0), 0.9953222650189527);
        check("erf(3)", erf(3.0), 0.9999779095030014);
        check("erf(-4)", erf(-4.0), -0.9999999845827421);
        check("erfc(0.1)", erfc(0.1), 0.8875370839817152);
        check("erfc(0.5)", erfc(0.5), 0.4795001221869535);
        check("erfc(1)", erfc(1.0), 0.15729920705028513);
        check("erfc(2)", erfc(2.0), 0.004677734981047265);
        check("erfc(3)", erfc(3.0), 2.2090496998585438e-05);
        check("erfc(-4)", erfc(-4.0), 1.999999984582742);
        check("erfc(10)", erfc(10.0), 2.088487583762545e-45);
        check("asinh(0.1)", asinh(0.1), 0.09983407889920758);
        check("asinh(3)", asinh(3.0), 1.8184464592320668);
        check("asinh(-1000000000.0)", asinh(-1000000000.0), -21.416413017506354);
        check("acosh(1.5)", acosh(1.5), 0.9624236501192069);
        check("acosh(10)", acosh(10.0), 2.993222846126381);
        check("atanh(0.1)", atanh(0.1), 0.10033534773107558);
        check("atanh(-0.9)", atanh(-0.9), -1.4722194895832204);
        assert_eq!(remainder(7.0, 4.0), -1.0);
        assert_eq!(remainder(-2.0, 4.0), -2.0);
        assert_eq!(ldexp(1.0, -1074), 5e-324);
        assert_eq!(ldexp(0.75, 1024), 1.348_269_851_146_737e308);
    }
}

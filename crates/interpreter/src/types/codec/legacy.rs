//! Encodings that were in use before Unicode, by the tables of `encoding_rs`.

use encoding_rs::{DecoderResult, Encoding};

use crate::native::Res;
use crate::value::Value;
use crate::vm::Vm;

/// An encoding with the name that errors give it.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Legacy {
    encoding: &'static Encoding,
    pub(super) name: &'static str,
    /// Some characters take several bytes.
    is_multibyte: bool,
}

/// The encoding of this name, without anything but letters and digits.
#[cold]
#[inline(never)]
pub(super) fn find(normal: &str) -> Option<Legacy> {
    let multibyte = |encoding, name| Some(Legacy { encoding, name, is_multibyte: true });
    let charmap = |encoding| Some(Legacy { encoding, name: "charmap", is_multibyte: false });
    match normal {
        "gbk" | "cp936" | "936" | "ms936" => multibyte(encoding_rs::GBK, "gbk"),
        "gb2312" | "euccn" | "chinese" | "gb231280" => multibyte(encoding_rs::GBK, "gb2312"),
        "gb18030" => multibyte(encoding_rs::GB18030, "gb18030"),
        "big5" | "big5tw" | "csbig5" | "cp950" => multibyte(encoding_rs::BIG5, "big5"),
        "shiftjis" | "sjis" | "cp932" | "mskanji" => multibyte(encoding_rs::SHIFT_JIS, "shift_jis"),
        "eucjp" | "ujis" => multibyte(encoding_rs::EUC_JP, "euc_jp"),
        "euckr" | "cp949" | "ksc5601" => multibyte(encoding_rs::EUC_KR, "euc_kr"),
        "cp866" | "ibm866" => charmap(encoding_rs::IBM866),
        "koi8r" => charmap(encoding_rs::KOI8_R),
        "koi8u" => charmap(encoding_rs::KOI8_U),
        "iso88592" | "latin2" => charmap(encoding_rs::ISO_8859_2),
        "iso88595" => charmap(encoding_rs::ISO_8859_5),
        "iso88597" => charmap(encoding_rs::ISO_8859_7),
        "iso885915" | "latin9" => charmap(encoding_rs::ISO_8859_15),
        "cp1250" | "windows1250" => charmap(encoding_rs::WINDOWS_1250),
        "cp1251" | "windows1251" => charmap(encoding_rs::WINDOWS_1251),
        "cp1252" | "windows1252" => charmap(encoding_rs::WINDOWS_1252),
        "cp1253" | "windows1253" => charmap(encoding_rs::WINDOWS_1253),
        "cp1254" | "windows1254" => charmap(encoding_rs::WINDOWS_1254),
        _ => None,
    }
}

impl Legacy {
    /// What errors say of a character or byte that has no counterpart.
    pub(super) fn complaint(self) -> &'static str {
        if self.is_multibyte { "illegal multibyte sequence" } else { "character maps to <undefined>" }
    }

    /// The bytes of a character, if it has some.
    #[inline(never)]
    pub(super) fn encode(self, c: char) -> Option<Vec<u8>> {
        let mut text = [0; 4];
        let (bytes, _, is_lost) = self.encoding.encode(c.encode_utf8(&mut text));
        let is_there = match self.name {
            // The web's tables have the euro sign in one byte, and more characters in those of GB 2312.
            "gbk" => *bytes != [0x80],
            "gb2312" => bytes.iter().all(|byte| *byte > 0xa0),
            _ => true,
        };
        (is_there && !is_lost).then(|| bytes.into_owned())
    }

    /// How many characters, from this one, an error says to have no counterpart.
    #[inline(never)]
    pub(super) fn length_of_lost(self, text: &str, at: usize) -> usize {
        let most = if self.is_multibyte { 1 } else { usize::MAX };
        text.chars().skip(at).take(most).take_while(|c| !c.is_ascii() && self.encode(*c).is_none()).count()
    }

    #[inline(never)]
    pub(super) fn decode(self, vm: &mut Vm, data: &[u8], errors: &str, object: Value) -> Res<String> {
        let mut decoder = self.encoding.new_decoder_without_bom_handling();
        let (mut out, mut at) = (String::new(), 0);
        if self.encoding.name().starts_with("windows") {
            // Where the web's tables have control characters, there is nothing.
            for place in 0..data.len() {
                let (text, _) = self.encoding.decode_without_bom_handling(&data[place..=place]);
                if text.chars().all(|c| matches!(c, '\u{80}'..='\u{9f}')) {
                    let range = (place, place + 1);
                    vm.bad_bytes(&mut out, self.name, data, range, self.complaint(), errors, object)?;
                } else {
                    out.push_str(&text);
                }
            }
            return Ok(out);
        }
        loop {
            let room = decoder.max_utf8_buffer_length_without_replacement(data.len() - at).unwrap_or(data.len() * 4);
            out.reserve(room.max(4));
            let (result, read) = decoder.decode_to_string_without_replacement(&data[at..], &mut out, true);
            at += read;
            match result {
                DecoderResult::InputEmpty => return Ok(out),
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(bad, after) => {
                    let end = at - usize::from(after);
                    let start = end - usize::from(bad);
                    let is_cut = self.is_multibyte && end == data.len() && bad == 1;
                    let reason = if is_cut { "incomplete multibyte sequence" } else { self.complaint() };
                    // Only the first byte is wrong: what comes after it may begin something.
                    let end = if is_cut { end } else { start + 1 };
                    vm.bad_bytes(&mut out, self.name, data, (start, end), reason, errors, object)?;
                    at = end;
                    decoder = self.encoding.new_decoder_without_bom_handling();
                }
            }
        }
    }
}

//! Encodings: `str.encode` and `bytes.decode`.

mod legacy;
mod unicode_escape;

use self::legacy::Legacy;
use crate::native::Res;
use crate::value::Value;
use crate::vm::Vm;

/// An encoding that is known here.
#[derive(Clone, Copy, PartialEq)]
enum Codec {
    Utf8,
    Utf8Sig,
    Ascii,
    Latin1,
    Utf16 { big: Option<bool> },
    Utf32 { big: Option<bool> },
    UnicodeEscape,
    Legacy(Legacy),
}

impl Codec {
    /// Its name as `UnicodeError` has it.
    fn name(self) -> &'static str {
        match self {
            Codec::Utf8 | Codec::Utf8Sig => "utf-8",
            Codec::Ascii => "ascii",
            Codec::Latin1 => "latin-1",
            Codec::Utf16 { big: None } => "utf-16",
            Codec::Utf16 { big: Some(true) } => "utf-16-be",
            Codec::Utf16 { .. } => "utf-16-le",
            Codec::Utf32 { big: None } => "utf-32",
            Codec::Utf32 { big: Some(true) } => "utf-32-be",
            Codec::Utf32 { .. } => "utf-32-le",
            Codec::UnicodeEscape => "unicodeescape",
            Codec::Legacy(legacy) => legacy.name,
        }
    }
}

fn codec(vm: &mut Vm, encoding: &str) -> Res<Codec> {
    let normal: String = encoding.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    Ok(match &*normal {
        "utf8" | "u8" | "utf" | "cp65001" => Codec::Utf8,
        "utf8sig" => Codec::Utf8Sig,
        "ascii" | "usascii" | "646" => Codec::Ascii,
        "latin1" | "latin" | "iso88591" | "88591" | "l1" | "cp819" => Codec::Latin1,
        "utf16" | "u16" => Codec::Utf16 { big: None },
        "utf16le" => Codec::Utf16 { big: Some(false) },
        "utf16be" => Codec::Utf16 { big: Some(true) },
        "utf32" | "u32" => Codec::Utf32 { big: None },
        "utf32le" => Codec::Utf32 { big: Some(false) },
        "utf32be" => Codec::Utf32 { big: Some(true) },
        "unicodeescape" => Codec::UnicodeEscape,
        normal => match legacy::find(normal) {
            Some(legacy) => Codec::Legacy(legacy),
            None => return Err(vm.error(vm.types.lookup_error, format!("unknown encoding: {encoding}"))),
        },
    })
}

fn unknown_handler(vm: &mut Vm, errors: &str) -> crate::native::Unwind {
    vm.error(vm.types.lookup_error, format!("unknown error handler name '{errors}'"))
}

impl Vm {
    /// `text.encode(encoding, errors)`; `object` is the string, for errors.
    pub(crate) fn encode(&mut self, text: &str, encoding: &str, errors: &str, object: Value) -> Res<Vec<u8>> {
        let codec = codec(self, encoding)?;
        let limit = match codec {
            Codec::Utf8 => return Ok(text.as_bytes().to_vec()),
            Codec::Utf8Sig => return Ok([b"\xef\xbb\xbf", text.as_bytes()].concat()),
            Codec::Utf16 { big } => {
                let mark = big.is_none().then_some(0xfeff);
                let units = mark.into_iter().chain(text.encode_utf16());
                let order = |u: u16| if big == Some(true) { u.to_be_bytes() } else { u.to_le_bytes() };
                return Ok(units.flat_map(order).collect());
            }
            Codec::Utf32 { big } => {
                let mark = big.is_none().then_some(0xfeff);
                let units = mark.into_iter().chain(text.chars().map(u32::from));
                let order = |u: u32| if big == Some(true) { u.to_be_bytes() } else { u.to_le_bytes() };
                return Ok(units.flat_map(order).collect());
            }
            Codec::UnicodeEscape => return Ok(unicode_escape::encode(text)),
            Codec::Ascii | Codec::Legacy(_) => 0x80,
            Codec::Latin1 => 0x100,
        };
        let mut out = Vec::with_capacity(text.len());
        for (at, c) in text.chars().enumerate() {
            if (c as u32) < limit {
                out.push(c as u8);
                continue;
            }
            let legacy = if let Codec::Legacy(legacy) = codec { Some(legacy) } else { None };
            if let Some(bytes) = legacy.and_then(|legacy| legacy.encode(c)) {
                out.extend(bytes);
                continue;
            }
            match errors {
                "strict" => {
                    let bad = match legacy {
                        None => text.chars().skip(at).take_while(|c| *c as u32 >= limit).count(),
                        Some(legacy) => legacy.length_of_lost(text, at),
                    };
                    let reason = match legacy {
                        None => format!("ordinal not in range({limit})"),
                        Some(legacy) => legacy.complaint().to_owned(),
                    };
                    return Err(self.encode_error(codec.name(), object, at, at + bad, &reason));
                }
                "ignore" => {}
                "replace" => out.push(b'?'),
                "backslashreplace" => out.extend(super::format::escape(c).bytes()),
                "xmlcharrefreplace" => out.extend(format!("&#{};", c as u32).bytes()),
                _ => return Err(unknown_handler(self, errors)),
            }
        }
        Ok(out)
    }

    /// `data.decode(encoding, errors)`; `object` is the bytes, for errors.
    pub(crate) fn decode(&mut self, data: &[u8], encoding: &str, errors: &str, object: Value) -> Res<String> {
        let codec = codec(self, encoding)?;
        match codec {
            Codec::Utf8 => self.decode_utf8(data, errors, object),
            Codec::Utf8Sig => {
                let data = data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data);
                self.decode_utf8(data, errors, object)
            }
            Codec::UnicodeEscape => unicode_escape::decode(self, data, errors, object),
            Codec::Legacy(legacy) => legacy.decode(self, data, errors, object),
            Codec::Latin1 => Ok(data.iter().map(|b| char::from(*b)).collect()),
            Codec::Ascii => {
                let mut out = String::with_capacity(data.len());
                for (at, byte) in data.iter().enumerate() {
                    if byte.is_ascii() {
                        out.push(char::from(*byte));
                    } else {
                        let reason = "ordinal not in range(128)";
                        self.bad_bytes(&mut out, "ascii", data, (at, at + 1), reason, errors, object)?;
                    }
                }
                Ok(out)
            }
            Codec::Utf16 { big } => {
                let (big, data) = match (big, data) {
                    (None, [0xfe, 0xff, rest @ ..]) => (true, rest),
                    (None, [0xff, 0xfe, rest @ ..]) => (false, rest),
                    (big, data) => (big == Some(true), data),
                };
                let units = data.chunks_exact(2).map(|u| [u[0], u[1]]);
                let units = units.map(|u| if big { u16::from_be_bytes(u) } else { u16::from_le_bytes(u) });
                let mut out = String::new();
                for (at, c) in char::decode_utf16(units).enumerate() {
                    match c {
                        Ok(c) => out.push(c),
                        Err(_) => {
                            let range = (2 * at, 2 * at + 2);
                            self.bad_bytes(&mut out, codec.name(), data, range, "illegal encoding", errors, object)?;
                        }
                    }
                }
                if data.len() % 2 == 1 {
                    let range = (data.len() - 1, data.len());
                    self.bad_bytes(&mut out, codec.name(), data, range, "truncated data", errors, object)?;
                }
                Ok(out)
            }
            Codec::Utf32 { big } => {
                let (big, data) = match (big, data) {
                    (None, [0, 0, 0xfe, 0xff, rest @ ..]) => (true, rest),
                    (None, [0xff, 0xfe, 0, 0, rest @ ..]) => (false, rest),
                    (big, data) => (big == Some(true), data),
                };
                let mut out = String::new();
                for (at, unit) in data.chunks(4).enumerate() {
                    let code = <[u8; 4]>::try_from(unit).ok();
                    let code = code.map(|u| if big { u32::from_be_bytes(u) } else { u32::from_le_bytes(u) });
                    match code.and_then(char::from_u32) {
                        Some(c) => out.push(c),
                        None => {
                            let range = (4 * at, 4 * at + unit.len());
                            let reason = "code point not in range(0x110000)";
                            self.bad_bytes(&mut out, codec.name(), data, range, reason, errors, object)?;
                        }
                    }
                }
                Ok(out)
            }
        }
    }

    fn decode_utf8(&mut self, data: &[u8], errors: &str, object: Value) -> Res<String> {
        let mut out = String::new();
        let mut from = 0;
        loop {
            match std::str::from_utf8(&data[from..]) {
                Ok(text) => {
                    out.push_str(text);
                    return Ok(out);
                }
                Err(error) => {
                    let start = from + error.valid_up_to();
                    out.push_str(std::str::from_utf8(&data[from..start]).unwrap_or_default());
                    let end = error.error_len().map_or(data.len(), |n| start + n);
                    let reason = match (error.error_len(), data[start]) {
                        (None, _) => "unexpected end of data",
                        (_, 0x80..0xc2 | 0xf5..) => "invalid start byte",
                        _ => "invalid continuation byte",
                    };
                    self.bad_bytes(&mut out, "utf-8", data, (start, end), reason, errors, object)?;
                    from = end;
                }
            }
        }
    }

    /// What takes the place of bytes that cannot be decoded.
    fn bad_bytes(
        &mut self,
        out: &mut String,
        codec: &str,
        data: &[u8],
        (start, end): (usize, usize),
        reason: &str,
        errors: &str,
        object: Value,
    ) -> Res<()> {
        match errors {
            "strict" => Err(self.decode_error(codec, object, start, end, reason)),
            "ignore" => Ok(()),
            "replace" | "surrogateescape" => {
                out.push('\u{fffd}');
                Ok(())
            }
            "backslashreplace" => {
                data[start..end].iter().for_each(|b| out.push_str(&format!("\\x{b:02x}")));
                Ok(())
            }
            _ => Err(unknown_handler(self, errors)),
        }
    }
}

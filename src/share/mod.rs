//! Programs in links: `#v1:` and the deflated payload in base64.

mod base64;
mod compress;
mod payload;

use std::fmt;

pub(crate) use payload::Shared;

const PREFIX: &str = "v1:";
/// A link's text is no longer than this, nor is what comes out of it.
const MOST_TEXT: usize = 1 << 20;
const MOST_BYTES: usize = 1 << 20;

/// Why a link cannot be made or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ShareError {
    /// It was cut or changed on its way.
    Broken,
    /// It was made by a newer Loopscope.
    Newer,
    /// There is too much in it.
    TooLarge,
    /// The browser cannot compress.
    Unsupported,
}

impl fmt::Display for ShareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Broken => "This link is damaged: part of it is missing or was changed on its way. Ask for it again.",
            Self::Newer => "This link was made by a newer Loopscope: reload the page, then open it again.",
            Self::TooLarge => "The program is too large for a link: send it as a file instead.",
            Self::Unsupported => "This browser is too old to open or make links.",
        })
    }
}

/// Whether the hash of an address (without `#`) means to be a shared program.
pub(crate) fn is_link(hash: &str) -> bool {
    let digits =
        hash.strip_prefix('v').map(|rest| rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len());
    digits.is_some_and(|digits| digits > 0 && hash[1 + digits..].starts_with(':'))
}

/// The hash (without `#`) for a program.
pub(crate) async fn to_hash(shared: &Shared) -> Result<String, ShareError> {
    let bytes = shared.to_bytes();
    if bytes.len() > MOST_BYTES {
        return Err(ShareError::TooLarge);
    }
    let packed = compress::deflate(&bytes).await?;
    Ok(format!("{PREFIX}{}", base64::encode(&packed)))
}

/// The program in a hash (without `#`).
pub(crate) async fn from_hash(hash: &str) -> Result<Shared, ShareError> {
    let packed = hash.strip_prefix(PREFIX).ok_or(if is_link(hash) { ShareError::Newer } else { ShareError::Broken })?;
    if packed.len() > MOST_TEXT {
        return Err(ShareError::TooLarge);
    }
    let packed = base64::decode(packed).filter(|packed| !packed.is_empty()).ok_or(ShareError::Broken)?;
    Shared::from_bytes(compress::inflate(&packed, MOST_BYTES).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_links_from_other_hashes() {
        for (hash, expected) in [
            ("v1:abc", true),
            ("v22:", true),
            ("v:abc", false),
            ("", false),
            ("v1", false),
            ("section-2", false),
            ("vé:", false),
        ] {
            assert_eq!(is_link(hash), expected, "{hash}");
        }
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod browser_tests {
    use super::*;
    use wasm_bindgen_test::*;

    wasm_bindgen_test_configure!(run_in_browser);

    fn program(text: &str) -> Shared {
        Shared { text: text.to_owned(), speed: 1.0, ..Shared::default() }
    }

    #[wasm_bindgen_test]
    async fn a_program_comes_back_from_its_link() {
        for text in ["", "print('hello')\n", &"await asyncio.sleep(1)  # 日本\n".repeat(2_000)] {
            let hash = to_hash(&program(text)).await.unwrap();
            assert!(is_link(&hash));
            assert!(hash.len() < 400, "{} for {} bytes", hash.len(), text.len());
            assert_eq!(from_hash(&hash).await.unwrap(), program(text));
        }
    }

    #[wasm_bindgen_test]
    async fn a_damaged_link_is_refused() {
        let hash = to_hash(&program("print('hello, who is there?')")).await.unwrap();
        for damaged in [&hash[..hash.len() - 6], "v1:", "v1:AAAA", "v1:!!", "v1:____________", "something"] {
            assert_eq!(from_hash(damaged).await, Err(ShareError::Broken), "{damaged}");
        }
        assert_eq!(from_hash(&hash.replace("v1:", "v2:")).await, Err(ShareError::Newer));
    }

    #[wasm_bindgen_test]
    async fn a_bomb_does_not_go_off() {
        let bomb = compress::deflate(&vec![b'a'; 50 << 20]).await.unwrap();
        assert!(bomb.len() < 100_000);
        assert_eq!(from_hash(&format!("v1:{}", base64::encode(&bomb))).await, Err(ShareError::TooLarge));
        assert_eq!(to_hash(&program(&"a".repeat(2 << 20))).await, Err(ShareError::TooLarge));
    }
}

//! What a browser must download.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::{app, project};

/// What all that is needed to run a program may take, in bytes compressed by brotli.
const BUDGET: usize = 300 * 1024;

/// When a file is downloaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Before a program can run.
    Program,
    /// After the first paint, or when a program comes to something that the first part has not.
    Remainder,
    /// After the first paint.
    Editor,
    /// Only if somebody asks for it: documentation, embedding, icons.
    Rest,
}

/// A file, and its size by encoding.
struct File {
    name: String,
    part: Part,
    size: Size,
}

#[derive(Clone, Copy, Default)]
struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Shows the sizes of what is in `dist/`, which is built if it is not there.
///
/// # Errors
/// When what is needed to run a program is over budget.
pub(crate) fn size() -> Result<()> {
    if !project::dist().join("index.html").is_file() {
        app::build(&[])?;
    }
    let files = measure(&project::dist())?;
    println!("{:<48} {:>10} {:>10} {:>10}", "bytes", "raw", "gzip", "brotli");
    let needed = show(&files, Part::Program, "needed to run a program");
    show(&files, Part::Remainder, "the rest of it, loaded after the first paint");
    show(&files, Part::Editor, "the editor, loaded after the first paint");
    show(&files, Part::Rest, "only on demand");
    let Size { brotli, .. } = needed;
    let (taken, budget) = (grouped(brotli), grouped(BUDGET));
    if brotli > BUDGET {
        bail!("running a program takes {taken} bytes (brotli), which is over the budget of {budget}");
    }
    println!("{taken} of {budget} bytes are used (brotli; the rest and the editor apart)");
    Ok(())
}

fn show(files: &[File], part: Part, title: &str) -> Size {
    let total = files.iter().filter(|file| file.part == part).fold(Size::default(), |total, File { size, .. }| Size {
        raw: total.raw + size.raw,
        gzip: total.gzip + size.gzip,
        brotli: total.brotli + size.brotli,
    });
    row(title, total);
    for file in files.iter().filter(|file| file.part == part) {
        row(&format!("  {}", file.name), file.size);
    }
    total
}

fn row(name: &str, size: Size) {
    println!("{name:<48} {:>10} {:>10} {:>10}", grouped(size.raw), grouped(size.gzip), grouped(size.brotli));
}

fn measure(folder: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(current) = folders.pop() {
        for entry in fs::read_dir(&current).with_context(|| format!("{} cannot be read", current.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let Some(part) = part_of(&name) else { continue };
            let content = fs::read(&path).with_context(|| format!("{name} cannot be read"))?;
            files.push(File { name, part, size: Size::of(&content)? });
        }
    }
    files.sort_by(|a, b| b.size.brotli.cmp(&a.size.brotli).then_with(|| a.name.cmp(&b.name)));
    Ok(files)
}

/// When a file is downloaded; `None` if no visitor's browser ever does.
fn part_of(name: &str) -> Option<Part> {
    let mut folders: Vec<&str> = name.split('/').collect();
    let file = folders.pop().unwrap_or_default();
    let extension = file.rsplit('.').next().unwrap_or_default();
    if extension == "map" || file.starts_with('.') {
        None
    } else if file.ends_with("_rest.wasm") || extension == "css" {
        // What the page is first painted with stands in index.html itself.
        Some(Part::Remainder)
    } else if file.starts_with("editor") || folders.contains(&"editor") {
        Some(Part::Editor)
    } else if folders.contains(&"docs")
        || folders.contains(&"embed")
        || file.starts_with("embed")
        || name == "bench.html"
    {
        Some(Part::Rest)
    } else if ["html", "js", "mjs", "wasm", "json", "py"].contains(&extension) {
        Some(Part::Program)
    } else {
        Some(Part::Rest)
    }
}

impl Size {
    fn of(content: &[u8]) -> Result<Self> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(content)?;
        let mut brotli = Vec::new();
        let options = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
        brotli::BrotliCompress(&mut &content[..], &mut brotli, &options)?;
        Ok(Self { raw: content.len(), gzip: gzip.finish()?.len(), brotli: brotli.len() })
    }
}

/// A number with a comma after every three digits.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_apart_by_when_they_are_downloaded() {
        for (name, part) in [
            ("index.html", Some(Part::Program)),
            ("loopscope-1a2b_bg.wasm", Some(Part::Program)),
            ("loopscope-1a2b_rest.wasm", Some(Part::Remainder)),
            ("dock-5e6f.css", Some(Part::Remainder)),
            ("examples/01_hello.py", Some(Part::Program)),
            ("editor-3c4d.js", Some(Part::Editor)),
            ("editor/index.js", Some(Part::Editor)),
            ("embed/loopscope.js", Some(Part::Rest)),
            ("docs/index.html", Some(Part::Rest)),
            ("bench.html", Some(Part::Rest)),
            ("favicon.svg", Some(Part::Rest)),
            ("editor.js.map", None),
            (".stage", None),
        ] {
            assert_eq!(part_of(name), part, "{name}");
        }
    }

    #[test]
    fn numbers_are_grouped_by_three() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn text_shrinks_when_compressed() {
        let size = Size::of("loop ".repeat(1_000).as_bytes()).expect("it can be compressed");
        assert_eq!(size.raw, 5_000);
        assert!(size.gzip < 100 && size.brotli < 100);
    }
}

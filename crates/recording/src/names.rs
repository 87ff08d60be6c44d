//! Names, each kept once and apart from the events.

/// The longest name that is kept whole, in bytes.
const LONGEST: usize = 256;
/// All names together.
const MOST: usize = 32 << 20;

/// Where a name stands in [`Names`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Name {
    start: u32,
    len: u32,
}

/// The text of all names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    text: String,
}

impl Names {
    /// Keeps a name; one that is too long is cut, with an ellipsis.
    pub(crate) fn add(&mut self, name: &str) -> Name {
        if self.text.len() + LONGEST > MOST {
            return Name::default();
        }
        let start = self.text.len();
        if name.len() <= LONGEST {
            self.text.push_str(name);
        } else {
            self.text.push_str(&name[..name.floor_char_boundary(LONGEST)]);
            self.text.push('…');
        }
        Name { start: start as u32, len: (self.text.len() - start) as u32 }
    }

    /// Keeps a name in place of another.
    pub(crate) fn replace(&mut self, old: Name, name: &str) -> Name {
        if self.get(old) == name { old } else { self.add(name) }
    }

    pub(crate) fn get(&self, name: Name) -> &str {
        &self.text[name.start as usize..(name.start + name.len) as usize]
    }

    pub(crate) fn bytes(&self) -> usize {
        self.text.capacity()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_short_names_whole_and_cuts_long_ones() {
        let mut names = Names::default();
        let short = names.add("מפיק 🧵");
        let long = names.add(&"é".repeat(10_000));
        assert_eq!(names.get(short), "מפיק 🧵");
        assert_eq!(names.get(long), format!("{}…", "é".repeat(LONGEST / 2)));
        assert_eq!(names.get(Name::default()), "");
        assert_eq!(names.replace(short, "מפיק 🧵"), short);
    }
}

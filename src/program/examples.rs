//! The examples, in order of learning.

/// A program to begin with.
///
/// Its file's first line is its title, the second says what to watch, both as comments; then comes an empty line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Example {
    /// Its name in addresses and in storage.
    pub(crate) slug: &'static str,
    file: &'static str,
}

impl Example {
    /// What it is about.
    pub(crate) fn title(&self) -> &'static str {
        self.comment(0, "# ")
    }

    /// What to look at while it runs.
    pub(crate) fn watch(&self) -> &'static str {
        self.comment(1, "# Watch ")
    }

    /// The program.
    pub(crate) fn text(&self) -> &'static str {
        self.file.splitn(4, '\n').nth(3).unwrap_or_default()
    }

    fn comment(&self, line: usize, prefix: &str) -> &'static str {
        self.file.lines().nth(line).and_then(|line| line.strip_prefix(prefix)).unwrap_or_default()
    }

    /// Finds one by its slug.
    pub(crate) fn find(slug: &str) -> Option<usize> {
        EXAMPLES.iter().position(|example| example.slug == slug)
    }
}

macro_rules! examples {
    ($($slug:literal $file:literal,)*) => {
        /// All examples; the last is an almost empty page.
        pub(crate) const EXAMPLES: &[Example] = &[
            $(Example { slug: $slug, file: include_str!(concat!("../../www/examples/", $file)) },)*
        ];
    };
}

examples! {
    "hello" "01_hello.py",
    "gather" "02_gather.py",
    "sequential" "03_sequential.py",
    "create-task" "04_create_task.py",
    "blocking" "05_blocking.py",
    "chain" "06_chain.py",
    "queue" "07_queue.py",
    "semaphore" "08_semaphore.py",
    "timeout" "09_timeout.py",
    "cancel" "10_cancel.py",
    "as-completed" "11_as_completed.py",
    "async-for" "12_async_for.py",
    "task-group" "13_task_group.py",
    "lock" "14_lock.py",
    "future" "15_future.py",
    "generators" "16_generators.py",
    "crowd" "17_crowd.py",
    "blank" "18_blank.py",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_a_slug_of_its_own_a_title_and_something_to_watch() {
        for (index, example) in EXAMPLES.iter().enumerate() {
            assert_eq!(Example::find(example.slug), Some(index), "{}", example.slug);
            assert!(!example.title().is_empty(), "{} has no title", example.slug);
            assert!(example.watch().ends_with('.'), "{} does not say what to watch", example.slug);
            assert!(example.text().starts_with(|c: char| c.is_alphabetic()), "{} does not begin", example.slug);
            assert!(example.text().ends_with('\n'), "{} does not end with a line break", example.slug);
        }
    }
}

//! The examples, in order of learning.

/// A program to begin with.
///
/// Its file's first line is a comment that says what to watch; then comes an empty line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Example {
    /// Its name in addresses and in storage.
    pub(crate) slug: &'static str,
    /// What it is about.
    pub(crate) title: &'static str,
    /// A function of its own for each, so that a page loads the texts of those that are not open when it has time.
    file: fn() -> &'static str,
}

impl Example {
    /// What to look at while it runs.
    pub(crate) fn watch(&self) -> &'static str {
        (self.file)().lines().next().and_then(|line| line.strip_prefix("# Watch ")).unwrap_or_default()
    }

    /// The program.
    pub(crate) fn text(&self) -> &'static str {
        (self.file)().splitn(3, '\n').nth(2).unwrap_or_default()
    }

    /// Finds one by its slug.
    pub(crate) fn find(slug: &str) -> Option<usize> {
        EXAMPLES.iter().position(|example| example.slug == slug)
    }
}

macro_rules! examples {
    ($($slug:literal $title:literal $file:literal,)*) => {
        /// All examples; the last is an almost empty page.
        pub(crate) const EXAMPLES: &[Example] = &[
            $(Example { slug: $slug, title: $title, file: || include_str!(concat!("../../www/examples/", $file)) },)*
        ];
    };
}

examples! {
    "hello" "Hello, coroutine" "01_hello.py",
    "gather" "Three at once" "02_gather.py",
    "sequential" "One after the other, or together?" "03_sequential.py",
    "create-task" "A task that nobody waits for" "04_create_task.py",
    "blocking" "One call that freezes everyone" "05_blocking.py",
    "chain" "A chain of coroutines" "06_chain.py",
    "queue" "Producers, consumers and a queue" "07_queue.py",
    "semaphore" "Only three at a time" "08_semaphore.py",
    "timeout" "Not longer than a second" "09_timeout.py",
    "cancel" "Cancel, and clean up" "10_cancel.py",
    "as-completed" "First come, first served" "11_as_completed.py",
    "async-for" "A stream of values" "12_async_for.py",
    "task-group" "All or none" "13_task_group.py",
    "lock" "A race, and a lock against it" "14_lock.py",
    "future" "A promise kept by a timer" "15_future.py",
    "generators" "Coroutines by hand" "16_generators.py",
    "crowd" "A crowd of a thousand" "17_crowd.py",
    "blank" "A page of your own" "18_blank.py",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_a_slug_of_its_own_a_title_and_something_to_watch() {
        for (index, example) in EXAMPLES.iter().enumerate() {
            assert_eq!(Example::find(example.slug), Some(index), "{}", example.slug);
            assert!(example.watch().ends_with('.'), "{} does not say what to watch", example.slug);
            assert!(example.text().starts_with(|c: char| c.is_alphabetic()), "{} does not begin", example.slug);
            assert!(example.text().ends_with('\n'), "{} does not end with a line break", example.slug);
        }
    }
}

//! What is in queues: what each item looks like, and which were there at a moment.

use std::{cmp::Ordering, collections::BTreeMap, fmt};

use loopscope_executor::{Item, Passage, QueueOrder};

use crate::{
    names::{Name, Names},
    recording::Position,
    resources::Resource,
};

/// More texts are not told apart.
const MOST_TEXTS: usize = 1 << 16;
/// To know what is in a queue that gives its items back in another order than theirs, it is looked so far back.
const MOST_PASSAGES: usize = 20_000;
/// Set in what stands for an integer; the rest is the integer, counted from the least that has room.
const INT: u32 = 1 << 31;
const LEAST: i64 = -(1 << 30);
/// What stands for an item of which nothing is known.
const UNKNOWN: u32 = 0;

/// What an item looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label<'a> {
    /// An integer.
    Int(i64),
    /// Anything else, in a few characters.
    Text(&'a str),
    /// There were too many different ones to keep it.
    Unknown,
}

impl fmt::Display for Label<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Label::Int(number) => number.fmt(f),
            Label::Text(text) => text.fmt(f),
            Label::Unknown => "…".fmt(f),
        }
    }
}

/// The texts of items, each kept once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Labels {
    numbers: BTreeMap<Box<str>, u32>,
    texts: Vec<Name>,
}

impl Labels {
    /// What stands for an item.
    pub(crate) fn add(&mut self, item: Item<'_>, names: &mut Names) -> u32 {
        let number;
        let text = match item {
            Item::Int(value) if (LEAST..-LEAST).contains(&value) => return INT | (value - LEAST) as u32,
            Item::Int(value) => {
                number = value.to_string();
                number.as_str()
            }
            Item::Text(text) => text,
        };
        if let Some(&known) = self.numbers.get(text) {
            return known;
        }
        if self.texts.len() >= MOST_TEXTS {
            return UNKNOWN;
        }
        self.texts.push(names.add(text));
        let label = self.texts.len() as u32;
        self.numbers.insert(text.into(), label);
        label
    }

    fn get<'a>(&self, label: u32, names: &'a Names) -> Label<'a> {
        if label & INT != 0 {
            return Label::Int(i64::from(label & !INT) + LEAST);
        }
        let text = label.checked_sub(1).and_then(|at| self.texts.get(at as usize));
        text.map_or(Label::Unknown, |name| Label::Text(names.get(*name)))
    }

    pub(crate) fn bytes(&self) -> usize {
        let keys: usize = self.numbers.keys().map(|text| text.len() + size_of::<(Box<str>, u32)>()).sum();
        keys + self.texts.capacity() * size_of::<Name>()
    }
}

/// What went through a queue: by which events, and what.
#[derive(Clone, Debug)]
pub(crate) struct Items {
    pub(crate) order: QueueOrder,
    puts: Vec<(u32, u32)>,
    gets: Vec<(u32, u32)>,
}

impl Items {
    pub(crate) fn new(order: QueueOrder) -> Self {
        Self { order, puts: Vec::new(), gets: Vec::new() }
    }

    pub(crate) fn pass(&mut self, passage: Passage, event: u32, label: u32) {
        match passage {
            Passage::Put => self.puts.push((event, label)),
            Passage::Got => self.gets.push((event, label)),
        }
    }

    /// The item that an event put, or took.
    pub(crate) fn of_event(&self, event: u32) -> Option<u32> {
        let find = |passed: &[(u32, u32)]| {
            let at = passed.binary_search_by_key(&event, |passage| passage.0).ok()?;
            Some(passed[at].1)
        };
        find(&self.puts).or_else(|| find(&self.gets))
    }

    pub(crate) fn bytes(&self) -> usize {
        size_of::<Self>() + (self.puts.capacity() + self.gets.capacity()) * size_of::<(u32, u32)>()
    }

    /// What was in the queue after so many events: at most so many, those that leave it first.
    fn at(&self, position: Position, most: usize) -> Vec<u32> {
        let before = |passed: &[(u32, u32)]| passed.partition_point(|passage| passage.0 < position.0);
        let (put, got) = (&self.puts[..before(&self.puts)], &self.gets[..before(&self.gets)]);
        match self.order {
            QueueOrder::Fifo => put.get(got.len()..).unwrap_or_default().iter().map(|put| put.1).take(most).collect(),
            QueueOrder::Lifo => top(put, got, most),
            QueueOrder::Guest => left(put, got),
        }
    }
}

/// What lies on top of a stack, the topmost first.
fn top(put: &[(u32, u32)], got: &[(u32, u32)], most: usize) -> Vec<u32> {
    let mut found = Vec::new();
    let (mut gets, mut taken) = (got.iter().rev().peekable(), 0);
    for put in put.iter().rev().take(MOST_PASSAGES) {
        while gets.next_if(|got| got.0 > put.0).is_some() {
            taken += 1;
        }
        if taken > 0 {
            taken -= 1;
        } else if found.len() < most {
            found.push(put.1);
        } else {
            break;
        }
    }
    found
}

/// What was put and not got, in the order of their coming.
fn left(put: &[(u32, u32)], got: &[(u32, u32)]) -> Vec<u32> {
    let mut taken: BTreeMap<u32, usize> = BTreeMap::new();
    got.iter().for_each(|got| *taken.entry(got.1).or_default() += 1);
    let is_left = |put: &&(u32, u32)| match taken.get_mut(&put.1) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    put.iter().filter(is_left).map(|put| put.1).collect()
}

/// Orders texts as what they stand for is probably ordered: numbers within them by their value.
fn natural(one: Label<'_>, other: Label<'_>) -> Ordering {
    fn parts(text: &str) -> impl Iterator<Item = Result<i64, &str>> {
        let mut rest = text;
        std::iter::from_fn(move || {
            let first = rest.chars().next()?;
            let is_number =
                |text: &str| text.strip_prefix('-').unwrap_or(text).starts_with(|c: char| c.is_ascii_digit());
            let numeric = is_number(rest);
            let mut end = first.len_utf8();
            while end < rest.len() {
                let goes_on = if numeric { rest.as_bytes()[end].is_ascii_digit() } else { !is_number(&rest[end..]) };
                if !goes_on {
                    break;
                }
                end += rest[end..].chars().next().map_or(1, char::len_utf8);
            }
            let (part, after) = rest.split_at(end);
            rest = after;
            Some(part.parse().map_err(|_| part))
        })
    }
    match (one, other) {
        (Label::Int(one), Label::Int(other)) => one.cmp(&other),
        (one, other) => parts(&one.to_string()).cmp(parts(&other.to_string())),
    }
}

impl<'a> Resource<'a> {
    /// In which order a queue gives its items back; `None` if it is none, or was not told.
    pub fn order(&self) -> Option<QueueOrder> {
        Some(self.row().items.as_ref()?.order)
    }

    /// What was in a queue after so many events: at most so many, those that leave it first.
    ///
    /// Empty if the program's values cannot be shown. Where the program decides which item is next (in a
    /// `PriorityQueue`), they are ordered by what they look like.
    pub fn items_at(&self, position: Position, most: usize) -> Vec<Label<'a>> {
        let recording = self.recording;
        let level = self.status_at(position).map_or(0, |status| status.level as usize);
        let Some(items) = &self.row().items else { return Vec::new() };
        let label = |number| recording.labels.get(number, &recording.names);
        let mut found: Vec<_> = items.at(position, most).into_iter().map(label).collect();
        if items.order == QueueOrder::Guest {
            found.sort_by(|one, other| natural(*one, *other));
        }
        // What a queue drops when it is shut down was never got.
        found.truncate(most.min(level));
        found
    }

    /// The item that an event put into a queue, or took from it.
    pub fn item_of(&self, event: Position) -> Option<Label<'a>> {
        let label = self.row().items.as_ref()?.of_event(event.0)?;
        Some(self.recording.labels.get(label, &self.recording.names))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_need_no_room_and_texts_are_kept_once() {
        let (mut labels, mut names) = (Labels::default(), Names::default());
        for value in [0, 7, -7, LEAST, -LEAST - 1, -LEAST, i64::MAX, i64::MIN] {
            let label = labels.add(Item::Int(value), &mut names);
            assert_eq!(labels.get(label, &names).to_string(), value.to_string());
        }
        assert_eq!(labels.texts.len(), 3);
        let one = labels.add(Item::Text("'tea'"), &mut names);
        assert_eq!(labels.add(Item::Text("'tea'"), &mut names), one);
        assert_eq!(labels.get(one, &names), Label::Text("'tea'"));
        for number in 0..MOST_TEXTS {
            labels.add(Item::Text(&format!("'{number}'")), &mut names);
        }
        let late = labels.add(Item::Text("'one more'"), &mut names);
        assert_eq!(labels.get(late, &names), Label::Unknown);
    }

    fn check(order: QueueOrder, passages: &str, expected: &[u32]) {
        let mut items = Items::new(order);
        for (event, passage) in passages.split(' ').enumerate() {
            let (kind, label) = passage.split_at(1);
            let passage = if kind == "+" { Passage::Put } else { Passage::Got };
            items.pass(passage, event as u32, label.parse().unwrap());
        }
        assert_eq!(items.at(Position(99), 9), expected, "{order:?} {passages}");
        assert_eq!(items.at(Position(1), 9).len(), 1);
    }

    #[test]
    fn what_is_left_depends_on_the_order() {
        check(QueueOrder::Fifo, "+1 +2 +3 -1", &[2, 3]);
        check(QueueOrder::Lifo, "+1 +2 -2 +3 +4 -4", &[3, 1]);
        check(QueueOrder::Lifo, "+1 +2 -2 -1 +3", &[3]);
        check(QueueOrder::Guest, "+5 +1 +5 -1 +3 -5", &[5, 3]);
    }

    #[test]
    fn texts_are_ordered_by_the_numbers_in_them() {
        let mut texts = ["(10, 'a')", "(2, 'b')", "(-3, 'z')", "(2, 'a')"];
        texts.sort_by(|one, other| natural(Label::Text(one), Label::Text(other)));
        assert_eq!(texts, ["(-3, 'z')", "(2, 'a')", "(2, 'b')", "(10, 'a')"]);
    }
}

//! The heap: typed arenas of objects, found dead by tracing.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

use compact_str::CompactString;
use hashbrown::HashTable;

use crate::object::{
    BigInt, Bytes, Cell, Class, Descriptor, Dict, Exception, Function, FutureObject, Generator, Instance, Iter, List,
    Method, Module, Opaque, Range, Set, Slice, Str, Tuple,
};
use crate::value::{Name, Value};

/// Names an object of type `T` in its arena.
pub(crate) struct Ref<T> {
    index: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Ref<T> {
    fn new(index: usize) -> Self {
        Ref { index: u32::try_from(index).expect("fewer than 2^32 objects of a type"), of: PhantomData }
    }

    /// The object's number in its arena (unique among the living objects of its type).
    pub(crate) fn index(self) -> usize {
        self.index as usize
    }
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Ref<T> {}

impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl<T> Eq for Ref<T> {}

impl<T> std::hash::Hash for Ref<T> {
    fn hash<S: std::hash::Hasher>(&self, state: &mut S) {
        self.index.hash(state);
    }
}

impl<T> std::fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// What the collector must know of an object.
pub(crate) trait Trace {
    /// Calls `visit` with every value that the object refers to.
    fn trace(&self, visit: &mut dyn FnMut(Value));

    /// Bytes that the object owns beside its place in the arena.
    fn owned_bytes(&self) -> usize {
        0
    }
}

/// All objects of one type. Freed places hold `T::default()` until they are used again.
#[derive(Clone, Debug)]
pub(crate) struct Arena<T> {
    items: Vec<T>,
    marks: Vec<Mark>,
    free: Vec<u32>,
}

/// What is known of a place between and during collections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// It holds an object, which the collection that is under way has not reached (yet).
    White,
    /// The collection has reached its object.
    Black,
    /// It holds no object.
    Free,
}

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Arena { items: Vec::new(), marks: Vec::new(), free: Vec::new() }
    }
}

/// For looking at one arena while changing another; see also the indexing of [`Heap`] itself.
impl<T> Index<Ref<T>> for Arena<T> {
    type Output = T;
    #[inline(always)]
    fn index(&self, r: Ref<T>) -> &T {
        &self.items[r.index()]
    }
}

impl<T> IndexMut<Ref<T>> for Arena<T> {
    #[inline(always)]
    fn index_mut(&mut self, r: Ref<T>) -> &mut T {
        &mut self.items[r.index()]
    }
}

impl<T: Default + Trace> Arena<T> {
    /// As indexing does, but without an end to the program when there is no such object.
    #[inline(always)]
    pub(crate) fn get(&self, r: Ref<T>) -> Option<&T> {
        self.items.get(r.index())
    }

    #[inline(always)]
    pub(crate) fn get_mut(&mut self, r: Ref<T>) -> Option<&mut T> {
        self.items.get_mut(r.index())
    }

    #[inline]
    fn insert(&mut self, item: T) -> Ref<T> {
        if let Some(index) = self.free.pop() {
            self.items[index as usize] = item;
            self.marks[index as usize] = Mark::White;
            return Ref { index, of: PhantomData };
        }
        self.items.push(item);
        self.marks.push(Mark::White);
        Ref::new(self.items.len() - 1)
    }

    /// All objects, and what stands in the places of those that died.
    pub(crate) fn places(&self) -> &[T] {
        &self.items
    }

    /// Marks the object; tells whether it was not marked before.
    fn mark(&mut self, r: Ref<T>) -> bool {
        let mark = &mut self.marks[r.index()];
        let is_new = *mark == Mark::White;
        if is_new {
            *mark = Mark::Black;
        }
        is_new
    }

    /// Marks the object, and puts what it refers to with what is yet to be marked.
    #[inline(never)]
    fn blacken(&mut self, r: Ref<T>, gray: &mut Vec<Value>) {
        if self.mark(r) {
            self.items[r.index()].trace(&mut |value| {
                if value.is_on_heap() {
                    gray.push(value);
                }
            });
        }
    }

    /// Frees what is not marked, unmarks the rest; returns the bytes in use.
    #[inline(never)]
    fn sweep(&mut self, mut dying: impl FnMut(&mut T)) -> usize {
        let mut bytes = self.items.len() * size_of::<T>();
        self.free.clear();
        for (index, mark) in self.marks.iter_mut().enumerate().rev() {
            match *mark {
                Mark::Black => {
                    *mark = Mark::White;
                    bytes += self.items[index].owned_bytes();
                }
                Mark::White => {
                    *mark = Mark::Free;
                    dying(&mut self.items[index]);
                    self.items[index] = T::default();
                    self.free.push(index as u32);
                }
                Mark::Free => self.free.push(index as u32),
            }
        }
        bytes
    }
}

/// A copy with as much room. Memory is accounted by the room that things have, and decides when the next collection is:
/// a copy of the machine must come to it when the original does.
pub(crate) fn clone_with_room<T: Clone>(items: &Vec<T>) -> Vec<T> {
    let mut copy = Vec::with_capacity(items.capacity());
    copy.extend_from_slice(items);
    copy
}

/// Objects that died in a collection and of which somebody must be told.
#[derive(Default)]
pub(crate) struct Dead {
    /// Futures and tasks whose last handle is gone.
    pub(crate) futures: Vec<loopscope_executor::FutureId>,
    /// Resources whose objects are gone.
    pub(crate) resources: Vec<loopscope_executor::ResourceId>,
    /// Futures in lists that died, in the order in which those let go of them.
    pub(crate) listed: Vec<Ref<FutureObject>>,
    /// Coroutines that were never awaited: their qualified names.
    pub(crate) unawaited: Vec<String>,
    /// The same of coroutines of the library.
    pub(crate) native_unawaited: Vec<Name>,
    /// Objects with `__del__`, and generators in the midst of a `try` or `with`: they are dead when that has run.
    pub(crate) doomed: Vec<Value>,
    /// Weak references whose targets have died.
    pub(crate) cleared: Vec<Ref<crate::object::Opaque>>,
}

macro_rules! arenas {
    ($($field:ident: $variant:ident($type:ty),)*) => {
        /// All objects of a program.
        #[derive(Clone, Default)]
        pub(crate) struct Heap {
            $(pub(crate) $field: Arena<$type>,)*
            names: Vec<Ref<Str>>,
            by_text: HashTable<Name>,
            /// Bytes in use, as far as they are known between collections.
            pub(crate) bytes: usize,
            /// The next collection is due when `bytes` reaches this.
            pub(crate) threshold: usize,
            /// More than this raises `MemoryError`.
            pub(crate) limit: usize,
            gray: Vec<Value>,
        }

        $(
            impl Index<Ref<$type>> for Heap {
                type Output = $type;
                #[inline(always)]
                fn index(&self, r: Ref<$type>) -> &$type {
                    &self.$field.items[r.index()]
                }
            }

            impl IndexMut<Ref<$type>> for Heap {
                #[inline(always)]
                fn index_mut(&mut self, r: Ref<$type>) -> &mut $type {
                    &mut self.$field.items[r.index()]
                }
            }

            impl Allocate for $type {
                #[inline]
                fn allocate(self, heap: &mut Heap) -> Ref<$type> {
                    heap.bytes += size_of::<$type>() + self.owned_bytes();
                    heap.$field.insert(self)
                }
            }
        )*

        impl Heap {
            /// Marks what `gray` leads to.
            fn trace_gray(&mut self) {
                let mut gray = std::mem::take(&mut self.gray);
                while let Some(value) = gray.pop() {
                    match value {
                        $(Value::$variant(r) => self.$field.blacken(r, &mut gray),)*
                        _ => {}
                    }
                }
                self.gray = gray;
            }

            /// Has the collection that is under way reached it?
            fn is_marked(&self, value: Value) -> bool {
                match value {
                    $(Value::$variant(r) => self.$field.marks[r.index()] == Mark::Black,)*
                    _ => true,
                }
            }

            /// Frees what no collection has reached, type by type: a function for each type, because a program has many
            /// objects of few types, and what is not run often need not be optimised by the browser.
            fn sweep(&mut self, dead: &mut Dead) -> usize {
                let mut bytes = 0;
                $(bytes += self.$field.sweep(|item| item.dying(dead));)*
                bytes
            }
        }
    };
}

/// Places an object on the heap.
pub(crate) trait Allocate: Sized {
    fn allocate(self, heap: &mut Heap) -> Ref<Self>;
}

/// What an object leaves behind.
pub(crate) trait Dying {
    /// Called before the object is freed.
    fn dying(&mut self, _dead: &mut Dead) {}
}

arenas! {
    strs: Str(Str),
    bytes_objects: Bytes(Bytes),
    big_ints: BigInt(BigInt),
    tuples: Tuple(Tuple),
    lists: List(List),
    dicts: Dict(Dict),
    sets: Set(Set),
    slices: Slice(Slice),
    ranges: Range(Range),
    iters: Iter(Iter),
    functions: Function(Function),
    methods: Method(Method),
    classes: Class(Class),
    instances: Instance(Instance),
    exceptions: Exception(Exception),
    modules: Module(Module),
    generators: Generator(Generator),
    futures: Future(FutureObject),
    descriptors: Descriptor(Descriptor),
    cells: Cell(Cell),
    opaques: Opaque(Opaque),
}

/// The smallest heap that is worth collecting.
const FIRST_THRESHOLD: usize = 16 << 20;

impl Heap {
    pub(crate) fn new(limit: usize) -> Self {
        Heap { threshold: FIRST_THRESHOLD.min(limit), limit, ..Heap::default() }
    }

    /// Places an object on the heap.
    #[inline]
    pub(crate) fn alloc<T: Allocate>(&mut self, object: T) -> Ref<T> {
        object.allocate(self)
    }

    /// A new string.
    pub(crate) fn str(&mut self, text: impl Into<CompactString>) -> Value {
        Value::Str(self.alloc(Str::new(text.into())))
    }

    pub(crate) fn tuple(&mut self, items: Vec<Value>) -> Value {
        Value::Tuple(self.alloc(Tuple { items: items.into() }))
    }

    /// A tuple of copies of the items.
    #[inline]
    pub(crate) fn tuple_of(&mut self, items: &[Value]) -> Value {
        Value::Tuple(self.alloc(Tuple { items: items.into() }))
    }

    pub(crate) fn list(&mut self, items: Vec<Value>) -> Value {
        Value::List(self.alloc(List { items }))
    }

    /// Appends to a list, keeping account of its memory.
    #[inline]
    pub(crate) fn list_push(&mut self, list: Ref<List>, value: Value) {
        let items = &mut self.lists.items[list.index()].items;
        if items.len() == items.capacity() {
            self.bytes += items.capacity().max(4) * size_of::<Value>();
        }
        items.push(value);
    }

    /// The text of a string.
    pub(crate) fn text(&self, s: Ref<Str>) -> &str {
        crate::object::text_in(&self.strs, s)
    }

    /// The byte offset of a character of a string.
    pub(crate) fn char_offset(&self, s: Ref<Str>, index: usize) -> usize {
        crate::object::offset_in(&self.strs, s, index)
    }

    /// The hash of a string's text.
    pub(crate) fn text_hash(&self, s: Ref<Str>) -> u64 {
        let object = &self.strs[s];
        object.known_hash().unwrap_or_else(|| {
            let hash = crate::hash::hash_text(self.text(s));
            object.set_hash(hash);
            hash
        })
    }

    /// Keeps account of memory that an object has come to own since it was made.
    pub(crate) fn charge(&mut self, bytes: usize) {
        self.bytes += bytes;
    }

    /// Is a collection due?
    #[inline]
    pub(crate) fn is_due(&self) -> bool {
        self.bytes >= self.threshold
    }

    /// Is the program over its limit? Also sets when to look next: what handles a `MemoryError` needs some room.
    pub(crate) fn is_exhausted(&mut self) -> bool {
        let exhausted = self.bytes > self.limit;
        if self.is_due() {
            self.threshold = if exhausted { self.bytes + self.limit / 8 } else { (self.bytes * 2).min(self.limit + 1) };
        }
        exhausted
    }

    /// Interns a name. Names live as long as the heap.
    pub(crate) fn intern(&mut self, text: &str) -> Name {
        let hash = crate::hash::hash_text(text);
        if let Some(name) = self.by_text.find(hash, |n| self.strs[self.names[n.0 as usize]].own() == text) {
            return *name;
        }
        let name = Name(self.names.len() as u32);
        let mut object = Str::new(text.into());
        object.name = Some(name);
        object.set_hash(hash);
        let object = self.alloc(object);
        self.names.push(object);
        let (names, strs) = (&self.names, &self.strs);
        self.by_text.insert_unique(hash, name, |n| crate::hash::hash_text(strs[names[n.0 as usize]].own()));
        name
    }

    /// Interns the text of a string object.
    pub(crate) fn intern_str(&mut self, s: Ref<Str>) -> Name {
        if let Some(name) = self[s].name {
            return name;
        }
        let text = self.text(s).to_owned();
        let name = self.intern(&text);
        self[s].name = Some(name);
        name
    }

    /// The name, if the text has ever been interned.
    pub(crate) fn find_name(&self, text: &str) -> Option<Name> {
        let hash = crate::hash::hash_text(text);
        self.by_text.find(hash, |n| self.strs[self.names[n.0 as usize]].own() == text).copied()
    }

    /// Is there something to run before it dies?
    fn has_last_words(&self, value: Value) -> bool {
        match value {
            Value::Generator(generator) => self[generator].state == crate::object::GenState::Suspended,
            _ => true,
        }
    }

    /// The text of a name.
    pub(crate) fn name(&self, name: Name) -> &str {
        self.text(self.names[name.0 as usize])
    }

    /// A name as a `str`.
    pub(crate) fn name_value(&self, name: Name) -> Value {
        Value::Str(self.names[name.0 as usize])
    }

    /// Which of these can be reached from what `roots` visits. [`Heap::collect`] must be called next: to it, all that
    /// was reached is alive.
    pub(crate) fn reach(&mut self, roots: impl FnOnce(&mut dyn FnMut(Value)), wanted: &[Value]) -> Vec<bool> {
        let mut gray = std::mem::take(&mut self.gray);
        roots(&mut |v| gray.push(v));
        self.gray = gray;
        self.trace_gray();
        wanted.iter().map(|value| self.is_marked(*value)).collect()
    }

    /// Frees all that cannot be reached from the names and from what `roots` visits.
    ///
    /// Of `mortals`, those stay that could be reached. The others, if they have something to say at their end, live on
    /// until it is said, in [`Dead::doomed`].
    /// Cells of `weak` that have died, or whose targets have, are taken out.
    pub(crate) fn collect(
        &mut self,
        roots: impl FnOnce(&mut dyn FnMut(Value)),
        mortals: &mut Vec<Value>,
        weak: &mut Vec<Ref<crate::object::Opaque>>,
    ) -> Dead {
        let mut gray = std::mem::take(&mut self.gray);
        gray.extend(self.names.iter().map(|s| Value::Str(*s)));
        roots(&mut |v| gray.push(v));
        self.gray = gray;
        self.trace_gray();
        let mut dead = Dead::default();
        mortals.retain(|mortal| {
            let reached = self.is_marked(*mortal);
            if !reached && self.has_last_words(*mortal) {
                dead.doomed.push(*mortal);
            }
            reached
        });
        weak.retain(|cell| {
            let target = self[*cell].get::<crate::object::WeakCell>().map_or(Value::Unbound, |cell| cell.target);
            let is_held = self.is_marked(Value::Opaque(*cell));
            let is_there = self.is_marked(target);
            if is_held && !is_there {
                dead.cleared.push(*cell);
            }
            is_held && is_there
        });
        for cell in &dead.cleared {
            if let Some(cell) = self[*cell].get_mut::<crate::object::WeakCell>() {
                cell.target = Value::Unbound;
            }
        }
        self.gray.extend(&dead.doomed);
        self.trace_gray();
        self.bytes = self.sweep(&mut dead);
        self.threshold = (self.bytes * 2).max(FIRST_THRESHOLD).min(self.limit + 1);
        dead
    }
}

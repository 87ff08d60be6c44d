//! The instruction set of the register machine.
//!
//! Every instruction is eight bytes. Registers are named by their index in the frame's window of the fiber's stack:
//! parameters first, then other locals, cells (own, then free), then temporaries. Calls pass arguments in consecutive
//! registers, which become the callee's first registers without being copied.

#![expect(missing_docs, reason = "an instruction's comment says what its operands are")]

pub use crate::operator::{BinaryOp, CompareOp, UnaryOp};

/// A register of the current frame.
pub type Reg = u16;

/// An instruction's index in its code.
pub type Target = u32;

/// Marks an operand that is not there.
pub const NO_REG: Reg = Reg::MAX;

/// `!s`, `!r`, `!a` of a replacement field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Conversion {
    None,
    Str,
    Repr,
    Ascii,
}

/// Special methods that statements look up on the type of their operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Special {
    Enter,
    Exit,
    AsyncEnter,
    AsyncExit,
}

/// One instruction.
///
/// Offsets (`i16`) are relative to the *next* instruction. Jumps backwards count fuel.
#[derive(Clone, Copy, Debug)]
pub enum Op {
    Nop,

    // ── Moving values ────────────────────────────────────────────────────────────────────────────────────────────
    /// `dst = consts[index]`.
    LoadConst {
        dst: Reg,
        index: u32,
    },
    /// `dst = value`.
    LoadInt {
        dst: Reg,
        value: i32,
    },
    LoadNone {
        dst: Reg,
    },
    LoadBool {
        dst: Reg,
        value: bool,
    },
    Move {
        dst: Reg,
        src: Reg,
    },
    /// Raises `UnboundLocalError` (for a cell's value: `NameError` of a free variable) if `reg` is unbound.
    /// `name` indexes `names`. Emitted only where the compiler cannot see that the local is bound.
    CheckBound {
        reg: Reg,
        name: u16,
    },
    /// Makes `reg` unbound; raises as [`Op::CheckBound`] if it already is.
    DeleteLocal {
        reg: Reg,
        name: u16,
    },

    // ── Cells ────────────────────────────────────────────────────────────────────────────────────────────────────
    /// `reg` becomes a new cell that holds the value of `src` (or nothing, if `src` is [`NO_REG`]).
    MakeCell {
        reg: Reg,
        src: Reg,
    },
    /// `dst = *cell`; raises `NameError`/`UnboundLocalError` naming `names[name]` when empty.
    LoadCell {
        dst: Reg,
        cell: Reg,
        name: u16,
    },
    StoreCell {
        cell: Reg,
        src: Reg,
    },
    DeleteCell {
        cell: Reg,
        name: u16,
    },

    // ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────
    /// `slot` is the name's index in the module's table of globals. Falls back to the builtins.
    LoadGlobal {
        dst: Reg,
        slot: u32,
    },
    StoreGlobal {
        src: Reg,
        slot: u32,
    },
    DeleteGlobal {
        slot: u32,
    },
    /// As `StoreGlobal` and `DeleteGlobal`, in code whose globals are a dict of the program's own (`exec`).
    StoreDictGlobal {
        src: Reg,
        slot: u32,
    },
    DeleteDictGlobal {
        slot: u32,
    },
    /// In a class body (its namespace, a dict, is in register 0): if the namespace has `names[name]`, loads it and
    /// skips the next instruction, which loads the name from where else it may be.
    TryLoadName {
        dst: Reg,
        name: u16,
    },
    /// In a class body: `namespace[names[name]] = src`.
    StoreName {
        src: Reg,
        name: u16,
    },
    DeleteName {
        name: u16,
    },

    // ── Attributes and items ─────────────────────────────────────────────────────────────────────────────────────
    /// `dst = obj.name`; `site` indexes `attrs`: the name, and the inline cache of this place.
    LoadAttr {
        dst: Reg,
        obj: Reg,
        site: u16,
    },
    StoreAttr {
        obj: Reg,
        src: Reg,
        site: u16,
    },
    DeleteAttr {
        obj: Reg,
        site: u16,
    },
    LoadItem {
        dst: Reg,
        obj: Reg,
        key: Reg,
    },
    StoreItem {
        obj: Reg,
        key: Reg,
        src: Reg,
    },
    DeleteItem {
        obj: Reg,
        key: Reg,
    },
    /// `dst = slice(base, base+1, base+2)`.
    BuildSlice {
        dst: Reg,
        base: Reg,
    },

    // ── Operators ────────────────────────────────────────────────────────────────────────────────────────────────
    Add {
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    Sub {
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    Mul {
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    /// `dst = a + value` (`a - n` is `a + (-n)` for numbers only: the compiler emits this for `+` and `-` with a small
    /// literal; the slow path must tell `x - 1` from `x + -1` by `negated`).
    AddInt {
        negated: bool,
        dst: Reg,
        a: Reg,
        value: i16,
    },
    /// As `AddInt`, for `+=` and `-=`: the slow path tries the in-place special method first.
    InPlaceInt {
        negated: bool,
        dst: Reg,
        a: Reg,
        value: i16,
    },
    Binary {
        op: BinaryOp,
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    /// `dst = a op= b` (tries the in-place special method first).
    InPlace {
        op: BinaryOp,
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    Unary {
        op: UnaryOp,
        dst: Reg,
        a: Reg,
    },
    Not {
        dst: Reg,
        a: Reg,
    },
    Compare {
        op: CompareOp,
        dst: Reg,
        a: Reg,
        b: Reg,
    },

    // ── Jumps ────────────────────────────────────────────────────────────────────────────────────────────────────
    Jump {
        target: Target,
    },
    JumpIfTrue {
        reg: Reg,
        target: Target,
    },
    JumpIfFalse {
        reg: Reg,
        target: Target,
    },
    JumpIfNone {
        reg: Reg,
        target: Target,
    },
    JumpIfNotNone {
        reg: Reg,
        target: Target,
    },
    /// Jumps if `a op b` is **false**.
    JumpUnless {
        op: CompareOp,
        a: Reg,
        b: Reg,
        offset: i16,
    },
    /// Jumps if `a op b` is **true**.
    JumpIf {
        op: CompareOp,
        a: Reg,
        b: Reg,
        offset: i16,
    },
    /// Jumps if `a op value` is **false**.
    JumpUnlessInt {
        op: CompareOp,
        a: Reg,
        value: i16,
        offset: i16,
    },
    /// Jumps if `a op value` is **true**.
    JumpIfInt {
        op: CompareOp,
        a: Reg,
        value: i16,
        offset: i16,
    },

    // ── Iteration ────────────────────────────────────────────────────────────────────────────────────────────────
    GetIter {
        dst: Reg,
        src: Reg,
    },
    /// `dst = next(iter)`; when exhausted, `iter` is cleared and it jumps to `next + offset`.
    /// Distances that do not fit are compiled as a `ForIter` over a `Jump`.
    ForIter {
        iter: Reg,
        dst: Reg,
        offset: i16,
    },
    /// Leaving a `for` loop early whose iterable was a call's fresh result: closes a generator that is in `iter`.
    CloseIter {
        iter: Reg,
    },
    /// `base..base+count = src`, with CPython's errors.
    Unpack {
        src: Reg,
        base: Reg,
        count: u16,
    },
    /// `a, b, *rest, z = src`: `before` registers, the list, `after` registers, all from `base` on.
    UnpackEx {
        before: u8,
        src: Reg,
        base: Reg,
        after: u16,
    },

    // ── Building ─────────────────────────────────────────────────────────────────────────────────────────────────
    BuildTuple {
        dst: Reg,
        base: Reg,
        count: u16,
    },
    BuildList {
        dst: Reg,
        base: Reg,
        count: u16,
    },
    BuildSet {
        dst: Reg,
        base: Reg,
        count: u16,
    },
    /// `count` pairs: key, value, key, value…
    BuildMap {
        dst: Reg,
        base: Reg,
        count: u16,
    },
    ListAppend {
        list: Reg,
        value: Reg,
    },
    SetAdd {
        set: Reg,
        value: Reg,
    },
    MapInsert {
        map: Reg,
        key: Reg,
        value: Reg,
    },
    /// A reference was dropped (`del x`, which is `explicit`, `x = None`, the end of a handler): what dies of it should die
    /// now. Registers from `from` on are not used any more.
    Dropped {
        explicit: bool,
        from: Reg,
    },
    /// `[*src]`.
    ListExtend {
        list: Reg,
        src: Reg,
        /// The function of which they are the only positional arguments, for messages, or [`NO_REG`].
        function: Reg,
    },
    SetUpdate {
        set: Reg,
        src: Reg,
    },
    /// `{**src}`.
    MapUpdate {
        map: Reg,
        src: Reg,
    },
    /// `f(**src)`: as `MapUpdate`, but keys must be strings and new; `func` is for the message.
    MapMerge {
        map: Reg,
        src: Reg,
        func: Reg,
    },
    ListToTuple {
        dst: Reg,
        src: Reg,
    },
    /// Joins `count` strings.
    BuildString {
        dst: Reg,
        base: Reg,
        count: u16,
    },
    /// One replacement field of an f-string; `spec` may be [`NO_REG`]. The result is a `str`.
    FormatValue {
        conversion: Conversion,
        dst: Reg,
        src: Reg,
        spec: Reg,
    },

    // ── Functions and classes ────────────────────────────────────────────────────────────────────────────────────
    /// `dst` = the function `functions[index]`; its defaults, keyword defaults and (if it has them) annotations dict
    /// are in the registers from `base` on, in this order.
    MakeFunction {
        dst: Reg,
        index: u16,
        base: Reg,
    },
    /// `dst = base(base+1 … base+argc)`.
    Call {
        dst: Reg,
        base: Reg,
        argc: u16,
    },
    /// As `Call`; the last arguments are keywords, whose names are `kwnames[names]`. `argc` counts them too.
    CallKw {
        argc: u8,
        dst: Reg,
        base: Reg,
        names: u16,
    },
    /// `dst = (base+1).name(base+2 … base+1+argc)`; `site` as in [`Op::LoadAttr`].
    CallMethod {
        argc: u8,
        dst: Reg,
        base: Reg,
        site: u16,
    },
    /// `dst = base(*(base+1), **(base+2))`: a list (or tuple) and a dict (or `None`).
    CallEx {
        dst: Reg,
        base: Reg,
    },
    /// `base` = the body's function, `base+1` = the name, then `argc` bases; `names` indexes `kwnames` for keywords
    /// (`metaclass=…`), which follow the bases and are counted by `argc`; [`NO_REG`] if there are none.
    BuildClass {
        argc: u8,
        dst: Reg,
        base: Reg,
        names: u16,
    },
    /// As `BuildClass`, with starred bases or keywords: `base+2` = list of bases, `base+3` = dict or `None`.
    BuildClassEx {
        dst: Reg,
        base: Reg,
    },
    Return {
        src: Reg,
    },

    // ── Generators and coroutines ────────────────────────────────────────────────────────────────────────────────
    /// Yields `src`; what is sent comes into `dst`. (In an async generator, what `asend` sends.)
    Yield {
        dst: Reg,
        src: Reg,
    },
    /// `dst = yield from src` (gets the iterator itself).
    YieldFrom {
        dst: Reg,
        src: Reg,
    },
    /// `dst = await src` (gets the awaitable's iterator itself). May use `src` for its own purposes.
    Await {
        dst: Reg,
        src: Reg,
    },
    /// `dst = src.__aiter__()`.
    GetAIter {
        dst: Reg,
        src: Reg,
    },
    /// `dst = src.__anext__()`, to be awaited next.
    GetANext {
        dst: Reg,
        src: Reg,
    },
    /// Handler of an `async for`: if `exc` is `StopAsyncIteration`, goes on; otherwise raises it again.
    EndAsyncFor {
        exc: Reg,
    },
    /// A statement's value that nobody uses: an un-awaited coroutine is reported here. So is one that was an argument, if
    /// the statement calls a function by its name, as in `print(coroutine())`; a method may have kept it.
    Discard {
        src: Reg,
        by_name: bool,
    },

    // ── Context managers ─────────────────────────────────────────────────────────────────────────────────────────
    /// `dst` = the special method of `obj`'s type, bound to `obj`; with CPython's `TypeError` if there is none.
    LoadSpecial {
        which: Special,
        dst: Reg,
        obj: Reg,
    },
    /// `base..base+3` = the type, value and traceback of `exc`: the arguments of `__exit__`.
    ExcTriple {
        base: Reg,
        exc: Reg,
    },

    // ── Exceptions ───────────────────────────────────────────────────────────────────────────────────────────────
    /// `raise exc from cause`; `cause` may be [`NO_REG`], `exc` too (bare `raise`: the exception being handled).
    Raise {
        exc: Reg,
        cause: Reg,
    },
    /// Raises `exc` again, as the end of `finally` and of unmatched `except`s does.
    Reraise {
        exc: Reg,
    },
    /// Entering a handler: `save` = the exception handled so far; `exc` is now being handled (`sys.exc_info()`).
    PushExc {
        save: Reg,
        exc: Reg,
    },
    /// Leaving a handler: `save` is being handled again.
    PopExc {
        save: Reg,
    },
    /// `except types:`: jumps when `exc` is not of `types`; a `TypeError` if they are not exception classes.
    JumpUnlessMatch {
        exc: Reg,
        types: Reg,
        offset: i16,
    },
    /// `except* types:`: `dst` = the part of `rest` that matches, or `None`; `rest` = the other part, or `None`.
    SplitGroup {
        dst: Reg,
        rest: Reg,
        types: Reg,
    },
    /// End of a `try` with `except*`: `dst` = what is to be raised of the list of exceptions raised in the clauses and
    /// of `rest` (register after `list`), or `None`; `orig` is the exception as it was caught.
    JoinGroup {
        dst: Reg,
        orig: Reg,
        list: Reg,
    },
    LoadAssertionError {
        dst: Reg,
    },

    // ── Imports ──────────────────────────────────────────────────────────────────────────────────────────────────
    /// `dst` = the module `names[name]` (dotted); with `top`, its first part (as `import a.b` binds `a`).
    Import {
        top: bool,
        dst: Reg,
        name: u16,
    },
    /// `dst = getattr(module, names[name])`, with `ImportError`.
    ImportFrom {
        dst: Reg,
        module: Reg,
        name: u16,
    },
    /// `from module import *` into the globals.
    ImportStar {
        module: Reg,
    },

    // ── Patterns ─────────────────────────────────────────────────────────────────────────────────────────────────
    /// `dst` = is it a sequence for `match`?
    MatchSequence {
        dst: Reg,
        src: Reg,
    },
    MatchMapping {
        dst: Reg,
        src: Reg,
    },
    /// `dst` = tuple of the values of `src` for the tuple of keys, or `None` if one is missing.
    MatchKeys {
        dst: Reg,
        src: Reg,
        keys: Reg,
    },
    /// `dst` = tuple of the attributes that `Class(p0, …, name=…)` matches on, or `None`. `base` = the class,
    /// `base+1` = the tuple of keyword names; `count` positional patterns.
    MatchClass {
        count: u8,
        dst: Reg,
        src: Reg,
        base: Reg,
    },
    /// `dst` = dict of what is left of the mapping `src` without the tuple `keys`.
    MatchRest {
        dst: Reg,
        src: Reg,
        keys: Reg,
    },
    Len {
        dst: Reg,
        src: Reg,
    },
}

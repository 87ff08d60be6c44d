//! Listings that pin what matters: order of evaluation, fast paths, pairs of pushes and pops.

use super::code_of;
use crate::disassemble::disassemble;

/// Compares the listing of the function `f`.
fn lists(source: &str, expected: &str) {
    let listing = disassemble(&code_of(source, "f"));
    let trim = |text: &str| text.lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n");
    assert_eq!(trim(&listing), trim(expected), "{source}\n{listing}");
}

#[test]
fn arithmetic_is_done_in_place_of_its_result() {
    lists(
        "def f(a, b):\n return a + b * 2 - 1",
        "
            0 LoadInt dst=4 value=2
            1 Mul dst=3 a=1 b=4
            2 Add dst=2 a=0 b=3
            3 AddInt negated=true dst=2 a=2 value=-1
            4 Return src=2
        ",
    );
}

#[test]
fn conditions_are_fused_and_short_circuit() {
    lists(
        "def f(a):\n if a < 3 and not (a is None or a == b'x'): return 1",
        "
            0 JumpUnlessInt op=Lt a=0 value=3 offset=5
            1 JumpIfNone reg=0 target=6
            2 LoadConst dst=1 index=0 ; Bytes([120])
            3 JumpIf op=Eq a=0 b=1 offset=2
            4 LoadInt dst=1 value=1
            5 Return src=1
            6 LoadNone dst=1
            7 Return src=1
        ",
    );
}

#[test]
fn a_while_loop_is_tested_at_its_bottom() {
    lists(
        "def f(n):\n i = 0\n while i < n:\n  i += 1\n return i",
        "
            0 LoadInt dst=1 value=0
            1 JumpUnless op=Lt a=1 b=0 offset=2
            2 InPlaceInt negated=false dst=1 a=1 value=1
            3 JumpIf op=Lt a=1 b=0 offset=-2
            4 Return src=1
        ",
    );
}

#[test]
fn a_for_loop_over_a_call_closes_its_iterator_on_break() {
    lists(
        "def f(xs):\n for i, x in enumerate(xs):\n  if x: break\n  print(i)\n else: return 1",
        "
            0 LoadGlobal dst=3 slot=0
            1 Move dst=4 src=0
            2 Call dst=3 base=3 argc=1
            3 GetIter dst=3 src=3
            4 ForIter iter=3 dst=5 offset=11
            5 Unpack src=5 base=1 count=2
            6 JumpIfFalse reg=2 target=9
            7 CloseIter iter=3
            8 Jump target=18
            9 LoadGlobal dst=5 slot=1
            10 Move dst=6 src=1
            11 Call dst=5 base=5 argc=1
            12 Discard src=5 by_name=true
            13 Jump target=4
            14 CloseIter iter=3
            15 Reraise exc=4
            16 LoadInt dst=4 value=1
            17 Return src=4
            18 LoadNone dst=3
            19 Return src=3
            4..7 -> 14 in 4
            9..14 -> 14 in 4
        ",
    );
}

#[test]
fn calls_use_the_place_of_the_function() {
    lists(
        "def f(a):\n return a.b(1).c.d(g(2), k=3)",
        "
            0 Move dst=2 src=0
            1 LoadInt dst=3 value=1
            2 CallMethod argc=1 dst=1 base=1 site=0 ; b
            3 LoadAttr dst=1 obj=1 site=1 ; c
            4 LoadAttr dst=1 obj=1 site=2 ; d
            5 LoadGlobal dst=2 slot=0
            6 LoadInt dst=3 value=2
            7 Call dst=2 base=2 argc=1
            8 LoadInt dst=3 value=3
            9 CallKw argc=2 dst=1 base=1 names=0
            10 Return src=1
        ",
    );
}

#[test]
fn augmented_targets_are_evaluated_once() {
    lists(
        "def f(a, i):\n a.x[i] += 1\n a, i = i, a",
        "
            0 LoadAttr dst=2 obj=0 site=0 ; x
            1 LoadItem dst=3 obj=2 key=1
            2 InPlaceInt negated=false dst=3 a=3 value=1
            3 StoreItem obj=2 key=1 src=3
            4 Move dst=2 src=1
            5 Move dst=3 src=0
            6 Move dst=0 src=2
            7 Move dst=1 src=3
            8 LoadNone dst=2
            9 Return src=2
        ",
    );
}

#[test]
fn return_goes_through_handlers_and_finally() {
    lists(
        "def f():\n try:\n  return g()\n except E as e:\n  h(e)\n finally:\n  k()",
        "
            0 LoadGlobal dst=7 slot=0
            1 Call dst=7 base=7 argc=0
            2 LoadGlobal dst=8 slot=1
            3 Call dst=8 base=8 argc=0
            4 Discard src=8 by_name=true
            5 Return src=7
            6 PushExc save=5 exc=4
            7 LoadGlobal dst=7 slot=2
            8 JumpUnlessMatch exc=4 types=7 offset=15
            9 Move dst=0 src=4
            10 LoadGlobal dst=7 slot=3
            11 Move dst=8 src=0
            12 Call dst=7 base=7 argc=1
            13 Discard src=7 by_name=true
            14 PopExc save=5
            15 DeleteLocal reg=0 name=0
            16 Dropped explicit=false from=7
            17 Jump target=28
            18 PopExc save=5
            19 LoadNone dst=7
            20 Move dst=0 src=7
            21 DeleteLocal reg=0 name=0
            22 Reraise exc=6
            23 Jump target=28
            24 PopExc save=5
            25 Reraise exc=4
            26 PopExc save=5
            27 Reraise exc=6
            28 LoadGlobal dst=4 slot=1
            29 Call dst=4 base=4 argc=0
            30 Discard src=4 by_name=true
            31 Jump target=41
            32 PushExc save=2 exc=1
            33 LoadGlobal dst=4 slot=1
            34 Call dst=4 base=4 argc=0
            35 Discard src=4 by_name=true
            36 PopExc save=2
            37 Jump target=40
            38 PopExc save=2
            39 Reraise exc=3
            40 Reraise exc=1
            41 LoadNone dst=1
            42 Return src=1
            0..2 -> 6 in 4
            7..9 -> 26 in 6
            10..14 -> 18 in 6
            0..2 -> 32 in 1
            6..28 -> 32 in 1
            33..36 -> 38 in 3
        ",
    );
}

#[test]
fn with_calls_exit_on_each_way_out() {
    lists(
        "def f(m):\n with m as x:\n  return x",
        "
            0 LoadSpecial which=Enter dst=6 obj=0
            1 LoadSpecial which=Exit dst=2 obj=0
            2 Call dst=6 base=6 argc=0
            3 Move dst=1 src=6
            4 Move dst=6 src=1
            5 Move dst=7 src=2
            6 LoadNone dst=8
            7 LoadNone dst=9
            8 LoadNone dst=10
            9 Call dst=7 base=7 argc=3
            10 Return src=6
            11 PushExc save=4 exc=3
            12 Move dst=6 src=2
            13 ExcTriple base=7 exc=3
            14 Call dst=6 base=6 argc=3
            15 JumpIfTrue reg=6 target=20
            16 PopExc save=4
            17 Reraise exc=3
            18 PopExc save=4
            19 Reraise exc=5
            20 PopExc save=4
            21 LoadNone dst=2
            22 Return src=2
            3..5 -> 11 in 3
            12..16 -> 18 in 5
        ",
    );
}

#[test]
fn async_for_ends_in_a_handler() {
    lists(
        "async def f(it):\n async for x in it: await g(x)",
        "
            0 GetAIter dst=2 src=0
            1 GetANext dst=4 src=2
            2 Await dst=4 src=4
            3 Move dst=1 src=4
            4 LoadGlobal dst=4 slot=0
            5 Move dst=5 src=1
            6 Call dst=4 base=4 argc=1
            7 Await dst=4 src=4
            8 Jump target=1
            9 EndAsyncFor exc=3
            10 LoadNone dst=2
            11 Return src=2
            1..3 -> 9 in 3
        ",
    );
}

#[test]
fn only_perhaps_unbound_variables_are_checked() {
    lists(
        "def f(c):\n if c: x = 1\n print(x)\n return x",
        "
            0 JumpIfFalse reg=0 target=2
            1 LoadInt dst=1 value=1
            2 LoadGlobal dst=2 slot=0
            3 CheckBound reg=1 name=0 ; x
            4 Move dst=3 src=1
            5 Call dst=2 base=2 argc=1
            6 Discard src=2 by_name=true
            7 Return src=1
        ",
    );
}

#[test]
fn a_walrus_does_not_change_an_operand_before_it() {
    lists(
        "def f(a):\n return a + (a := 1)",
        "
            0 Move dst=2 src=0
            1 LoadInt dst=3 value=1
            2 Move dst=0 src=3
            3 Add dst=1 a=2 b=3
            4 Return src=1
        ",
    );
}

#[test]
fn super_gets_the_class_and_the_first_argument() {
    lists(
        "class A:\n def f(self):\n  return super().f(self)",
        "
            0 LoadGlobal dst=3 slot=1
            1 LoadCell dst=4 cell=1 name=0 ; __class__
            2 Move dst=5 src=0
            3 Call dst=3 base=3 argc=2
            4 Move dst=4 src=0
            5 CallMethod argc=1 dst=2 base=2 site=0 ; f
            6 Return src=2
        ",
    );
}

#[test]
fn patterns_bind_when_all_has_matched() {
    lists(
        "def f(x):\n match x:\n  case [1, *_, y] if y: return y\n  case {'k': v, **r}: return v\n  case P(0, z=(1 | 2) as w): return w",
        r#"
            0 Move dst=5 src=0
            1 MatchSequence dst=7 src=5
            2 JumpIfFalse reg=7 target=16
            3 Len dst=7 src=5
            4 JumpUnlessInt op=Ge a=7 value=2 offset=11
            5 LoadInt dst=8 value=0
            6 LoadItem dst=8 obj=5 key=8
            7 LoadInt dst=9 value=1
            8 JumpUnless op=Eq a=8 b=9 offset=7
            9 Len dst=8 src=5
            10 AddInt negated=true dst=8 a=8 value=-1
            11 LoadItem dst=8 obj=5 key=8
            12 Move dst=6 src=8
            13 Move dst=1 src=6
            14 JumpIfFalse reg=1 target=16
            15 Return src=1
            16 MatchMapping dst=8 src=5
            17 JumpIfFalse reg=8 target=29
            18 Len dst=8 src=5
            19 JumpUnlessInt op=Ge a=8 value=1 offset=9
            20 LoadConst dst=9 index=0 ; Tuple([Str("k")])
            21 MatchKeys dst=10 src=5 keys=9
            22 JumpIfNone reg=10 target=29
            23 Unpack src=10 base=11 count=1
            24 Move dst=6 src=11
            25 MatchRest dst=7 src=5 keys=9
            26 Move dst=3 src=7
            27 Move dst=2 src=6
            28 Return src=2
            29 LoadGlobal dst=7 slot=0
            30 LoadConst dst=8 index=1 ; Tuple([Str("z")])
            31 MatchClass count=1 dst=9 src=5 base=7
            32 JumpIfNone reg=9 target=44
            33 Unpack src=9 base=10 count=2
            34 LoadInt dst=12 value=0
            35 JumpUnless op=Eq a=10 b=12 offset=8
            36 LoadInt dst=12 value=1
            37 JumpUnless op=Eq a=11 b=12 offset=1
            38 Jump target=41
            39 LoadInt dst=12 value=2
            40 JumpUnless op=Eq a=11 b=12 offset=3
            41 Move dst=6 src=11
            42 Move dst=4 src=6
            43 Return src=4
            44 LoadNone dst=5
            45 Return src=5
        "#,
    );
}

#[test]
fn f_strings_join_their_pieces() {
    lists(
        "def f(x):\n return f'{x!r:>{x}}={x=}'",
        r#"
            0 LoadConst dst=4 index=0 ; Str(">")
            1 FormatValue conversion=None dst=5 src=0 spec=65535
            2 BuildString dst=3 base=4 count=2
            3 FormatValue conversion=Repr dst=2 src=0 spec=3
            4 LoadConst dst=3 index=1 ; Str("=x=")
            5 FormatValue conversion=Repr dst=4 src=0 spec=65535
            6 BuildString dst=1 base=2 count=3
            7 Return src=1
        "#,
    );
}

#[test]
fn own_collected_arguments_are_passed_on_as_they_are() {
    lists(
        "def f(x, *args, **kw):\n return x(*args, **kw)",
        "
            0 Move dst=3 src=0
            1 Move dst=4 src=1
            2 Move dst=5 src=2
            3 CallEx dst=3 base=3
            4 Return src=3
        ",
    );
}

#[test]
fn a_class_body_returns_its_cell() {
    lists(
        "class f(B, k=1):\n x: int = y\n def m(self): return __class__",
        r#"
            0 MakeCell reg=1 src=65535
            1 LoadGlobal dst=2 slot=0
            2 StoreName src=2 name=0 ; __module__
            3 LoadConst dst=2 index=0 ; Str("f")
            4 StoreName src=2 name=1 ; __qualname__
            5 TryLoadName dst=3 name=2
            6 Jump target=8
            7 Jump target=10
            8 BuildMap dst=3 base=3 count=0
            9 StoreName src=3 name=2 ; __annotations__
            10 TryLoadName dst=2 name=3
            11 LoadGlobal dst=2 slot=1
            12 StoreName src=2 name=4 ; x
            13 TryLoadName dst=3 name=5
            14 LoadGlobal dst=3 slot=2
            15 TryLoadName dst=4 name=2
            16 LoadGlobal dst=4 slot=3
            17 LoadConst dst=5 index=1 ; Str("x")
            18 StoreItem obj=4 key=5 src=3
            19 MakeFunction dst=2 index=0 base=3
            20 StoreName src=2 name=6 ; m
            21 Return src=1
        "#,
    );
}

#[test]
fn a_comprehension_is_called_with_an_iterator() {
    lists(
        "def f(x):\n return [y for y in x if y]",
        "
            0 MakeFunction dst=1 index=0 base=1
            1 GetIter dst=2 src=0
            2 Call dst=1 base=1 argc=1
            3 Return src=1
        ",
    );
}

#[test]
fn return_closes_the_iterator_of_a_call() {
    lists(
        "def f():\n for x in g():\n  return x",
        "
            0 LoadGlobal dst=1 slot=0
            1 Call dst=1 base=1 argc=0
            2 GetIter dst=1 src=1
            3 ForIter iter=1 dst=0 offset=5
            4 Move dst=3 src=0
            5 CloseIter iter=1
            6 Return src=3
            7 CloseIter iter=1
            8 Reraise exc=2
            9 LoadNone dst=1
            10 Return src=1
            3..5 -> 7 in 2
        ",
    );
}

#[test]
fn except_star_splits_and_joins() {
    lists(
        "def f():\n try: g()\n except* E as e: h(e)",
        "
            0 LoadGlobal dst=4 slot=0
            1 Call dst=4 base=4 argc=0
            2 Discard src=4 by_name=true
            3 Jump target=30
            4 PushExc save=2 exc=1
            5 BuildList dst=4 base=4 count=0
            6 Move dst=5 src=1
            7 LoadGlobal dst=9 slot=1
            8 SplitGroup dst=6 rest=5 types=9
            9 JumpIfNone reg=6 target=24
            10 PushExc save=7 exc=6
            11 Move dst=0 src=6
            12 LoadGlobal dst=10 slot=2
            13 Move dst=11 src=0
            14 Call dst=10 base=10 argc=1
            15 Discard src=10 by_name=true
            16 PopExc save=7
            17 DeleteLocal reg=0 name=0
            18 Jump target=24
            19 PopExc save=7
            20 LoadNone dst=10
            21 Move dst=0 src=10
            22 DeleteLocal reg=0 name=0
            23 ListAppend list=4 value=8
            24 JoinGroup dst=6 orig=1 list=4
            25 PopExc save=2
            26 JumpIfNone reg=6 target=30
            27 Reraise exc=6
            28 PopExc save=2
            29 Reraise exc=3
            30 LoadNone dst=1
            31 Return src=1
            0..3 -> 4 in 1
            12..16 -> 19 in 8
            5..25 -> 28 in 3
        ",
    );
}

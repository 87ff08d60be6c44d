//! What the cases cannot hold: syntax that came after CPython 3.11, whose expectations are those of the PEPs, and what
//! CPython says of suspicious code while it compiles it.

use loopscope_executor::{Schedule, TaskId};
use loopscope_interpreter::{ClockKind, Host, Options, Session, Status, Stream};

#[derive(Default)]
struct Desk {
    out: String,
    err: String,
}

impl Host for Desk {
    fn write(&mut self, stream: Stream, text: &str, _task: Option<TaskId>, _time: f64) {
        match stream {
            Stream::Stdout => self.out.push_str(text),
            Stream::Stderr => self.err.push_str(text),
        }
    }

    fn monotonic(&mut self) -> f64 {
        0.0
    }

    fn unix_time(&mut self) -> f64 {
        0.0
    }

    fn utc_offset(&mut self, _unix_time: f64) -> i32 {
        0
    }

    fn entropy(&mut self, buffer: &mut [u8]) {
        buffer.fill(1);
    }
}

/// What a program prints on stdout and stderr.
fn printed(source: &str) -> (String, String) {
    let clock = ClockKind::Virtual { turn_cost: 50e-6 };
    let path = "main.py".to_owned();
    let options = Options {
        argv: vec![path.clone()],
        path,
        clock,
        seed: Some(1),
        schedule: Schedule::Fifo,
        memory_limit: 64 << 20,
    };
    let mut session = Session::new(source, options, Desk::default(), ()).unwrap_or_else(|found| panic!("{found:?}"));
    while session.run(1_000_000) == Status::Ready {}
    let desk = std::mem::take(&mut *session.host());
    (desk.out, desk.err)
}

fn check(source: &str, stdout: &str) {
    assert_eq!(printed(source), (stdout.to_owned(), String::new()), "{source}");
}

#[test]
fn generic_classes_have_type_parameters() {
    check(
        "class Stack[T]:\n    def __init__(self):\n        self.items: list[T] = []\n    def top(self) -> T:\n        \
         return self.items[-1]\nclass Ints(Stack[int]): pass\ns = Ints()\ns.items.append(3)\n\
         print(s.top(), Stack.__type_params__, Stack[int], Stack.__orig_bases__, Ints.__orig_bases__)\n\
         print(Stack.top.__annotations__)",
        "3 (T,) __main__.Stack[int] (typing.Generic[T],) (__main__.Stack[int],)\n{'return': T}\n",
    );
}

#[test]
fn generic_functions_have_type_parameters() {
    check(
        "def f[T: int, S: (str, bytes), *Ts, **P](x: T, *rest: *Ts) -> S:\n    return x\n\
         print(f(1), f.__annotations__['x'], [type(p).__name__ for p in f.__type_params__])\n\
         t, s, ts, p = f.__type_params__\n\
         print(t, t.__bound__, t.__constraints__, s.__bound__, s.__constraints__, ts, p)",
        "1 T ['TypeVar', 'TypeVar', 'TypeVarTuple', 'ParamSpec']\nT <class 'int'> () None (<class 'str'>, <class \
         'bytes'>) Ts P\n",
    );
}

#[test]
fn bounds_are_evaluated_when_they_are_asked_for() {
    check(
        "def f[T: Later](x: T): return T\nclass Later: pass\nprint(f(1).__bound__)\ntry:\n    \
         def g[T: Never](): return T\n    g().__bound__\nexcept NameError as e:\n    print(e)",
        "<class '__main__.Later'>\nname 'Never' is not defined\n",
    );
}

#[test]
fn type_statements_make_lazy_aliases() {
    check(
        "type Point = tuple[float, float]\ntype Tree[T] = T | list[Tree[T]]\ntype Late = Missing\n\
         print(Point, Point.__name__, Point.__value__, type(Point).__name__, Tree[int], Tree.__type_params__)\n\
         try:\n    Late.__value__\nexcept NameError as e:\n    print(e)\n\
         type = 3\nprint(type)",
        "Point Point tuple[float, float] TypeAliasType Tree[int] (T,)\nname 'Missing' is not defined\n3\n",
    );
}

#[test]
fn type_parameters_are_known_in_their_definition_only() {
    check(
        "class A[T]:\n    def m[U](self, x: T, y: U) -> dict[T, U]: return [T, U]\nprint(A().m(1, 2))\ntry:\n    T\n\
         except NameError as e:\n    print(e)\n\
         async def g[R](*xs: R) -> list[R]:\n    return [*xs, R]\nimport asyncio\nprint(asyncio.run(g(1)))",
        "[T, U]\nname 'T' is not defined\n[1, R]\n",
    );
}

#[test]
fn suspicious_code_is_warned_of_as_cpython_does() {
    let source = "x = 5\nif x is 5: pass\nif x is not -1: pass\nassert (x, 'text')\ntry:\n    [(1, 2) (3, 4)]\n    \
                  [[1] [2, 3]]\n    1[2]\nexcept TypeError: pass";
    let warnings = "main.py:2: SyntaxWarning: \"is\" with a literal. Did you mean \"==\"?\n  if x is 5: pass\n\
                    main.py:3: SyntaxWarning: \"is not\" with a literal. Did you mean \"!=\"?\n  if x is not -1: pass\n\
                    main.py:4: SyntaxWarning: assertion is always true, perhaps remove parentheses?\n  \
                    assert (x, 'text')\n\
                    main.py:6: SyntaxWarning: 'tuple' object is not callable; perhaps you missed a comma?\n  \
                    [(1, 2) (3, 4)]\n\
                    main.py:7: SyntaxWarning: list indices must be integers or slices, not tuple; perhaps you missed \
                    a comma?\n  [[1] [2, 3]]\n\
                    main.py:8: SyntaxWarning: 'int' object is not subscriptable; perhaps you missed a comma?\n  \
                    1[2]\n";
    assert_eq!(printed(source), (String::new(), warnings.to_owned()));
}

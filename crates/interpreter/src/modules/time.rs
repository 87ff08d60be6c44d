//! `time`.

mod calendar;
mod strftime;
mod strptime;

use self::calendar::Moment;
use super::ModuleDef;
use crate::heap::Ref;
use crate::native::{Args, ClassDef, NativeDef, Res, Tail, Unwind};
use crate::object::{Class, Module};
use crate::value::Value;
use crate::vm::{Pause, Vm};

pub(super) const MODULE: ModuleDef = ModuleDef { name: "time", init: Some(init), source: None };

fn init(vm: &mut Vm, module: Ref<Module>) -> Res<()> {
    vm.module_functions(module, FUNCTIONS);
    let class = vm.native_class(&STRUCT_TIME, Some(vm.types.tuple));
    vm.module_set(module, "struct_time", Value::Class(class));
    let now = vm.unix_time();
    let offset = vm.host.utc_offset(now);
    let zone = vm.heap.str(calendar::zone_name(offset));
    let names = vm.heap.tuple(vec![zone, zone]);
    vm.module_set(module, "tzname", names);
    vm.module_set(module, "timezone", Value::Int(-i64::from(offset)));
    vm.module_set(module, "altzone", Value::Int(-i64::from(offset)));
    vm.module_set(module, "daylight", Value::Int(0));
    vm.module_set(module, "CLOCK_REALTIME", Value::Int(CLOCK_REALTIME));
    for (name, number) in [("MONOTONIC", 1), ("PROCESS_CPUTIME_ID", 2), ("THREAD_CPUTIME_ID", 3), ("MONOTONIC_RAW", 4)]
    {
        vm.module_set(module, &format!("CLOCK_{name}"), Value::Int(number));
    }
    Ok(())
}

/// The numbers of `clock_gettime`; all clocks but this one are the loop's.
const CLOCK_REALTIME: i64 = 0;

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("time", 0, 0, |vm, _| Ok(Value::Float(vm.unix_time()))),
    NativeDef::function("time_ns", 0, 0, |vm, _| Ok(nanoseconds(vm.unix_time()))),
    NativeDef::function("clock_gettime", 1, 1, |vm, args| {
        let clock = vm.to_index(args.at(0))?;
        Ok(Value::Float(if clock == CLOCK_REALTIME { vm.unix_time() } else { vm.now() }))
    }),
    NativeDef::function("clock_gettime_ns", 1, 1, |vm, args| {
        let clock = vm.to_index(args.at(0))?;
        Ok(nanoseconds(if clock == CLOCK_REALTIME { vm.unix_time() } else { vm.now() }))
    }),
    NativeDef::function("clock_getres", 1, 1, |_, _| Ok(Value::Float(1e-9))),
    NativeDef::function("get_clock_info", 1, 1, |vm, args| {
        let module = vm.import("_clock_info")?;
        let name = vm.heap.intern("get_clock_info");
        let function = vm.get_attr(module, name)?;
        vm.call(function, &[args.at(0)])
    }),
    NativeDef::function("monotonic", 0, 0, |vm, _| Ok(Value::Float(vm.now()))),
    NativeDef::function("monotonic_ns", 0, 0, |vm, _| Ok(nanoseconds(vm.now()))),
    NativeDef::function("perf_counter", 0, 0, |vm, _| Ok(Value::Float(vm.now()))),
    NativeDef::function("perf_counter_ns", 0, 0, |vm, _| Ok(nanoseconds(vm.now()))),
    NativeDef::function("process_time", 0, 0, |vm, _| Ok(Value::Float(vm.now()))),
    NativeDef::function("process_time_ns", 0, 0, |vm, _| Ok(nanoseconds(vm.now()))),
    NativeDef::function("thread_time", 0, 0, |vm, _| Ok(Value::Float(vm.now()))),
    NativeDef::function("thread_time_ns", 0, 0, |vm, _| Ok(nanoseconds(vm.now()))),
    NativeDef::function("sleep", 1, 1, sleep),
    NativeDef::function("localtime", 0, 1, |vm, args| {
        let seconds = seconds(vm, args)?;
        let moment = local(vm, seconds);
        struct_time(vm, &moment)
    }),
    NativeDef::function("gmtime", 0, 1, |vm, args| {
        let seconds = seconds(vm, args)?;
        struct_time(vm, &Moment::at(seconds, 0))
    }),
    NativeDef::function("mktime", 1, 1, mktime),
    NativeDef::function("ctime", 0, 1, |vm, args| {
        let seconds = seconds(vm, args)?;
        let moment = local(vm, seconds);
        Ok(vm.heap.str(strftime::format("%a %b %e %H:%M:%S %Y", &moment)))
    }),
    NativeDef::function("asctime", 0, 1, |vm, args| {
        let moment = moment(vm, args.get(0))?;
        Ok(vm.heap.str(strftime::format("%a %b %e %H:%M:%S %Y", &moment)))
    }),
    NativeDef::function("strftime", 1, 2, |vm, args| {
        let format = text(vm, args, 0, "strftime")?;
        let moment = moment(vm, args.get(1))?;
        Ok(vm.heap.str(strftime::format(&format, &moment)))
    }),
    NativeDef::function("strptime", 1, 2, |vm, args| {
        let moment = parse(vm, args, "%a %b %d %H:%M:%S %Y")?.0;
        struct_time(vm, &moment)
    }),
    NativeDef::function("_strftime", 5, 5, datetime_strftime),
    NativeDef::function("_strptime", 2, 2, datetime_strptime),
    NativeDef::function("_utcoffset", 1, 1, |vm, args| {
        let seconds = vm.to_f64(args.at(0))?;
        Ok(Value::Int(i64::from(vm.host.utc_offset(seconds))))
    }),
];

fn nanoseconds(seconds: f64) -> Value {
    Value::Int((seconds * 1e9) as i64)
}

fn sleep(vm: &mut Vm, args: Args<'_>) -> Res {
    let seconds = match vm.unwrap(args.at(0)) {
        Value::Str(_) | Value::None => {
            let message = format!("'{}' object cannot be interpreted as an integer", vm.type_name(args.at(0)));
            return Err(vm.type_error(message));
        }
        _ => vm.to_f64(args.at(0))?,
    };
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    let until = vm.now() + seconds;
    Err(Unwind::Tail(Box::new(Tail::Pause(Pause::Until(until)))))
}

/// The moment that a function is asked for, or now.
fn seconds(vm: &mut Vm, args: Args<'_>) -> Res<f64> {
    match args.get(0).filter(|v| !v.is_none()) {
        Some(value) => vm.to_f64(value),
        None => Ok(vm.unix_time()),
    }
}

fn local(vm: &mut Vm, seconds: f64) -> Moment {
    let offset = vm.host.utc_offset(seconds);
    Moment::at(seconds, offset)
}

fn text(vm: &mut Vm, args: Args<'_>, index: usize, function: &str) -> Res<String> {
    match vm.text(args.at(index)) {
        Some(text) => Ok(text.to_owned()),
        None => {
            let class = vm.type_name(args.at(index)).to_owned();
            Err(vm.type_error(format!("{function}() argument {} must be str, not {class}", index + 1)))
        }
    }
}

/// The moment that a `struct_time` or another sequence of nine numbers stands for; now, if there is none.
fn moment(vm: &mut Vm, value: Option<Value>) -> Res<Moment> {
    let Some(value) = value.filter(|v| !v.is_none()) else {
        let now = vm.unix_time();
        return Ok(local(vm, now));
    };
    let Value::Tuple(tuple) = vm.unwrap(value) else {
        return Err(vm.type_error("Tuple or struct_time argument required"));
    };
    let items = vm.heap[tuple].items.to_vec();
    if items.len() < 9 {
        return Err(vm.type_error("time tuple must have exactly 9 elements"));
    }
    let mut numbers = [0; 9];
    for (number, item) in numbers.iter_mut().zip(items) {
        *number = vm.to_index(item)?;
    }
    let names = ["month", "day of month", "hour", "minute", "seconds", "day of week", "day of year"];
    let ranges = [0..=12, 0..=31, 0..=23, 0..=59, 0..=61, -1..=6, 0..=366];
    for ((number, range), name) in numbers[1..].iter().zip(&ranges).zip(names) {
        if !range.contains(number) {
            return Err(vm.value_error(format!("{name} out of range")));
        }
    }
    let [year, month, day, hour, minute, second, weekday, yearday, dst] = numbers;
    let mut moment = Moment {
        year,
        month: month.max(1) as u32,
        day: day.max(1) as u32,
        hour: hour as u32,
        minute: minute as u32,
        second: second as u32,
        weekday: weekday.rem_euclid(7) as u32,
        yearday: yearday.max(1) as u32,
        dst,
        ..Moment::default()
    };
    let offset = vm.host.utc_offset(moment.seconds() as f64);
    moment.set_zone(offset);
    Ok(moment)
}

fn mktime(vm: &mut Vm, args: Args<'_>) -> Res {
    let moment = moment(vm, args.get(0))?;
    let wall = moment.seconds() as f64;
    let guess = vm.host.utc_offset(wall);
    let offset = vm.host.utc_offset(wall - f64::from(guess));
    Ok(Value::Float(wall - f64::from(offset)))
}

/// Parses the first argument by the second.
fn parse(vm: &mut Vm, args: Args<'_>, default: &str) -> Res<(Moment, bool)> {
    let data = text(vm, args, 0, "strptime")?;
    let format = if args.get(1).is_some() { text(vm, args, 1, "strptime")? } else { default.to_owned() };
    strptime::parse(&data, &format).map_err(|message| vm.value_error(message))
}

/// `_strptime(data, format)`: year, month, day, hour, minute, second, microsecond, offset or `None`, zone or `None`.
fn datetime_strptime(vm: &mut Vm, args: Args<'_>) -> Res {
    let (moment, has_offset) = parse(vm, args, "")?;
    let mut parts: Vec<Value> = [
        moment.year,
        moment.month.into(),
        moment.day.into(),
        moment.hour.into(),
        moment.minute.into(),
        moment.second.into(),
        moment.microsecond.into(),
    ]
    .map(Value::Int)
    .to_vec();
    parts.push(if has_offset { Value::Int(moment.offset.into()) } else { Value::None });
    parts.push(if moment.zone.is_empty() { Value::None } else { vm.heap.str(moment.zone) });
    Ok(vm.heap.tuple(parts))
}

/// `_strftime(format, tuple, microsecond, utcoffset text, tzname)`: as `datetime` does it.
fn datetime_strftime(vm: &mut Vm, args: Args<'_>) -> Res {
    let format = text(vm, args, 0, "strftime")?;
    let mut moment = moment(vm, args.get(1))?;
    moment.microsecond = vm.to_index(args.at(2))? as u32;
    moment.offset_text = Some(text(vm, args, 3, "strftime")?);
    moment.zone = text(vm, args, 4, "strftime")?;
    moment.fraction = true;
    Ok(vm.heap.str(strftime::format(&format, &moment)))
}

macro_rules! fields {
    ($($name:literal: $index:literal,)*) => {
        const FIELDS: &[&str] = &[$($name,)*];

        static STRUCT_TIME: ClassDef = ClassDef {
            name: "struct_time",
            module: "time",
            doc: "The time value as returned by gmtime(), localtime(), and strptime().",
            methods: &[
                $(NativeDef::getter($name, |vm, args| field(vm, args, $index)),)*
                NativeDef::getter("tm_zone", |vm, args| {
                    let moment = moment(vm, args.get(0))?;
                    Ok(vm.heap.str(moment.zone))
                }),
                NativeDef::getter("tm_gmtoff", |vm, args| Ok(Value::Int(moment(vm, args.get(0))?.offset.into()))),
                NativeDef::class_method("__new__", 2, 3, new),
                NativeDef::object_method("__repr__", 1, 1, repr),
            ],
        };
    };
}

fields! {
    "tm_year": 0,
    "tm_mon": 1,
    "tm_mday": 2,
    "tm_hour": 3,
    "tm_min": 4,
    "tm_sec": 5,
    "tm_wday": 6,
    "tm_yday": 7,
    "tm_isdst": 8,
}

fn field(vm: &mut Vm, args: Args<'_>, index: usize) -> Res {
    match vm.unwrap(args.at(0)) {
        Value::Tuple(t) => Ok(vm.heap[t].items.get(index).copied().unwrap_or(Value::None)),
        _ => Err(vm.type_error("expected a struct_time")),
    }
}

fn new(vm: &mut Vm, args: Args<'_>) -> Res {
    let items = vm.collect(args.at(1))?;
    if items.len() < 9 {
        let message = format!("time.struct_time() takes an at least 9-sequence ({}-sequence given)", items.len());
        return Err(vm.type_error(message));
    }
    let tuple = vm.heap.tuple(items);
    Ok(vm.construct(args.at(0), vm.types.tuple, tuple))
}

fn repr(vm: &mut Vm, args: Args<'_>) -> Res {
    let mut parts = Vec::new();
    for (index, name) in FIELDS.iter().enumerate() {
        let value = field(vm, args, index)?;
        parts.push(format!("{name}={}", vm.repr(value)?));
    }
    Ok(vm.heap.str(format!("time.struct_time({})", parts.join(", "))))
}

fn struct_time(vm: &mut Vm, moment: &Moment) -> Res {
    let class = struct_time_class(vm)?;
    let items = [
        moment.year,
        moment.month.into(),
        moment.day.into(),
        moment.hour.into(),
        moment.minute.into(),
        moment.second.into(),
        moment.weekday.into(),
        moment.yearday.into(),
        moment.dst,
    ];
    let tuple = vm.heap.tuple(items.map(Value::Int).to_vec());
    Ok(vm.construct(Value::Class(class), vm.types.tuple, tuple))
}

fn struct_time_class(vm: &mut Vm) -> Res<Ref<Class>> {
    let module = vm.import("time")?;
    let name = vm.heap.intern("struct_time");
    match vm.get_attr(module, name)? {
        Value::Class(class) => Ok(class),
        _ => Err(vm.runtime_error("time.struct_time was replaced")),
    }
}

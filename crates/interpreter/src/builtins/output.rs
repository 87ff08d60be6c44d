//! Built-in functions that write and read: `print`, `input`, `open`, and what turns values into text.

use crate::host::Stream;
use crate::native::{Args, Res, Tail, Unwind};
use crate::value::Value;
use crate::vm::Vm;

/// `sys.stdout`, if the program has put something else in its place.
fn replaced_stdout(vm: &Vm) -> Option<Value> {
    vm.replaced_in_sys("stdout", "__stdout__")
}

fn separator(vm: &mut Vm, args: Args<'_>, name: &str, default: &str) -> Res<String> {
    match args.keyword(vm, name) {
        None | Some(Value::None) => Ok(default.to_owned()),
        Some(value) => match vm.text(value) {
            Some(text) => Ok(text.to_owned()),
            None => {
                let message = format!("{name} must be None or a string, not {}", vm.type_name(value));
                Err(vm.type_error(message))
            }
        },
    }
}

pub(super) fn print(vm: &mut Vm, args: Args<'_>) -> Res {
    let file = args.keyword(vm, "file").filter(|f| !f.is_none()).or_else(|| replaced_stdout(vm));
    let (sep, end) = if args.names.is_empty() {
        (" ".to_owned(), "\n".to_owned())
    } else {
        (separator(vm, args, "sep", " ")?, separator(vm, args, "end", "\n")?)
    };
    // `sys.stdout = None`
    if file.is_some_and(Value::is_none) {
        return Ok(Value::None);
    }
    let Some(file) = file else {
        let mut line = String::new();
        for (i, value) in args.positional().iter().enumerate() {
            if i > 0 {
                line.push_str(&sep);
            }
            match *value {
                Value::Str(s) => line.push_str(vm.heap.text(s)),
                value => {
                    let text = vm.to_text(value)?;
                    line.push_str(&text);
                }
            }
        }
        line.push_str(&end);
        vm.write(Stream::Stdout, &line);
        return Ok(Value::None);
    };
    for (i, value) in args.positional().iter().enumerate() {
        if i > 0 {
            write_to(vm, file, &sep)?;
        }
        let text = vm.to_text(*value)?;
        write_to(vm, file, &text)?;
    }
    write_to(vm, file, &end)?;
    if let Some(flush) = args.keyword(vm, "flush")
        && vm.truthy(flush)?
    {
        vm.call_method(file, "flush", &[])?;
    }
    Ok(Value::None)
}

fn write_to(vm: &mut Vm, file: Value, text: &str) -> Res<()> {
    let text = vm.heap.str(text);
    vm.call_method(file, "write", &[text])?;
    Ok(())
}

pub(super) fn input(vm: &mut Vm, args: Args<'_>) -> Res {
    let prompt = args.get(0).map_or(Ok(String::new()), |prompt| vm.to_text(prompt))?;
    // The program may have put its own streams in their places.
    let stdin = vm.replaced_in_sys("stdin", "__stdin__");
    match replaced_stdout(vm) {
        Some(stdout) if !prompt.is_empty() => write_to(vm, stdout, &prompt)?,
        _ => vm.write(Stream::Stdout, &prompt),
    }
    let line = match stdin {
        Some(stdin) => {
            let line = vm.call_method(stdin, "readline", &[])?;
            Some(vm.to_text(line)?).filter(|line| !line.is_empty())
        }
        None => vm.host.read_line(&prompt),
    };
    match line {
        Some(line) => Ok(vm.heap.str(line.strip_suffix('\n').unwrap_or(&line))),
        None => Err(vm.error(vm.types.eof_error, "EOF when reading a line")),
    }
}

/// `open(file, …)`: the files are those of the module `_files`.
pub(super) fn open(vm: &mut Vm, args: Args<'_>) -> Res {
    let files = vm.import("_files")?;
    let name = vm.heap.intern("open");
    let callable = vm.get_attr(files, name)?;
    let kwargs = args.keywords().collect();
    Err(Unwind::Tail(Box::new(Tail::Call { callable, args: args.positional().to_vec(), kwargs })))
}

pub(super) fn ascii(vm: &mut Vm, args: Args<'_>) -> Res {
    let text = vm.repr(args.at(0))?;
    if text.is_ascii() {
        return Ok(vm.heap.str(text));
    }
    let mut escaped = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        match u32::from(c) {
            0..=0x7f => escaped.push(c),
            code @ 0x80..=0xff => escaped.push_str(&format!("\\x{code:02x}")),
            code @ 0x100..=0xffff => escaped.push_str(&format!("\\u{code:04x}")),
            code => escaped.push_str(&format!("\\U{code:08x}")),
        }
    }
    Ok(vm.heap.str(escaped))
}

pub(super) fn format(vm: &mut Vm, args: Args<'_>) -> Res {
    let spec = match args.get(1) {
        None => String::new(),
        Some(spec) => match vm.text(spec) {
            Some(spec) => spec.to_owned(),
            None => {
                let message = format!("format() argument 2 must be str, not {}", vm.type_name(spec));
                return Err(vm.type_error(message));
            }
        },
    };
    let text = vm.format(args.at(0), &spec)?;
    Ok(vm.heap.str(text))
}

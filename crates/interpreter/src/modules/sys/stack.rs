//! The stack of callers.

use crate::frame::Body;
use crate::native::{Args, Res, Tail, Unwind};
use crate::object::TraceEntry;
use crate::value::Value;
use crate::vm::{Thread, Vm};

/// `_stack()`: file, line, function, source line and module of each frame of the program's own, innermost first.
pub(super) fn stack(_vm: &mut Vm, _args: Args<'_>) -> Res {
    Err(Unwind::Tail(Box::new(Tail::Look(
        |vm, thread, _| {
            let mut frames = Vec::new();
            for entry in entries(thread).into_iter().filter(|e| !e.code.is_of_library()) {
                let code = &entry.code;
                let line = code.line_at(entry.pc as usize);
                let file = vm.heap.str(code.source.file.clone());
                let name = vm.heap.str(code.spec.name.clone());
                let source = vm.heap.str(code.source.line(line).trim());
                let module = vm.heap[code.module].name.map_or(Value::None, |n| vm.heap.name_value(n));
                frames.push(vm.heap.tuple(vec![file, Value::Int(line.into()), name, source, module]));
            }
            Ok(vm.heap.list(frames))
        },
        0,
    ))))
}

/// `_getframe(depth=0)`.
pub(super) fn get_frame(vm: &mut Vm, args: Args<'_>) -> Res {
    let depth = args.get(0).map_or(Ok(0), |depth| vm.to_index(depth))?;
    Err(Unwind::Tail(Box::new(Tail::Look(
        |vm, thread, depth| {
            let entries = entries(thread);
            let depth = depth.max(0) as usize;
            if depth >= entries.len() {
                return Err(vm.value_error("call stack is not deep enough"));
            }
            let fibers = thread.activations.iter().rev().map(|activation| &activation.fiber);
            let frames = fibers.flat_map(|fiber| fiber.frames.iter().rev().map(move |frame| (fiber, frame)));
            let mut frames = frames.filter(|(_, frame)| matches!(frame.body, Body::Code(_))).skip(depth);
            let locals = match frames.next() {
                Some((fiber, frame)) => vm.locals_of(&fiber.stack, frame)?,
                None => Value::None,
            };
            let mut outer = entries.into_iter().skip(depth);
            let innermost = outer.next();
            let back = outer.rev().fold(Value::None, |back, entry| vm.frame_of_caller(entry, back, Value::None));
            Ok(innermost.map_or(Value::None, |entry| vm.frame_of_caller(entry, back, locals)))
        },
        depth,
    ))))
}

/// Where each frame stands, innermost first.
fn entries(thread: &Thread) -> Vec<TraceEntry> {
    let fibers = thread.activations.iter().rev();
    let frames = fibers.flat_map(|activation| activation.fiber.frames.iter().rev());
    let entry = |frame: &crate::frame::Frame| match &frame.body {
        Body::Code(code) => Some(TraceEntry::new(code.clone(), frame.pc.saturating_sub(1))),
        Body::Native(_) => None,
    };
    frames.filter_map(entry).collect()
}

//! `asyncio.eager_task_factory` of CPython 3.12: tasks whose first step runs when they are made.

use loopscope_executor::{FutureId, TaskId};

use crate::frame::{NativeFrame, NativeStep};
use crate::heap::Ref;
use crate::native::{Args, Res, Tail, Unwind};
use crate::object::FutureObject;
use crate::value::Value;
use crate::vm::Vm;

/// `eager_task_factory(loop, coro, *, name=None, context=None)`.
pub(super) fn eager_task_factory(vm: &mut Vm, args: Args<'_>) -> Res {
    let coroutine = args.at(1);
    if !vm.is_coroutine(coroutine) {
        let shown = vm.repr(coroutine)?;
        return Err(vm.type_error(format!("a coroutine was expected, got {shown}")));
    }
    let name = match args.keyword(vm, "name").unwrap_or(Value::None) {
        Value::None => None,
        name => Some(vm.to_text(name)?),
    };
    let context = args.keyword(vm, "context").filter(|context| !context.is_none());
    let context = context.unwrap_or_else(|| vm.copy_context());
    let class = Some(vm.types.task);
    let object = vm.heap.alloc(FutureObject { class, coroutine, context, ..FutureObject::default() });
    let line = vm.current_line();
    let (task, before) = vm.asyncio.core.create_eager_task(Value::Future(object), name.as_deref(), line);
    vm.adopt_task(task, object);
    let outer = std::mem::replace(&mut vm.asyncio.context, context);
    let frame = FirstStep { task, object, before, outer, sent: false };
    Err(Unwind::Tail(Box::new(Tail::Frame(Box::new(frame)))))
}

/// The first step of an eager task, within whatever made it.
#[derive(Clone)]
struct FirstStep {
    task: TaskId,
    object: Ref<FutureObject>,
    /// The task that made it, and its context.
    before: Option<TaskId>,
    outer: Value,
    sent: bool,
}

impl NativeFrame for FirstStep {
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep> {
        if !self.sent {
            self.sent = true;
            return Ok(NativeStep::Send { generator: vm.heap[self.object].coroutine, value: Value::None });
        }
        let mut stops = None;
        match input {
            Ok(yielded) => vm.suspend_task(self.task, self.object, yielded),
            Err(Unwind::Raise(Value::Exception(stop)))
                if vm.is_instance(Value::Exception(stop), vm.types.stop_iteration) =>
            {
                let value = vm.heap[stop].args.first().copied().unwrap_or(Value::None);
                vm.finish_task(self.task, self.object, Ok(value));
            }
            Err(Unwind::Raise(error)) => {
                stops = vm.is_base_error(error).then_some(error);
                vm.fail_task(self.task, self.object, error);
            }
            Err(tail) => return Err(tail),
        }
        vm.asyncio.context = self.outer;
        vm.asyncio.core.resume_eagerly(self.before);
        match stops {
            Some(error) => Err(Unwind::Raise(error)),
            None => Ok(NativeStep::Return(Value::Future(self.object))),
        }
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(Value::Future(self.object));
        visit(self.outer);
    }
}

impl Vm {
    /// The object is the handle of a task that was just made.
    pub(super) fn adopt_task(&mut self, task: TaskId, object: Ref<FutureObject>) {
        let id = FutureId(task.0);
        self.heap[object].id = Some(id);
        self.asyncio.handles.insert(id, object);
    }
}

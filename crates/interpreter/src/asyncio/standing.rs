//! Where everything stands: the frames of what runs, and of what is suspended.

use loopscope_executor::TaskId;

use super::schedule::What;
use super::strand::MAIN;
use super::telling::DEEPEST;
use crate::code::Code;
use crate::frame::{Body, Fiber, Frame};
use crate::heap::Ref;
use crate::object::{GenState, Generator, TraceEntry};
use crate::stepping::Whose;
use crate::value::Value;
use crate::vm::{Thread, Vm};

/// Who has a fiber.
#[derive(Clone, Copy)]
enum Holder {
    /// The thread that is half-run, by the number of the fiber on it.
    Active(usize),
    /// What runs the loop and waits for it, on the thread at hand.
    Main(usize),
    /// A thread that does not run now: what runs its loop (or would), or what was left in its midst.
    Away { strand: u32, runs_loop: bool, number: usize },
    /// A suspended coroutine or generator.
    Generator(Ref<Generator>),
}

/// A frame of the program, wherever it stands.
#[derive(Clone, Copy)]
pub(crate) struct Spot {
    holder: Holder,
    /// Its number in the fiber.
    frame: usize,
    /// The instruction at which it stands.
    pub(crate) at: usize,
    /// It is about to run that instruction, at which a line begins.
    pub(crate) begins: bool,
}

impl Vm {
    /// The line at which a thread stands.
    pub(super) fn line_of_thread(&self, thread: &Thread) -> u32 {
        self.thread_frames(thread).first().map_or(0, |(line, _)| *line)
    }

    /// The lines at which a thread stands, call by call, innermost first, as far as they say something.
    pub(super) fn lines_of_thread(&self, thread: &Thread) -> Vec<u32> {
        self.thread_frames(thread).into_iter().take(DEEPEST).map(|(line, _)| line).collect()
    }

    /// The lines and functions of a thread, innermost first.
    fn thread_frames(&self, thread: &Thread) -> Vec<(u32, String)> {
        let frames = thread.activations.iter().rev().flat_map(|activation| activation.fiber.frames.iter().rev());
        let places = frames.filter_map(Frame::place);
        places.map(|at| (at.code.line_at(at.pc as usize), at.code.spec.name.to_string())).collect()
    }

    /// Where the frames stand that run the loop, outermost first.
    pub(super) fn frames_of_main(&self) -> Vec<TraceEntry> {
        let fibers = self.asyncio.main.iter().flat_map(|thread| &thread.activations);
        let frames = fibers.flat_map(|activation| &activation.fiber.frames);
        frames.filter_map(Frame::place).collect()
    }

    /// Where a task stands: lines and functions, innermost first.
    pub(crate) fn task_stack(&self, task: TaskId) -> Vec<(u32, String)> {
        if let Some(active) = &self.asyncio.active
            && (self.whose_turn() == Some(Whose::Task(task)) || self.actor() == Some(task))
        {
            return self.thread_frames(active.thread());
        }
        if let Some((_, thread)) = self.asyncio.strands.where_left(task) {
            return self.thread_frames(thread);
        }
        let Some(Value::Future(object)) = self.asyncio.core.task_body(task) else { return Vec::new() };
        let Value::Generator(generator) = self.heap[*object].coroutine else { return Vec::new() };
        let frames = self.suspended_frames(generator);
        frames
            .iter()
            .filter(|entry| !entry.code.is_of_library())
            .map(|entry| (entry.code.line_at(entry.pc as usize), entry.code.spec.name.to_string()))
            .collect()
    }

    /// What is half-run, if anything is.
    pub(crate) fn whose_turn(&self) -> Option<Whose> {
        Some(match self.asyncio.active.as_ref()?.what() {
            What::Main | What::Ending(_) => Whose::Main,
            What::Task { task, .. } => Whose::Task(task),
            What::Callback => Whose::Callback,
            What::Strand => self.lane_of_strand(self.asyncio.strands.this).map_or(Whose::Main, Whose::Task),
        })
    }

    /// The frames of the program's own code there, innermost first. Frames of library modules are left out.
    pub(crate) fn spots(&self, whose: Whose) -> Vec<Spot> {
        let mut spots = Vec::new();
        let strand = match whose {
            Whose::Main => Some(MAIN),
            Whose::Task(id) => self.strand_of_lane(id),
            Whose::Callback => None,
        };
        // The main thread may have a lane, and is the program outside of tasks all the same.
        let whose = if strand == Some(MAIN) { Whose::Main } else { whose };
        let strands = &self.asyncio.strands;
        match (strand, whose) {
            _ if self.whose_turn() == Some(whose) => self.push_active(&mut spots),
            (Some(strand), _) if strand == strands.this => {
                if let Some(thread) = &self.asyncio.main {
                    self.push_thread(thread, Holder::Main, &mut spots);
                }
            }
            (Some(strand), _) => {
                let runs_loop = strands.is_in_loop(strand);
                if let Some(thread) = strands.stack(strand, runs_loop) {
                    let holder = |number| Holder::Away { strand, runs_loop, number };
                    self.push_thread(thread, holder, &mut spots);
                }
            }
            (None, Whose::Task(task)) => match strands.where_left(task) {
                Some((strand, thread)) => {
                    let holder = |number| Holder::Away { strand, runs_loop: false, number };
                    self.push_thread(thread, holder, &mut spots);
                }
                None => self.push_suspended(task, &mut spots),
            },
            (None, _) => {}
        }
        spots.reverse();
        spots
    }

    fn push_active(&self, spots: &mut Vec<Spot>) {
        let Some(active) = &self.asyncio.active else { return };
        let activations = &active.thread().activations;
        for (number, activation) in activations.iter().enumerate() {
            self.push_fiber(&activation.fiber, Holder::Active(number), false, spots);
        }
        let top = activations.last().and_then(|activation| activation.fiber.frames.last());
        if let (true, Some(Frame { pc, body: Body::Code(_), .. }), Some(spot)) = (self.stands(), top, spots.last_mut())
        {
            spot.at = *pc as usize;
            spot.begins = true;
        }
    }

    fn push_thread(&self, thread: &Thread, holder: impl Fn(usize) -> Holder, spots: &mut Vec<Spot>) {
        for (number, activation) in thread.activations.iter().enumerate() {
            self.push_fiber(&activation.fiber, holder(number), false, spots);
        }
    }

    fn push_suspended(&self, task: TaskId, spots: &mut Vec<Spot>) {
        let Some(Value::Future(object)) = self.asyncio.core.task_body(task) else { return };
        let mut next = self.heap[*object].coroutine;
        while let Value::Generator(generator) = next {
            let Some(fiber) = &self.heap[generator].fiber else { return };
            let is_new = self.heap[generator].state == GenState::Created;
            self.push_fiber(fiber, Holder::Generator(generator), is_new, spots);
            next = fiber.delegate;
        }
    }

    fn push_fiber(&self, fiber: &Fiber, holder: Holder, is_new: bool, spots: &mut Vec<Spot>) {
        for (number, frame) in fiber.frames.iter().enumerate() {
            if let Body::Code(code) = &frame.body
                && code.is_of_program()
            {
                let at = if is_new { 0 } else { frame.pc.saturating_sub(1) as usize };
                spots.push(Spot { holder, frame: number, at, begins: false });
            }
        }
    }

    fn fiber_at(&self, holder: Holder) -> Option<&Fiber> {
        match holder {
            Holder::Active(number) => {
                self.asyncio.active.as_ref()?.thread().activations.get(number).map(|activation| &*activation.fiber)
            }
            Holder::Main(number) => {
                self.asyncio.main.as_ref()?.activations.get(number).map(|activation| &*activation.fiber)
            }
            Holder::Away { strand, runs_loop, number } => {
                let thread = self.asyncio.strands.stack(strand, runs_loop)?;
                thread.activations.get(number).map(|activation| &*activation.fiber)
            }
            Holder::Generator(generator) => self.heap[generator].fiber.as_deref(),
        }
    }

    /// A frame's code, and its window of its fiber's stack.
    pub(crate) fn window(&self, spot: Spot) -> Option<(&Code, &[Value])> {
        let fiber = self.fiber_at(spot.holder)?;
        let frame = fiber.frames.get(spot.frame)?;
        let Body::Code(code) = &frame.body else { return None };
        let base = frame.base as usize;
        Some((code, fiber.stack.get(base..base + code.spec.registers as usize)?))
    }

    /// Sets a register of a frame.
    pub(crate) fn set_register(&mut self, spot: Spot, register: usize, value: Value) {
        let fiber = match spot.holder {
            Holder::Active(number) => {
                let active = self.asyncio.active.as_mut();
                active.and_then(|active| active.thread_mut().activations.get_mut(number)).map(|a| &mut *a.fiber)
            }
            Holder::Main(number) => {
                self.asyncio.main.as_mut().and_then(|main| main.activations.get_mut(number)).map(|a| &mut *a.fiber)
            }
            Holder::Away { strand, runs_loop, number } => {
                let thread = self.asyncio.strands.stack_mut(strand, runs_loop);
                thread.and_then(|thread| thread.activations.get_mut(number)).map(|a| &mut *a.fiber)
            }
            Holder::Generator(generator) => self.heap[generator].fiber.as_deref_mut(),
        };
        let Some(fiber) = fiber else { return };
        let Some(base) = fiber.frames.get(spot.frame).map(|frame| frame.base as usize) else { return };
        if let Some(place) = fiber.stack.get_mut(base + register) {
            *place = value;
        }
    }
}

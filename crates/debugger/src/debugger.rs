//! The debugger itself.

use std::cell::RefCell;
use std::rc::Rc;

use loopscope_executor::{Observer, TaskId};
use loopscope_interpreter::{ClockKind, Diagnostic, Host, Options, Place, Session, Stack, Status, Whose};

use crate::breakpoint::{Breakpoints, Happening};
use crate::meter::{Found, Meter, Search};
use crate::snapshots::Snapshots;
use crate::tape::{Tape, TapeHost, TapeObserver, Told};

/// How far a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stride {
    /// To the next line that runs, in whatever task.
    Into,
    /// To the next line of the same task that is not in a function that this one calls.
    Over,
    /// To the caller, or to whoever awaits it.
    Out,
    /// To the first line of the next step of a task: past the next `await` that waits.
    Switch,
    /// To the first line in another turn of the loop.
    Turn,
    /// To the first line of this task's next step.
    Wake(TaskId),
}

/// Why the program stands where it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A step has ended, or a moment was asked for.
    Step,
    /// It is at a line with a breakpoint, or at the line up to which it was to run.
    Line(u32),
    /// Something happened on which it was to stop.
    Happening(Happening),
    /// There is nothing further back.
    Beginning,
    /// The program has ended, with this exit status.
    Ended(i32),
    /// Nothing will ever happen: all tasks wait for each other, or for something from outside.
    Stuck,
}

/// Where the program stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// How many points it has reached.
    pub point: u64,
    /// Why there.
    pub reason: Reason,
    /// The line that is about to run; `None` between two things that the loop does, and at the end.
    pub place: Option<Place>,
    /// How many events the observer has heard of by then.
    pub events: u32,
}

/// A variable that was given another value.
#[derive(Clone, Debug)]
struct Edit {
    point: u64,
    whose: Whose,
    frame: usize,
    name: String,
    expression: String,
}

/// What is being done.
#[derive(Clone, Debug)]
enum Job {
    /// On to the first point that is found.
    Forward,
    /// To a point, for this reason.
    Reach(u64, Reason),
    /// Back to the last point that is found: the point from which is searched now.
    Back { from: u64 },
}

/// A run of a program that goes forwards and backwards.
pub struct Debugger<H: Host, O: Observer> {
    session: Session<TapeHost<H, O>, TapeObserver<H, O>>,
    tape: Rc<RefCell<Tape<H, O>>>,
    meter: Rc<RefCell<Meter>>,
    snapshots: Snapshots,
    /// The lines at which the program can stop, ascending.
    lines: Vec<u32>,
    edits: Vec<Edit>,
    job: Option<Job>,
    stop: Stop,
    /// The run has gone on from the last point that it has reached: it must be set back to stand there.
    is_past: bool,
    /// The program's breakpoints. A change applies to the next command.
    pub breakpoints: Breakpoints,
}

impl<H: Host, O: Observer> std::fmt::Debug for Debugger<H, O> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Debugger").field("job", &self.job).field("stop", &self.stop).finish_non_exhaustive()
    }
}

impl<H: Host + 'static, O: Observer + 'static> Debugger<H, O> {
    /// Makes a program ready to be stepped through: on the virtual clock, with a seed, whatever `options` say.
    ///
    /// # Errors
    /// What is wrong with the program, when it cannot run.
    pub fn new(source: &str, options: Options, host: H, observer: O) -> Result<Self, Vec<Diagnostic>> {
        let clock = match options.clock {
            ClockKind::Host => ClockKind::Virtual { turn_cost: loopscope_executor::TURN_COST },
            clock @ ClockKind::Virtual { .. } => clock,
        };
        let options = Options { clock, seed: options.seed.or(Some(0)), ..options };
        let meter = Rc::new(RefCell::new(Meter::default()));
        let tape =
            Tape { host, observer, told: Told::default(), heard: 0, lines: Vec::new(), meter: Rc::clone(&meter) };
        let tape = Rc::new(RefCell::new(tape));
        let hears = (TapeHost(Rc::clone(&tape)), TapeObserver(Rc::clone(&tape)));
        let mut session = Session::new(source, options, hears.0, hears.1)?;
        session.set_tracer(Some(meter.clone()));
        let snapshot = session.snapshot();
        let first = tape.borrow().kept(snapshot);
        let lines = session.lines();
        let stop = Stop { point: 0, reason: Reason::Beginning, place: None, events: 0 };
        Ok(Debugger {
            session,
            tape,
            meter,
            snapshots: Snapshots::new(first),
            lines,
            edits: Vec::new(),
            job: None,
            stop,
            is_past: false,
            breakpoints: Breakpoints::default(),
        })
    }

    /// Where the program stands (while a command is being carried out: where it stood before).
    pub fn stop(&self) -> Stop {
        self.stop
    }

    /// Is a command yet to be carried out?
    pub fn is_busy(&self) -> bool {
        self.job.is_some()
    }

    /// The lines at which the program can stop, ascending.
    pub fn lines(&self) -> &[u32] {
        &self.lines
    }

    /// The task or whatever else is about to go on.
    pub fn running(&self) -> Option<Whose> {
        self.session.running()
    }

    /// Where somebody stands, with variables; `None` if there is nothing of the program there.
    pub fn stack(&self, whose: Whose) -> Option<Stack> {
        self.session.standing(whose)
    }

    /// What an expression has for its value in a frame (0 is the innermost). It is evaluated in a copy of the program:
    /// whatever it does, the run does not see it.
    ///
    /// # Errors
    /// What is wrong with it, or what it raised, in one line.
    pub fn evaluate(&self, whose: Whose, frame: usize, expression: &str) -> Result<String, String> {
        self.session.evaluate(whose, frame, expression)
    }

    /// Bytes of memory that the program uses.
    pub fn memory_used(&self) -> usize {
        self.session.memory_used()
    }

    /// How many points the program has reached in all, those included that it has reached again because it was set back:
    /// what commands cost.
    pub fn visits(&self) -> u64 {
        self.meter.borrow().visits()
    }

    /// The same in calls and jumps backwards, and what built-in functions have done, in as many as would take as long.
    pub fn toil(&self) -> u64 {
        self.meter.borrow().toil()
    }
}

/// Commands. Each puts an end to the one before; [`Debugger::work`] carries it out.
impl<H: Host + 'static, O: Observer + 'static> Debugger<H, O> {
    /// To the first line.
    pub fn start(&mut self) {
        self.step(Stride::Into, true);
    }

    /// Goes a step, forwards or backwards. A breakpoint on the way stops it, when it goes forwards.
    pub fn step(&mut self, stride: Stride, forward: bool) {
        let here = self.stop.place;
        let mut search = if forward { self.breaks() } else { Search::default() };
        match (stride, here) {
            (Stride::Switch, _) => search.switch = true,
            (Stride::Turn, _) => search.turn = true,
            (Stride::Wake(task), _) => search.wake = Some(task),
            // From between two things that the loop does, all ways lead to the next line.
            (Stride::Into, _) | (_, None) => search.any_line = true,
            (Stride::Over, Some(place)) => search.frame = Some((place.task, place.depth)),
            (Stride::Out, Some(place)) => search.frame = Some((place.task, place.depth.saturating_sub(1))),
        }
        self.begin(search, forward);
    }

    /// Goes on to the next breakpoint or the end, or back to the one before or the beginning.
    pub fn go(&mut self, forward: bool) {
        let search = self.breaks();
        self.begin(search, forward);
    }

    /// Goes on, or back, to where a line (or the next at which something begins) is about to run, or to a breakpoint
    /// on the way.
    pub fn run_to(&mut self, line: u32, forward: bool) {
        let mut search = self.breaks();
        search.lines.extend(self.bound(line));
        self.begin(search, forward);
    }

    /// Stops at the next line of what is going on, or gives up searching backwards.
    pub fn pause(&mut self) {
        match self.job {
            Some(Job::Forward) => self.meter.borrow_mut().search.any_line = true,
            Some(_) => self.come_back(),
            None => {}
        }
    }

    /// Goes to a point.
    pub fn seek(&mut self, point: u64) {
        self.job = None;
        self.reach(point.max(1), Reason::Step);
    }

    /// Goes to the last line by which the observer had heard of at most so many events.
    pub fn seek_event(&mut self, events: u32) {
        let point = self.snapshots.by_event(events).mark.points;
        let from = self.restore(point + 1);
        self.job = Some(Job::Back { from });
        self.aim(Search { until_event: Some(events), ..Search::default() }, false, None);
    }

    /// Gives a variable another value, while nothing is being done. What happens from there on is another run: what has
    /// been told of it is not true any more, and it is for [`Debugger::retell`] to tell the new one.
    ///
    /// # Errors
    /// What is wrong with the expression, or that there is no such variable; nothing has changed then.
    pub fn assign(&mut self, whose: Whose, frame: usize, name: &str, expression: &str) -> Result<(), String> {
        if self.job.is_some() || self.has_ended() {
            return Err("the program does not stand at a line".to_owned());
        }
        self.session.assign(whose, frame, name, expression)?;
        let point = self.stop.point;
        self.edits.retain(|edit| edit.point <= point);
        let (name, expression) = (name.to_owned(), expression.to_owned());
        self.edits.push(Edit { point, whose, frame, name, expression });
        self.note_stretch();
        self.snapshots.cut(point);
        self.meter.borrow_mut().is_furthest_here();
        self.keep_snapshot();
        let mut tape = self.tape.borrow_mut();
        tape.heard = tape.told.items;
        Ok(())
    }

    /// Tells all that has happened from the beginning up to here to a new host and observer, which replace the old ones.
    pub fn retell(&mut self, host: H, observer: O) {
        let mut tape = self.tape.borrow_mut();
        tape.host = host;
        tape.observer = observer;
        tape.heard = 0;
        drop(tape);
        let (point, reason) = (self.stop.point, self.stop.reason);
        self.restore(0);
        if point == 0 {
            return;
        }
        self.job = Some(Job::Reach(point, reason));
        self.aim(Search::default(), false, Some(point));
    }

    /// Carries out a part of what was commanded: about so many instructions of it. When all is done, says where the
    /// program stands.
    pub fn work(&mut self, fuel: u64) -> Option<Stop> {
        let mut left = fuel;
        while let Some(job) = self.job.clone() {
            if left == 0 {
                return None;
            }
            let slice = left.min(SLICE);
            self.meter.borrow_mut().stopped = false;
            self.is_past = true;
            let status = self.session.run(slice);
            // A stop on the way uses little. At least something is counted, so that this comes to an end.
            left -= slice.saturating_sub(self.session.fuel_left()).clamp(LEAST.min(slice), slice);
            let (stopped, points, found) = {
                let meter = self.meter.borrow();
                (meter.stopped, meter.points(), meter.found)
            };
            let is_over = matches!(status, Status::Finished(_) | Status::Idle);
            if !stopped && !is_over {
                continue;
            }
            if stopped {
                self.is_past = false;
                self.apply_edits(points);
                let is_due = self.meter.borrow().is_snapshot_due();
                if is_due {
                    self.keep_snapshot();
                }
            }
            match job {
                Job::Forward => match found {
                    _ if is_over => self.arrive(ended(status)),
                    Some((at, found)) if at == points => self.arrive(reason(found)),
                    _ => self.aim_again(None),
                },
                Job::Reach(target, why) if points == target || is_over => {
                    self.arrive(if points == target && !is_over { why } else { ended(status) });
                }
                Job::Reach(target, _) => self.aim_again(Some(target)),
                Job::Back { from } => {
                    let until = self.meter.borrow().target.unwrap_or(points);
                    if points < until && !is_over {
                        self.aim_again(Some(until));
                    } else {
                        self.searched(from, found);
                    }
                }
            }
        }
        Some(self.stop)
    }

    /// Carries out all of what was commanded.
    pub fn finish(&mut self) -> Stop {
        loop {
            if let Some(stop) = self.work(u64::MAX) {
                return stop;
            }
        }
    }
}

/// Instructions after which is looked whether there is a point to stop at.
const SLICE: u64 = 1_000_000;

/// Instructions that a stop counts for, at least.
const LEAST: u64 = 1_000;

fn ended(status: Status) -> Reason {
    match status {
        Status::Finished(status) => Reason::Ended(status),
        _ => Reason::Stuck,
    }
}

fn reason(found: Found) -> Reason {
    match found {
        Found::Step => Reason::Step,
        Found::Line(line) => Reason::Line(line),
        Found::Happening(happening) => Reason::Happening(happening),
    }
}

impl<H: Host + 'static, O: Observer + 'static> Debugger<H, O> {
    /// The search for breakpoints.
    fn breaks(&self) -> Search {
        let lines = self.breakpoints.lines.iter().filter_map(|line| self.bound(*line)).collect();
        Search { lines, occasions: self.breakpoints.occasions.clone(), ..Search::default() }
    }

    /// The line for which a breakpoint's line stands.
    fn bound(&self, line: u32) -> Option<u32> {
        self.lines.get(self.lines.partition_point(|known| *known < line)).copied()
    }

    fn has_ended(&self) -> bool {
        matches!(self.stop.reason, Reason::Ended(_) | Reason::Stuck)
    }

    fn begin(&mut self, search: Search, forward: bool) {
        if forward {
            self.come_back();
            if !self.has_ended() {
                self.job = Some(Job::Forward);
                self.aim(search, true, None);
            }
            return;
        }
        // At the end, the last point lies behind as well.
        let before = if self.has_ended() { self.stop.point + 1 } else { self.stop.point };
        if before == 0 {
            // It has not come to its first line: it stays there, where it began.
            return self.come_back();
        }
        self.search_back(search, before - 1);
    }

    /// A command that was given up has left the program somewhere: it goes on from where it stood before.
    fn come_back(&mut self) {
        if self.job.take().is_none() {
            return;
        }
        match (self.stop.point, self.stop.reason) {
            (0, _) => {
                self.restore(0);
            }
            (point, reason) => {
                self.reach(point, reason);
                self.finish();
            }
        }
    }

    fn reach(&mut self, point: u64, reason: Reason) {
        let here = self.meter.borrow().points();
        let kept = self.snapshots.before(point + 1, self.tape.borrow().heard).mark.points;
        if here > point || here < kept || self.is_past {
            self.restore(point + 1);
        }
        self.job = Some(Job::Reach(point, reason));
        self.aim(Search::default(), false, Some(point));
        if self.meter.borrow().points() == point {
            self.arrive(reason);
        }
    }

    /// Searches from a snapshot up to a point, and, if nothing is found there, from the one before it.
    fn search_back(&mut self, search: Search, until: u64) {
        self.note_stretch();
        let Some(until) = self.snapshots.searchable(until, &search) else {
            return self.back_to(1, Reason::Beginning);
        };
        let from = self.restore(until);
        self.job = Some(Job::Back { from });
        self.aim(search, false, Some(until));
    }

    /// Searching has come to its end from a snapshot's point on.
    fn searched(&mut self, from: u64, found: Option<(u64, Found)>) {
        match found {
            Some((point, found)) => self.back_to(point, reason(found)),
            None => {
                // The snapshot's own point belongs to what is searched next.
                let search = self.meter.borrow().search.clone();
                self.search_back(search, from);
            }
        }
    }

    fn back_to(&mut self, point: u64, reason: Reason) {
        self.restore(point + 1);
        self.reach(point, reason);
    }

    fn aim(&mut self, search: Search, stops_at_found: bool, target: Option<u64>) {
        let mut meter = self.meter.borrow_mut();
        meter.search = search;
        meter.stops_at_found = stops_at_found;
        meter.found = None;
        drop(meter);
        self.aim_again(target);
    }

    /// The same, after a stop on the way: at an edit, or for a snapshot.
    fn aim_again(&mut self, target: Option<u64>) {
        let mut meter = self.meter.borrow_mut();
        meter.target = target;
        (meter.snapshot_from, meter.snapshot_spent) = self.snapshots.next_from(meter.points(), target);
        let here = meter.points();
        meter.edit = self.edits.iter().map(|edit| edit.point).find(|point| *point > here);
    }

    fn apply_edits(&mut self, point: u64) {
        let edits: Vec<Edit> = self.edits.iter().filter(|edit| edit.point == point).cloned().collect();
        for Edit { whose, frame, name, expression, .. } in edits {
            // What could be assigned once can be assigned again in the same place.
            let _ = self.session.assign(whose, frame, &name, &expression);
        }
    }

    fn keep_snapshot(&mut self) {
        if self.meter.borrow().place().is_some() {
            self.note_stretch();
            let snapshot = self.session.snapshot();
            let kept = self.tape.borrow().kept(snapshot);
            self.snapshots.keep(kept);
        }
    }

    /// Notes what there was where the run had never come before.
    fn note_stretch(&mut self) {
        let stretch = self.meter.borrow_mut().take_stretch();
        self.snapshots.newest().append(stretch);
    }

    /// Sets the run back to the last snapshot before a point, or to an earlier one, where a new observer has not been told
    /// so much yet: to which point.
    fn restore(&mut self, before: u64) -> u64 {
        let kept = self.snapshots.before(before, self.tape.borrow().heard);
        self.session.restore(&kept.snapshot);
        self.is_past = false;
        self.meter.borrow_mut().reset(kept.mark);
        self.tape.borrow_mut().told = kept.told;
        kept.mark.points
    }

    fn arrive(&mut self, reason: Reason) {
        self.job = None;
        let meter = self.meter.borrow();
        let is_over = matches!(reason, Reason::Ended(_) | Reason::Stuck);
        let place = meter.place().filter(|_| !is_over);
        self.stop = Stop { point: meter.points(), reason, place, events: meter.events() };
    }
}

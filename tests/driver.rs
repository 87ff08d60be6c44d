//! How a run shares the browser with the page: tried in a real browser, with machines that do as they are told.
#![cfg(target_arch = "wasm32")]

use std::{cell::RefCell, collections::VecDeque, rc::Rc};

use gloo_timers::{callback::Interval, future::TimeoutFuture};
use loopscope::runner::{Activity, Driver, HostClock, Machine, Phase};
use loopscope_interpreter::Status;
use wasm_bindgen_test::*;

wasm_bindgen_test_configure!(run_in_browser);

fn now() -> f64 {
    web_sys::window().unwrap().performance().unwrap().now()
}

fn clock(speed: f64) -> Rc<HostClock> {
    Rc::new(HostClock::new(now() / 1e3, speed))
}

async fn sleep(millis: u32) {
    TimeoutFuture::new(millis).await;
}

/// What happened, in order.
#[derive(Clone, Default)]
struct Diary(Rc<RefCell<Vec<String>>>);

impl Diary {
    fn note(&self, text: impl Into<String>) {
        self.0.borrow_mut().push(text.into());
    }

    fn text(&self) -> String {
        self.0.borrow().join(" ")
    }

    fn count(&self, text: &str) -> usize {
        self.0.borrow().iter().filter(|entry| *entry == text).count()
    }
}

/// Goes through a list of statuses, then is finished.
struct Scripted {
    script: VecDeque<Status>,
    diary: Diary,
}

impl Machine for Scripted {
    fn run(&mut self, _fuel: u64) -> Status {
        self.diary.note("run");
        self.script.pop_front().unwrap_or(Status::Finished(0))
    }

    fn steps(&self) -> u64 {
        0
    }
}

/// Has always more to do, and does it at a speed of its own.
struct Busy {
    diary: Diary,
    steps: Option<u64>,
}

impl Machine for Busy {
    fn run(&mut self, fuel: u64) -> Status {
        const FUEL_PER_MILLI: f64 = 100_000.0;
        self.diary.note("run");
        self.steps.iter_mut().for_each(|steps| *steps += 1);
        let until = now() + fuel as f64 / FUEL_PER_MILLI;
        while now() < until {}
        Status::Ready
    }

    fn steps(&self) -> u64 {
        self.steps.unwrap_or(0)
    }
}

fn start(script: impl IntoIterator<Item = Status>, clock: Rc<HostClock>) -> (Driver, Diary) {
    let diary = Diary::default();
    let reports = diary.clone();
    let machine = Scripted { script: script.into_iter().collect(), diary: diary.clone() };
    let driver = Driver::start(machine, clock, move |phase| {
        if !matches!(phase, Phase::Running(_)) {
            reports.note(format!("{phase:?}"));
        }
    });
    (driver, diary)
}

fn start_busy(steps: Option<u64>) -> (Driver, Diary) {
    let diary = Diary::default();
    let reports = diary.clone();
    let driver = Driver::start(Busy { diary: diary.clone(), steps }, clock(1.0), move |phase| {
        reports.note(match phase {
            Phase::Running(Activity::Hogging { .. }) => "hogging".to_owned(),
            Phase::Running(_) => "running".to_owned(),
            other => format!("{other:?}"),
        });
    });
    (driver, diary)
}

#[wasm_bindgen_test]
async fn slices_are_macrotasks_and_come_after_what_was_asked_for_before() {
    let (_driver, diary) = start([Status::Ready], clock(1.0));
    diary.note("now");
    let later = diary.clone();
    wasm_bindgen_futures::spawn_local(async move { later.note("microtask") });
    sleep(60).await;
    assert_eq!(diary.text(), "now microtask run run Ended(0)");
}

#[wasm_bindgen_test]
async fn waits_for_the_deadline_with_one_timer() {
    let began = now();
    let (driver, diary) = start([Status::SleepUntil(0.2), Status::BlockedUntil(0.3)], clock(1.0));
    sleep(100).await;
    assert_eq!(diary.text(), "run");
    assert_eq!(driver.phase(), Phase::Running(Activity::Sleeping { until: 0.2 }));
    while diary.count("Ended(0)") == 0 {
        sleep(5).await;
        assert!(now() - began < 5_000.0, "never came to its end: {}", diary.text());
    }
    assert!(now() - began >= 299.0, "came to its end after {} ms", now() - began);
    assert_eq!(diary.text(), "run run run Ended(0)");
}

#[wasm_bindgen_test]
async fn idles_without_a_call() {
    let (driver, diary) = start([Status::Idle], clock(1.0));
    sleep(80).await;
    assert_eq!(diary.text(), "run");
    assert_eq!(driver.phase(), Phase::Running(Activity::Waiting));
}

#[wasm_bindgen_test]
async fn a_pause_stops_the_clock() {
    let shown = clock(1.0);
    let (driver, diary) = start([Status::SleepUntil(0.1)], shown.clone());
    sleep(30).await;
    driver.pause();
    let at = shown.at(now() / 1e3);
    sleep(200).await;
    assert_eq!(shown.at(now() / 1e3), at);
    assert_eq!(diary.text(), "run Paused");
    driver.resume();
    sleep(30).await;
    assert_eq!(driver.phase(), Phase::Ended(0), "{}", diary.text());
}

#[wasm_bindgen_test]
async fn a_change_of_speed_shortens_the_wait() {
    let began = now();
    let (driver, diary) = start([Status::SleepUntil(10.0)], clock(1.0));
    sleep(30).await;
    // The scripted machine does not look at the clock: it is asked again at once, and sleeps again.
    let (fast, fast_diary) = start([Status::SleepUntil(10.0), Status::SleepUntil(10.0)], clock(1.0));
    sleep(30).await;
    fast.set_speed(100.0);
    while fast.phase() != Phase::Ended(0) {
        sleep(5).await;
        assert!(now() - began < 3_000.0, "still asleep: {}", fast_diary.text());
    }
    assert!(now() - began >= 100.0);
    assert_eq!(diary.text(), "run");
    driver.stop();
}

#[wasm_bindgen_test]
async fn a_run_does_not_block_a_heartbeat() {
    let (driver, diary) = start_busy(Some(0));
    let beats = Rc::new(RefCell::new(vec![now()]));
    let kept = beats.clone();
    let heart = Interval::new(16, move || kept.borrow_mut().push(now()));
    sleep(1_500).await;
    drop(heart);
    driver.stop();
    let beats = beats.borrow();
    let mut gaps: Vec<f64> = beats.windows(2).map(|pair| pair[1] - pair[0]).collect();
    gaps.sort_by(f64::total_cmp);
    let at = |part: f64| gaps[(gaps.len() as f64 * part) as usize];
    assert!(gaps.len() >= 50, "only {} beats in 1.5 s", gaps.len());
    assert!(at(0.5) < 24.0 && at(0.9) < 48.0, "gaps: median {} ms, 90% below {} ms", at(0.5), at(0.9));
    // And yet the machine has most of the time.
    assert!(diary.count("run") >= 50, "only {} slices", diary.count("run"));
}

#[wasm_bindgen_test]
async fn reports_once_a_frame_and_not_once_a_slice() {
    let (driver, diary) = start_busy(Some(0));
    sleep(500).await;
    driver.stop();
    let (reports, slices) = (diary.count("running"), diary.count("run"));
    assert!((5..=60).contains(&reports), "{reports} reports for {slices} slices");
}

#[wasm_bindgen_test]
async fn a_step_that_goes_on_is_told_of() {
    let (driver, diary) = start_busy(None);
    sleep(300).await;
    assert!(diary.count("hogging") > 0, "{}", diary.text());
    driver.stop();
    let (driver, diary) = start_busy(Some(0));
    sleep(300).await;
    assert_eq!(diary.count("hogging"), 0);
    driver.stop();
}

#[wasm_bindgen_test]
async fn stops_at_once_and_shows_it_within_two_frames() {
    let (driver, diary) = start_busy(None);
    sleep(200).await;
    driver.stop();
    assert_eq!(driver.phase(), Phase::Stopped);
    let (slices, began) = (diary.count("run"), now());
    while diary.count("Stopped") == 0 {
        sleep(1).await;
    }
    assert!(now() - began < 2.0 * 17.0 + 10.0, "took {} ms", now() - began);
    sleep(100).await;
    assert_eq!(diary.count("run"), slices, "it went on");
    assert_eq!(diary.count("Stopped"), 1);
    assert_eq!(diary.0.borrow().last().map(String::as_str), Some("Stopped"));
}

#[wasm_bindgen_test]
async fn nothing_is_left_of_a_driver_that_is_dropped() {
    let (driver, diary) = start_busy(Some(0));
    sleep(50).await;
    drop(driver);
    let before = diary.text();
    sleep(100).await;
    assert_eq!(diary.text(), before);
}

//! Sleeping, yielding and deadlines.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use crate::aio::Loop;
use crate::aio::Native;
use crate::aio::line::Who;
use crate::aio::waker::Ring;
use crate::core::{Action, nanos};
use crate::event::WaitTarget;
use crate::ids::TimerId;

/// The error of a future that was not done in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elapsed;

impl fmt::Display for Elapsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the time is up")
    }
}

impl std::error::Error for Elapsed {}

/// Lets the other ready tasks run once ([`Loop::yield_now`]).
#[must_use = "futures do nothing unless they are awaited"]
pub struct YieldNow<'a> {
    lp: &'a Loop,
    yielded: bool,
}

impl Future for YieldNow<'_> {
    type Output = ();

    #[inline]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.yielded, true) {
            return Poll::Ready(());
        }
        self.lp.yields(context);
        Poll::Pending
    }
}

/// Sleeps ([`Loop::sleep`]). It begins when it is polled first.
///
/// # Cancel safety
/// Dropping it cancels its timer.
#[must_use = "futures do nothing unless they are awaited"]
pub struct Sleep<'a> {
    lp: &'a Loop,
    state: Asleep,
}

enum Asleep {
    /// For so many seconds.
    NotYet(f64),
    /// No time to sleep: it only lets others run once.
    Yielded,
    Until(TimerId, Who),
    Awake,
}

impl Who {
    /// What a timer does to resume this one.
    fn action(&self) -> Action<Native> {
        match self {
            Who::Task(index, task) => Action::Poke(*index, *task),
            Who::Waker(waker) => Action::Guest { callback: Ring::Wake(waker.clone()), context: () },
        }
    }
}

impl Future for Sleep<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let Sleep { lp, state } = &mut *self;
        let lp = *lp;
        match state {
            Asleep::NotYet(delay) if *delay <= 0.0 => {
                *state = Asleep::Yielded;
                lp.yields(context);
                return Poll::Pending;
            }
            Asleep::NotYet(delay) => {
                *state = lp.fall_asleep(*delay, context);
            }
            Asleep::Yielded | Asleep::Awake => return Poll::Ready(()),
            Asleep::Until(timer, who) => {
                let mut core = lp.0.core.borrow_mut();
                if !core.timer_is_set(*timer) {
                    drop(core);
                    *state = Asleep::Awake;
                    return Poll::Ready(());
                }
                if !who.is(lp, context) {
                    let new = Who::polls(lp, context);
                    let before = core.aim_timer(*timer, new.action());
                    let replaced = (before, std::mem::replace(who, new));
                    drop(core);
                    drop(replaced);
                }
            }
        }
        if lp.0.watched
            && let Asleep::Until(timer, _) = state
        {
            let deadline = lp.0.core.borrow().timer_deadline(*timer);
            lp.0.awaits.set(deadline.map(|deadline| WaitTarget::Sleep(nanos(deadline))));
        }
        Poll::Pending
    }
}

impl Drop for Sleep<'_> {
    fn drop(&mut self) {
        if let Asleep::Until(timer, _) = self.state
            && let Ok(mut core) = self.lp.0.core.try_borrow_mut()
        {
            core.cancel_timer(timer);
        }
    }
}

impl Loop {
    // Inlined, so that the state is made where it is kept.
    #[inline(always)]
    fn fall_asleep(&self, delay: f64, context: &Context<'_>) -> Asleep {
        let mut core = self.0.core.borrow_mut();
        self.0.source.tell_time(&mut core);
        let who = Who::polls(self, context);
        let when = core.time() + delay;
        Asleep::Until(core.at(when, who.action()), who)
    }

    /// Sleeps for so long; for no time at all it is [`Loop::yield_now`].
    pub fn sleep(&self, duration: Duration) -> Sleep<'_> {
        Sleep { lp: self, state: Asleep::NotYet(duration.as_secs_f64()) }
    }

    /// Sleeps until a time of the loop; when it has passed, it is [`Loop::yield_now`].
    pub async fn sleep_until(&self, time: Duration) {
        self.sleep(time.saturating_sub(self.time())).await;
    }

    /// Whoever polls with this context is to be polled again in the next turn.
    #[inline]
    fn yields(&self, context: &Context<'_>) {
        if self.is_own(context) {
            self.0.yielded.set(true);
        } else {
            context.waker().wake_by_ref();
        }
    }

    /// Lets the other ready tasks run once (`asyncio.sleep(0)`).
    pub fn yield_now(&self) -> YieldNow<'_> {
        YieldNow { lp: self, yielded: false }
    }

    /// Waits for a future, but no longer than so long.
    ///
    /// # Errors
    /// When the time is up first. The future is then dropped.
    ///
    /// # Examples
    /// ```
    /// # use loopscope_executor::aio::{Elapsed, Loop};
    /// # use std::time::Duration;
    /// let lp = Loop::simulated();
    /// let slow = lp.sleep(Duration::from_secs(10));
    /// let result = lp.run(lp.timeout(Duration::from_secs(1), slow)).unwrap();
    /// assert_eq!(result, Err(Elapsed));
    /// assert_eq!(lp.time().as_secs(), 1);
    /// ```
    pub async fn timeout<T>(&self, duration: Duration, future: impl Future<Output = T>) -> Result<T, Elapsed> {
        let mut future = std::pin::pin!(future);
        let mut alarm = std::pin::pin!(self.sleep(duration));
        std::future::poll_fn(|context| {
            if let Poll::Ready(value) = future.as_mut().poll(context) {
                return Poll::Ready(Ok(value));
            }
            alarm.as_mut().poll(context).map(|()| Err(Elapsed))
        })
        .await
    }

    /// Waits for a future, but no longer than until a time of the loop.
    ///
    /// # Errors
    /// When the time is up first. The future is then dropped.
    pub async fn timeout_at<T>(&self, time: Duration, future: impl Future<Output = T>) -> Result<T, Elapsed> {
        self.timeout(time.saturating_sub(self.time()), future).await
    }
}

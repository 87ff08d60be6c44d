//! Sleeping, yielding and deadlines.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use crate::aio::Loop;
use crate::aio::operate::Operate;
use crate::ops::Operation;

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
        if self.lp.own_task(context).is_some() {
            self.lp.0.yielded.set(true);
        } else {
            context.waker().wake_by_ref();
        }
        Poll::Pending
    }
}

impl Loop {
    /// Sleeps for so long; for no time at all it is [`Loop::yield_now`].
    pub async fn sleep(&self, duration: Duration) {
        self.0.source.tell_time(&mut self.0.core.borrow_mut());
        // It cannot fail: a task that is cancelled is dropped here.
        let _ = Operate::new(self, Operation::sleep(duration.as_secs_f64())).await;
    }

    /// Sleeps until a time of the loop; when it has passed, it is [`Loop::yield_now`].
    pub async fn sleep_until(&self, time: Duration) {
        self.sleep(time.saturating_sub(self.time())).await;
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

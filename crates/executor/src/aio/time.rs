//! Sleeping, yielding and deadlines.

use std::fmt;
use std::future::Future;
use std::task::Poll;
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

impl Loop {
    /// Sleeps for so long; for no time at all it is [`Loop::yield_now`].
    pub async fn sleep(&self, duration: Duration) {
        // It cannot fail: a task that is cancelled is dropped here.
        let _ = Operate::new(self, Operation::sleep(duration.as_secs_f64())).await;
    }

    /// Lets the other ready tasks run once.
    pub async fn yield_now(&self) {
        let _ = Operate::new(self, Operation::sleep(0.0)).await;
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
}

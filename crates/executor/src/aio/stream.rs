//! Streams of values: what asyncio users write as async generators.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;

use crate::aio::Loop;

/// Waits for the next value of a stream; `None` when it has ended (`anext`).
///
/// # Cancel safety
/// If it is dropped, no value is lost.
pub fn next<S: Stream + Unpin + ?Sized>(stream: &mut S) -> Next<'_, S> {
    Next(stream)
}

/// The next value of a stream ([`next`]).
#[must_use = "futures do nothing unless they are awaited"]
pub struct Next<'a, S: ?Sized>(&'a mut S);

impl<S: Stream + Unpin + ?Sized> Future for Next<'_, S> {
    type Output = Option<S::Item>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut *self.0).poll_next(context)
    }
}

/// Makes a stream of a future that emits values on its way: an async generator.
///
/// It runs only while somebody waits for the next value, as part of their task.
///
/// # Examples
/// ```
/// # use loopscope_executor::aio::{Loop, generate, next};
/// # use std::time::Duration;
/// let lp = Loop::simulated();
/// let clock = lp.clone();
/// let mut squares = generate(|emitter| async move {
///     for n in 1..=3 {
///         clock.sleep(Duration::from_secs(1)).await;
///         emitter.emit(n * n).await;
///     }
/// });
/// let got = lp.run(async {
///     let mut got = Vec::new();
///     while let Some(square) = next(&mut squares).await {
///         got.push(square);
///     }
///     got
/// });
/// assert_eq!(got.unwrap(), [1, 4, 9]);
/// ```
pub fn generate<T, F: Future<Output = ()>>(body: impl FnOnce(Emitter<T>) -> F) -> Generator<T, F> {
    let emitted = Rc::new(Cell::new(None));
    let body = Some(Box::pin(body(Emitter(Rc::clone(&emitted)))));
    Generator { body, emitted }
}

/// A stream that is made of a future ([`generate`]).
pub struct Generator<T, F> {
    body: Option<Pin<Box<F>>>,
    emitted: Rc<Cell<Option<T>>>,
}

/// Emits the values of a [`Generator`].
pub struct Emitter<T>(Rc<Cell<Option<T>>>);

impl<T> Emitter<T> {
    /// Emits a value (`yield`), and goes on when the next one is asked for.
    pub async fn emit(&self, value: T) {
        let mut value = Some(value);
        std::future::poll_fn(|_| match value.take() {
            Some(value) => {
                self.0.set(Some(value));
                Poll::Pending
            }
            None => Poll::Ready(()),
        })
        .await;
    }
}

impl<T, F: Future<Output = ()>> Stream for Generator<T, F> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let ended = body.as_mut().poll(context).is_ready();
        let emitted = self.emitted.take();
        if ended {
            self.body = None;
        }
        match emitted {
            Some(value) => Poll::Ready(Some(value)),
            None if ended => Poll::Ready(None),
            None => Poll::Pending,
        }
    }
}

// Its future is in a box.
impl<T, F> Unpin for Generator<T, F> {}

/// Merges streams into one, which gives their values as they come and ends when all have ended.
///
/// Streams that are ready at once take turns. All that have not ended are polled for each value: for hundreds of
/// streams, let tasks send to one [channel](crate::aio::channel()) instead.
///
/// # Examples
/// ```
/// # use loopscope_executor::aio::{Loop, channel, merge, next};
/// let lp = Loop::simulated();
/// let (first, left) = channel(&lp, 0);
/// let (second, right) = channel(&lp, 0);
/// for n in 0..2 {
///     first.try_send(n).unwrap();
///     second.try_send(10 + n).unwrap();
/// }
/// drop((first, second));
/// let mut merged = merge([left, right]);
/// let got = lp.run(async {
///     let mut got = Vec::new();
///     while let Some(n) = next(&mut merged).await {
///         got.push(n);
///     }
///     got
/// });
/// assert_eq!(got.unwrap(), [0, 10, 1, 11]);
/// ```
pub fn merge<S: Stream + Unpin>(streams: impl IntoIterator<Item = S>) -> Merge<S> {
    Merge { streams: streams.into_iter().collect(), first: 0 }
}

/// Several streams as one ([`merge`]).
pub struct Merge<S> {
    streams: Vec<S>,
    /// Which one is asked first.
    first: usize,
}

impl<S: Stream + Unpin> Stream for Merge<S> {
    type Item = S::Item;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
        let Merge { streams, first } = &mut *self;
        let mut asked = 0;
        while asked < streams.len() {
            let i = (*first + asked) % streams.len();
            match Pin::new(&mut streams[i]).poll_next(context) {
                Poll::Ready(Some(value)) => {
                    *first = (i + 1) % streams.len();
                    return Poll::Ready(Some(value));
                }
                Poll::Ready(None) => {
                    streams.remove(i);
                    // The first one stays the first one.
                    if i < *first {
                        *first -= 1;
                    }
                    if *first >= streams.len() {
                        *first = 0;
                    }
                }
                Poll::Pending => asked += 1,
            }
        }
        if streams.is_empty() { Poll::Ready(None) } else { Poll::Pending }
    }
}

impl<S: Unpin> Unpin for Merge<S> {}

impl Loop {
    /// A stream without end that gives 0, 1, 2, … each so long after the other, the first one at once.
    ///
    /// When its values are not taken in time, those that were missed come at once.
    ///
    /// # Examples
    /// ```
    /// # use loopscope_executor::aio::{Loop, next};
    /// # use std::time::Duration;
    /// let lp = Loop::simulated();
    /// let mut ticks = lp.interval(Duration::from_secs(60));
    /// let tick = lp.run(async {
    ///     next(&mut ticks).await;
    ///     next(&mut ticks).await
    /// });
    /// assert_eq!(tick.unwrap(), Some(1));
    /// assert_eq!(lp.time().as_secs(), 60);
    /// ```
    pub fn interval(&self, period: Duration) -> impl Stream<Item = u64> + Unpin + use<> {
        let lp = self.clone();
        generate(|emitter| async move {
            let start = lp.time();
            let mut due = start;
            for n in 0.. {
                if due > lp.time() {
                    lp.sleep_until(due).await;
                }
                emitter.emit(n).await;
                due += period;
            }
        })
    }
}

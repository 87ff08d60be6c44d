//! Channels: queues with ends that can be closed.

use std::cell::Cell;
use std::fmt;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use futures_core::Stream;

use crate::aio::Loop;
use crate::aio::line::{InLine, Ticket, give_up, wait_in_line};
use crate::aio::queue::{ForItem, ForRoom, Queue};

/// A channel for at most so many items that were sent and not received (0 means no limit).
///
/// Items come in the order in which they were sent. The receiver is a [`Stream`], which ends when all senders are
/// dropped and all items are received.
///
/// # Examples
/// ```
/// # use loopscope_executor::aio::{Loop, channel};
/// let lp = Loop::simulated();
/// let (sender, mut receiver) = channel(&lp, 1);
/// lp.spawn(async move {
///     for n in 1..=3 {
///         sender.send(n).await.unwrap();
///     }
/// });
/// let sum = lp.run(async {
///     let mut sum = 0;
///     while let Some(n) = receiver.receive().await {
///         sum += n;
///     }
///     sum
/// });
/// assert_eq!(sum, Ok(6));
/// ```
pub fn channel<T>(lp: &Loop, limit: usize) -> (Sender<T>, Receiver<T>) {
    let queue = Queue::bounded(lp, limit);
    let senders = Rc::new(Cell::new(1));
    (Sender { queue: queue.clone(), senders }, Receiver { queue, ticket: None })
}

/// The error of sending to a receiver that is gone, with what was to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SendError<T>(pub T);

impl<T> fmt::Display for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the receiver is gone")
    }
}

impl<T: fmt::Debug> std::error::Error for SendError<T> {}

/// The end of a channel where items go in. Clones are of the same end.
pub struct Sender<T> {
    queue: Queue<T>,
    senders: Rc<Cell<usize>>,
}

impl<T> Sender<T> {
    /// Sends an item, waiting for room.
    ///
    /// # Errors
    /// When the receiver is gone.
    ///
    /// # Cancel safety
    /// If it is dropped, the item was not sent.
    pub async fn send(&self, item: T) -> Result<(), SendError<T>> {
        let mut item = item;
        while let Err(back) = self.queue.try_put(item) {
            if self.is_closed() {
                return Err(SendError(back));
            }
            item = back;
            InLine::new(ForRoom(&self.queue.0)).await;
        }
        Ok(())
    }

    /// Sends an item if there is room.
    ///
    /// # Errors
    /// When there is none, or the receiver is gone.
    pub fn try_send(&self, item: T) -> Result<(), SendError<T>> {
        self.queue.try_put(item).map_err(SendError)
    }

    /// Is the receiver gone?
    pub fn is_closed(&self) -> bool {
        self.queue.is_shut_down()
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        self.senders.set(self.senders.get() + 1);
        Sender { queue: self.queue.clone(), senders: Rc::clone(&self.senders) }
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.senders.set(self.senders.get() - 1);
        if self.senders.get() == 0 {
            self.queue.shut_down(false);
        }
    }
}

/// The end of a channel where items come out.
pub struct Receiver<T> {
    queue: Queue<T>,
    /// Its place among those who wait for an item, while somebody polls it as a stream.
    ticket: Option<Ticket>,
}

impl<T> Receiver<T> {
    /// Receives the next item; `None` when all senders are gone and nothing is left.
    ///
    /// # Cancel safety
    /// If it is dropped, no item is lost.
    pub async fn receive(&mut self) -> Option<T> {
        give_up(&ForItem(&self.queue.0), &mut self.ticket);
        loop {
            if let Some(item) = self.queue.try_get() {
                return Some(item);
            }
            if self.queue.is_shut_down() {
                return None;
            }
            InLine::new(ForItem(&self.queue.0)).await;
        }
    }

    /// Receives an item if there is one.
    pub fn try_receive(&mut self) -> Option<T> {
        self.queue.try_get()
    }

    fn poll_receive(&mut self, context: &mut Context<'_>) -> Poll<Option<T>> {
        if self.ticket.is_some() && wait_in_line(&ForItem(&self.queue.0), &mut self.ticket, context).is_pending() {
            return Poll::Pending;
        }
        loop {
            if let Some(item) = self.queue.try_get() {
                return Poll::Ready(Some(item));
            }
            if self.queue.is_shut_down() {
                return Poll::Ready(None);
            }
            if wait_in_line(&ForItem(&self.queue.0), &mut self.ticket, context).is_pending() {
                return Poll::Pending;
            }
        }
    }
}

impl<T> Stream for Receiver<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        self.poll_receive(context)
    }
}

// Nothing in it is pinned.
impl<T> Unpin for Receiver<T> {}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        give_up(&ForItem(&self.queue.0), &mut self.ticket);
        // What was sent and not received is dropped now, not with the last sender.
        self.queue.shut_down(true);
    }
}

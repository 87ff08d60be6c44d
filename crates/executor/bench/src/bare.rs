//! The floor: a queue of reference-counted tasks, and nothing else. No wakers, no results, no order to keep.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

type Body = Pin<Box<dyn Future<Output = ()>>>;

/// A task, which is there to be put into the queue again.
pub struct Task(RefCell<Body>);

/// The queue.
#[derive(Clone, Default)]
pub struct Bare {
    queue: Rc<RefCell<VecDeque<Rc<Task>>>>,
    current: Rc<RefCell<Option<Rc<Task>>>>,
}

impl Bare {
    pub fn spawn(&self, future: impl Future<Output = ()> + 'static) {
        self.queue.borrow_mut().push_back(Rc::new(Task(RefCell::new(Box::pin(future)))));
    }

    pub fn run(&self) {
        let mut context = Context::from_waker(Waker::noop());
        loop {
            let next = self.queue.borrow_mut().pop_front();
            let Some(task) = next else { return };
            *self.current.borrow_mut() = Some(Rc::clone(&task));
            let _ = task.0.borrow_mut().as_mut().poll(&mut context);
        }
    }

    /// The running task goes to the end of the queue.
    pub async fn yield_now(&self) {
        let mut yielded = false;
        poll_fn(|_| {
            if std::mem::replace(&mut yielded, true) {
                return Poll::Ready(());
            }
            let task = self.current.borrow_mut().take();
            self.queue.borrow_mut().extend(task);
            Poll::Pending
        })
        .await;
    }

    pub fn yield_many(tasks: u64, times: u64) {
        let bare = Bare::default();
        for _ in 0..tasks {
            let inner = bare.clone();
            bare.spawn(async move {
                for _ in 0..times / tasks {
                    inner.yield_now().await;
                }
            });
        }
        bare.run();
    }

    pub fn spawn_all(times: u64) {
        let bare = Bare::default();
        for _ in 0..times {
            bare.spawn(async {});
            bare.run();
        }
    }
}

//! The future of a task, and then its result: one after the other, in the same place.

use std::any::Any;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

/// What a task does, and what has come of it.
pub(crate) trait Body {
    /// Polls the future; when it is done it is dropped, and its result is kept.
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()>;

    /// Puts the result, if there is one that was not taken before, into an `Option` of its type.
    fn take(self: Pin<&mut Self>, result: &mut dyn Any);
}

/// The body of a task, of which the loop does not know what it is.
pub(crate) type TaskBody = Pin<Box<dyn Body>>;

pin_project! {
    #[project = StageProjection]
    #[project_replace = StageTaken]
    enum Stage<F, T> {
        Future { #[pin] future: F },
        Result { result: T },
        Taken,
    }
}

/// The body of a task for this future.
pub(crate) fn body<T: 'static>(future: impl Future<Output = T> + 'static) -> TaskBody {
    Box::pin(Stage::Future { future })
}

impl<T: 'static, F: Future<Output = T>> Body for Stage<F, T> {
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if let StageProjection::Future { future } = self.as_mut().project()
            && let Poll::Ready(result) = future.poll(context)
        {
            self.set(Stage::Result { result });
            return Poll::Ready(());
        }
        Poll::Pending
    }

    fn take(self: Pin<&mut Self>, place: &mut dyn Any) {
        if let Some(place) = place.downcast_mut::<Option<T>>()
            && matches!(*self, Stage::Result { .. })
            && let StageTaken::Result { result } = self.project_replace(Stage::Taken)
        {
            *place = Some(result);
        }
    }
}

/// The body of the task that stands for a future which is polled elsewhere.
pub(crate) struct Elsewhere;

impl Body for Elsewhere {
    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        Poll::Ready(())
    }

    fn take(self: Pin<&mut Self>, _: &mut dyn Any) {}
}

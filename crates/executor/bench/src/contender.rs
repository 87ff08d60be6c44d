//! The executors, with what each brings for the work, or what its users take for it.

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::rc::Rc;
use std::task::Poll;

use futures::SinkExt as _;
use futures::StreamExt as _;
use futures::executor::{LocalPool, LocalSpawner};
use futures::future::RemoteHandle;
use futures::task::LocalSpawnExt as _;
use loopscope_executor::aio;

/// An executor that can do the work.
pub trait Contender: Clone + 'static {
    /// Its name in tables.
    const NAME: &'static str;
    /// A task that can be waited for.
    type Join;
    /// The ends of a channel.
    type Sender;
    type Receiver;
    /// A lock, and what holds it.
    type Lock: Clone + 'static;
    type Guard<'a>;

    fn new() -> Self;
    fn run<T>(&self, future: impl Future<Output = T>) -> T;
    fn spawn(&self, future: impl Future<Output = u64> + 'static) -> Self::Join;
    fn join(task: Self::Join) -> impl Future<Output = u64>;
    fn yield_now(&self) -> impl Future<Output = ()>;
    fn channel(&self, capacity: usize) -> (Self::Sender, Self::Receiver);
    fn send(sender: &mut Self::Sender, item: u64) -> impl Future<Output = ()>;
    fn receive(receiver: &mut Self::Receiver) -> impl Future<Output = Option<u64>>;
    fn lock(&self) -> Self::Lock;
    fn acquire(lock: &Self::Lock) -> impl Future<Output = Self::Guard<'_>>;
}

/// A yield that any executor understands: it wakes itself.
async fn yield_by_waker() {
    let mut yielded = false;
    poll_fn(|context| {
        if std::mem::replace(&mut yielded, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// A loop on the system's clock, where there is one to read.
fn the_loop() -> aio::Loop {
    if cfg!(target_arch = "wasm32") { aio::Loop::hosted() } else { aio::Loop::new() }
}

/// Loopscope's loop.
#[derive(Clone)]
pub struct Ours(pub aio::Loop);

impl Contender for Ours {
    const NAME: &'static str = "loopscope";
    type Join = aio::JoinHandle<u64>;
    type Sender = aio::Queue<u64>;
    type Receiver = aio::Queue<u64>;
    type Lock = aio::Lock;
    type Guard<'a> = aio::LockGuard;

    fn new() -> Self {
        Ours(the_loop())
    }
    fn run<T>(&self, future: impl Future<Output = T>) -> T {
        self.0.block_on(future).expect("something can wake it")
    }
    fn spawn(&self, future: impl Future<Output = u64> + 'static) -> Self::Join {
        self.0.spawn(future)
    }
    async fn join(task: Self::Join) -> u64 {
        task.await.unwrap_or(0)
    }
    fn yield_now(&self) -> impl Future<Output = ()> {
        self.0.yield_now()
    }
    fn channel(&self, capacity: usize) -> (Self::Sender, Self::Receiver) {
        let queue = aio::Queue::bounded(&self.0, capacity);
        (queue.clone(), queue)
    }
    async fn send(sender: &mut Self::Sender, item: u64) {
        sender.put(item).await;
    }
    async fn receive(receiver: &mut Self::Receiver) -> Option<u64> {
        Some(receiver.get().await)
    }
    fn lock(&self) -> Self::Lock {
        aio::Lock::new(&self.0)
    }
    async fn acquire(lock: &Self::Lock) -> Self::Guard<'_> {
        lock.acquire().await
    }
}

/// Loopscope's loop with futures that know nothing of it: everything goes through wakers, channels and locks of others.
#[derive(Clone)]
pub struct Foreign(pub aio::Loop);

impl Contender for Foreign {
    const NAME: &'static str = "loopscope, by wakers";
    type Join = aio::JoinHandle<u64>;
    type Sender = futures::channel::mpsc::Sender<u64>;
    type Receiver = futures::channel::mpsc::Receiver<u64>;
    type Lock = Rc<futures::lock::Mutex<()>>;
    type Guard<'a> = futures::lock::MutexGuard<'a, ()>;

    fn new() -> Self {
        Foreign(the_loop())
    }
    fn run<T>(&self, future: impl Future<Output = T>) -> T {
        self.0.block_on(future).expect("something can wake it")
    }
    fn spawn(&self, future: impl Future<Output = u64> + 'static) -> Self::Join {
        self.0.spawn(future)
    }
    async fn join(task: Self::Join) -> u64 {
        task.await.unwrap_or(0)
    }
    fn yield_now(&self) -> impl Future<Output = ()> {
        yield_by_waker()
    }
    fn channel(&self, capacity: usize) -> (Self::Sender, Self::Receiver) {
        // It has one place more for each sender.
        futures::channel::mpsc::channel(capacity - 1)
    }
    async fn send(sender: &mut Self::Sender, item: u64) {
        let _ = sender.send(item).await;
    }
    async fn receive(receiver: &mut Self::Receiver) -> Option<u64> {
        receiver.next().await
    }
    fn lock(&self) -> Self::Lock {
        Rc::default()
    }
    async fn acquire(lock: &Self::Lock) -> Self::Guard<'_> {
        lock.lock().await
    }
}

/// `futures::executor::LocalPool`.
#[derive(Clone)]
pub struct Pool(Rc<RefCell<LocalPool>>, LocalSpawner);

impl Contender for Pool {
    const NAME: &'static str = "LocalPool";
    type Join = RemoteHandle<u64>;
    type Sender = futures::channel::mpsc::Sender<u64>;
    type Receiver = futures::channel::mpsc::Receiver<u64>;
    type Lock = Rc<futures::lock::Mutex<()>>;
    type Guard<'a> = futures::lock::MutexGuard<'a, ()>;

    fn new() -> Self {
        let pool = LocalPool::new();
        let spawner = pool.spawner();
        Pool(Rc::new(RefCell::new(pool)), spawner)
    }
    fn run<T>(&self, future: impl Future<Output = T>) -> T {
        self.0.borrow_mut().run_until(future)
    }
    fn spawn(&self, future: impl Future<Output = u64> + 'static) -> Self::Join {
        self.1.spawn_local_with_handle(future).expect("the pool lives")
    }
    async fn join(task: Self::Join) -> u64 {
        task.await
    }
    fn yield_now(&self) -> impl Future<Output = ()> {
        yield_by_waker()
    }
    fn channel(&self, capacity: usize) -> (Self::Sender, Self::Receiver) {
        // It has one place more for each sender.
        futures::channel::mpsc::channel(capacity - 1)
    }
    async fn send(sender: &mut Self::Sender, item: u64) {
        let _ = sender.send(item).await;
    }
    async fn receive(receiver: &mut Self::Receiver) -> Option<u64> {
        receiver.next().await
    }
    fn lock(&self) -> Self::Lock {
        Rc::default()
    }
    async fn acquire(lock: &Self::Lock) -> Self::Guard<'_> {
        lock.lock().await
    }
}

/// `async_executor::LocalExecutor`.
#[derive(Clone)]
pub struct Executor(Rc<async_executor::LocalExecutor<'static>>);

impl Contender for Executor {
    const NAME: &'static str = "LocalExecutor";
    type Join = async_executor::Task<u64>;
    type Sender = async_channel::Sender<u64>;
    type Receiver = async_channel::Receiver<u64>;
    type Lock = Rc<async_lock::Mutex<()>>;
    type Guard<'a> = async_lock::MutexGuard<'a, ()>;

    fn new() -> Self {
        Executor(Rc::default())
    }
    fn run<T>(&self, future: impl Future<Output = T>) -> T {
        futures::executor::block_on(self.0.run(future))
    }
    fn spawn(&self, future: impl Future<Output = u64> + 'static) -> Self::Join {
        self.0.spawn(future)
    }
    async fn join(task: Self::Join) -> u64 {
        task.await
    }
    fn yield_now(&self) -> impl Future<Output = ()> {
        yield_by_waker()
    }
    fn channel(&self, capacity: usize) -> (Self::Sender, Self::Receiver) {
        async_channel::bounded(capacity)
    }
    async fn send(sender: &mut Self::Sender, item: u64) {
        let _ = sender.send(item).await;
    }
    async fn receive(receiver: &mut Self::Receiver) -> Option<u64> {
        receiver.recv().await.ok()
    }
    fn lock(&self) -> Self::Lock {
        Rc::new(async_lock::Mutex::new(()))
    }
    async fn acquire(lock: &Self::Lock) -> Self::Guard<'_> {
        lock.lock().await
    }
}

/// tokio's current-thread runtime with a `LocalSet`.
#[derive(Clone)]
pub struct Tokio(Rc<(tokio::runtime::Runtime, tokio::task::LocalSet)>);

impl Contender for Tokio {
    const NAME: &'static str = "tokio LocalSet";
    type Join = tokio::task::JoinHandle<u64>;
    type Sender = tokio::sync::mpsc::Sender<u64>;
    type Receiver = tokio::sync::mpsc::Receiver<u64>;
    type Lock = Rc<tokio::sync::Mutex<()>>;
    type Guard<'a> = tokio::sync::MutexGuard<'a, ()>;

    fn new() -> Self {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        #[cfg(not(target_arch = "wasm32"))]
        builder.enable_time();
        Tokio(Rc::new((builder.build().expect("a runtime"), tokio::task::LocalSet::new())))
    }
    fn run<T>(&self, future: impl Future<Output = T>) -> T {
        self.0.0.block_on(self.0.1.run_until(future))
    }
    fn spawn(&self, future: impl Future<Output = u64> + 'static) -> Self::Join {
        self.0.1.spawn_local(future)
    }
    async fn join(task: Self::Join) -> u64 {
        task.await.unwrap_or(0)
    }
    fn yield_now(&self) -> impl Future<Output = ()> {
        yield_by_waker()
    }
    fn channel(&self, capacity: usize) -> (Self::Sender, Self::Receiver) {
        tokio::sync::mpsc::channel(capacity)
    }
    async fn send(sender: &mut Self::Sender, item: u64) {
        let _ = sender.send(item).await;
    }
    async fn receive(receiver: &mut Self::Receiver) -> Option<u64> {
        receiver.recv().await
    }
    fn lock(&self) -> Self::Lock {
        Rc::default()
    }
    async fn acquire(lock: &Self::Lock) -> Self::Guard<'_> {
        lock.lock().await
    }
}

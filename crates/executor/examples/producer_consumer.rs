//! A producer, three consumers and a queue between them that holds two items: `cargo run --example producer_consumer`.
//!
//! The producer is faster than one consumer, so the queue fills and makes it wait. Time is virtual: the program is done
//! at once, and prints the same each time.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use loopscope_executor::aio::{Loop, Queue};

fn main() {
    let log = work(3, 6);
    println!("{}", log.join("\n"));
    // Each consumer takes 300 ms an item, so that three of them do six items in 600 ms.
    assert_eq!(log.last().map(String::as_str), Some("0.6 s: all is done"));
}

fn work(consumers: usize, items: u32) -> Vec<String> {
    let lp = Loop::simulated();
    let log = Rc::new(RefCell::new(Vec::new()));
    let say = {
        let (lp, log) = (lp.clone(), Rc::clone(&log));
        move |text: String| log.borrow_mut().push(format!("{:.1} s: {text}", lp.time().as_secs_f64()))
    };
    let queue = Queue::bounded(&lp, 2);
    for consumer in 1..=consumers {
        let (lp2, queue, say) = (lp.clone(), queue.clone(), say.clone());
        lp.spawn(async move {
            loop {
                let item = queue.get().await;
                lp2.sleep(Duration::from_millis(300)).await;
                say(format!("consumer {consumer} has done item {item}"));
                queue.task_done();
            }
        });
    }
    lp.run(async {
        for item in 1..=items {
            queue.put(item).await;
            say(format!("item {item} is in the queue"));
        }
        queue.join().await;
        say("all is done".into());
        // The consumers, which wait for more, are dropped with the run.
    })
    .expect("the consumers go on");
    log.take()
}

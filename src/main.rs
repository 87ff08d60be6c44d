//! The Loopscope page.

fn main() {
    loopscope::mount();
}

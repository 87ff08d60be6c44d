//! What the memory holds at first, divided.

use std::ops::Range;

use super::divide::Image;
use super::module::Segment;

/// Up to so many zeros between two runs are kept, since a run has a cost of its own.
const GAP: usize = 12;

/// The memory's content at first, without what is at the addresses of the rest (which are in order), and with that alone.
pub(super) fn divide(segments: &[Segment<'_>], late: &[Range<u32>]) -> (Image, Image) {
    let mut first = Image::new();
    let mut rest = Image::new();
    for segment in segments {
        let is_late = |address: u32| {
            let index = late.partition_point(|range| range.end <= address);
            late.get(index).is_some_and(|range| range.contains(&address))
        };
        let marks: Vec<bool> = (segment.address..).take(segment.bytes.len()).map(is_late).collect();
        runs(segment, |index| !marks[index], &mut first);
        runs(segment, |index| marks[index], &mut rest);
    }
    (first, rest)
}

/// Adds the runs of those bytes of a segment that are wanted and not zero.
fn runs(segment: &Segment<'_>, wanted: impl Fn(usize) -> bool, image: &mut Image) {
    let mut run: Option<Range<usize>> = None;
    for (index, byte) in segment.bytes.iter().enumerate() {
        if *byte == 0 || !wanted(index) {
            continue;
        }
        match &mut run {
            Some(open) if index - open.end <= GAP && (open.end..index).all(&wanted) => open.end = index + 1,
            _ => {
                if let Some(closed) = run.replace(index..index + 1) {
                    put(segment, closed, image);
                }
            }
        }
    }
    if let Some(closed) = run {
        put(segment, closed, image);
    }
}

fn put(segment: &Segment<'_>, run: Range<usize>, image: &mut Image) {
    image.insert(segment.address + run.start as u32, segment.bytes[run].to_vec());
}

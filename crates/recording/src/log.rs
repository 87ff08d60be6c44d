//! An append-only list that never moves what it holds.

/// A list in chunks of equal size: appending never copies, so it never hiccups, and wastes at most one chunk.
#[derive(Clone, Debug)]
pub(crate) struct Log<T> {
    chunks: Vec<Vec<T>>,
    len: u32,
}

const SHIFT: u32 = 12;
const CHUNK: usize = 1 << SHIFT;
const MASK: usize = CHUNK - 1;

impl<T> Default for Log<T> {
    fn default() -> Self {
        Self { chunks: Vec::new(), len: 0 }
    }
}

impl<T> Log<T> {
    pub(crate) fn len(&self) -> u32 {
        self.len
    }

    /// Appends, and says at which index.
    #[inline]
    pub(crate) fn push(&mut self, item: T) -> u32 {
        let index = self.len;
        match self.chunks.last_mut() {
            Some(chunk) if chunk.len() < CHUNK => chunk.push(item),
            _ => self.push_chunk(item),
        }
        self.len += 1;
        index
    }

    #[cold]
    fn push_chunk(&mut self, item: T) {
        // The first chunk grows as it needs, since most runs are small.
        let mut chunk = if self.chunks.is_empty() { Vec::new() } else { Vec::with_capacity(CHUNK) };
        chunk.push(item);
        self.chunks.push(chunk);
    }

    #[inline]
    pub(crate) fn get(&self, index: u32) -> &T {
        &self.chunks[(index >> SHIFT) as usize][index as usize & MASK]
    }

    #[inline]
    pub(crate) fn get_mut(&mut self, index: u32) -> &mut T {
        &mut self.chunks[(index >> SHIFT) as usize][index as usize & MASK]
    }

    /// How many of the first items satisfy `holds`, which must be true up to some item and false from there on.
    pub(crate) fn partition_point(&self, mut holds: impl FnMut(&T) -> bool) -> u32 {
        let chunk = self.chunks.partition_point(|chunk| chunk.first().is_some_and(&mut holds));
        if chunk == 0 {
            return 0;
        }
        let within = self.chunks[chunk - 1].partition_point(holds);
        ((chunk - 1) * CHUNK + within) as u32
    }

    /// Bytes that it holds on to.
    pub(crate) fn bytes(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.capacity() * size_of::<T>()).sum::<usize>()
            + self.chunks.capacity() * size_of::<Vec<T>>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_its_way_across_chunks() {
        let mut log = Log::default();
        assert_eq!(log.partition_point(|_: &u32| true), 0);
        for i in 0..10_000u32 {
            assert_eq!(log.push(i / 3), i);
        }
        assert_eq!(*log.get(9_999), 3_333);
        for target in [0, 1, 1_365, 1_366, 3_333, 3_334] {
            let expected = (target * 3).min(10_000);
            assert_eq!(log.partition_point(|&value| value < target), expected, "values below {target}");
        }
    }
}

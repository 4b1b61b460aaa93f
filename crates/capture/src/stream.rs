//! A byte stream with look-ahead, lines, push-back, and a way past damage.

use std::io::{self, BufRead, Read};

use memchr::memchr;

/// A stream that may know a way past a damaged stretch.
pub(crate) trait Stream: Read {
    /// After an error: moves to the next place where reading can go on, and
    /// says whether there is one.
    fn recover(&mut self) -> bool {
        false
    }
}

/// Any reader, without a way past damage.
pub(crate) struct Plain<R>(pub(crate) R);

impl<R: Read> Read for Plain<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.0.read(buf)
    }
}

impl<R: Read> Stream for Plain<R> {}

/// How a line came out of [`Buffered::line`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// No bytes are left.
    End,
    /// A line, with its line end where it has one.
    Whole,
    /// Only its beginning fits the limit; the rest is still to be read.
    Part,
}

/// Smallest step in which bytes are taken from the stream below.
const STEP: usize = 64 << 10;

/// A buffered stream. Bytes that came before an error are handed out before it.
pub(crate) struct Buffered<'a> {
    inner: Box<dyn Stream + 'a>,
    buf: Vec<u8>,
    start: usize,
    error: Option<io::Error>,
    ended: bool,
    taken: u64,
}

impl<'a> Buffered<'a> {
    pub(crate) fn new(inner: impl Stream + 'a) -> Self {
        Self {
            inner: Box::new(inner),
            buf: Vec::new(),
            start: 0,
            error: None,
            ended: false,
            taken: 0,
        }
    }

    /// The same over any reader.
    pub(crate) fn over(reader: impl Read + 'a) -> Self {
        Self::new(Plain(reader))
    }

    /// Bytes handed out so far (less those pushed back).
    pub(crate) fn taken(&self) -> u64 {
        self.taken
    }

    fn held(&self) -> &[u8] {
        self.buf.get(self.start..).unwrap_or_default()
    }

    /// Takes more bytes from below; `false` at the end or where an error waits.
    fn more(&mut self) -> bool {
        if self.ended || self.error.is_some() {
            return false;
        }
        if self.start > 0 {
            self.buf.drain(..self.start);
            self.start = 0;
        }
        let had = self.buf.len();
        self.buf.resize(had + STEP, 0);
        loop {
            let room = self.buf.get_mut(had..).unwrap_or_default();
            match self.inner.read(room) {
                Ok(n) => {
                    self.buf.truncate(had + n);
                    self.ended = n == 0;
                    return n > 0;
                }
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => {
                    self.buf.truncate(had);
                    self.error = Some(e);
                    return false;
                }
            }
        }
    }

    /// The next `n` bytes, fewer where the stream ends or fails before.
    pub(crate) fn peek(&mut self, n: usize) -> &[u8] {
        while self.held().len() < n && self.more() {}
        let held = self.held();
        held.get(..n).unwrap_or(held)
    }

    /// Appends the next line to `out`, at most `limit` bytes of it.
    pub(crate) fn line(&mut self, out: &mut Vec<u8>, limit: usize) -> io::Result<Line> {
        let mut left = limit;
        loop {
            let held = self.fill_buf()?;
            if held.is_empty() {
                return Ok(if left == limit {
                    Line::End
                } else {
                    Line::Whole
                });
            }
            let (n, whole) = match memchr(b'\n', held.get(..left).unwrap_or(held)) {
                Some(at) => (at + 1, true),
                None => (held.len().min(left), false),
            };
            out.extend(held.iter().take(n));
            self.consume(n);
            left -= n;
            if whole {
                return Ok(Line::Whole);
            }
            if left == 0 {
                return Ok(Line::Part);
            }
        }
    }

    /// Passes over the rest of the line; gives the number of bytes passed.
    pub(crate) fn skip_line(&mut self) -> io::Result<u64> {
        let before = self.taken;
        loop {
            let held = self.fill_buf()?;
            let (n, done) = match memchr(b'\n', held) {
                Some(at) => (at + 1, true),
                None => (held.len(), held.is_empty()),
            };
            self.consume(n);
            if done {
                return Ok(self.taken - before);
            }
        }
    }

    /// Appends up to `n` bytes to `out`; gives how many there were.
    pub(crate) fn body(&mut self, n: u64, out: &mut Vec<u8>) -> io::Result<u64> {
        self.pass(n, |bytes| out.extend_from_slice(bytes))
    }

    /// Passes over up to `n` bytes; gives how many there were.
    pub(crate) fn skip(&mut self, n: u64) -> io::Result<u64> {
        self.pass(n, |_| {})
    }

    fn pass(&mut self, n: u64, mut each: impl FnMut(&[u8])) -> io::Result<u64> {
        let mut left = n;
        while left > 0 {
            let held = self.fill_buf()?;
            if held.is_empty() {
                break;
            }
            let step = held.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            each(held.get(..step).unwrap_or(held));
            self.consume(step);
            left -= step as u64;
        }
        Ok(n - left)
    }

    /// Puts `bytes` before what comes next.
    pub(crate) fn push_back(&mut self, mut bytes: Vec<u8>) {
        self.taken = self.taken.saturating_sub(bytes.len() as u64);
        // What was just taken mostly has its room still.
        if let Some(start) = self.start.checked_sub(bytes.len())
            && let Some(room) = self.buf.get_mut(start..self.start)
        {
            room.copy_from_slice(&bytes);
            self.start = start;
            return;
        }
        bytes.extend_from_slice(self.held());
        self.buf = bytes;
        self.start = 0;
    }

    /// After an error: moves past the damage, and says whether that worked.
    pub(crate) fn recover(&mut self) -> bool {
        self.error = None;
        self.ended = false;
        self.inner.recover()
    }
}

impl Read for Buffered<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(out)?;
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Buffered<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.held().is_empty() && !self.more() {
            // Told once; asked again, the stream has ended.
            if let Some(e) = self.error.take() {
                self.ended = true;
                return Err(e);
            }
        }
        Ok(self.held())
    }

    fn consume(&mut self, n: usize) {
        let n = n.min(self.held().len());
        self.start += n;
        self.taken += n as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_whole_or_in_parts() {
        let mut s = Buffered::over(&b"one\ntwo-long\n\nlast"[..]);
        let mut take = |limit| {
            let mut out = Vec::new();
            let line = s.line(&mut out, limit).unwrap();
            (line, String::from_utf8(out).unwrap())
        };
        assert_eq!(take(9), (Line::Whole, "one\n".to_owned()));
        assert_eq!(take(3), (Line::Part, "two".to_owned()));
        assert_eq!(take(9), (Line::Whole, "-long\n".to_owned()));
        assert_eq!(take(9), (Line::Whole, "\n".to_owned()));
        assert_eq!(take(9), (Line::Whole, "last".to_owned()));
        assert_eq!(take(9), (Line::End, String::new()));
    }

    #[test]
    fn bytes_before_an_error_come_first() {
        struct Fails(bool);
        impl Read for Fails {
            fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
                if std::mem::replace(&mut self.0, true) {
                    return Err(io::Error::other("broken"));
                }
                (&b"abc"[..]).read(buf)
            }
        }
        let mut s = Buffered::over(Fails(false));
        assert_eq!(s.peek(10), b"abc");
        let mut out = Vec::new();
        assert!(s.body(10, &mut out).is_err());
        assert_eq!(out, b"abc");
        assert_eq!(s.peek(1), b"");
    }

    #[test]
    fn what_is_pushed_back_comes_next() {
        let mut s = Buffered::over(&b"abcdef"[..]);
        assert_eq!(s.skip(3).unwrap(), 3);
        s.push_back(b"XY".to_vec());
        assert_eq!(s.taken(), 1);
        let mut rest = String::new();
        s.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "XYdef");
        s.push_back(b"more than was ever read".to_vec());
        assert_eq!(s.peek(9), b"more than");
    }
}

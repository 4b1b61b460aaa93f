//! gzip and zstd streams: many members or frames, bombs refused, and a way past
//! a damaged member to the next one.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;
use memchr::memmem;
use zstd::stream::raw::{Decoder, InBuffer, Operation, OutBuffer};

use crate::stream::{Buffered, Stream};
use crate::trouble::Trouble;

/// Output below this many bytes is never called a bomb.
pub(crate) const EXPANSION_FLOOR: u64 = 1 << 20;

/// Largest zstd dictionary taken from a file.
const DICTIONARY_MAX: u64 = 16 << 20;

const GZIP_MAGIC: &[u8] = &[0x1f, 0x8b];
/// The magic with the one compression method there is, to look for in noise.
const GZIP_START: &[u8] = &[0x1f, 0x8b, 0x08];
const ZSTD_MAGIC: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// Whether `head` starts a zstd frame, be it one to skip.
pub(crate) fn is_zstd(head: &[u8]) -> bool {
    head.starts_with(ZSTD_MAGIC) || is_skippable(head)
}

fn is_skippable(head: &[u8]) -> bool {
    matches!(head, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

/// Compares what came out of one member with what went in.
struct Meter {
    codec: &'static str,
    ratio: u64,
    began: u64,
    out: u64,
}

impl Meter {
    fn new(codec: &'static str, ratio: u64) -> Self {
        Self {
            codec,
            ratio,
            began: 0,
            out: 0,
        }
    }

    fn restart(&mut self, taken: u64) {
        self.began = taken;
        self.out = 0;
    }

    fn add(&mut self, n: usize, taken: u64) -> io::Result<()> {
        self.out += n as u64;
        if expands(self.out, taken - self.began.min(taken), self.ratio) {
            return Err(Trouble::Expands {
                codec: self.codec,
                ratio: self.ratio,
            }
            .into_io());
        }
        Ok(())
    }
}

/// Whether `out` bytes from `stored` ones are beyond `ratio` (and the floor).
pub(crate) fn expands(out: u64, stored: u64, ratio: u64) -> bool {
    out > EXPANSION_FLOOR && out > stored.max(1).saturating_mul(ratio)
}

/// Goes forward to the next `start` in `src`; at least one byte forward if it
/// stands where it stood last time.
fn find_start(src: &mut Buffered<'_>, start: &[u8], last: &mut Option<u64>) -> bool {
    if *last == Some(src.taken()) {
        src.consume(1);
    }
    loop {
        let head = src.peek(8 << 10);
        let n = match memmem::find(head, start) {
            Some(at) => at,
            None if head.len() < start.len() => return false,
            None => head.len() - (start.len() - 1),
        };
        let found = n + start.len() <= head.len() && head.get(n..n + start.len()) == Some(start);
        src.consume(n);
        if found {
            *last = Some(src.taken());
            return true;
        }
    }
}

/// A gzip stream of any number of members.
pub(crate) struct Gzip<'a> {
    state: GzipState<'a>,
    meter: Meter,
    members: u64,
    last: Option<u64>,
}

enum GzipState<'a> {
    Between(Buffered<'a>),
    Member(Box<GzDecoder<Buffered<'a>>>),
    Moving,
}

impl<'a> Gzip<'a> {
    pub(crate) fn new(src: Buffered<'a>, ratio: u64) -> Self {
        Self {
            state: GzipState::Between(src),
            meter: Meter::new("gzip", ratio),
            members: 0,
            last: None,
        }
    }

    /// Starts the next member; `false` at the end.
    fn start(&mut self, src: &mut Buffered<'a>) -> io::Result<bool> {
        // Tapes and block devices pad with zeros; gzip itself allows that.
        while src.peek(1) == [0] {
            src.consume(1);
        }
        if src.fill_buf()?.is_empty() {
            return Ok(false);
        }
        if src.peek(2) != GZIP_MAGIC {
            return Err(Trouble::Trailing { codec: "gzip" }.into_io());
        }
        self.meter.restart(src.taken());
        Ok(true)
    }
}

impl Read for Gzip<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, GzipState::Moving) {
                GzipState::Between(mut src) => match self.start(&mut src) {
                    Ok(true) => self.state = GzipState::Member(Box::new(GzDecoder::new(src))),
                    Ok(false) => {
                        self.state = GzipState::Between(src);
                        return Ok(0);
                    }
                    Err(e) => {
                        self.state = GzipState::Between(src);
                        return Err(e);
                    }
                },
                GzipState::Member(mut member) => match member.read(out) {
                    Ok(0) => {
                        self.members += 1;
                        self.state = GzipState::Between(member.into_inner());
                    }
                    Ok(n) => {
                        let checked = self.meter.add(n, member.get_ref().taken());
                        self.state = match checked {
                            Ok(()) => GzipState::Member(member),
                            Err(_) => GzipState::Between(member.into_inner()),
                        };
                        return checked.map(|()| n);
                    }
                    Err(e) => {
                        self.state = GzipState::Between(member.into_inner());
                        return Err(codec_error("gzip", e));
                    }
                },
                GzipState::Moving => return Ok(0),
            }
        }
    }
}

impl Stream for Gzip<'_> {
    fn recover(&mut self) -> bool {
        match std::mem::replace(&mut self.state, GzipState::Moving) {
            GzipState::Between(mut src) => {
                let found = find_start(&mut src, GZIP_START, &mut self.last);
                self.state = GzipState::Between(src);
                found
            }
            other => {
                self.state = other;
                false
            }
        }
    }
}

/// Our own trouble from a stream further down stays what it is.
pub(crate) fn codec_error(codec: &'static str, e: io::Error) -> io::Error {
    if Trouble::in_io(&e).is_some() || e.raw_os_error().is_some() {
        return e;
    }
    match e.kind() {
        io::ErrorKind::UnexpectedEof => Trouble::EndsEarly { codec }.into_io(),
        _ => Trouble::Damaged {
            codec,
            detail: e.to_string(),
        }
        .into_io(),
    }
}

/// A zstd stream of any number of frames. A leading skippable frame of the kind
/// that WARC files use gives the dictionary for all others.
pub(crate) struct Zstd<'a> {
    src: Buffered<'a>,
    decoder: Option<Decoder<'static>>,
    dictionary: Vec<u8>,
    in_frame: bool,
    meter: Meter,
    last: Option<u64>,
}

impl<'a> Zstd<'a> {
    pub(crate) fn new(src: Buffered<'a>, ratio: u64) -> Self {
        Self {
            src,
            decoder: None,
            dictionary: Vec::new(),
            in_frame: false,
            meter: Meter::new("zstd", ratio),
            last: None,
        }
    }

    /// Starts the next frame, past those to skip; `false` at the end.
    fn start(&mut self) -> io::Result<bool> {
        loop {
            if self.src.fill_buf()?.is_empty() {
                return Ok(false);
            }
            let head = self.src.peek(8);
            if is_skippable(head) {
                self.skippable()?;
            } else if head.starts_with(ZSTD_MAGIC) {
                break;
            } else {
                return Err(Trouble::Trailing { codec: "zstd" }.into_io());
            }
        }
        self.meter.restart(self.src.taken());
        match &mut self.decoder {
            Some(decoder) => decoder.reinit()?,
            None => self.decoder = Some(Decoder::with_dictionary(&self.dictionary)?),
        }
        self.in_frame = true;
        Ok(true)
    }

    fn skippable(&mut self) -> io::Result<()> {
        let &[kind, _, _, _, a, b, c, d] = self.src.peek(8) else {
            self.src.skip(8)?;
            return Err(Trouble::EndsEarly { codec: "zstd" }.into_io());
        };
        let first = self.src.taken() == 0;
        let len = u64::from(u32::from_le_bytes([a, b, c, d]));
        self.src.skip(8)?;
        let read = if first && kind == 0x5d && len <= DICTIONARY_MAX {
            let mut stored = Vec::new();
            let read = self.src.body(len, &mut stored)?;
            self.dictionary = if stored.starts_with(ZSTD_MAGIC) {
                let mut plain = Vec::new();
                zstd::stream::read::Decoder::new(stored.as_slice())?
                    .take(DICTIONARY_MAX)
                    .read_to_end(&mut plain)
                    .map_err(|e| codec_error("zstd", e))?;
                plain
            } else {
                stored
            };
            read
        } else {
            self.src.skip(len)?
        };
        if read < len {
            return Err(Trouble::EndsEarly { codec: "zstd" }.into_io());
        }
        Ok(())
    }

    fn step(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let Some(decoder) = &mut self.decoder else {
            return Ok(0);
        };
        let held = self.src.fill_buf()?;
        let at_end = held.is_empty();
        let mut input = InBuffer::around(held);
        let mut output = OutBuffer::around(out);
        let hint = decoder
            .run(&mut input, &mut output)
            .map_err(|e| codec_error("zstd", e))?;
        let (used, made) = (input.pos(), output.pos());
        self.src.consume(used);
        self.in_frame = hint != 0;
        if at_end && made == 0 && self.in_frame {
            return Err(Trouble::EndsEarly { codec: "zstd" }.into_io());
        }
        self.meter.add(made, self.src.taken())?;
        Ok(made)
    }
}

impl Read for Zstd<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        loop {
            if !self.in_frame && !self.start()? {
                return Ok(0);
            }
            match self.step(out) {
                Ok(0) => {}
                Ok(n) => return Ok(n),
                Err(e) => {
                    self.in_frame = false;
                    return Err(e);
                }
            }
        }
    }
}

impl Stream for Zstd<'_> {
    fn recover(&mut self) -> bool {
        self.in_frame = false;
        find_start(&mut self.src, ZSTD_MAGIC, &mut self.last)
    }
}

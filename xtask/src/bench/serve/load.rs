//! Requests at a fixed rate, and how long their answers take.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow};

/// Connections, each of which has one request under way at most: so many may wait at once.
const CONNECTIONS: usize = 48;
/// Nobody waits longer for a page.
const PATIENCE: Duration = Duration::from_secs(20);

/// What is asked.
pub(super) struct Load<'a> {
    pub(super) address: SocketAddr,
    /// Asked one after the other, and again from the first.
    pub(super) asked: &'a [String],
    /// Requests a second.
    pub(super) rate: u32,
    pub(super) lasts: Duration,
}

/// What came of it.
#[derive(Default)]
pub(super) struct Found {
    /// From when each request was due to the last byte of its answer; shortest first.
    pub(super) took: Vec<Duration>,
    /// Answers that were not pages.
    pub(super) failed: usize,
    pub(super) bytes: usize,
}

impl Found {
    /// A percentile in milliseconds.
    pub(super) fn p(&self, percent: usize) -> f64 {
        let last = self.took.len().saturating_sub(1);
        let at = (self.took.len() * percent).div_ceil(100).saturating_sub(1);
        let took = self.took.get(at.min(last)).copied().unwrap_or_default();
        took.as_secs_f64() * 1_000.0
    }
}

impl Load<'_> {
    pub(super) fn run(&self) -> anyhow::Result<Found> {
        let all = (self.lasts.as_secs_f64() * f64::from(self.rate)) as usize;
        let next = AtomicUsize::new(0);
        let start = Instant::now();
        let worker = || -> anyhow::Result<Found> {
            let mut found = Found::default();
            let mut connection = Connection::to(self.address)?;
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= all {
                    return Ok(found);
                }
                let due = start + Duration::from_secs(1) * number as u32 / self.rate;
                std::thread::sleep(due.saturating_duration_since(Instant::now()));
                match connection.get(&self.asked[number % self.asked.len()]) {
                    Ok(answer) => {
                        found.failed += usize::from(answer.status != 200);
                        found.bytes += answer.body.len();
                    }
                    Err(_) => {
                        found.failed += 1;
                        connection = Connection::to(self.address)?;
                    }
                }
                found.took.push(due.elapsed());
            }
        };
        let mut all = Found::default();
        let workers = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(worker)).collect();
            let done = workers.into_iter().map(std::thread::ScopedJoinHandle::join);
            done.collect::<Vec<_>>()
        });
        for found in workers {
            let found = found.map_err(|_| anyhow!("a thread of the load broke"))??;
            all.took.extend(found.took);
            all.failed += found.failed;
            all.bytes += found.bytes;
        }
        all.took.sort_unstable();
        Ok(all)
    }
}

/// An open connection.
pub(super) struct Connection {
    stream: BufReader<TcpStream>,
    address: SocketAddr,
}

/// An answer.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
}

impl Connection {
    pub(super) fn to(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self {
            stream: BufReader::new(stream),
            address,
        })
    }

    /// The answer to `GET path`, whose length must be given.
    pub(super) fn get(&mut self, path: &str) -> anyhow::Result<Answer> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut line = String::new();
        let mut read = |stream: &mut BufReader<TcpStream>| -> anyhow::Result<String> {
            line.clear();
            stream.read_line(&mut line)?;
            Ok(line.trim_end().to_ascii_lowercase())
        };
        let status = read(&mut self.stream)?;
        let status = status.split(' ').nth(1).and_then(|code| code.parse().ok());
        let mut length = None;
        loop {
            let header = read(&mut self.stream)?;
            match header.split_once(':') {
                Some(("content-length", value)) => length = value.trim().parse().ok(),
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length.context("an answer does not tell its length")?];
        self.stream.read_exact(&mut body)?;
        Ok(Answer {
            status: status.context("no answer of HTTP")?,
            body,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_taken_from_above() {
        let found = Found {
            took: (1..=200).map(Duration::from_millis).collect(),
            ..Found::default()
        };
        let p = [50, 99, 100].map(|percent| found.p(percent) as usize);
        assert_eq!(p, [100, 198, 200]);
        assert!(Found::default().p(99) < f64::EPSILON);
    }
}

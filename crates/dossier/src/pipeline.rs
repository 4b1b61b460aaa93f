//! Work spread over threads, with one thread that feeds and collects.
//!
//! The calling thread owns whatever cannot be shared (the database). Work in
//! flight is bounded in number and in bytes, so a pile of any size passes
//! through bounded memory.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::error::{Fault, Outcome};

/// Bytes of captures in flight, unless a single one is larger.
const BYTES_IN_FLIGHT: usize = 128 << 20;
/// Jobs in flight for each thread: enough that no thread waits for the feeder.
const JOBS_PER_THREAD: usize = 4;
/// Pages nested a hundred thousand deep are read by functions that call
/// themselves; reserved, not used, until they come.
const STACK_BYTES: usize = 256 << 20;

/// Where jobs come from and results go, both on the calling thread.
pub(crate) trait Desk {
    type Job: Send;
    type Done: Send;

    /// The next job with its weight in bytes, or `None` when there are no more.
    fn next(&mut self) -> Outcome<Option<(Self::Job, usize)>>;

    /// Takes a result, in whatever order they come.
    fn take(&mut self, done: Self::Done) -> Outcome<()>;
}

/// Runs `work` over all jobs of `desk` on `threads` threads.
pub(crate) fn run<D: Desk>(
    threads: usize,
    desk: &mut D,
    work: impl Fn(D::Job) -> D::Done + Sync,
) -> Outcome<()> {
    let threads = threads.max(1);
    // Neither queue needs a bound: `feed` limits what is in flight.
    let (send_job, jobs) = channel::<(D::Job, usize)>();
    let (send_done, results) = channel();
    let jobs = Mutex::new(jobs);
    let (jobs, work) = (&jobs, &work);
    thread::scope(|scope| {
        for number in 0..threads {
            let send_done = send_done.clone();
            let worker = move || {
                while let Some((job, weight)) = receive(jobs) {
                    let done = catch_unwind(AssertUnwindSafe(|| work(job)));
                    if send_done.send((done, weight)).is_err() {
                        return; // The desk gave up.
                    }
                }
            };
            thread::Builder::new()
                .name(format!("restated-{number}"))
                .stack_size(STACK_BYTES)
                .spawn_scoped(scope, worker)
                .map_err(Fault::Thread)?;
        }
        drop(send_done);
        feed(threads, desk, send_job, results)
    })
}

fn receive<T>(jobs: &Mutex<Receiver<T>>) -> Option<T> {
    jobs.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .recv()
        .ok()
}

fn feed<D: Desk>(
    threads: usize,
    desk: &mut D,
    send_job: Sender<(D::Job, usize)>,
    results: Receiver<(thread::Result<D::Done>, usize)>,
) -> Outcome<()> {
    let (mut jobs, mut bytes, mut more) = (0, 0, true);
    loop {
        while more && jobs < threads * JOBS_PER_THREAD && (jobs == 0 || bytes < BYTES_IN_FLIGHT) {
            let Some((job, weight)) = desk.next()? else {
                more = false;
                break;
            };
            jobs += 1;
            bytes += weight;
            // Workers end only after this end of the channel does.
            let _ = send_job.send((job, weight));
        }
        if jobs == 0 {
            return Ok(());
        }
        let Ok((done, weight)) = results.recv() else {
            return Ok(());
        };
        desk.take(done.unwrap_or_else(|panic| resume_unwind(panic)))?;
        jobs -= 1;
        bytes -= weight;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Numbers {
        next: usize,
        until: usize,
        fail_at: usize,
        sum: usize,
    }

    impl Desk for Numbers {
        type Job = usize;
        type Done = usize;

        fn next(&mut self) -> Outcome<Option<(usize, usize)>> {
            self.next += 1;
            Ok((self.next <= self.until).then_some((self.next, 64 << 20)))
        }

        fn take(&mut self, done: usize) -> Outcome<()> {
            if done == self.fail_at {
                return Err(Fault::damaged("enough"));
            }
            self.sum += done;
            Ok(())
        }
    }

    #[test]
    fn all_jobs_are_done_on_any_number_of_threads() {
        for threads in [1, 2, 7] {
            let mut desk = Numbers {
                next: 0,
                until: 100,
                fail_at: 0,
                sum: 0,
            };
            run(threads, &mut desk, |n| n).unwrap();
            assert_eq!(desk.sum, 5050);
        }
    }

    #[test]
    fn a_failing_desk_stops_the_work() {
        let mut desk = Numbers {
            next: 0,
            until: usize::MAX,
            fail_at: 50,
            sum: 0,
        };
        assert!(run(3, &mut desk, |n| n).is_err());
        assert!(desk.next < 1000, "the rest was not fed");
    }
}

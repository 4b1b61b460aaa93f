//! CPU time and memory, as Linux tells them.

use anyhow::Context as _;

/// Clock ticks a second in `/proc`; Linux has shown 100 to programs since 2.4.
const TICKS: f64 = 100.0;

/// CPU-seconds, user and system, of this process, all its threads together.
pub(super) fn of_self() -> anyhow::Result<f64> {
    Ok(ticks("self", 11)? + ticks("self", 12)?)
}

/// CPU-seconds, user and system, of all children of this process that have ended.
pub(super) fn of_children() -> anyhow::Result<f64> {
    Ok(ticks("self", 13)? + ticks("self", 14)?)
}

/// CPU-seconds, user and system, of process `id`.
pub(super) fn of_process(id: u32) -> anyhow::Result<f64> {
    let id = id.to_string();
    Ok(ticks(&id, 11)? + ticks(&id, 12)?)
}

/// Field `field` of `/proc/PROCESS/stat`, counted from behind the program's name (which may
/// hold spaces), in seconds.
fn ticks(process: &str, field: usize) -> anyhow::Result<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))
        .context("CPU time is read from /proc, which only Linux has")?;
    let behind = stat.rsplit(')').next().unwrap_or_default();
    let found = behind.split_whitespace().nth(field);
    let ticks: f64 = found
        .and_then(|field| field.parse().ok())
        .context("unexpected /proc/…/stat")?;
    Ok(ticks / TICKS)
}

/// The most memory this process ever held at once, in MiB.
pub(super) fn peak_memory() -> anyhow::Result<f64> {
    memory("self", "VmHWM:")
}

/// Memory of a process in MiB: `VmRSS:` is what it holds now, `VmHWM:` the most it ever held.
pub(super) fn memory(process: &str, line: &str) -> anyhow::Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))
        .context("memory is read from /proc, which only Linux has")?;
    let line = status.lines().find_map(|found| found.strip_prefix(line));
    let kib: f64 = line
        .and_then(|line| line.trim().strip_suffix(" kB"))
        .and_then(|kib| kib.parse().ok())
        .context("unexpected /proc/…/status")?;
    Ok(kib / 1024.0)
}

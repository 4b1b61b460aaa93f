//! CPU time and memory, as Linux tells them.

use anyhow::Context as _;

/// Clock ticks a second in `/proc`; Linux has shown 100 to programs since 2.4.
const TICKS: f64 = 100.0;

/// CPU-seconds, user and system, of this process, all its threads together.
pub(super) fn of_self() -> anyhow::Result<f64> {
    Ok(ticks(11)? + ticks(12)?)
}

/// CPU-seconds, user and system, of all children of this process that have ended.
pub(super) fn of_children() -> anyhow::Result<f64> {
    Ok(ticks(13)? + ticks(14)?)
}

/// Field `field` of `/proc/self/stat`, counted from behind the program's name (which may
/// hold spaces), in seconds.
fn ticks(field: usize) -> anyhow::Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")
        .context("CPU time is read from /proc, which only Linux has")?;
    let behind = stat.rsplit(')').next().unwrap_or_default();
    let found = behind.split_whitespace().nth(field);
    let ticks: f64 = found
        .and_then(|field| field.parse().ok())
        .context("unexpected /proc/self/stat")?;
    Ok(ticks / TICKS)
}

/// The most memory this process ever held at once, in MiB.
pub(super) fn peak_memory() -> anyhow::Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")
        .context("memory is read from /proc, which only Linux has")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib: f64 = line
        .and_then(|line| line.trim().strip_suffix(" kB"))
        .and_then(|kib| kib.parse().ok())
        .context("unexpected /proc/self/status")?;
    Ok(kib / 1024.0)
}

//! CPU time of child processes.

use anyhow::Context as _;

/// Clock ticks a second in `/proc`; Linux has shown 100 to programs since 2.4.
const TICKS: f64 = 100.0;

/// CPU-seconds, user and system, of all children of this process that have ended.
pub(super) fn of_children() -> anyhow::Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")
        .context("CPU time is read from /proc, which only Linux has")?;
    // Fields are counted from behind the program's name, which may hold spaces.
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let ticks = |field: usize| {
        fields
            .get(field)
            .and_then(|f| f.parse::<f64>().ok())
            .context("unexpected /proc/self/stat")
    };
    Ok((ticks(13)? + ticks(14)?) / TICKS)
}

//! One wheel to one model file.

use std::path::Path;

use super::wheel::Wheel;

pub(crate) fn run(wheel: &Path, output: &Path) -> anyhow::Result<()> {
    let wheel = Wheel::open(wheel)?;
    let _ = (wheel, output);
    anyhow::bail!("not yet")
}

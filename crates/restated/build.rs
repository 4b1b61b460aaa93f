//! Puts the sample pile into the binary, so that `restated demo` needs no files.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let pile = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"))
        .join("../../samples/pile");
    println!("cargo::rerun-if-changed={}", pile.display());
    let mut files: Vec<_> = fs::read_dir(&pile)?.collect::<io::Result<Vec<_>>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    let mut table = String::from(
        "/// The sample pile: file names and contents.\nconst SAMPLES: &[(&str, &[u8])] = &[\n",
    );
    for file in files {
        let (name, path) = (file.file_name(), file.path().canonicalize()?);
        writeln!(
            table,
            "    ({:?}, include_bytes!({path:?})),",
            name.to_string_lossy()
        )
        .expect("a string takes all");
    }
    table.push_str("];\n");
    fs::write(
        Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("samples.rs"),
        table,
    )
}

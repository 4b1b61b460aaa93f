//! Training, fixture and release chores: `cargo xtask train plain …`.

mod plain;

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["train", "plain", ..] => plain::run(&args[2..]),
        _ => anyhow::bail!("usage: cargo xtask train plain [--write] PAGES.jsonl.gz…"),
    }
}

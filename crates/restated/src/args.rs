//! The command line.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{ArgAction, Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// See who first said what in a pile of web captures.
///
/// Reads saved pages, WARCs, feeds and text into one SQLite file, and shows for
/// every figure who said it and through whom, in which sentence of which capture;
/// which articles are copies of which; and how many origins are not shown to
/// depend on one another.
#[derive(Debug, Parser)]
#[command(name = "restated", version, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Tell more on stderr (repeat for still more)
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub(crate) verbose: u8,

    /// When to use colours (NO_COLOR is obeyed)
    #[arg(long, global = true, value_enum, default_value_t = When::Auto, value_name = "WHEN")]
    pub(crate) color: When,

    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  restated demo                            build a dossier from the samples and show it
  restated build pile/ -o event.db         read a folder of captures into a dossier
  restated build more.warc.gz -o event.db  add captures to it
  restated serve event.db                  work with it in the browser
  restated report event.db                 read it in the terminal
  restated export event.db --format json   hand it on
  restated mcp event.db                    let a language model ask

Exit codes:
  0  done      1  failed      2  wrong usage      3  verify found something wrong";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read captures into a dossier, or add them to one
    #[command(after_help = "\
Examples:
  restated build pile/ -o event.db
  restated build crawl.warc.gz page.mhtml feed.xml -o event.db
  zcat pages.jsonl.gz | restated build - -o event.db

A build that was interrupted goes on where it stopped when it is run again.")]
    Build(Build),
    /// Show a dossier: what is reported, by whom, on whose word
    Report(Report),
    /// Write a dossier to hand on: JSON, CSV, Parquet, JSON-LD, or a report in HTML or Markdown
    #[command(after_help = "\
Examples:
  restated export event.db > event.json
  restated export event.db --format html -o report.html
  restated export event.db --format ged -o answers.csv
  restated export event.db --format parquet -o claims.parquet
  restated export event.db --mask-names --quotes-only -o to-hand-on.json

What stands in each format is described in EXPORT.md of the dossier crate.")]
    Export(Export),
    /// Print the articles in captures as JSON Lines, without a dossier
    #[command(after_help = "\
Examples:
  restated extract page.html
  restated extract crawl.warc.gz | jq -r .title
  restated extract - < pages.jsonl         each line {\"id\", \"html\" or \"text\", \"url\"}")]
    Extract(Extract),
    /// Print sentences and names in plain texts as JSON Lines
    #[command(after_help = "\
Examples:
  restated annotate article.txt
  restated annotate - < texts.jsonl        each line {\"id\", \"text\"}
  restated extract page.html | restated annotate --tokens

Offsets count Unicode scalar values of the text as given (behind a byte order mark), ends
exclusive:
  {\"id\", \"sentences\": [[start, end]], \"entities\": [{\"span\": [start, end], \"type\"}]}
With --tokens also, `head` being an index into the tokens, a root its own:
  \"tokens\": [{\"span\", \"text\", \"lemma\", \"pos\", \"tag\", \"head\", \"dep\"}]")]
    Annotate(Annotate),
    /// Open a dossier in the browser
    #[command(after_help = "\
Examples:
  restated serve event.db
  restated serve event.db --port 9000
  restated serve event.db --bind 192.168.1.20 --token \"$(openssl rand -hex 16)\"

Only this machine can reach it, unless --bind names another address; that takes a token.")]
    Serve(Serve),
    /// Answer a language model's tool calls about a dossier (Model Context Protocol)
    #[command(after_help = "\
Answers on standard input and output, as a client that starts it expects. A client's configuration:
  {\"mcpServers\": {\"event\": {\"command\": \"restated\", \"args\": [\"mcp\", \"/path/to/event.db\"]}}}

Tools: search_stories, story, positions, sentence, lineage, drifts. All of them only read.
The same over HTTP: `restated serve event.db` answers at http://127.0.0.1:8420/mcp (with --token, the
client sends \"Authorization: Bearer SECRET\").")]
    Mcp(Mcp),
    /// Check that a dossier still holds what it promises
    Verify(Verify),
    /// Build a dossier from the samples and show it
    Demo(Demo),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page, or write one page a command into a folder
    Man(Man),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Build {
    /// Files and folders to read; `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// The dossier to make or to add to
    #[arg(short, long, value_name = "DOSSIER")]
    pub(crate) output: PathBuf,

    /// Print what was done as JSON
    #[arg(long)]
    pub(crate) json: bool,

    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// How captures are read.
#[derive(Debug, ClapArgs)]
pub(crate) struct Reading {
    /// Threads to work on [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,

    /// Largest capture that is read, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 32, value_parser = clap::value_parser!(u64).range(1..=1024))]
    pub(crate) max_capture_size: u64,

    /// Largest ratio of unpacked to packed size
    #[arg(long, value_name = "RATIO", default_value_t = 1_000, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) max_expansion: u64,

    /// Most records read from one file
    #[arg(long, value_name = "N", default_value_t = 10_000_000, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) max_records: u64,

    /// How deep files may be packed in files
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=16))]
    pub(crate) max_nesting: u32,
}

impl Reading {
    pub(crate) fn limits(&self) -> restated_capture::Limits {
        restated_capture::Limits {
            capture_bytes: self.max_capture_size << 20,
            expansion: self.max_expansion,
            records: self.max_records,
            nesting: self.max_nesting,
        }
    }

    pub(crate) fn threads(&self) -> usize {
        match self.threads {
            Some(threads) => usize::from(threads),
            None => std::thread::available_parallelism().map_or(1, usize::from),
        }
    }
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Report {
    /// The dossier
    pub(crate) dossier: PathBuf,

    /// Markdown to hand on, or text for the terminal
    #[arg(long, value_enum, default_value_t = ReportFormat::Terminal, value_name = "FORMAT")]
    pub(crate) format: ReportFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ReportFormat {
    Terminal,
    Markdown,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Export {
    /// The dossier
    pub(crate) dossier: PathBuf,

    /// What to write
    #[arg(long, value_enum, default_value_t = ExportFormat::Json, value_name = "FORMAT")]
    pub(crate) format: ExportFormat,

    /// Where to write it [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Put "Person 1", "Person 2", … where natural persons are named. Names that were not
    /// recognised stay, and so do addresses, file names and hashes
    #[arg(long)]
    pub(crate) mask_names: bool,

    /// Quote only the sentences that carry claims: no full texts, no passages, no context
    #[arg(long)]
    pub(crate) quotes_only: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ExportFormat {
    /// The whole dossier (schema restated/dossier/1)
    Json,
    /// One row a figure
    Csv,
    /// One row an answer, for casualty recorders: CSV in the manner of UCDP GED
    Ged,
    /// One row a claim, for notebooks and engines (binary)
    Parquet,
    /// Claims as schema.org Claim, in JSON-LD
    SchemaOrg,
    /// Claims as W3C Web Annotations, in JSON-LD
    Annotations,
    /// Who has what from whom, as PROV-O in JSON-LD
    Prov,
    /// The report
    Markdown,
    /// The report with drawings and all evidence, in one file that loads and runs nothing
    Html,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Extract {
    /// Files and folders to read; `-` for standard input
    #[arg(default_value = "-", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Annotate {
    /// Text files, JSON Lines and folders to read; `-` for standard input
    #[arg(default_value = "-", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Another model than the English one that comes with the program, made of a spaCy pipeline by
    /// `cargo xtask model convert`
    #[arg(long, value_name = "FILE")]
    pub(crate) model: Option<PathBuf>,

    /// Print tokens too, with lemmas, tags and heads
    #[arg(long)]
    pub(crate) tokens: bool,

    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Serve {
    /// The dossier
    pub(crate) dossier: PathBuf,

    #[command(flatten)]
    pub(crate) listening: Listening,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Mcp {
    /// The dossier
    pub(crate) dossier: PathBuf,
}

/// Where the workbench listens if nobody says otherwise.
pub(crate) const PORT: u16 = 8420;

/// Where the workbench listens.
#[derive(Debug, ClapArgs)]
pub(crate) struct Listening {
    /// Port; 0 takes any that is free
    #[arg(long, value_name = "PORT", default_value_t = PORT)]
    pub(crate) port: u16,

    /// Address to listen on
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::from([127, 0, 0, 1]))]
    pub(crate) bind: IpAddr,

    /// What whoever opens it must know
    #[arg(long, value_name = "SECRET", env = "RESTATED_TOKEN", hide_env_values = true, value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub(crate) token: Option<String>,

    /// Another name under which the server is asked, behind a proxy for example
    #[arg(long, value_name = "HOST")]
    pub(crate) allow_host: Vec<String>,

    /// Most that can be sent at a time to be added to the dossier, in MiB; 0 for nothing [default:
    /// 2048, and 1024 a file]
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u64).range(..=1 << 30))]
    pub(crate) upload_limit: Option<u64>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Verify {
    /// The dossier
    pub(crate) dossier: PathBuf,

    /// Print what was found as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Demo {
    /// Keep the dossier in this file
    #[arg(short, long, value_name = "DOSSIER")]
    pub(crate) output: Option<PathBuf>,

    /// Open the workbench afterwards, also where standard output is no terminal
    #[arg(long)]
    pub(crate) serve: bool,

    /// Only print the report, also on a terminal
    #[arg(long, conflicts_with = "serve")]
    pub(crate) no_serve: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Completions {
    /// Which shell
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Man {
    /// Write one page a command into this folder
    pub(crate) folder: Option<PathBuf>,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal
    Auto,
    Always,
    Never,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_well_formed() {
        Args::command().debug_assert();
    }

    #[test]
    fn flags_default_to_the_limits_of_the_library() {
        let Command::Build(build) = Args::parse_from(["restated", "build", "x", "-o", "y"]).command
        else {
            panic!()
        };
        assert_eq!(build.reading.limits(), restated_capture::Limits::default());
    }
}

//! How well `lineage` finds who has a text from whom, on a pile that is drawn from a seed.
//!
//! Events of several kinds come from a grammar (`events/`). Of each there are a first article,
//! articles of other outlets that tell the same event by themselves, and derivatives of the
//! first. All names are invented and all sentences written for this.

mod calendar;
mod claims;
mod derive;
mod edit;
mod event;
pub(crate) mod fit;
mod grammar;
mod measure;
mod names;
mod outlets;
mod pile;
mod plan;
mod report;
mod settle;
mod spin;
mod stock;
mod synonyms;
mod tell;
#[cfg(test)]
mod tests;
mod truth;
mod write;

use std::path::PathBuf;

use restated_lineage::{About, lineage};

use pile::{Pile, Size};

/// `cargo xtask score lineage`
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Events in the pile
    #[arg(long, default_value_t = 120)]
    events: usize,

    /// Papers in the pile, in houses of one to three; an agency for every eight
    #[arg(long, default_value_t = 40)]
    outlets: usize,

    /// Derivatives for each event, by turns of all sorts
    #[arg(long, default_value_t = 6)]
    derived: usize,

    /// The same seed gives the same pile
    #[arg(long, default_value_t = 1)]
    seed: u64,

    /// Writes the pile to this folder, with truth.json, and scores nothing
    #[arg(long, value_name = "FOLDER")]
    write: Option<PathBuf>,

    /// What to write the articles as
    #[arg(long, value_enum, default_value_t = write::Form::Html)]
    form: write::Form,

    /// Prints this many misses of each sort, with the beginnings of both texts
    #[arg(long, value_name = "N", default_value_t = 0)]
    misses: usize,

    /// Print figures as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let stock = stock::stock()?;
    let size = Size {
        events: args.events,
        outlets: args.outlets,
        derived: args.derived,
        seed: args.seed,
    };
    let pile = Pile::new(&stock, size);
    if let Some(folder) = &args.write {
        return write::write(&pile, folder, args.form);
    }
    let records = pile.records();
    let found = lineage(&pile.entries(&records));
    let (scores, misses) = measure::measure(&pile, &found);
    match args.json {
        true => println!("{}", serde_json::to_string_pretty(&report::json(&scores))?),
        false => {
            print!("{}", report::table(&scores));
            print!("{}", report::misses(&pile, &misses, args.misses));
        }
    }
    Ok(())
}

/// Articles of so many events, told and derived, with what is known of each.
pub(crate) fn told_articles(events: usize, seed: u64) -> anyhow::Result<Vec<(About, String)>> {
    let size = Size {
        events,
        outlets: 40,
        derived: 6,
        seed,
    };
    let pile = Pile::new(&stock::stock()?, size);
    let parts = |article: pile::Article| (article.about, article.text);
    Ok(pile.articles.into_iter().map(parts).collect())
}

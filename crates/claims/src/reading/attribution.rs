//! On whose word a claim stands, from the attributions that cover it.

use std::ops::Range;

use crate::Document;
use crate::attribution::{Attributed, Chain, Readings, chain_at};
use crate::entity::name_of_source;
use crate::model::{Attribution, Status};

/// The attribution of the figure at `token`, and the attributions it is made of, innermost first:
/// what the rules know of it, or else what the network adds.
pub(super) fn of_figure<'d>(
    document: &Document<'_>,
    readings: &'d Readings,
    token: usize,
) -> (Attribution, Vec<&'d Attributed>) {
    let ruled = attribution(document, &readings.ruled, token);
    if ruled.0.status == Status::Unattributed {
        attribution(document, &readings.all, token)
    } else {
        ruled
    }
}

/// The attribution of what stands at `token`, and the attributions it is made of, innermost
/// first.
pub(super) fn attribution<'d>(
    document: &Document<'_>,
    attributions: &'d [Attributed],
    token: usize,
) -> (Attribution, Vec<&'d Attributed>) {
    let Chain {
        status,
        source,
        via,
        cue,
        act,
        links,
    } = chain_at(document, attributions, token);
    let annotated = document.annotated;
    let name = |tokens: &Range<usize>| {
        name_of_source(document, std::slice::from_ref(tokens)).map(|name| name.text)
    };
    let attribution = Attribution {
        status,
        source: source.as_ref().and_then(name),
        source_span: source.map(|tokens| annotated.bytes(tokens)),
        via: via.iter().filter_map(name).collect(),
        cue: cue.map(|tokens| annotated.words(tokens).to_owned()),
        act,
    };
    (
        attribution,
        links.into_iter().map(|link| &attributions[link]).collect(),
    )
}

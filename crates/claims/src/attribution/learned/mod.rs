//! The learned layer: a network that finds cues, and one that, given a cue, says which tokens are
//! its source and its content. Both were trained on the attributions that people marked in news
//! (see `weights/README.md`).

mod decode;
pub mod features;
mod frame;
mod network;
mod weights;

use std::ops::Range;
use std::sync::LazyLock;

use restated_language::Pos;
use restated_language::layers::Room;

use super::{Act, Attributed};
use crate::Document;
use crate::model::Status;
pub use frame::Frame;
pub use network::{AFTER, BEFORE};
use network::{Network, Role};

static NETWORK: LazyLock<Network> = LazyLock::new(|| {
    Network::read(include_bytes!("../../../weights/attribution.bin"))
        .expect("the weights come with the program; a test reads them")
});

/// Cues that go through the network together: products of many rows at a time are faster, and so
/// many rows still fit into a cache.
const TOGETHER: usize = 16;

/// An attribution as the network reads it, with how sure it is of the cue.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tagged {
    /// The head of its cue.
    pub(crate) head: usize,
    /// Log odds that this is a cue.
    pub(crate) sure: f32,
    /// Source, cue and content; the rest is not the network's to say.
    pub(crate) attributed: Attributed,
}

/// The attributions whose cue has log odds above `least`, in the order of their cues' heads; `None`
/// where the document came without the vectors that the network reads.
pub(crate) fn tagged(document: &Document<'_>, least: f32) -> Option<Vec<Tagged>> {
    let network = &*NETWORK;
    let frame = Frame::new(document);
    let mut room = Room::default();
    let encoded = network.encode(&frame, &mut room)?;
    let cues: Vec<(usize, Range<usize>)> = (0..frame.len())
        .filter(|token| encoded.cue[*token] > least && features::may_be_cue(&frame, *token))
        .map(|head| (head, frame.window(head, BEFORE, AFTER)))
        .collect();
    let scores = cues
        .chunks(TOGETHER)
        .flat_map(|cues| network.roles(&frame, &encoded, cues, &mut room));
    let mut found = Vec::new();
    for ((head, window), scores) in cues.iter().cloned().zip(scores) {
        let roles = decode::roles(network, &scores);
        let runs = |role| decode::runs(&roles, role, window.start);
        let mut cue = runs(Role::Cue);
        if cue.is_empty() {
            cue.push(head..head + 1);
        }
        let attributed = Attributed {
            source: runs(Role::Source),
            cue,
            content: runs(Role::Content)
                .into_iter()
                .filter_map(|part| with_marks(&frame, part))
                .collect(),
            addressee: Vec::new(),
            act: Act::Assert,
            status: Status::Attributed,
            vouches: true,
            owner: None,
            via: Vec::new(),
        };
        let sure = encoded.cue[head];
        if !attributed.content.is_empty() {
            found.push(Tagged {
                head,
                sure,
                attributed,
            });
        }
    }
    Some(found)
}

/// `part` without white space at its ends and the comma that closes it, and with the mark that
/// stands right outside of it if its other mark is within; `None` if nothing is left.
fn with_marks(frame: &Frame<'_>, mut part: Range<usize>) -> Option<Range<usize>> {
    let is_space = |at: usize| frame.pos[at] == Pos::SPACE;
    let is_comma = |at: usize| frame.document.annotated.token(at).text() == ",";
    while !part.is_empty() && is_space(part.start) {
        part.start += 1;
    }
    while !part.is_empty() && (is_space(part.end - 1) || is_comma(part.end - 1)) {
        part.end -= 1;
    }
    let marks = part.clone().filter(|at| frame.quoted[*at].is_mark).count();
    let is_mark = |at: usize| frame.quoted.get(at).is_some_and(|quoted| quoted.is_mark);
    let has_one = !part.is_empty() && marks % 2 == 1;
    if has_one && is_mark(part.start) && is_mark(part.end) {
        part.end += 1;
    } else if has_one && is_mark(part.end - 1) && part.start > 0 && is_mark(part.start - 1) {
        part.start -= 1;
    }
    (!part.is_empty()).then_some(part)
}

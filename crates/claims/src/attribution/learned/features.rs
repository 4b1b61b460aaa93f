//! Features: what the networks are told of a token, and of a token as seen from a cue.
//!
//! A feature is a row of an embedding table; which row, a hash says (Weinberger et al. 2009,
//! "Feature hashing for large scale multitask learning"). Nothing can be read back from the rows.

use restated_language::Pos;

use super::frame::{DEEPEST, Frame, Governed, hashed};

/// Rows of the table of token features.
pub const TOKEN_ROWS: u32 = 8192;
/// Rows of the table of pair features.
pub const PAIR_ROWS: u32 = 4096;

/// Collects the rows of one token or pair.
struct Rows<'r> {
    rows: &'r mut Vec<u16>,
    table: u32,
    kind: u32,
}

impl Rows<'_> {
    /// Adds the feature of the next kind with that value.
    fn add(&mut self, values: &[u32]) {
        self.kind += 1;
        let mut hash = self.kind.wrapping_mul(0x9e37_79b1);
        for value in values {
            hash = (hash ^ value).wrapping_mul(0x85eb_ca6b);
            hash ^= hash >> 15;
        }
        hash = hash.wrapping_mul(0xc2b2_ae35);
        hash ^= hash >> 16;
        self.rows.push((hash % self.table) as u16);
    }
}

/// Adds the features of `token` to `rows`, always the same number.
pub fn token(frame: &Frame<'_>, token: usize, rows: &mut Vec<u16>) {
    let mut rows = Rows {
        rows,
        table: TOKEN_ROWS,
        kind: 0,
    };
    let annotated = frame.document.annotated;
    let own = annotated.token(token);
    let text = own.text();
    let head = frame.heads[token];
    let sentence = &annotated.sentences[frame.sentence[token] as usize];
    let (lemma, tag, dep, pos) = (
        frame.lemma[token],
        frame.tag[token],
        frame.dep[token],
        frame.pos[token] as u32,
    );
    let lemma_at = |at: Option<usize>| at.and_then(|at| frame.lemma.get(at)).copied().unwrap_or(7);
    let before = lemma_at(token.checked_sub(1));
    let after = lemma_at(Some(token + 1));

    rows.add(&[lemma]);
    rows.add(&[tag]);
    rows.add(&[dep]);
    rows.add(&[pos, dep, frame.pos[head] as u32]);
    rows.add(&[frame.lemma[head], dep]);
    rows.add(&[frame.dep[head], dep, u32::from(head < token)]);
    rows.add(&[lemma, tag]);
    rows.add(&[
        hashed(
            text.get(text.ceil_char_boundary(text.len().saturating_sub(3))..)
                .unwrap_or(text),
        ),
        pos,
    ]);
    rows.add(&[shape(text)]);
    rows.add(&[frame.entity[token]]);
    rows.add(&[before, lemma]);
    rows.add(&[lemma, after]);

    // Quotes.
    let quoted = frame.quoted[token];
    let state = |at: Option<usize>| {
        at.and_then(|at| frame.quoted.get(at)).map_or(3, |quoted| {
            u32::from(quoted.quotation > 0) + u32::from(quoted.is_mark)
        })
    };
    rows.add(&[
        state(Some(token)),
        state(token.checked_sub(1)),
        state(Some(token + 1)),
        bucket(quoted.words),
    ]);
    let marks = frame.marks_before[sentence.start];
    let here = frame.marks_before[token];
    let all = frame.marks_before[sentence.end - 1] - marks;
    rows.add(&[
        (here - marks).min(3),
        all.min(4),
        state(Some(sentence.start)),
        u32::from(quoted.quotation > 0),
    ]);

    // Place.
    let starts_paragraph = sentence.start == 0
        || frame.paragraph[sentence.start] != frame.paragraph[sentence.start - 1];
    rows.add(&[
        bucket((token - sentence.start) as u32),
        bucket((sentence.end - token) as u32),
        u32::from(starts_paragraph),
    ]);

    // What hangs on it.
    let Governed {
        relations,
        subject,
        complement,
        particle,
    } = frame.governed[token];
    rows.add(&[relations, pos]);
    rows.add(&[lemma, relations & 0b1111_1000]);
    rows.add(&[lemma, particle]);
    rows.add(&[subject[0], subject[1]]);
    rows.add(&[subject[2]]);
    rows.add(&complement);
    rows.add(&[lemma, complement[0], complement[2]]);
}

/// Adds the features of `token` as seen from `cue` to `rows`, always the same number.
pub fn pair(frame: &Frame<'_>, cue: usize, token: usize, rows: &mut Vec<u16>) {
    let mut rows = Rows {
        rows,
        table: PAIR_ROWS,
        kind: 0,
    };
    let (low, high) = (cue.min(token), cue.max(token));
    let side = u32::from(token > cue) + 2 * u32::from(token == cue);
    let path = Path::new(frame, cue, token);
    let (cue_lemma, cue_tag) = (frame.lemma[cue], frame.tag[cue]);
    let sentences = (frame.sentence[token] as i32 - frame.sentence[cue] as i32).clamp(-3, 3) as u32;

    rows.add(&[side, distance((high - low) as u32)]);
    rows.add(&[path.hash, side]);
    rows.add(&[
        path.up.min(4) as u32,
        path.down.min(4) as u32,
        sentences,
        side,
    ]);
    // The branch of the cue's tree, or of the tree above it, that the token stands in.
    let branch = [path.down.min(2) as u32, path.branch_dep, side];
    rows.add(&branch);
    rows.add(&[cue_lemma, branch[0], branch[1], branch[2]]);
    rows.add(&[cue_tag, frame.dep[cue], branch[0], branch[1], branch[2]]);
    rows.add(&[
        branch[0],
        branch[1],
        path.branch_tag,
        u32::from(path.at_start),
        u32::from(path.at_end),
    ]);
    // Quotes.
    let (own, from) = (frame.quoted[token], frame.quoted[cue]);
    let marks = (frame.marks_before[high] - frame.marks_before[low]).min(4);
    let relation = if own.quotation == 0 {
        0
    } else {
        1 + u32::from(own.quotation == from.quotation)
    };
    let quotes = [
        relation,
        u32::from(from.quotation > 0),
        u32::from(own.is_mark),
        side,
    ];
    rows.add(&[quotes[0], quotes[1], quotes[2], side, marks]);
    rows.add(&[
        quotes[0],
        quotes[1],
        quotes[2],
        sentences,
        bucket(own.words),
    ]);
    rows.add(&[cue_lemma, relation, side, u32::from(sentences != 0)]);
    // What lies between.
    let pauses = (frame.pauses_before[high] - frame.pauses_before[low]).min(4);
    let verbs = (frame.verbs_before[high] - frame.verbs_before[low]).min(4);
    rows.add(&[pauses, verbs, side, relation]);
    rows.add(&[sentences, verbs, frame.tag[token], side]);
    let own_verbs = (frame.own_verbs_before[high] - frame.own_verbs_before[low]).min(4);
    rows.add(&[own_verbs, marks, side, relation]);
    rows.add(&[
        cue_lemma,
        frame.lemma[token],
        side,
        distance((high - low) as u32).min(4),
    ]);
    rows.add(&[
        frame.dep[token],
        frame.entity[token],
        path.down.min(1) as u32,
        side,
    ]);
}

/// The way through the tree from a cue to a token.
struct Path {
    /// Steps from the cue up to what is above both.
    up: usize,
    /// Steps from there down to the token.
    down: usize,
    hash: u32,
    /// Relation and tag of the token just below what is above both, on the token's side.
    branch_dep: u32,
    branch_tag: u32,
    /// Whether the token is the first or the last of that branch.
    at_start: bool,
    at_end: bool,
}

impl Path {
    fn new(frame: &Frame<'_>, cue: usize, token: usize) -> Self {
        let mut path = Self {
            up: 9,
            down: 9,
            hash: 0,
            branch_dep: 0,
            branch_tag: 0,
            at_start: false,
            at_end: false,
        };
        if frame.sentence[cue] != frame.sentence[token] {
            let sentence = &frame.document.annotated.sentences[frame.sentence[token] as usize];
            path.at_start = token == sentence.start;
            path.at_end = token + 1 == sentence.end;
            path.hash = 1 + u32::from(token > cue);
            return path;
        }
        let covers = |at: usize| (frame.edges[at].0..=frame.edges[at].1).contains(&token);
        let mut hash = 0x1234_u32;
        let mut step = |value: u32| hash = (hash ^ value).wrapping_mul(0x0100_0193).rotate_left(5);
        // Up from the cue while the token is not below: edges are enough to see it in projective
        // trees, and in others a near miss is no worse.
        let mut above = cue;
        path.up = 0;
        while !covers(above) && frame.heads[above] != above && path.up < DEEPEST {
            if path.up < 4 {
                step(frame.dep[above]);
            }
            above = frame.heads[above];
            path.up += 1;
        }
        step(0xffff);
        let mut at = token;
        let mut branch = token;
        path.down = 0;
        let mut downs = [0_u32; 4];
        while at != above && frame.heads[at] != at && path.down < DEEPEST {
            downs.rotate_right(1);
            downs[0] = frame.dep[at];
            branch = at;
            at = frame.heads[at];
            path.down += 1;
        }
        for dep in downs.iter().take(path.down) {
            step(*dep);
        }
        path.hash = hash;
        path.branch_dep = frame.dep[branch];
        path.branch_tag = frame.tag[branch];
        path.at_start = token == frame.edges[branch].0;
        path.at_end = token == frame.edges[branch].1;
        path
    }
}

/// Kinds of spelling: capitals, digits, marks.
fn shape(text: &str) -> u32 {
    let first = text.chars().next().unwrap_or(' ');
    let flags = [
        first.is_uppercase(),
        text.chars().all(|c| !c.is_lowercase()),
        text.chars().any(|c| c.is_ascii_digit()),
        !first.is_alphanumeric(),
        text.len() < 3,
    ];
    let bits = flags
        .iter()
        .fold(0, |bits, flag| bits * 2 + u32::from(*flag));
    match first.is_alphanumeric() {
        true => bits,
        false => bits ^ hashed(text),
    }
}

/// A number, coarser the larger it is.
fn bucket(number: u32) -> u32 {
    match number {
        0..4 => number,
        4..6 => 4,
        6..10 => 5,
        10..20 => 6,
        _ => 7,
    }
}

fn distance(tokens: u32) -> u32 {
    match tokens {
        0..6 => tokens,
        6..8 => 6,
        8..11 => 7,
        11..15 => 8,
        15..20 => 9,
        20..30 => 10,
        30..45 => 11,
        _ => 12,
    }
}

/// Whether a token can head a cue at all.
pub fn may_be_cue(frame: &Frame<'_>, token: usize) -> bool {
    match frame.pos[token] {
        Pos::PUNCT => matches!(
            frame.document.annotated.token(token).text(),
            ":" | "-" | "–" | "—" | "―" | "--"
        ),
        Pos::SPACE | Pos::DET | Pos::NUM | Pos::SYM | Pos::CCONJ => false,
        _ => true,
    }
}

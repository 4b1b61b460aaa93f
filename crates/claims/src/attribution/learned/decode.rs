//! From scores to roles: the best sequence of roles with one source at most (Viterbi 1967).

use std::ops::Range;

use super::network::{Network, ROLES, Role};

/// What a token is, and whether the source has gone by: each role but the source twice.
const STATES: usize = 2 * ROLES - 1;

/// The first of the states in which the source has gone by.
const LATER: usize = ROLES;

/// Roles of the states: all of them, then all but the source.
const ROLE: [Role; STATES] = [
    Role::Nothing,
    Role::Source,
    Role::Cue,
    Role::Content,
    Role::Nothing,
    Role::Cue,
    Role::Content,
];

/// Whether the next token may be in `to`: nothing comes before the source that has gone by, and
/// behind a source only that.
fn may_follow(from: usize, to: usize) -> bool {
    match (from >= LATER, ROLE[from]) {
        (true, _) => to >= LATER,
        (false, Role::Source) => to >= LATER || ROLE[to] == Role::Source,
        (false, _) => to < LATER,
    }
}

/// The best role of each token, given each token's scores.
pub(super) fn roles(network: &Network, scores: &[[f32; ROLES]]) -> Vec<Role> {
    let Some(first) = scores.first() else {
        return Vec::new();
    };
    let mut best: [f32; STATES] = std::array::from_fn(|state| {
        let role = ROLE[state] as usize;
        let value = network.start[role] + first[role];
        if state < LATER {
            value
        } else {
            f32::NEG_INFINITY
        }
    });
    let mut from: Vec<[usize; STATES]> = vec![[0; STATES]];
    for scores in &scores[1..] {
        let step = |from: usize, to: usize| network.step[ROLE[from] as usize][ROLE[to] as usize];
        let mut next = [f32::NEG_INFINITY; STATES];
        let mut before = [0; STATES];
        for to in 0..STATES {
            for state in (0..STATES).filter(|state| may_follow(*state, to)) {
                let value = best[state] + step(state, to);
                if value > next[to] {
                    (next[to], before[to]) = (value, state);
                }
            }
            next[to] += scores[ROLE[to] as usize];
        }
        best = next;
        from.push(before);
    }
    let mut state = (1..STATES).fold(
        0,
        |top, state| if best[state] > best[top] { state } else { top },
    );
    let mut roles: Vec<Role> = Vec::with_capacity(scores.len());
    for before in from.iter().rev() {
        roles.push(ROLE[state]);
        state = before[state];
    }
    roles.reverse();
    roles
}

/// The runs of `role`, the first token being number `first`.
pub(super) fn runs(roles: &[Role], role: Role, first: usize) -> Vec<Range<usize>> {
    let mut at = first;
    let mut runs = Vec::new();
    for run in roles.chunk_by(|a, b| a == b) {
        if run[0] == role {
            runs.push(at..at + run.len());
        }
        at += run.len();
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behind_a_source_there_is_no_other() {
        for from in 0..STATES {
            for to in (0..STATES).filter(|to| may_follow(from, *to)) {
                let source_is_past = from >= LATER;
                assert!(!source_is_past || ROLE[to] != Role::Source);
            }
        }
    }

    #[test]
    fn runs_are_of_one_role() {
        let roles = [
            Role::Source,
            Role::Cue,
            Role::Content,
            Role::Content,
            Role::Nothing,
            Role::Content,
        ];
        assert_eq!(runs(&roles, Role::Content, 10), [12..14, 15..16]);
        assert!(runs(&roles[1..], Role::Source, 10).is_empty());
    }
}

//! Whether a sentence begins behind a stop: the first rule that applies decides.

use super::case::{Case, case};
use super::glued::missing_space;
use super::short::short_form;
use super::site::{Closed, Mark, Site};
use super::speech::is_speech_tag;
use super::verdict::{Rule, Ruling};
use super::words::{is_bullet, is_exclaimed, is_starter};
use crate::abbreviation::{Ends, ends};

/// The verdict on `site`; none where nobody would expect a sentence to begin.
pub(super) fn judge(site: &Site) -> Option<Ruling> {
    let case = case(site);
    if site.mark == Mark::Bullet {
        return bullet(site);
    }
    if site.dateline {
        return Some(Ruling::inside(Rule::Dateline));
    }
    if site.mark == Mark::Foreign {
        return foreign(site, case);
    }
    if !site.gap {
        return missing_space(site, case);
    }
    Some(match (case, site.mark) {
        (Case::Punctuation, _) => Ruling::inside(Rule::Stray),
        (_, Mark::Full) => full_stop(site, case),
        (_, Mark::Call) => call(site, case),
        _ => ellipsis(site, case),
    })
}

fn bullet(site: &Site) -> Option<Ruling> {
    let listed = site.before.is_empty() && site.word.is_empty()
        || site.before.starts_with(is_bullet)
        || site.before.ends_with([':', '.', '!', '?', ';']);
    (site.detached && !site.rest.is_empty()).then(|| {
        if listed {
            Ruling::start(Rule::Bullet)
        } else {
            Ruling::open(Rule::Bullet, false)
        }
    })
}

/// Stops of scripts without capitals need no space. Quoted speech goes on with と or
/// 라고 and the like.
fn foreign(site: &Site, case: Case) -> Option<Ruling> {
    match case {
        Case::Punctuation => None,
        Case::Lower => Some(Ruling::open(Rule::LowerCase, false)),
        _ if site.closed == Closed::Quote && !site.gap => {
            let goes_on = site.rest.starts_with(['と', '라', '고', '이', 'っ']);
            Some(Ruling::open(Rule::ForeignStop, !goes_on))
        }
        _ => Some(Ruling::start(Rule::ForeignStop)),
    }
}

fn full_stop(site: &Site, case: Case) -> Ruling {
    if site.detached {
        return plain(site, case);
    }
    if site.closed != Closed::Nothing {
        return closed(site, case);
    }
    short_form(site, case).unwrap_or_else(|| plain(site, case))
}

/// Nothing but the case of the next word tells. Behind an ordinary word a small letter
/// is a slip of the writer, or shows that a name with a mark in it goes on.
fn plain(site: &Site, case: Case) -> Ruling {
    match case {
        Case::Lower => {
            let word = !site.opening.contains(['-', '—', '–'])
                && site.word.chars().nth(1).is_some()
                && site.word.chars().all(char::is_lowercase);
            Ruling::open(Rule::LowerCase, word)
        }
        Case::LowerName => Ruling::open(Rule::LowerCaseName, true),
        _ => Ruling::start(Rule::Stop),
    }
}

/// A quote or bracket closed behind the full stop.
fn closed(site: &Site, case: Case) -> Ruling {
    let title = ends(site.word) == Some(Ends::Never);
    match (case, site.closed) {
        (Case::Lower, _) => Ruling::inside(Rule::LowerCase),
        (_, Closed::Insertion) => {
            let abbreviated = ends(site.word).is_some();
            Ruling::open(Rule::Insertion, is_starter(site.next) || !abbreviated)
        }
        _ if title => Ruling::inside(Rule::Abbreviation),
        _ => plain(site, case),
    }
}

fn call(site: &Site, case: Case) -> Ruling {
    let starter = is_starter(site.next);
    match (case, site.closed) {
        (Case::Lower, Closed::Nothing) => plain(site, case),
        (Case::Lower, _) => Ruling::inside(Rule::LowerCase),
        (Case::LowerName, _) => Ruling::open(Rule::LowerCaseName, site.closed == Closed::Nothing),
        (_, Closed::Insertion) => Ruling::open(Rule::Insertion, starter),
        (_, Closed::Quote) if is_speech_tag(site.rest) => Ruling::inside(Rule::SpeechTag),
        (_, Closed::Nothing) if is_exclaimed(site.word) => {
            Ruling::open(Rule::ExclaimedName, starter)
        }
        _ => Ruling::start(Rule::Stop),
    }
}

fn ellipsis(site: &Site, case: Case) -> Ruling {
    match (case, site.closed) {
        (Case::Lower, _) => Ruling::inside(Rule::Ellipsis),
        (_, Closed::Quote) if is_speech_tag(site.rest) => Ruling::inside(Rule::SpeechTag),
        (_, Closed::Quote) => Ruling::start(Rule::Stop),
        _ if site.begins_with_word() && site.word.is_empty() => Ruling::inside(Rule::Ellipsis),
        _ => Ruling::open(Rule::Ellipsis, case == Case::Upper && site.next != "I"),
    }
}

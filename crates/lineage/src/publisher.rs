//! Whose voice an article is: outlets of one house, and whether a credit names an outlet.
//!
//! Well-known groups, agencies and broadcasters are in `data/houses.tsv`; any other publisher is
//! told apart by its name and by the registrable domain of its pages (Public Suffix List).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::About;

/// Whoever publishes an article, as far as names and addresses tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct House {
    /// The group of `houses.tsv`.
    group: Option<&'static str>,
    /// The registrable domain of its pages.
    domain: Option<String>,
    /// The outlet's name, folded.
    name: Option<String>,
}

impl House {
    /// The house of an article; `None` where nothing says who published it.
    pub(crate) fn of(about: &About) -> Option<Self> {
        let domain = about.url.as_deref().and_then(domain);
        let name = about.outlet.as_deref().map(folded);
        let name = name.filter(|name| !name.is_empty());
        let outlet = known(about);
        (domain.is_some() || name.is_some()).then_some(Self {
            group: outlet.map(|outlet| outlet.house),
            domain,
            name,
        })
    }

    /// By what its articles are known for its own.
    pub(crate) fn keys(&self) -> impl Iterator<Item = (u8, &str)> {
        let group = self.group.map(|group| (0, group));
        let domain = self.domain.as_deref().map(|domain| (1, domain));
        let name = self.name.as_deref().map(|name| (2, name));
        [group, domain, name].into_iter().flatten()
    }

    /// Whether both are one: the same group, the same domain or the same name.
    pub(crate) fn same(&self, other: &Self) -> bool {
        fn both<T: PartialEq>(one: &Option<T>, other: &Option<T>) -> bool {
            one.is_some() && one == other
        }
        both(&self.group, &other.group)
            || both(&self.domain, &other.domain)
            || both(&self.name, &other.name)
    }
}

/// Whether two articles are known to be of one house. Articles whose publishers nobody names are
/// not.
pub(crate) fn same_house(a: &About, b: &About) -> bool {
    match (House::of(a), House::of(b)) {
        (Some(one), Some(other)) => one.same(&other),
        _ => false,
    }
}

/// Whether a credit names the outlet of an article: by its name, by an abbreviation of it, by
/// what of it is no word for a kind of outlet ("Lindholt" for "Lindholt News Agency"), or by its
/// domain.
pub fn names(about: &About, credit: &str) -> bool {
    if credit.contains('.') && !credit.contains(' ') {
        let host = domain(credit);
        return host.is_some() && host == about.url.as_deref().and_then(domain)
            || about
                .outlet
                .as_deref()
                .is_some_and(|name| folded(name) == folded(credit));
    }
    // What the table knows by that name is nobody else.
    if let (Some(credited), Some(outlet)) = (table().name(&folded(credit)), known(about)) {
        return credited == outlet;
    }
    about
        .outlet
        .as_deref()
        .is_some_and(|name| one_name(name, credit))
        || about.url.as_deref().and_then(domain).is_some_and(|domain| {
            let label = domain.split('.').next().unwrap_or_default().to_owned();
            let squashed: String = folded(credit).split(' ').collect();
            let long = squashed.len() > 3;
            long && (label == squashed || label.strip_prefix("the") == Some(&squashed))
        })
}

/// Whether an article that says `name` of somebody may mean its own outlet: [`names`], or the last
/// word of the outlet's name ("the Mirror" in the Orrin Mirror).
pub(crate) fn calls_itself(about: &About, name: &str) -> bool {
    let last = |outlet: &str| folded(outlet).rsplit(' ').next().map(str::to_owned);
    names(about, name)
        || about
            .outlet
            .as_deref()
            .is_some_and(|outlet| last(outlet).is_some_and(|last| last == folded(name)))
}

/// Whether two names may be of one outlet that has no article here.
pub(crate) fn one_name(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    if let (Some(one), Some(other)) = (table().name(&one), table().name(&other)) {
        return one == other;
    }
    let (one, other): (Vec<_>, Vec<_>) = (one.split(' ').collect(), other.split(' ').collect());
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    short == long || is_core(&short, &long) || is_initials(&short, &long)
}

/// Whether `short` is what of `long` is no word for a kind of outlet, with or without such words.
fn is_core(short: &[&str], long: &[&str]) -> bool {
    let kinds = &table().kinds;
    let distinctive = short
        .iter()
        .any(|word| !kinds.contains(word) && word.chars().count() > 1);
    distinctive
        && long.windows(short.len()).enumerate().any(|(at, part)| {
            let mut others = long[..at].iter().chain(&long[at + short.len()..]);
            part == short && others.all(|word| kinds.contains(word))
        })
}

/// Whether `short` is one word made of the initials of at least three of `long`.
fn is_initials(short: &[&str], long: &[&str]) -> bool {
    const SMALL: [&str; 12] = [
        "of", "for", "the", "and", "de", "del", "des", "du", "la", "y", "der", "für",
    ];
    let initials: String = long
        .iter()
        .filter(|word| !SMALL.contains(word))
        .filter_map(|word| word.chars().next())
        .collect();
    initials.chars().count() > 2 && matches!(short, [word] if *word == initials)
}

/// A name in lower case, its words apart by one blank, without "the", ".com" and "Online".
fn folded(name: &str) -> String {
    let lower = name.to_lowercase();
    let cut = [".com", ".net", ".org", ".news"]
        .iter()
        .find_map(|end| lower.strip_suffix(end))
        .unwrap_or(&lower);
    let words = cut
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .filter(|word| !word.is_empty());
    let mut words: Vec<_> = words.collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    if words.len() > 1 && words.last() == Some(&"online") {
        words.pop();
    }
    words.join(" ").replace('’', "'")
}

/// The registrable domain of an address, unless many publishers share it.
fn domain(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host
        .rsplit('@')
        .next()?
        .split(':')
        .next()?
        .trim_end_matches('.')
        .to_lowercase();
    if host.parse::<std::net::IpAddr>().is_ok() {
        return Some(host);
    }
    let domain = psl::domain_str(&host)?.to_owned();
    let shared = include_str!("../data/shared_hosts.txt")
        .lines()
        .any(|line| line == domain);
    (!shared).then_some(domain)
}

/// An outlet of `houses.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Outlet {
    house: &'static str,
    /// Its usual name.
    name: &'static str,
}

#[derive(Debug, Default)]
struct Table {
    by_name: BTreeMap<String, Outlet>,
    by_domain: BTreeMap<&'static str, Outlet>,
    kinds: BTreeSet<&'static str>,
}

impl Table {
    fn name(&self, folded: &str) -> Option<Outlet> {
        self.by_name.get(folded).copied()
    }
}

/// The outlet of an article, if the table knows it; the address tells more than the name.
fn known(about: &About) -> Option<Outlet> {
    let host = about.url.as_deref().and_then(|url| {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host).to_owned();
        table().by_domain.get(host.as_str()).copied()
    });
    let domain = about.url.as_deref().and_then(domain);
    host.or_else(|| table().by_domain.get(domain.as_deref()?).copied())
        .or_else(|| match domain {
            // A namesake on an address of its own is another outlet.
            Some(_) => None,
            None => table().name(&folded(about.outlet.as_deref()?)),
        })
}

fn table() -> &'static Table {
    static TABLE: LazyLock<Table> = LazyLock::new(|| {
        let mut table = Table::default();
        for (house, names, domains) in crate::table::rows(include_str!("../data/houses.tsv")) {
            let mut names = names.split(", ").peekable();
            let name = names.peek().copied().unwrap_or_default();
            let outlet = Outlet { house, name };
            for name in names {
                table.by_name.insert(folded(name), outlet);
            }
            for domain in domains.split(", ") {
                table.by_domain.insert(domain, outlet);
            }
        }
        table.kinds = include_str!("../data/outlet_words.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .collect();
        table
    });
    &TABLE
}

#[cfg(test)]
mod tests;

//! Rewrites: other words for the same report in the same order.
use std::collections::{BTreeMap, BTreeSet};

use crate::align::{Alignment, align};
use crate::anchors::{Sort, Term};
use crate::model::Words;
use crate::traits::Traits;

/// features
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// x
    pub c3: f64,
    /// x
    pub g3: usize,
    /// x
    pub lcs: f64,
    /// x
    pub lcs_bits: f64,
    /// x
    pub in_order: f64,
    /// x
    pub any: f64,
    /// x
    pub set: f64,
    /// x
    pub shared_bits: u32,
    /// x
    pub pairs: usize,
    /// x
    pub cover_a: f64,
    /// x
    pub cover_b: f64,
    /// x
    pub extra: [f64; 6],
    /// x
    pub aligned: Vec<(Words, Words, u32)>,
}

pub(crate) fn counts(t: Term) -> bool {
    t.weight >= 6 && !matches!(t.sort, Sort::Rest | Sort::Masked)
}

/// f
pub fn features(a: &Traits, b: &Traits) -> Features {
    let al: Alignment = align(a, b, counts);
    let set = |t: &Traits| -> BTreeMap<u32, u32> {
        t.terms.iter().filter(|t| counts(**t)).map(|t| (t.key, u32::from(t.weight))).collect()
    };
    let (sa, sb) = (set(a), set(b));
    let total = |s: &BTreeMap<u32, u32>| s.values().sum::<u32>().max(1);
    let min = total(&sa).min(total(&sb)) as f64;
    let shared: u32 = sa.iter().filter(|(k, _)| sb.contains_key(k)).map(|(_, w)| w).sum();
    let grams = |t: &Traits| -> BTreeSet<[u32; 3]> {
        t.terms.windows(3).filter(|w| w.iter().all(|t| t.sort != Sort::Masked)
            && w.iter().map(|t| u32::from(t.weight)).sum::<u32>() >= 8)
            .map(|w| [w[0].key, w[1].key, w[2].key]).collect()
    };
    let (ga, gb) = (grams(a), grams(b));
    let g = ga.intersection(&gb).count();
    let seq = |t: &Traits| -> Vec<(u32, f64)> {
        let mut seen: BTreeMap<u32, u32> = BTreeMap::new();
        t.terms.iter().filter(|t| t.is_anchor()).map(|t| {
            let n = seen.entry(t.key).or_default(); *n += 1;
            (t.key, f64::from(t.weight) / f64::from(*n))
        }).collect()
    };
    let (qa, qb) = (seq(a), seq(b));
    let mut d = vec![0.0; qb.len() + 1];
    for x in &qa {
        let mut diag = 0.0;
        for (j, y) in qb.iter().enumerate() {
            let up: f64 = d[j + 1];
            d[j + 1] = if x.0 == y.0 { diag + x.1.min(y.1) } else { up.max(d[j]) };
            diag = up;
        }
    }
    let lcs = d.last().copied().unwrap_or(0.0);
    let tot = |q: &Vec<(u32, f64)>| q.iter().map(|x| x.1).sum::<f64>().max(1.0);
    let part = |t: &Traits, sort: &[Sort]| -> BTreeMap<u32, f64> {
        t.terms.iter().filter(|t| t.weight > 0 && sort.contains(&t.sort)).map(|t| (t.key, f64::from(t.weight))).collect()
    };
    let share = |x: &BTreeMap<u32, f64>, y: &BTreeMap<u32, f64>| -> f64 {
        x.iter().filter(|(k, _)| y.contains_key(k)).map(|(_, w)| w).sum::<f64>() / x.values().sum::<f64>().max(1.0)
    };
    let (na, nb) = (part(a, &[Sort::Number]), part(b, &[Sort::Number]));
    let (ma, mb) = (part(a, &[Sort::Name]), part(b, &[Sort::Name]));
    let lcs2 = {
        let seq = |t: &Traits| -> Vec<(u32, f64)> {
            let mut seen: BTreeMap<u32, u32> = BTreeMap::new();
            t.terms.iter().filter(|t| t.crosses_languages()).map(|t| {
                let n = seen.entry(t.key).or_default(); *n += 1;
                (t.key, f64::from(t.weight) / f64::from(*n))
            }).collect()
        };
        let (qa, qb) = (seq(a), seq(b));
        let mut d = vec![0.0; qb.len() + 1];
        for x in &qa {
            let mut diag = 0.0;
            for (j, y) in qb.iter().enumerate() {
                let up: f64 = d[j + 1];
                d[j + 1] = if x.0 == y.0 { diag + x.1.min(y.1) } else { up.max(d[j]) };
                diag = up;
            }
        }
        (d.last().copied().unwrap_or(0.0), qa.iter().map(|x| x.1).sum::<f64>().max(1.0), qb.iter().map(|x| x.1).sum::<f64>().max(1.0))
    };
    let ca: BTreeSet<u32> = al.pairs.iter().map(|p| p.0.start).collect();
    let cb: BTreeSet<u32> = al.pairs.iter().map(|p| p.1.start).collect();
    Features {
        c3: g as f64 / ga.len().min(gb.len()).max(1) as f64,
        g3: g,
        lcs: lcs / tot(&qa).min(tot(&qb)),
        lcs_bits: lcs,
        in_order: f64::from(al.in_order) / min,
        any: f64::from(al.any_order) / min,
        set: f64::from(shared) / min,
        shared_bits: al.in_order,
        pairs: ca.len().min(cb.len()),
        cover_a: ca.len() as f64 / a.sentences.len().max(1) as f64,
        cover_b: cb.len() as f64 / b.sentences.len().max(1) as f64,
        extra: [share(&na, &nb), share(&nb, &na), share(&ma, &mb), share(&mb, &ma), lcs2.0 / lcs2.1, lcs2.0 / lcs2.2],
        aligned: al.pairs,
    }
}

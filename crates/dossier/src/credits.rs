//! Outlets that an article names as its origin, and the edges to which they lead.

use restated_lineage::{About, Derivation, Parent, names};

/// Whether the parent of `edge` is a text of `outlet`, as its child names it. `abouts` is sorted
/// by id.
pub(crate) fn leads_to(edge: &Derivation, outlet: &str, abouts: &[About]) -> bool {
    match &edge.parent {
        Parent::Article(id) => about(abouts, id).is_some_and(|parent| names(parent, outlet)),
        Parent::Outlet(name) => {
            let unseen = About {
                outlet: Some(name.clone()),
                ..About::default()
            };
            names(&unseen, outlet)
        }
        Parent::Unseen(_) => false,
    }
}

/// What is known of article `id`, of all that are sorted by id.
pub(crate) fn about<'a>(abouts: &'a [About], id: &str) -> Option<&'a About> {
    let at = abouts.binary_search_by(|about| about.id.as_str().cmp(id));
    at.ok().and_then(|at| abouts.get(at))
}

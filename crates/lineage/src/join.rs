//! Sorted lists of keys, joined.

/// What is held under one key on either side.
pub(crate) type Both<'a, T> = (&'a [(u32, T)], &'a [(u32, T)]);

/// The entries of two sorted lists that have a key in common, by key.
pub(crate) fn join<'a, T>(
    mut a: &'a [(u32, T)],
    mut b: &'a [(u32, T)],
) -> impl Iterator<Item = Both<'a, T>> {
    std::iter::from_fn(move || {
        loop {
            let (one, other) = (a.first()?.0, b.first()?.0);
            if one == other {
                let both = (take(&mut a, one), take(&mut b, one));
                return Some(both);
            }
            if one < other {
                a = &a[1..];
            } else {
                b = &b[1..];
            }
        }
    })
}

/// Takes the entries of `key` off the front of a list.
fn take<'a, T>(list: &mut &'a [(u32, T)], key: u32) -> &'a [(u32, T)] {
    let end = list.iter().take_while(|(other, _)| *other == key).count();
    let (front, rest) = list.split_at(end);
    *list = rest;
    front
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_in_common() {
        let (a, b) = (
            [(1, 'a'), (2, 'b'), (2, 'c'), (7, 'd')],
            [(2, 'x'), (3, 'y'), (7, 'z')],
        );
        let found: Vec<_> = join(&a, &b).collect();
        assert_eq!(found, [(&a[1..3], &b[..1]), (&a[3..], &b[2..])]);
        assert_eq!(join::<char>(&a, &[]).count(), 0);
    }
}

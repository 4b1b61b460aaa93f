//! Edit trees written for the purpose.

use proptest::prelude::*;
use restated_language::lemma::{EditTree, EditTreeTable, EditTrees, OnFailure};

/// Classes: 0 "ge…t" to "…en", 1 as it is, 2 without first and last
/// character, 3 "x" to "y".
fn table() -> EditTreeTable {
    let replace = |from: &str, to: &str| EditTree::Replace(from.into(), to.into());
    let around = |prefix, suffix, prefix_tree, suffix_tree| EditTree::Match {
        prefix,
        suffix,
        prefix_tree,
        suffix_tree,
    };
    EditTreeTable {
        trees: vec![
            replace("ge", ""),
            replace("t", "en"),
            around(2, 1, Some(0), Some(1)),
            around(0, 0, None, None),
            replace("ä", "a"),
            around(1, 0, Some(3), Some(4)),
            around(2, 3, Some(5), None),
            replace("x", "y"),
            around(1, 1, None, None),
        ],
        classes: vec![2, 3, 8, 7],
        top_k: 1,
        on_failure: OnFailure::AsWritten,
        overwrite: false,
    }
}

#[test]
fn a_tree_fits_or_does_not() {
    let trees = EditTrees::new(table()).unwrap();
    for (class, form, expected) in [
        (0, "gelobt", Some("loben")),
        (0, "gesägt", Some("sägen")),
        (0, "rudert", None),
        (0, "ge", None),
        (1, "", Some("")),
        (1, "Boot", Some("Boot")),
        (2, "äbcö", Some("bc")),
        (2, "ä", None),
        (3, "x", Some("y")),
        (3, "xx", None),
        (4, "x", None),
    ] {
        assert_eq!(
            trees.apply(class, form).as_deref(),
            expected,
            "{class} {form}"
        );
    }
}

#[test]
fn the_likeliest_class_that_fits_gives_the_lemma() {
    for (top_k, on_failure, scores, form, expected) in [
        (
            1,
            OnFailure::AsWritten,
            [3., 2., 1., 0.],
            "gelobt",
            Some("loben"),
        ),
        (1, OnFailure::AsWritten, [3., 2., 1., 0.], "Lob", None),
        (
            1,
            OnFailure::LowerCase,
            [3., 2., 1., 0.],
            "Lob",
            Some("lob"),
        ),
        (3, OnFailure::LowerCase, [3., 2., 1., 0.], "Lob", None),
        (3, OnFailure::AsWritten, [3., 1., 2., 0.], "Lob", Some("o")),
        (9, OnFailure::AsWritten, [1., 1., 1., 1.], "Lob", None),
        (
            9,
            OnFailure::AsWritten,
            [f32::NEG_INFINITY; 4],
            "gelobt",
            Some("loben"),
        ),
    ] {
        let trees = EditTrees::new(EditTreeTable {
            top_k,
            on_failure,
            ..table()
        })
        .unwrap();
        let lemma = trees.lemma(&scores, form);
        assert_eq!(lemma.as_deref(), expected, "{top_k} {on_failure:?} {form}");
    }
}

#[test]
fn trees_that_cannot_be_are_refused() {
    let mut cycle = table();
    cycle.trees[3] = EditTree::Match {
        prefix: 0,
        suffix: 0,
        prefix_tree: Some(3),
        suffix_tree: None,
    };
    assert!(EditTrees::new(cycle).is_err());
    let mut doubled = table();
    for subtree in 8..40 {
        doubled.trees.push(EditTree::Match {
            prefix: 0,
            suffix: 0,
            prefix_tree: Some(subtree),
            suffix_tree: Some(subtree),
        });
    }
    assert_eq!(
        EditTrees::new(doubled).unwrap_err().to_string(),
        "the lemma tables are too large: an edit tree"
    );
    let mut missing = table();
    missing.classes.push(9);
    assert!(EditTrees::new(missing).is_err());
}

proptest! {
    #[test]
    fn a_damaged_blob_never_panics(
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        form in "\\PC{0,8}",
    ) {
        let mut bytes = EditTrees::new(table()).unwrap().to_bytes().unwrap();
        let stored = EditTrees::from_bytes(&bytes).unwrap();
        prop_assert_eq!(&stored, &EditTrees::new(table()).unwrap());
        let at = at.index(bytes.len());
        prop_assert!(EditTrees::from_bytes(&bytes[..at]).is_err());
        bytes[at] = byte;
        if let Ok(trees) = EditTrees::from_bytes(&bytes) {
            for class in 0..trees.classes() {
                let _ = trees.apply(class, &form);
            }
        }
    }
}

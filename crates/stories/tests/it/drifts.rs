//! What changes when a report is retold, and what does not.
//!
//! A case is a file of `tests/drifts/`, in the form of the files of `tests/cases/`; what is found
//! stands in `tests/snapshots/`.

use crate::{check, show};

#[test]
fn drifts() {
    check("drifts", "drift-", show::drifts);
}

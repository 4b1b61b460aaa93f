//! With what force a claim is put.

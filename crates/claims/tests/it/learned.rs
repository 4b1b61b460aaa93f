//! What the learned layer adds.

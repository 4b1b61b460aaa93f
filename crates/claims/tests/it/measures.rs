//! What quantities count.

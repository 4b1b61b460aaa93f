//! Numbers as news writes them.

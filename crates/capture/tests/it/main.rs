//! Reading captures, end to end: every kind of input, every kind of bad input.

mod bad;
mod compressed;
mod feeds;
mod files;
mod json;
mod make;
mod mhtml;
mod properties;
mod wacz;
mod warc;

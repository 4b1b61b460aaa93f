//! stub
/// stub
#[derive(Debug)]
pub struct Violation;

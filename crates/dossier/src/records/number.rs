//! Numbers as JSON shows them.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// A number that is written without a fraction if it has none: 43, not 43.0.
#[derive(Clone, Copy, Debug, JsonSchema, PartialEq, PartialOrd)]
pub struct Number(pub f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Up to here every whole number is a f64.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() <= EXACT {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_have_no_fraction() {
        let written =
            serde_json::to_string(&[Number(43.0), Number(-2.0), Number(1.5), Number(1e300)]);
        assert_eq!(written.unwrap(), "[43,-2,1.5,1e+300]");
    }
}

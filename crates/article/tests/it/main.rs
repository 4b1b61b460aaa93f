//! Articles of the sample pile, and the way back from their text to the bytes.

mod way_back;

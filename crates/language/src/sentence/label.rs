//! Labels of lists at the foot of a page: "Tags: Floods, Harbours".

use super::words::{is_list_label, is_terminal};

/// Where the list begins in a line that consists of a label and a list, none of
/// whose items ends like a sentence.
pub(super) fn list_behind_label(line: &str) -> Option<usize> {
    let (label, list) = line.split_once(':')?;
    let items = list.trim_start();
    let listed = is_list_label(label.trim()) && !items.trim_end().ends_with(is_terminal);
    (listed && !items.is_empty()).then(|| line.len() - items.len())
}

#[cfg(test)]
mod tests {
    use super::list_behind_label;

    #[test]
    fn a_label_heads_its_list_and_nothing_else() {
        assert_eq!(list_behind_label("Tags: Floods, Harbours"), Some(6));
        assert_eq!(list_behind_label("Filed under: Orme"), Some(13));
        assert_eq!(list_behind_label("Tags: they had none."), None);
        assert_eq!(list_behind_label("Hask: we had none"), None);
        assert_eq!(list_behind_label("Tags:"), None);
    }
}

//! `Name: value` header blocks (WARC, HTTP, MIME) and media types.

/// A header block; names in lower case, values trimmed and unfolded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Headers(Vec<(String, String)>);

impl Headers {
    /// Reads the lines of `block`. Lines without a colon are passed over.
    pub(crate) fn parse(block: &[u8]) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in block.split(|b| *b == b'\n') {
            let line = String::from_utf8_lossy(line);
            let line = line.trim_end_matches('\r');
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Self(fields)
    }

    /// First value of `name` (lower case).
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(n, _)| n == name)?;
        Some(value)
    }

    /// All values of `name` (lower case).
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }
}

/// Length of the header block at the start of `bytes` and of the block with the
/// empty line that ends it. `None`: no empty line.
pub(crate) fn block_end(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut line_start = 0;
    for at in memchr::memchr_iter(b'\n', bytes) {
        if matches!(bytes.get(line_start..at), Some([] | b"\r")) {
            return Some((line_start, at + 1));
        }
        line_start = at + 1;
    }
    None
}

/// A `Content-Type` value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MediaType {
    /// `text/html`, in lower case.
    pub(crate) essence: String,
    params: Vec<(String, String)>,
}

impl MediaType {
    /// Reads a header value; whatever does not look like a media type gives an
    /// empty `essence`.
    pub(crate) fn parse(value: &str) -> Self {
        let mut parts = split_params(value).into_iter();
        let essence = parts.next().unwrap_or_default().to_ascii_lowercase();
        // A broken server repeats itself: `text/html, text/html`.
        let essence = essence.split(',').next().unwrap_or_default().trim();
        let fits = |b: u8| b.is_ascii_alphanumeric() || b"/+-._".contains(&b);
        let essence = match essence.contains('/') && essence.bytes().all(fits) {
            true => essence.to_owned(),
            false => String::new(),
        };
        let params = parts
            .filter_map(|p| {
                let (name, value) = p.split_once('=')?;
                let value = value.trim().trim_matches(['"', '\'']);
                Some((name.trim().to_ascii_lowercase(), value.to_owned()))
            })
            .collect();
        Self { essence, params }
    }

    /// Value of parameter `name` (lower case), not empty.
    pub(crate) fn param(&self, name: &str) -> Option<&str> {
        let (_, value) = self.params.iter().find(|(n, _)| n == name)?;
        (!value.is_empty()).then_some(value)
    }

    /// The charset label.
    pub(crate) fn charset(&self) -> Option<String> {
        self.param("charset").map(str::to_owned)
    }
}

/// Splits at `;` outside double quotes.
fn split_params(value: &str) -> Vec<&str> {
    let (mut parts, mut start, mut quoted) = (Vec::new(), 0, false);
    for (at, c) in value.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ';' if !quoted => {
                parts.push(value.get(start..at).unwrap_or_default().trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(value.get(start..).unwrap_or_default().trim());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_unfolded() {
        let h = Headers::parse(b"A: 1\r\nlong: x\r\n  y\r\nnonsense\r\na: 2\n");
        assert_eq!(h.get("long"), Some("x y"));
        assert_eq!(h.all("a").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(h.get("b"), None);
    }

    #[test]
    fn a_block_ends_at_its_empty_line() {
        assert_eq!(block_end(b"a: 1\r\n\r\nbody"), Some((6, 8)));
        assert_eq!(block_end(b"a: 1\n\nbody"), Some((5, 6)));
        assert_eq!(block_end(b"\r\nbody"), Some((0, 2)));
        assert_eq!(block_end(b"a: 1\r\nb: 2"), None);
    }

    #[test]
    fn media_types_and_their_parameters() {
        let m = MediaType::parse("Text/HTML; charset=\"windows-1252\"; boundary=\"a;b\"");
        assert_eq!(m.essence, "text/html");
        assert_eq!(m.charset().as_deref(), Some("windows-1252"));
        assert_eq!(m.param("boundary"), Some("a;b"));
        assert_eq!(MediaType::parse("nonsense").essence, "");
        assert_eq!(
            MediaType::parse("text/html, text/html").essence,
            "text/html"
        );
        assert_eq!(MediaType::parse("text/html; charset=").charset(), None);
    }
}

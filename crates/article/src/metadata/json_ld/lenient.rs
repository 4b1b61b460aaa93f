//! JSON as sites write it into pages.

use serde_json::Value;

/// The values in a JSON-LD block. Understood besides JSON: comments and CDATA around
/// it, several values in one block, trailing commas, raw line breaks and control
/// characters in strings, stray escapes, entities for quotes. What cannot be read
/// gives nothing.
pub(super) fn values(raw: &str) -> Vec<Value> {
    let raw = unwrap(raw);
    if let Ok(value) = serde_json::from_str(raw) {
        return vec![value];
    }
    let unescaped = (!raw.contains('"') && raw.contains("&quot;")).then(|| htmlize::unescape(raw));
    let repaired = repair(unescaped.as_deref().unwrap_or(raw));
    // Values before the first that cannot be read still count.
    serde_json::Deserializer::from_str(&repaired)
        .into_iter()
        .map_while(Result::ok)
        .collect()
}

/// `raw` without the comments, CDATA marks and semicolons around it.
fn unwrap(mut raw: &str) -> &str {
    const BEFORE: &[&str] = &["\u{feff}", "<!--", "<![CDATA[", "//", "/*", "*/"];
    const AFTER: &[&str] = &["-->", "]]>", "//", "/*", "*/", ";"];
    loop {
        let before = raw.len();
        raw = raw.trim();
        for mark in BEFORE {
            raw = raw.strip_prefix(mark).unwrap_or(raw);
        }
        for mark in AFTER {
            raw = raw.strip_suffix(mark).unwrap_or(raw);
        }
        if raw.len() == before {
            return raw;
        }
    }
}

/// `raw` with what JSON forbids taken out or escaped.
fn repair(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    // Where the last comma outside strings stands, if only white space follows it.
    let mut comma = None;
    let mut chars = raw.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                quoted = !quoted;
                out.push(c);
            }
            '\\' if quoted => match chars.next() {
                Some(next @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u')) => {
                    out.extend(['\\', next]);
                }
                Some(next) => out.push(next),
                None => {}
            },
            c if quoted && c.is_control() => out.push(' '),
            c if quoted => out.push(c),
            ']' | '}' => {
                out.truncate(comma.unwrap_or(out.len()));
                out.push(c);
            }
            ',' | ';' if comma.is_some() => continue,
            ',' => {
                comma = Some(out.len());
                out.push(c);
                continue;
            }
            '/' if chars.peek() == Some(&'*') => {
                let mut last = ' ';
                for next in chars.by_ref() {
                    if last == '*' && next == '/' {
                        break;
                    }
                    last = next;
                }
                continue;
            }
            c if c.is_whitespace() => {
                out.push(c);
                continue;
            }
            c => out.push(c),
        }
        comma = None;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn common_breakage_is_repaired() {
        for (raw, value) in [
            (r#"{"a": 1}"#, json!({"a": 1})),
            ("<!-- {\"a\": 1} -->", json!({"a": 1})),
            ("//<![CDATA[\n{\"a\": 1}\n//]]>", json!({"a": 1})),
            ("/*<![CDATA[*/{\"a\": 1}/*]]>*/", json!({"a": 1})),
            (r#"{"a": [1, 2,], }"#, json!({"a": [1, 2]})),
            ("{\"a\": \"b\nc\td\"}", json!({"a": "b c d"})),
            (r#"{"a": "it\'s"}"#, json!({"a": "it's"})),
            (r#"{"a": 1};"#, json!({"a": 1})),
            ("{&quot;a&quot;: 1}", json!({"a": 1})),
            ("{\"a\": /* one */ 1,}", json!({"a": 1})),
            (
                r#"{"a": [1,, 2], "b": "x,]", }"#,
                json!({"a": [1, 2], "b": "x,]"}),
            ),
        ] {
            assert_eq!(values(raw), [value], "{raw}");
        }
        assert_eq!(values("{\"a\": 1}\n{\"b\": 2,}").len(), 2);
        assert_eq!(values("{\"a\": \"b").len(), 0);
        assert_eq!(values(&"[".repeat(100_000)).len(), 0);
    }
}

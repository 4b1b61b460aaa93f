//! HTTP responses in a well-formed WARC record: head, chunks, content codings.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let head = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
        bytes.len()
    );
    restated_fuzz::read("a.warc", &[head.as_bytes(), bytes, b"\r\n\r\n"].concat());
});

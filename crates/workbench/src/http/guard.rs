//! Who may ask, and what a browser may do with the answer.
//!
//! A server on the loopback address is reached by every page that the same browser has open. Three
//! things keep those out: the name under which the server is asked must be its own (else a foreign
//! name that resolves to this machine could read everything: DNS rebinding), writing requests must
//! come from its own pages (cross-site request forgery), and on other addresses whoever asks must
//! know the token.

use std::net::SocketAddr;

use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::App;
use super::failure::{self, Failure};
use crate::Options;

/// Name of the cookie that holds the token.
const COOKIE_NAME: &str = "restated_token";

/// What is asked of whoever asks.
pub(super) struct Guard {
    hosts: Vec<String>,
    token: Option<String>,
}

impl Guard {
    pub(super) fn new(address: SocketAddr, options: &Options) -> Self {
        let own = match address {
            SocketAddr::V4(address) => address.ip().to_string(),
            SocketAddr::V6(address) => format!("[{}]", address.ip()),
        };
        let mut hosts = vec![own];
        if address.ip().is_loopback() {
            hosts.extend(["localhost", "127.0.0.1", "[::1]"].map(str::to_owned));
        }
        hosts.extend(options.hosts.iter().map(|host| host.to_ascii_lowercase()));
        Self {
            hosts,
            token: options.token.clone(),
        }
    }

    fn knows(&self, host: &str) -> bool {
        let name = name_of(host).to_ascii_lowercase();
        self.hosts.contains(&name)
    }
}

/// Lets a request through, and tells the browser what the answer may do.
pub(super) async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let data = failure::asks_for_data(request.headers());
    let response = match admit(&app.guard, &request) {
        Ok(None) => next.run(request).await,
        Ok(Some(redirect)) => redirect,
        Err(failure) => failure.into_response(),
    };
    let mut response = failure::told(&path, data, response);
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        // An answer may forbid more than all do.
        headers
            .entry(HeaderName::from_static(name))
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

/// What every answer says of itself. No script but the program's own file runs, nothing is loaded
/// from elsewhere, no other page shows this one in a frame.
const HEADERS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
         form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    // Nothing to other sites; with less, a browser hides the origin of our own forms too.
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// `Some` answer where the token came in the address and goes into a cookie.
fn admit(guard: &Guard, request: &Request) -> Result<Option<Response>, Failure> {
    let headers = request.headers();
    let host = text(headers, &HOST).or_else(|| request.uri().host());
    if !host.is_some_and(|host| guard.knows(host)) {
        return Err(Failure::Forbidden(
            "This server was asked under a name that is not its own",
        ));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) && !same_origin(headers, host) {
        return Err(Failure::Forbidden(
            "Another site’s page asked for a change of this dossier",
        ));
    }
    let Some(token) = &guard.token else {
        return Ok(None);
    };
    if let Some(given) = token_in(request.uri())
        && same(&given, token)
    {
        return Ok(Some(remember(request.uri(), token)));
    }
    let bearer = text(headers, &AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
    let known = bearer.into_iter().chain(cookie(headers, COOKIE_NAME));
    if known.into_iter().any(|given| same(given, token)) {
        Ok(None)
    } else {
        Err(Failure::Forbidden("This dossier asks for a token"))
    }
}

/// Whether a browser that sends a writing request got the form from here. Programs that are no
/// browsers send neither header, and nobody can make them ask.
fn same_origin(headers: &HeaderMap, host: Option<&str>) -> bool {
    if let Some(site) = text(headers, &HeaderName::from_static("sec-fetch-site"))
        && site != "same-origin"
        && site != "none"
    {
        return false;
    }
    match text(headers, &ORIGIN) {
        None => true,
        Some(origin) => {
            let there = origin
                .strip_prefix("http://")
                .or_else(|| origin.strip_prefix("https://"));
            there.is_some() && there == host
        }
    }
}

/// Puts the token into a cookie and leads to the same page without it in the address.
fn remember(uri: &Uri, token: &str) -> Response {
    let rest: Vec<(String, String)> = pairs(uri).filter(|(name, _)| name != "token").collect();
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(rest)
        .finish();
    let place = match query.as_str() {
        "" => uri.path().to_owned(),
        query => format!("{}?{query}", uri.path()),
    };
    let encoded: String = url::form_urlencoded::byte_serialize(token.as_bytes()).collect();
    let cookie = format!("{COOKIE_NAME}={encoded}; HttpOnly; SameSite=Strict; Path=/");
    (
        StatusCode::SEE_OTHER,
        [(LOCATION, place), (SET_COOKIE, cookie)],
    )
        .into_response()
}

fn token_in(uri: &Uri) -> Option<String> {
    pairs(uri).find_map(|(name, value)| (name == "token").then_some(value))
}

fn pairs(uri: &Uri) -> impl Iterator<Item = (String, String)> {
    url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned()
}

/// What cookies of a name say.
pub(super) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> impl Iterator<Item = &'h str> {
    let all = headers.get_all(COOKIE).iter();
    all.filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(move |pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// Compares in a time that does not tell how much of it is right. Cookies hold the token encoded.
fn same(given: &str, token: &str) -> bool {
    let encoded: String = url::form_urlencoded::byte_serialize(token.as_bytes()).collect();
    let differ = |one: &str, other: &str| {
        one.len() != other.len()
            || one
                .bytes()
                .zip(other.bytes())
                .fold(0, |sum, (a, b)| sum | (a ^ b))
                != 0
    };
    !(differ(given, token) & differ(given, &encoded))
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// A host without its port.
fn name_of(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

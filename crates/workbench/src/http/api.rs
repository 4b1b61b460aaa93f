//! The dossier for programs: the records of its export, page by page.

use axum::extract::{Path, Query, RawQuery, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use restated_dossier::records::{Slice, Within};
use restated_dossier::{Dossier, Error};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::App;
use super::arrays::{ARRAYS, Array, narrowed};
use super::failure::Failure;
use super::format::json;
use super::openapi;
use crate::export::{Export, Format};
use crate::view::query;

type Answer = Result<Response, Failure>;

/// Records on a page, unless the request says.
pub(super) const USUAL: usize = 100;
/// Records on a page at most.
pub(super) const MOST: usize = 1_000;

/// Which records are asked for; one of the ids at most.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Asking {
    story: Option<String>,
    article: Option<String>,
    question: Option<String>,
    source: Option<String>,
    skip: usize,
    limit: Option<usize>,
}

impl Asking {
    /// The ids that are named, as in the address.
    fn ids(&self) -> impl Iterator<Item = (&'static str, Within<'_>, &str)> {
        let ids = [&self.story, &self.article, &self.question, &self.source];
        let named = narrowed().into_iter().zip(ids);
        named.filter_map(|((name, within), id)| {
            let id = id.as_deref()?;
            Some((name, within(id), id))
        })
    }

    fn within(&self, array: &Array) -> Result<Within<'_>, Failure> {
        let mut named = self.ids();
        let within = named
            .next()
            .map_or(Within::Dossier, |(_, within, _)| within);
        if let Some((other, ..)) = named.next() {
            return Err(Failure::Bad(format!(
                "{other} cannot be combined with another id"
            )));
        }
        if !array.can_be_within(within) {
            return Err(Failure::Bad(format!(
                "{} cannot be asked for by this id",
                array.name
            )));
        }
        Ok(within)
    }

    fn limit(&self) -> Result<usize, Failure> {
        match self.limit.unwrap_or(USUAL) {
            limit @ 1..=MOST => Ok(limit),
            _ => Err(Failure::Bad(format!("limit has to be from 1 to {MOST}"))),
        }
    }

    /// The address of the page after this one.
    fn next(&self, array: &Array, shown: usize) -> String {
        let skip = (self.skip + shown).to_string();
        let limit = self
            .limit
            .map(|limit| limit.to_string())
            .unwrap_or_default();
        let mut pairs: Vec<(&str, &str)> = self.ids().map(|(name, _, id)| (name, id)).collect();
        pairs.extend([("skip", skip.as_str()), ("limit", limit.as_str())]);
        format!("/api/{}?{}", array.name, query(&pairs))
    }
}

/// A page of records.
#[derive(Serialize)]
struct Listing {
    array: &'static str,
    /// How many there are in all.
    total: usize,
    /// How many come before the first.
    skip: usize,
    /// The address of the next page; `None` after the last.
    next: Option<String>,
    items: Vec<Value>,
}

/// `/api`
pub(super) async fn index(State(app): State<App>) -> Answer {
    let counted = app
        .read(|dossier| {
            let count = |array: &Array| Ok((array.name, array.count(dossier, Within::Dossier)?));
            let counted = ARRAYS.iter().map(count);
            counted.collect::<Result<Vec<_>, Error>>().map(Some)
        })
        .await?;
    let arrays: Vec<Value> = counted
        .iter()
        .map(|(name, count)| serde_json::json!({"array": name, "total": count, "url": format!("/api/{name}")}))
        .collect();
    json(&serde_json::json!({
        "schema": "restated/dossier/1", "arrays": arrays,
        "dossier": "/dossier.json", "openapi": "/openapi.json",
    }))
}

/// `/api/{array}`
pub(super) async fn list(
    State(app): State<App>,
    Path(name): Path<String>,
    RawQuery(asked): RawQuery,
) -> Answer {
    let array = Array::named(&name).ok_or(Failure::NotFound)?;
    let uri = format!("/?{}", asked.unwrap_or_default())
        .parse()
        .map_err(|_| Failure::Bad("The question cannot be read".to_owned()))?;
    let Query(asking) =
        Query::<Asking>::try_from_uri(&uri).map_err(|error| Failure::Bad(error.body_text()))?;
    let pool = std::sync::Arc::clone(&app.pool);
    let listing = tokio::task::spawn_blocking(move || -> Result<Listing, Failure> {
        let (within, limit) = (asking.within(array)?, asking.limit()?);
        Ok(pool.with(|dossier| listing(dossier, array, &asking, within, limit))?)
    });
    let listing = listing.await.map_err(|_| Failure::Broken)??;
    json(&listing)
}

fn listing(
    dossier: &Dossier,
    array: &Array,
    asking: &Asking,
    within: Within<'_>,
    limit: usize,
) -> Result<Listing, Error> {
    let total = array.count(dossier, within)?;
    let slice = Slice {
        within,
        skip: asking.skip,
        limit: Some(limit),
    };
    let items = array.list(dossier, slice)?;
    let more = asking.skip.saturating_add(items.len()) < total && !items.is_empty();
    Ok(Listing {
        array: array.name,
        total,
        skip: asking.skip,
        next: more.then(|| asking.next(array, items.len())),
        items,
    })
}

/// `/api/{array}/{id}`
pub(super) async fn one(
    State(app): State<App>,
    Path((name, id)): Path<(String, String)>,
) -> Answer {
    let array = Array::named(&name).filter(|array| array.has_ids);
    let array = array.ok_or(Failure::NotFound)?;
    let record = app.read(move |dossier| {
        let mut found = array.list(dossier, Within::One(&id).into())?;
        Ok((!found.is_empty()).then(|| found.swap_remove(0)))
    });
    json(&record.await?)
}

/// `/dossier.json`: the whole export.
pub(super) async fn dossier(State(app): State<App>) -> Answer {
    let wanted = Export {
        format: Format::Of(restated_dossier::export::Format::Json),
        mask_names: false,
        quotes_only: false,
    };
    let headers = [(CONTENT_TYPE, "application/json")];
    Ok((headers, super::export::spooled(&app, wanted).await?).into_response())
}

/// `/openapi.json`
pub(super) async fn description() -> Answer {
    json(&openapi::document())
}

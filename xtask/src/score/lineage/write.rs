//! A pile as files, for the whole program to read.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use serde_json::json;

use super::pile::{Article, Pile};

/// What the articles are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Form {
    /// Pages with metadata, a menu and a foot
    Html,
    /// Headline and text
    Text,
}

impl Form {
    fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Text => "txt",
        }
    }
}

/// Writes each article as `pile/ID.html` or `pile/ID.txt`, and `truth.json` beside the folder.
pub(super) fn write(pile: &Pile, folder: &Path, form: Form) -> anyhow::Result<()> {
    let articles = folder.join("pile");
    fs::create_dir_all(&articles)
        .with_context(|| format!("cannot make the folder {}", articles.display()))?;
    let put = |path: &Path, content: String| {
        fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
    };
    for article in &pile.articles {
        let content = match form {
            Form::Html => html(article),
            Form::Text => format!(
                "{}\n\n{}\n",
                title(article),
                paragraphs(article).join("\n\n")
            ),
        };
        let name = format!("{}.{}", article.about.id, form.extension());
        put(&articles.join(name), content)?;
    }
    let listed = pile.articles.iter().map(|article| {
        json!({
            "id": article.about.id,
            "file": format!("pile/{}.{}", article.about.id, form.extension()),
            "event": article.event,
            "outlet": article.about.outlet,
            "published": article.about.published,
            "language": article.about.language,
        })
    });
    let truth = json!({
        "articles": listed.collect::<Vec<_>>(),
        "edges": pile.truth.edges,
        "families": pile.truth.families,
        "apart": pile.truth.apart,
        "open": pile.truth.open,
    });
    let truth = serde_json::to_string_pretty(&truth)?;
    put(&folder.join("truth.json"), truth + "\n")
}

fn title(article: &Article) -> &str {
    article.about.title.as_deref().unwrap_or_default()
}

fn paragraphs(article: &Article) -> Vec<&str> {
    article.text.split('\n').collect()
}

fn html(article: &Article) -> String {
    let about = &article.about;
    let outlet = escaped(about.outlet.as_deref().unwrap_or_default());
    let title = escaped(title(article));
    let url = escaped(about.url.as_deref().unwrap_or_default());
    let language = about.language.as_deref().unwrap_or("en");
    let published = about
        .published
        .as_deref()
        .map_or(String::new(), |published| {
            format!("<meta property=\"article:published_time\" content=\"{published}\">\n")
        });
    let credit = about.credits.iter().map(|credit| {
        let line = match language {
            "de" => "Quelle",
            "es" => "Fuente",
            _ => "Source",
        };
        format!(
            "<p class=\"credit\">{line}: {}</p>\n",
            escaped(&credit.outlet)
        )
    });
    let body = paragraphs(article)
        .iter()
        .map(|paragraph| format!("<p>{}</p>\n", escaped(paragraph)))
        .collect::<String>();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\">\n\
         <title>{title} - {outlet}</title>\n\
         <meta property=\"og:site_name\" content=\"{outlet}\">\n\
         <meta property=\"og:type\" content=\"article\">\n\
         <meta property=\"og:title\" content=\"{title}\">\n\
         {published}<link rel=\"canonical\" href=\"{url}\">\n</head>\n<body>\n\
         <nav><a href=\"/\">{outlet}</a> <a href=\"/sport\">Sport</a> <a href=\"/local\">Local</a></nav>\n\
         <article>\n<h1>{title}</h1>\n{body}{}</article>\n\
         <footer>{outlet} · <a href=\"/contact\">Contact</a></footer>\n</body></html>\n",
        credit.collect::<String>(),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

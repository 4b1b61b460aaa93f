//! What of each record is somebody's words, and may hold names.

use super::{Redact, Redaction};
use crate::Offsets;
use crate::error::Outcome;
use crate::records::{
    Article, Attribution, Capture, Card, Claim, Derivation, Doubt, Drift, Entity, Family, Figure,
    Question, Story, Upstream,
};
use crate::review::{Decided, Decision};

impl Redact for Capture {
    fn redact(&mut self, by: &mut Redaction<'_>) -> Outcome<()> {
        by.each(&mut self.issues);
        Ok(())
    }
}

impl Redact for Article {
    fn redact(&mut self, by: &mut Redaction<'_>) -> Outcome<()> {
        for upstream in &mut self.upstreams {
            by.upstream(&self.id, upstream)?;
        }
        let title = self.title.clone().unwrap_or_default();
        let title = Offsets::new(&title);
        for claim in &mut self.headline {
            let span = &mut claim.span;
            by.part(&title, span.start..span.end, &mut span.exact);
            by.figure(claim.figure.as_mut());
            by.attribution(&mut claim.attribution);
            by.each(claim.time.as_mut().map(|time| &mut time.text));
            by.each(&mut claim.place);
        }
        by.each(&mut self.title);
        by.each(&mut self.outlet);
        by.each(&mut self.byline);
        if by.quotes_only {
            self.text.clear();
        }
        by.words(&mut self.text);
        Ok(())
    }
}

impl Redact for Card {
    fn redact(&mut self, by: &mut Redaction<'_>) -> Outcome<()> {
        // An article without a title is called by the beginning of its text.
        if by.quotes_only && self.title.starts_with('“') && self.title.ends_with("…”") {
            "untitled".clone_into(&mut self.title);
        }
        by.words(&mut self.title);
        by.each(&mut self.outlet);
        Ok(())
    }
}

impl Redact for Claim {
    fn redact(&mut self, by: &mut Redaction<'_>) -> Outcome<()> {
        let sentence = self.evidence.start..self.evidence.end;
        by.quoted(&self.article, &mut self.evidence, sentence.clone())?;
        by.quoted(&self.article, &mut self.span, sentence)?;
        for other in self.repeats.iter_mut().chain(&mut self.caveats) {
            let sentence = other.start..other.end;
            by.quoted(&self.article, other, sentence)?;
        }
        by.figure(self.figure.as_mut().map(|part| &mut part.figure));
        by.attribution(&mut self.attribution);
        by.each(self.time.as_mut().map(|time| &mut time.text));
        by.each(&mut self.place);
        if let Some(review) = &mut self.review {
            by.each([&mut review.author, &mut review.note]);
            review.was.values_mut().for_each(|value| by.value(value));
        }
        Ok(())
    }
}

impl Redact for Family {
    fn redact(&mut self, _: &mut Redaction<'_>) -> Outcome<()> {
        Ok(())
    }
}

impl Redact for Derivation {
    fn redact(&mut self, by: &mut Redaction<'_>) -> Outcome<()> {
        for passage in &mut self.passages {
            by.unquoted(&self.child, &mut passage.child)?;
            if let Some((parent, evidence)) = self.parent.as_ref().zip(passage.parent.as_mut()) {
                by.unquoted(parent, evidence)?;
            }
        }
        for credit in &mut self.credits {
            by.upstream(&self.child, credit)?;
        }
        by.each(&mut self.upstream);
        by.each(&mut self.why);
        Ok(())
    }
}

impl Redact for Story {
    fn redact(&mut self, by: &mut Redaction<'_>) -> Outcome<()> {
        by.each(&mut self.title);
        by.each(self.why.iter_mut().map(|joined| &mut joined.why));
        Ok(())
    }
}

impl Redact for Question {
    fn redact(&mut self, by: &mut Redaction<'_>) -> Outcome<()> {
        by.words(&mut self.text);
        by.each(&mut self.counted);
        for origin in &mut self.origins {
            by.each(&mut origin.source);
            by.each(&mut origin.why);
        }
        by.each(self.relations.iter_mut().map(|relation| &mut relation.why));
        by.each(&mut self.why);
        by.each(self.notes.iter_mut().map(|note| &mut note.text));
        Ok(())
    }
}

impl Redact for Drift {
    fn redact(&mut self, by: &mut Redaction<'_>) -> Outcome<()> {
        by.words(&mut self.why);
        Ok(())
    }
}

impl Redact for Entity {
    fn redact(&mut self, by: &mut Redaction<'_>) -> Outcome<()> {
        by.words(&mut self.name);
        by.each(&mut self.aliases);
        // "Ada Fenwick" and "Fenwick" are one wording now.
        let name = &self.name;
        let mut seen = Vec::new();
        self.aliases.retain(|alias| {
            let is_new = alias != name && !seen.contains(alias);
            seen.push(alias.clone());
            is_new
        });
        for tie in &mut self.ties {
            by.words(&mut tie.alias);
            by.words(&mut tie.why);
            let alias = tie.evidence.start..tie.evidence.end;
            by.quoted(&tie.article, &mut tie.evidence, alias)?;
        }
        Ok(())
    }
}

impl Redact for Doubt {
    fn redact(&mut self, _: &mut Redaction<'_>) -> Outcome<()> {
        Ok(())
    }
}

impl Redaction<'_> {
    /// Leaves out of a decision what may hold names.
    pub(super) fn decision(&self, decided: &mut Decided) {
        self.each([&mut decided.author, &mut decided.note]);
        match &mut decided.decision {
            Decision::Correct { fields, .. } => {
                fields.values_mut().for_each(|value| self.value(value));
            }
            Decision::SplitEntity { name, .. } => self.words(name),
            _ => {}
        }
    }

    fn figure(&self, figure: Option<&mut Figure>) {
        if let Some(figure) = figure {
            self.words(&mut figure.text);
            self.each(&mut figure.counted);
        }
    }

    fn attribution(&self, attribution: &mut Attribution) {
        self.each(&mut attribution.source);
        self.each(&mut attribution.via);
        self.each(&mut attribution.as_written);
    }

    fn upstream(&mut self, article: &str, upstream: &mut Upstream) -> Outcome<()> {
        self.words(&mut upstream.name);
        self.each(upstream.outside.as_mut().map(|words| &mut words.exact));
        match &mut upstream.evidence {
            Some(evidence) => {
                let words = evidence.start..evidence.end;
                self.quoted(article, evidence, words)
            }
            None => Ok(()),
        }
    }
}

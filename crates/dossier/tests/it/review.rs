//! Decisions: what they change, and that nothing else does.

use std::collections::BTreeMap;

use restated_capture::{Input, Limits};
use restated_dossier::records::{Claim, Entity, Family, Question, Within};
use restated_dossier::review::{Decision, Field};
use restated_dossier::{Dossier, Error, Options, Silent, export};
use serde_json::json;
use tempfile::TempDir;

const AT: &str = "2033-10-01T12:00:00Z";

/// Four articles on one landslide; the second is a copy of the first.
const PILE: [(&str, &str, &str); 4] = [
    (
        "one",
        "Landslide at Orrin Pass kills 12",
        "A landslide buried the road over Orrin Pass on Monday. The slide killed 12 people, the Orrin \
         Mountain Rescue said. Some 40 people were injured, the rescue service said. The road will stay \
         closed until the slope is safe, engineers said.",
    ),
    (
        "two",
        "Landslide at Orrin Pass kills 12",
        "A landslide buried the road over Orrin Pass on Monday. The slide killed 12 people, the Orrin \
         Mountain Rescue said. Some 40 people were injured, the rescue service said. The road will stay \
         closed until the slope is safe, engineers said.",
    ),
    (
        "three",
        "Orrin Pass slide: 15 dead",
        "Fifteen people were killed when a hillside above Orrin Pass gave way on Monday, Mayor Ilse \
         Tannberg said. Buses were under the debris, she said, and the search went on through the night.",
    ),
    (
        "four",
        "Search goes on at Orrin Pass",
        "Rescuers searched a second night at Orrin Pass after Monday’s landslide killed 15 people, \
         Tannberg told reporters. Relatives waited in the school of the nearest village.",
    ),
];

fn built(folder: &TempDir) -> Dossier {
    let lines = PILE.map(|(outlet, title, text)| {
        json!({
            "id": outlet, "url": format!("https://{outlet}.example/slide"), "title": title,
            "text": text, "published": "2033-09-27", "outlet": format!("The {outlet} Post"),
        })
        .to_string()
    });
    let pile = folder.path().join("pile.jsonl");
    std::fs::write(&pile, lines.join("\n")).unwrap();
    let path = folder.path().join("slide.db");
    let mut dossier = Dossier::create_or_open(&path).unwrap();
    dossier
        .build(
            &[Input::Path(pile)],
            &Limits::default(),
            Options::default(),
            &Silent,
        )
        .unwrap();
    drop(dossier);
    Dossier::open_to_review(&path).unwrap()
}

fn exported(dossier: &Dossier) -> serde_json::Value {
    let mut bytes = Vec::new();
    export::write(dossier, export::Format::Json, &mut bytes).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

fn killed(dossier: &Dossier) -> Vec<Question> {
    let mut questions: Vec<Question> = dossier.records(Within::Dossier).unwrap();
    questions.retain(|question| question.measure == "killed");
    questions
}

/// The claim of `outlet` that has `words` in its sentence.
fn claim(dossier: &Dossier, words: &str) -> Claim {
    let claims: Vec<Claim> = dossier.records(Within::Dossier).unwrap();
    let found = claims
        .into_iter()
        .find(|claim| claim.figure.is_some() && claim.evidence.exact.contains(words));
    found.unwrap()
}

fn decide(dossier: &Dossier, decision: Decision) -> i64 {
    let number = dossier
        .decide(&decision, "Ada Lorrin", "looked it up", AT)
        .unwrap();
    assert!(!dossier.is_settled().unwrap());
    dossier.work_in().unwrap();
    assert!(dossier.is_settled().unwrap());
    assert_eq!(dossier.verify().unwrap(), []);
    number
}

/// Takes `number` back, and asks whether all is as it was.
fn undone(dossier: &Dossier, number: i64, before: &serde_json::Value) {
    decide(dossier, Decision::Undo { decision: number });
    let mut after = exported(dossier);
    assert!(after.as_object_mut().unwrap().remove("decisions").is_some());
    assert_eq!(after, *before);
}

#[test]
fn a_rejected_claim_answers_nothing_and_stays_in_sight() {
    let folder = TempDir::new().unwrap();
    let dossier = built(&folder);
    let before = exported(&dossier);
    let id = claim(&dossier, "Fifteen people").id;
    assert_eq!(killed(&dossier)[0].positions.len(), 2);
    let number = decide(&dossier, Decision::Reject { claim: id.clone() });
    let answers: Vec<String> = killed(&dossier)
        .iter()
        .flat_map(|question| question.positions.iter().flat_map(|one| one.claims.clone()))
        .collect();
    assert!(!answers.contains(&id));
    let review = claim(&dossier, "Fifteen people").review.unwrap();
    assert_eq!(
        (review.state.as_str(), review.author.as_str()),
        ("rejected", "Ada Lorrin")
    );
    undone(&dossier, number, &before);
}

#[test]
fn a_corrected_claim_says_what_it_was_corrected_to() {
    let folder = TempDir::new().unwrap();
    let dossier = built(&folder);
    let before = exported(&dossier);
    let id = claim(&dossier, "Fifteen people").id;
    let fields = BTreeMap::from([
        (Field::Best, json!(12)),
        (Field::Low, json!(12)),
        (Field::High, json!(12)),
        (Field::Source, json!("Orrin Mountain Rescue")),
    ]);
    let correct = Decision::Correct {
        claim: id.clone(),
        fields,
    };
    let number = decide(&dossier, correct);
    let corrected = claim(&dossier, "Fifteen people");
    let figure = &corrected.figure.as_ref().unwrap().figure;
    assert_eq!(figure.best.unwrap().0, 12.0);
    assert_eq!(
        corrected.attribution.source.as_deref(),
        Some("Orrin Mountain Rescue")
    );
    let review = corrected.review.unwrap();
    assert_eq!(review.was.get(&Field::Best), Some(&json!(15.0)));
    let twelve = &killed(&dossier)[0].positions[0];
    assert!(twelve.claims.contains(&id) && twelve.articles == 3);
    undone(&dossier, number, &before);
}

#[test]
fn decisions_outlive_builds() {
    let folder = TempDir::new().unwrap();
    let dossier = built(&folder);
    let id = claim(&dossier, "Fifteen people").id;
    decide(&dossier, Decision::Reject { claim: id.clone() });
    let reviewed = exported(&dossier);
    let path = dossier.path().to_owned();
    drop(dossier);
    let more = folder.path().join("more.jsonl");
    let text =
        "The ferry to Hallin was cancelled on Tuesday because of fog, the harbour office said.";
    std::fs::write(
        &more,
        json!({"id": "x", "title": "Fog", "text": text}).to_string(),
    )
    .unwrap();
    let mut dossier = Dossier::create_or_open(&path).unwrap();
    let none: [Input; 0] = [];
    dossier
        .build(&none, &Limits::default(), Options::default(), &Silent)
        .unwrap();
    assert_eq!(exported(&dossier), reviewed);
    dossier
        .build(
            &[Input::Path(more)],
            &Limits::default(),
            Options::default(),
            &Silent,
        )
        .unwrap();
    assert!(dossier.is_settled().unwrap());
    let review = claim(&dossier, "Fifteen people").review.unwrap();
    assert_eq!(review.state, "rejected");
}

#[test]
fn questions_are_parted_and_joined() {
    let folder = TempDir::new().unwrap();
    let dossier = built(&folder);
    let before = exported(&dossier);
    let (twelve, fifteen) = (
        claim(&dossier, "killed 12"),
        claim(&dossier, "Fifteen people"),
    );
    assert_eq!(killed(&dossier).len(), 1);
    let split = Decision::SplitQuestion {
        from: twelve.id.clone(),
        claims: vec![fifteen.id.clone()],
    };
    let number = decide(&dossier, split);
    let parted = killed(&dossier);
    assert_eq!(parted.len(), 2);
    assert!(parted.iter().any(|one| {
        one.why
            .iter()
            .any(|why| why.contains("Ada Lorrin decided so"))
    }));
    let merge = Decision::MergeQuestions {
        claims: vec![twelve.id, fifteen.id],
    };
    let merged = decide(&dossier, merge);
    assert_eq!(killed(&dossier).len(), 1);
    decide(&dossier, Decision::Undo { decision: merged });
    undone(&dossier, number, &before);
}

#[test]
fn families_are_parted_and_joined() {
    let folder = TempDir::new().unwrap();
    let dossier = built(&folder);
    let before = exported(&dossier);
    let families = |dossier: &Dossier| dossier.records::<Family>(Within::Dossier).unwrap();
    let family = families(&dossier).remove(0);
    let article = family.articles[0].clone();
    let number = decide(&dossier, Decision::SplitFamily { article });
    assert!(families(&dossier).iter().all(|one| one.id != family.id));
    undone(&dossier, number, &before);
    let articles = vec![
        claim(&dossier, "Fifteen people").article,
        family.articles[0].clone(),
    ];
    let number = decide(&dossier, Decision::MergeFamilies { articles });
    assert_eq!(
        families(&dossier)[0].articles.len(),
        family.articles.len() + 1
    );
    undone(&dossier, number, &before);
}

#[test]
fn entities_are_joined_and_parted() {
    let folder = TempDir::new().unwrap();
    let dossier = built(&folder);
    let before = exported(&dossier);
    let named = |dossier: &Dossier, name: &str| -> Option<Entity> {
        let entities: Vec<Entity> = dossier.records(Within::Dossier).unwrap();
        entities.into_iter().find(|entity| entity.name == name)
    };
    let rescue = named(&dossier, "Orrin Mountain Rescue").unwrap();
    let mayor = named(&dossier, "Ilse Tannberg").unwrap();
    let merge = Decision::MergeEntities {
        entities: vec![rescue.id.clone(), mayor.id.clone()],
    };
    let number = decide(&dossier, merge);
    let entities: Vec<Entity> = dossier.records(Within::Dossier).unwrap();
    let one = entities
        .iter()
        .find(|entity| entity.ties.iter().any(|tie| tie.alias == "Ilse Tannberg"))
        .unwrap();
    assert!(
        one.ties
            .iter()
            .any(|tie| tie.alias.contains("Orrin Mountain Rescue"))
    );
    // And apart again, by a decision about the name.
    let split = Decision::SplitEntity {
        entity: one.id.clone(),
        name: "Ilse Tannberg".to_owned(),
    };
    let parted = decide(&dossier, split);
    assert!(named(&dossier, "Ilse Tannberg").is_some());
    decide(&dossier, Decision::Undo { decision: parted });
    undone(&dossier, number, &before);
}

#[test]
fn what_cannot_be_meant_is_refused_and_leaves_no_trace() {
    let folder = TempDir::new().unwrap();
    let dossier = built(&folder);
    let id = claim(&dossier, "Fifteen people").id;
    let fields = |field, value| Decision::Correct {
        claim: id.clone(),
        fields: BTreeMap::from([(field, value)]),
    };
    for (decision, says) in [
        (
            Decision::Reject {
                claim: "c0".to_owned(),
            },
            "there is no c0",
        ),
        (
            fields(Field::Qualifier, json!("roughly")),
            "cannot stand in qualifier",
        ),
        (fields(Field::Low, json!(99)), "must not be above"),
        (
            Decision::MergeFamilies {
                articles: vec!["a1".to_owned()],
            },
            "two or more",
        ),
        (Decision::Undo { decision: 7 }, "there is no decision 7"),
    ] {
        let error = dossier.decide(&decision, "Ada", "", AT).unwrap_err();
        assert!(matches!(error, Error::Undecidable { .. }));
        assert!(error.to_string().contains(says), "{error}");
    }
    assert_eq!(dossier.decisions().unwrap(), []);
    assert!(dossier.is_settled().unwrap());
}

#[test]
fn decisions_are_never_changed_or_removed() {
    let folder = TempDir::new().unwrap();
    let dossier = built(&folder);
    let id = claim(&dossier, "Fifteen people").id;
    decide(&dossier, Decision::Accept { claim: id });
    for sql in [
        "UPDATE decisions SET author = 'Eve'",
        "DELETE FROM decisions",
    ] {
        let error = dossier.connection().execute(sql, []).unwrap_err();
        assert!(
            error.to_string().contains("add one that undoes it"),
            "{error}"
        );
    }
}

use super::*;
use crate::Terms;
use proptest::prelude::*;
use restated_claims::Reading;
use restated_lineage::About;

/// An article: id, day, title, text.
type Row = (
    &'static str,
    Option<&'static str>,
    &'static str,
    &'static str,
);

const PILE: [Row; 10] = [
    (
        "a1",
        Some("2034-05-08"),
        "Ferry Alder sinks off Brennick",
        "The ferry Alder sank off Brennick on Friday with 31 people on board, the Marrow coastguard said. \
         Captain Ode Ray was pulled from the water. Fourteen are missing.",
    ),
    (
        "a2",
        Some("2034-05-09"),
        "Alder: 14 still missing off Brennick",
        "Divers searched the wreck of the ferry Alder off Brennick for 14 people on Saturday. The Marrow \
         coastguard said that Captain Ode Ray would be heard by the harbour court.",
    ),
    (
        "a3",
        None,
        "Horror on the Alder",
        "Survivors of the doomed ferry Alder told of screams off Brennick. Captain Ode Ray was saved while \
         14 passengers are lost. The Marrow coastguard gave 31 on board.",
    ),
    (
        "b1",
        Some("2029-04-02"),
        "Trawler sinks off Brennick",
        "The trawler Corbel sank off Brennick on Sunday with four people on board, the Marrow coastguard \
         said. All were saved by the lifeboat of Osk.",
    ),
    (
        "c1",
        Some("2034-05-08"),
        "Council agrees 12th package against Velmar",
        "Ministers of the Northern Council agreed on the 12th package of measures against Velmar in \
         Halden, its president Ilse Tarn said. It bars 116 vessels from ports.",
    ),
    (
        "c2",
        Some("2034-05-09"),
        "What is in the 12th package against Velmar",
        "The 12th package of the Northern Council against Velmar bars 116 vessels from ports, President \
         Ilse Tarn said in Halden. Velmar called it theft.",
    ),
    (
        "d1",
        Some("2034-07-20"),
        "Council agrees 13th package against Velmar",
        "Ministers of the Northern Council agreed on the 13th package of measures against Velmar in \
         Halden, its president Ilse Tarn said. It lists 42 banks. The 12th package came in May.",
    ),
    (
        "d2",
        Some("2034-07-21"),
        "Banks hit by 13th package",
        "The 13th package of the Northern Council lists 42 banks of Velmar. President Ilse Tarn said in \
         Halden that more would come.",
    ),
    (
        "e1",
        Some("2034-05-09"),
        "Snow closes the Tessin pass",
        "Half a metre of snow closed the road over the Tessin pass on Saturday, the road office said.",
    ),
    ("f1", None, "", ""),
];

struct Pile {
    abouts: Vec<About>,
    terms: Vec<Terms>,
    families: Vec<Option<&'static str>>,
}

impl Pile {
    fn of(rows: &[Row]) -> Self {
        let about = |(id, published, title, _): &Row| About {
            id: (*id).to_owned(),
            published: published.map(str::to_owned),
            title: Some((*title).to_owned()),
            ..About::default()
        };
        let terms = |(_, _, title, text): &Row| {
            Terms::of(Some(title), text, Some("en"), &Reading::default())
        };
        Self {
            abouts: rows.iter().map(about).collect(),
            terms: rows.iter().map(terms).collect(),
            families: vec![None; rows.len()],
        }
    }

    fn filed(&self) -> Vec<Filed<'_>> {
        let known = self.abouts.iter().zip(&self.terms).zip(&self.families);
        known
            .map(|((about, terms), family)| Filed {
                about,
                terms,
                family: *family,
            })
            .collect()
    }

    fn stories(&self) -> Vec<Story> {
        stories(&self.filed())
    }
}

fn articles(stories: &[Story]) -> Vec<String> {
    stories
        .iter()
        .map(|story| story.articles.join(" "))
        .collect()
}

#[test]
fn sister_events_are_apart() {
    let found = Pile::of(&PILE).stories();
    assert_eq!(
        articles(&found),
        ["a1 a2 a3", "b1", "c1 c2", "d1 d2", "e1", "f1"]
    );
}

#[test]
fn sister_events_are_apart_without_days_where_they_are_numbered() {
    let undated = PILE.map(|(id, _, title, text)| (id, None, title, text));
    let found = articles(&Pile::of(&undated[4..8]).stories());
    assert_eq!(found, ["c1 c2", "d1 d2"]);
}

#[test]
fn a_story_tells_what_it_is_and_why() {
    let found = Pile::of(&PILE).stories();
    let ferry = &found[0];
    assert_eq!(ferry.founder, "a1");
    assert_eq!(
        (ferry.from.as_deref(), ferry.to.as_deref()),
        (Some("2034-05-08"), Some("2034-05-09"))
    );
    assert!(
        ferry
            .title
            .as_ref()
            .is_some_and(|title| title.contains("Alder"))
    );
    assert_eq!(ferry.why.len(), 2);
    let why = &ferry.why[0];
    assert_eq!((why.article.as_str(), why.to.as_str()), ("a2", "a1"));
    assert!(
        why.why.starts_with("both speak of ") && why.why.contains("Alder"),
        "{}",
        why.why
    );
    assert!(why.why.ends_with("; published a day apart"), "{}", why.why);
    assert!(!ferry.why[1].why.contains("published"));
    assert_eq!(found[5].title, None);
}

#[test]
fn copies_have_one_vote_and_one_story() {
    let mut pile = Pile::of(&PILE);
    pile.families[0] = Some("t");
    pile.families[9] = Some("t");
    let found = pile.stories();
    assert_eq!(found[0].articles, ["a1", "a2", "a3", "f1"]);
    let why = found[0].why.iter().find(|joined| joined.article == "f1");
    assert!(why.is_some_and(|joined| joined.to == "a1"
        && joined.why == "both give one text, whole, in part or reworded"));
}

#[test]
fn a_story_of_hundreds_is_one() {
    let texts: Vec<String> = (0..300)
        .map(|at| {
            format!(
                "{} Word{at} told Paper{at} of {} and {}.",
                PILE[at % 3].3,
                at * 31,
                at * 17
            )
        })
        .collect();
    let mut pile = Pile::of(&[]);
    for (at, text) in texts.iter().enumerate() {
        pile.abouts.push(About {
            id: format!("g{at:03}"),
            published: Some(format!("2034-05-{:02}", 8 + at / 100)),
            ..About::default()
        });
        let title = Some(PILE[at % 3].2);
        pile.terms
            .push(Terms::of(title, text, Some("en"), &Reading::default()));
        pile.families.push(None);
    }
    assert_eq!(pile.stories().len(), 1);
}

#[test]
fn nothing_gives_nothing() {
    assert!(stories(&[]).is_empty());
}

proptest! {
    #[test]
    fn the_order_does_not_matter(
        order in Just((0..PILE.len()).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let shuffled: Vec<Row> = order.iter().map(|at| PILE[*at]).collect();
        prop_assert_eq!(Pile::of(&shuffled).stories(), Pile::of(&PILE).stories());
    }

    #[test]
    fn founders_stay_when_later_articles_come(known in prop::collection::vec(any::<bool>(), PILE.len())) {
        // What came first by day came first into the pile.
        let mut sorted = PILE.to_vec();
        sorted.sort_by_key(|(id, day, ..)| (day.is_none(), *day, *id));
        let until = known.iter().filter(|known| **known).count();
        let before = Pile::of(&sorted[..until]).stories();
        let after = Pile::of(&sorted).stories();
        for story in &before {
            prop_assert!(after.iter().any(|now| now.founder == story.founder));
        }
        let told = changes(&before, &after);
        let harmless = |change: &Change| matches!(
            change.kind,
            ChangeKind::Appeared | ChangeKind::Stayed | ChangeKind::Grew { .. }
        );
        prop_assert!(told.iter().all(harmless), "{:?}", told);
        prop_assert_eq!(told.len(), after.len());
    }
}

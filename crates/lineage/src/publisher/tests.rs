use super::*;

fn about(outlet: &str, url: &str) -> About {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    About {
        outlet: some(outlet),
        url: some(url),
        ..About::default()
    }
}

#[test]
fn no_name_and_no_domain_stands_in_the_table_for_two_outlets() {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (house, names, domains) in crate::table::rows(include_str!("../../data/houses.tsv")) {
        let all = names
            .split(", ")
            .map(folded)
            .chain(domains.split(", ").map(str::to_owned));
        let own: BTreeSet<String> = all.collect();
        for name in own {
            assert_eq!(seen.insert(name.clone(), names), None, "{house}: {name}");
        }
    }
    let lines = include_str!("../../data/houses.tsv").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        assert_eq!(line.split('\t').count(), 3, "{line:?}");
    }
}

#[test]
fn houses_are_known_by_group_domain_and_name() {
    let mirror = about("The Mirror", "https://www.mirror.co.uk/a");
    assert!(same_house(
        &mirror,
        &about("Liverpool Echo", "https://www.liverpoolecho.co.uk/b")
    ));
    assert!(!same_house(
        &mirror,
        &about("The Scotsman", "https://www.scotsman.com/b")
    ));
    let post = about("The Halm Post", "https://halmpost.example/a");
    assert!(same_house(&post, &about("Halm Post Online", "")));
    assert!(same_house(
        &post,
        &about("", "http://amp.halmpost.example:8080/b")
    ));
    assert!(!same_house(&post, &about("", "")));
    assert!(!same_house(&about("", ""), &about("", "")));
    // Two blogs on one platform are two voices.
    let blog = |name: &str| about("", &format!("https://{name}.blogspot.com/x"));
    assert!(!same_house(&blog("one"), &blog("other")));
    assert!(!same_house(
        &about("One", "https://medium.com/a"),
        &about("Other", "https://medium.com/b")
    ));
    // A namesake elsewhere is not of the house.
    assert!(!same_house(
        &about("The Argus", "https://argus.example/a"),
        &about("The Northern Echo", "")
    ));
}

#[test]
fn credits_name_outlets() {
    for (outlet, credit, want) in [
        ("Associated Press", "AP", true),
        ("AP News", "The Associated Press", true),
        ("Reuters", "AP", false),
        ("Lindholt News Agency", "Lindholt", true),
        ("Lindholt", "Lindholt Press Service", true),
        ("Agencia Lindholt", "Lindholt", true),
        ("The Lindholt Times", "lindholt", true),
        ("Lindholt Times", "Lindholt Post", false),
        ("Lindholt News Agency", "News Agency", false),
        ("Daily News", "The News", false),
        ("Orrin Broadcasting Corporation", "OBC", true),
        ("Joint Patrol for the Orrin Bank", "JPOB", true),
        ("The Orrin Mirror", "the Mirror", false),
        ("Halm Tide Weekly", "Halm", false),
        ("MSNBC", "NBC News", false),
    ] {
        assert_eq!(names(&about(outlet, ""), credit), want, "{outlet} {credit}");
    }
    assert!(calls_itself(&about("The Orrin Mirror", ""), "the Mirror"));
    assert!(names(
        &about("", "https://www.halmpost.example/a"),
        "Halm Post"
    ));
    assert!(names(
        &about("", "https://www.halmpost.example/a"),
        "halmpost.example"
    ));
    assert!(names(
        &about("BBC Mundo", "https://www.bbc.com/mundo"),
        "BBC News"
    ));
}

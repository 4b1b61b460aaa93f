//! Who publishes: agencies, papers, houses with several papers, and the footers of some.

use super::names::Names;
use super::tell::words;
use crate::dice::Dice;

/// One who publishes.
#[derive(Clone, Debug)]
pub(super) struct Outlet {
    pub(super) name: String,
    /// Host name, without `www.`; outlets of one house share the registrable domain.
    pub(super) host: String,
    /// Outlets with the same number are of one house.
    pub(super) house: usize,
    /// What stands under each of its articles and is taken for text.
    pub(super) footer: Option<String>,
}

/// All who publish in a pile.
pub(super) struct Outlets {
    pub(super) agencies: Vec<Outlet>,
    pub(super) papers: Vec<Outlet>,
}

const PAPERS: [&str; 14] = [
    "Herald",
    "Courier",
    "Gazette",
    "Post",
    "Observer",
    "Tribune",
    "Ledger",
    "Dispatch",
    "Mirror",
    "Chronicle",
    "Examiner",
    "Standard",
    "Bulletin",
    "Evening News",
];
const AGENCIES: [&str; 5] = [
    "Wire",
    "Press Agency",
    "News Service",
    "Telegraph Bureau",
    "Newswire",
];

impl Outlets {
    /// `count` papers in houses of one to three, and an agency for every eight.
    pub(super) fn new(count: usize, dice: &mut Dice) -> Self {
        let mut names = Names::new(dice);
        let mut name = |words: &[&str], dice: &mut Dice| {
            // Sounds change, or a pile of many outlets would run out of names.
            if dice.below(4) == 0 {
                names = Names::new(dice);
            }
            let word = dice.pick(words).copied().unwrap_or_default();
            (format!("{} {word}", names.place(dice)), dice.below(100_000))
        };
        let mut outlets = Self {
            agencies: Vec::new(),
            papers: Vec::new(),
        };
        for house in 0..count.div_ceil(8).max(2) {
            let (name, _) = name(&AGENCIES, dice);
            outlets.agencies.push(Outlet {
                host: format!("{}.example", slug(&name)),
                name,
                house,
                footer: None,
            });
        }
        let mut house = outlets.agencies.len();
        while outlets.papers.len() < count {
            let owner = names_domain(&mut name, dice);
            let footer = (dice.below(3) == 0).then(|| footer(&owner, dice));
            for _ in 0..1 + dice.below(3) {
                let (name, _) = name(&PAPERS, dice);
                outlets.papers.push(Outlet {
                    host: format!("{}.{}.example", slug(&name), slug(&owner)),
                    name,
                    house,
                    footer: footer.clone(),
                });
            }
            house += 1;
        }
        outlets
    }

    /// Some paper.
    pub(super) fn paper(&self, dice: &mut Dice) -> &Outlet {
        &self.papers[dice.below(self.papers.len())]
    }

    /// A paper of another house.
    pub(super) fn elsewhere(&self, house: usize, dice: &mut Dice) -> &Outlet {
        let others: Vec<&Outlet> = self.papers.iter().filter(|p| p.house != house).collect();
        match dice.pick(&others) {
            Some(other) => other,
            None => self.paper(dice),
        }
    }

    /// A paper of a house with at least two, and a sister paper.
    pub(super) fn sisters(&self, dice: &mut Dice) -> Option<(&Outlet, &Outlet)> {
        let pairs: Vec<_> = self
            .papers
            .windows(2)
            .filter(|pair| pair[0].house == pair[1].house)
            .collect();
        dice.pick(&pairs).map(|pair| (&pair[0], &pair[1]))
    }
}

fn names_domain(
    name: &mut impl FnMut(&[&str], &mut Dice) -> (String, usize),
    dice: &mut Dice,
) -> String {
    name(&["Media", "Group", "Publishing", "Newspapers"], dice).0
}

/// About sixty words, by choice of words of their own for each house.
fn footer(owner: &str, dice: &mut Dice) -> String {
    const PIECES: [[&str; 3]; 5] = [
        [
            "We want our journalism to be accurate and fair, and we correct mistakes as soon as we learn of them.",
            "Our newsrooms follow the code of the press council and put errors right in the place where they stood.",
            "Readers who spot a mistake can tell the duty editor, who answers every letter within two working days.",
        ],
        [
            "Sign up for the morning letter and have the five stories of the day in your inbox before breakfast.",
            "Our evening letter brings the best of the day to more than a hundred thousand inboxes, free of charge.",
            "Follow our channel for alerts on the stories that matter where you live, day and night.",
        ],
        [
            "Subscribers read without advertising on all of their devices and can give away ten articles a month.",
            "A digital subscription opens the full archive, the crossword and the weekend magazine.",
            "Support local reporting: members pay what they can and everybody can read.",
        ],
        [
            "No part of this page may be stored or passed on without leave of the publisher in writing.",
            "Reproduction of texts and pictures, even in part, requires the consent of the rights department.",
            "All rights of use lie with the publishing house, also for text and data mining.",
        ],
        [
            "Have you seen something that we should know about? Write to the tip line or call at any hour.",
            "If you have a story for us, our reporters treat what you send in confidence.",
            "Letters to the editor should not be longer than two hundred words and carry a name.",
        ],
    ];
    let mut out = format!("{owner}.");
    for piece in PIECES {
        out += &format!(" {}", dice.pick(&piece).copied().unwrap_or_default());
    }
    out
}

/// Letters and digits, the rest as hyphens.
pub(super) fn slug(name: &str) -> String {
    let words: Vec<String> = words(name).map(str::to_lowercase).collect();
    words.join("-")
}

//! The classes of a morphologizer: each is a part of speech and a set of
//! morphological features.

use serde::{Deserialize, Serialize};

use super::AttributeError;
use crate::annotated::{Label, Labels, Pos, TokenData};

/// The classes of one model in the order of its output layer: features in the
/// UD notation, and the name of the part of speech (empty where the class has
/// none).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MorphTable {
    /// Features and part of speech of each class.
    pub classes: Vec<(String, String)>,
}

/// What one class says about a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MorphClass {
    /// Features.
    pub morph: Label,
    /// Part of speech; `None` where the class has none.
    pub pos: Option<Pos>,
}

/// The classes of one model, ready to use.
#[derive(Debug)]
pub struct MorphClasses(Vec<MorphClass>);

impl MorphClasses {
    /// Takes the classes' features into the label set.
    ///
    /// # Errors
    /// If a class names a part of speech that there is not.
    pub fn new(table: &MorphTable, labels: &mut Labels) -> Result<Self, AttributeError> {
        let class = |(at, (morph, pos)): (usize, &(String, String))| {
            let pos = match pos.as_str() {
                "" => None,
                name => Some(Pos::named(name).ok_or_else(|| AttributeError::UnknownPos {
                    at,
                    name: name.to_owned(),
                })?),
            };
            let morph = labels.intern(morph);
            Ok(MorphClass { morph, pos })
        };
        let classes = table.classes.iter().enumerate();
        Ok(Self(classes.map(class).collect::<Result<_, _>>()?))
    }

    /// How many classes there are: the width of the output layer.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The class of that number, if there is one.
    #[must_use]
    pub fn get(&self, class: usize) -> Option<MorphClass> {
        self.0.get(class).copied()
    }

    /// Gives a token the class's part of speech and features. A class that
    /// there is not changes nothing.
    pub fn apply(&self, class: usize, token: &mut TokenData) {
        if let Some(class) = self.get(class) {
            token.morph = class.morph;
            token.pos = class.pos.unwrap_or_default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_features_and_a_part_of_speech() {
        let mut labels = Labels::default();
        let table = MorphTable {
            classes: vec![
                ("Number=Plur".into(), "NOUN".into()),
                ("".into(), "ADP".into()),
                ("Foreign=Yes".into(), "".into()),
            ],
        };
        let classes = MorphClasses::new(&table, &mut labels).unwrap();
        let mut token = TokenData::default();
        classes.apply(0, &mut token);
        assert_eq!(
            (labels.get(token.morph), token.pos),
            ("Number=Plur", Pos::NOUN)
        );
        classes.apply(1, &mut token);
        assert_eq!((labels.get(token.morph), token.pos), ("", Pos::ADP));
        assert_eq!(classes.get(2).unwrap().pos, None);
        let before = token.clone();
        classes.apply(3, &mut token);
        assert_eq!(token, before);
    }

    #[test]
    fn an_unknown_part_of_speech_is_refused() {
        let table = MorphTable {
            classes: vec![("".into(), "NOUNS".into())],
        };
        let refused = MorphClasses::new(&table, &mut Labels::default()).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "rule 0: no part of speech is called \"NOUNS\""
        );
    }
}

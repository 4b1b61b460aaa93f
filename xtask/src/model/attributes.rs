//! Attribute rules and morphologizer classes of a wheel.

use anyhow::{Context, anyhow, bail, ensure};
use restated_language::attributes::{
    Attribute, AttributeRule, AttributeRules, AttributeValues, MorphTable, TokenTest,
};
use rmpv::Value;

use super::wheel::Wheel;
use super::{finite, symbols};

/// The rules of an `attribute_ruler`, one for each of its patterns, in order.
pub(crate) fn rules(wheel: &Wheel, component: &str) -> anyhow::Result<AttributeRules> {
    let table = wheel.msgpack(&format!("{component}/patterns"))?;
    let mut rules = Vec::new();
    for (at, entry) in array(&table)?.iter().enumerate() {
        let converted = entry_rules(entry);
        rules.extend(converted.with_context(|| format!("{component}: entry {at}"))?);
    }
    Ok(AttributeRules(rules))
}

/// The rules of one entry: its patterns all set the same values.
fn entry_rules(entry: &Value) -> anyhow::Result<Vec<AttributeRule>> {
    let set = values(field(entry, "attrs")?)?;
    let index = field(entry, "index")?
        .as_i64()
        .context("an index is no number")?;
    let rule = |pattern: &Value| {
        let pattern: Vec<_> = array(pattern)?
            .iter()
            .map(token)
            .collect::<Result<_, _>>()?;
        // Negative ones count from the end.
        let target = if index < 0 {
            index + pattern.len() as i64
        } else {
            index
        };
        let target = usize::try_from(target).ok();
        Ok(AttributeRule {
            target: target
                .filter(|target| *target < pattern.len())
                .with_context(|| format!("index {index} lies outside the pattern"))?,
            pattern,
            set: set.clone(),
        })
    };
    array(field(entry, "patterns")?)?.iter().map(rule).collect()
}

fn values(attrs: &Value) -> anyhow::Result<AttributeValues> {
    let mut set = AttributeValues::default();
    for (name, value) in map(attrs)? {
        let name = string(name)?;
        let value = string(value).with_context(|| format!("the value of {name}"))?;
        match name.as_str() {
            "TAG" => set.tag = Some(value),
            "POS" => set.pos = Some(value),
            "DEP" => set.dep = Some(value),
            "LEMMA" => set.lemma = Some(value),
            "MORPH" => set.morph = Some(normalised(&value)?),
            // The norm is read before these rules run, and by nothing after them.
            "NORM" => {}
            _ => bail!("rules that set {name} are not supported"),
        }
    }
    Ok(set)
}

fn token(pattern: &Value) -> anyhow::Result<Vec<TokenTest>> {
    let mut tests = Vec::new();
    for (name, value) in map(pattern)? {
        let name = string(name)?.to_uppercase();
        let attribute = match name.as_str() {
            "TAG" => Attribute::Tag,
            "POS" => Attribute::Pos,
            "DEP" => Attribute::Dep,
            "MORPH" => Attribute::Morph,
            "ORTH" | "TEXT" => Attribute::Orth,
            "LOWER" => Attribute::Lower,
            "IS_SPACE" => {
                let space = value.as_bool().context("IS_SPACE that is no boolean")?;
                tests.push(TokenTest::Space(space));
                continue;
            }
            _ => bail!("patterns with {name} are not supported"),
        };
        if value.is_str() {
            tests.push(TokenTest::OneOf(
                attribute,
                vec![plain(attribute, string(value)?)?],
            ));
            continue;
        }
        for (predicate, value) in map(value)? {
            tests.push(predicate_test(
                attribute,
                &name,
                &string(predicate)?,
                value,
            )?);
        }
    }
    Ok(tests)
}

fn predicate_test(
    attribute: Attribute,
    name: &str,
    predicate: &str,
    value: &Value,
) -> anyhow::Result<TokenTest> {
    let list = || -> anyhow::Result<Vec<String>> {
        let values = array(value)?.iter();
        values
            .map(|value| plain(attribute, string(value)?))
            .collect()
    };
    Ok(match predicate {
        "IN" => TokenTest::OneOf(attribute, list()?),
        "NOT_IN" => TokenTest::NoneOf(attribute, list()?),
        "REGEX" => TokenTest::OneOf(attribute, finite::words(&string(value)?)?),
        _ => bail!("patterns with {name} {predicate} are not supported"),
    })
}

fn plain(attribute: Attribute, value: String) -> anyhow::Result<String> {
    match attribute {
        Attribute::Morph => normalised(&value),
        _ => Ok(value),
    }
}

/// Features in order, and the values of each; `_` is none.
fn normalised(features: &str) -> anyhow::Result<String> {
    if matches!(features, "" | "_") {
        return Ok(String::new());
    }
    let mut pairs = Vec::new();
    for pair in features.split('|') {
        let (name, values) = pair
            .split_once('=')
            .ok_or_else(|| anyhow!("{features:?} are no features"))?;
        let mut values: Vec<_> = values.split(',').collect();
        values.sort_unstable();
        pairs.push(format!("{name}={}", values.join(",")));
    }
    pairs.sort_unstable();
    Ok(pairs.join("|"))
}

/// The classes of a `morphologizer`.
pub(crate) fn classes(wheel: &Wheel, component: &str) -> anyhow::Result<MorphTable> {
    let config = wheel.json(&format!("{component}/cfg"))?;
    let extend = config["extend"].as_bool().unwrap_or_default();
    ensure!(!extend, "{component}: `extend` is not supported");
    let morphs = config["labels_morph"]
        .as_object()
        .with_context(|| format!("{component} has no labels_morph"))?;
    let class = |(label, morph): (&String, &serde_json::Value)| {
        let pos = config["labels_pos"][label].as_u64().unwrap_or_default();
        let pos = symbols::pos_name(pos)
            .with_context(|| format!("{component}: class {label:?} has no part of speech"))?;
        let morph = morph.as_str().unwrap_or_default();
        Ok((normalised(morph)?, pos.to_owned()))
    };
    Ok(MorphTable {
        // The order of the labels is that of the output layer.
        classes: morphs.iter().map(class).collect::<anyhow::Result<_>>()?,
    })
}

fn field<'v>(value: &'v Value, name: &str) -> anyhow::Result<&'v Value> {
    let fields = map(value)?.iter();
    fields
        .filter(|(key, _)| key.as_str() == Some(name))
        .map(|(_, value)| value)
        .next()
        .with_context(|| format!("no field {name}"))
}

fn map(value: &Value) -> anyhow::Result<&Vec<(Value, Value)>> {
    value
        .as_map()
        .with_context(|| format!("{value} where a map is expected"))
}

fn array(value: &Value) -> anyhow::Result<&Vec<Value>> {
    value
        .as_array()
        .with_context(|| format!("{value} where a list is expected"))
}

fn string(value: &Value) -> anyhow::Result<String> {
    let string = value.as_str().map(str::to_owned);
    string.with_context(|| format!("{value} where a string is expected"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message_pack(json: &serde_json::Value) -> Value {
        match json {
            serde_json::Value::Null => Value::Nil,
            serde_json::Value::Bool(value) => Value::from(*value),
            serde_json::Value::Number(value) => Value::from(value.as_i64().unwrap()),
            serde_json::Value::String(value) => Value::from(value.as_str()),
            serde_json::Value::Array(list) => list.iter().map(message_pack).collect(),
            serde_json::Value::Object(map) => {
                let pair =
                    |(key, value): (&String, _)| (Value::from(key.as_str()), message_pack(value));
                Value::Map(map.iter().map(pair).collect())
            }
        }
    }

    fn convert(json: &str) -> anyhow::Result<Vec<AttributeRule>> {
        entry_rules(&message_pack(&serde_json::from_str(json)?))
    }

    #[test]
    fn an_entry_is_a_rule_for_each_of_its_patterns() {
        let rules = convert(
            r#"{"patterns": [[{"TAG": "VBZ", "lower": {"IN": ["is", "'s"]}}],
                             [{"DEP": {"NOT_IN": [""]}}, {"IS_SPACE": true}, {"LOWER": {"REGEX": "^n'?t$"}}]],
                "attrs": {"POS": "AUX", "MORPH": "VerbForm=Fin|Case=B,A", "NORM": "is"}, "index": -1}"#,
        )
        .unwrap();
        let strings = |list: &[&str]| list.iter().map(ToString::to_string).collect();
        assert_eq!(
            rules[0].pattern,
            [vec![
                TokenTest::OneOf(Attribute::Tag, strings(&["VBZ"])),
                TokenTest::OneOf(Attribute::Lower, strings(&["is", "'s"])),
            ]]
        );
        assert_eq!(
            rules[1].pattern,
            [
                vec![TokenTest::NoneOf(Attribute::Dep, strings(&[""]))],
                vec![TokenTest::Space(true)],
                vec![TokenTest::OneOf(Attribute::Lower, strings(&["n't", "nt"]))],
            ]
        );
        assert_eq!((rules[0].target, rules[1].target), (0, 2));
        assert_eq!(rules[0].set.morph.as_deref(), Some("Case=A,B|VerbForm=Fin"));
        assert_eq!(rules[0].set.pos.as_deref(), Some("AUX"));
    }

    #[test]
    fn what_is_not_supported_is_named() {
        for (token, attrs, message) in [
            (r#"{"OP": "+"}"#, "{}", "patterns with OP are not supported"),
            (
                r#"{"_": {"x": 1}}"#,
                "{}",
                "patterns with _ are not supported",
            ),
            (
                r#"{"MORPH": {"IS_SUBSET": []}}"#,
                "{}",
                "patterns with MORPH IS_SUBSET are not supported",
            ),
            (
                r#"{"LOWER": {"REGEX": "ing$"}}"#,
                "{}",
                "the expression \"ing$\" is not a short list of words",
            ),
            (
                r#"{"TAG": "NN"}"#,
                r#"{"ENT_TYPE": "ORG"}"#,
                "rules that set ENT_TYPE are not supported",
            ),
        ] {
            let json = format!(r#"{{"patterns": [[{token}]], "attrs": {attrs}, "index": 0}}"#);
            assert_eq!(convert(&json).unwrap_err().to_string(), message);
        }
        let outside = convert(r#"{"patterns": [[{"TAG": "NN"}]], "attrs": {}, "index": 1}"#);
        assert_eq!(
            outside.unwrap_err().to_string(),
            "index 1 lies outside the pattern"
        );
    }
}

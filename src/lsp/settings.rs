//! The client's settings as a configuration, which comes before those of files. What is no known word sets nothing: an
//! editor has its own ways to say that.

use serde_json::Value;

use crate::config::Config;
use crate::engine::Strategy;
use crate::finding::{Code, StartMethod, Started};

/// What the settings say: `strategy`, `startMethod` and `ignore`.
pub fn config(settings: &Value) -> Config {
    let word = |name: &str| settings.get(name).and_then(Value::as_str);
    let strategy = match word("strategy") {
        Some("hoist") => Some(Strategy::Hoist),
        Some("fork") => Some(Strategy::Fork),
        _ => None,
    };
    let method = word("startMethod").and_then(|word| StartMethod::ALL.into_iter().find(|known| known.name() == word));
    let because = "the setting `startMethod` of the editor".to_owned();
    let started = method.map(|method| Started { method, because });
    let ignored = settings.get("ignore").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let ignore = ignored.iter().filter_map(|word| Code::named(word.as_str()?)).collect();
    Config { strategy, started, ignore, ..Config::default() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn known_words_are_taken_and_others_left() {
        let config = config(&json!({ "strategy": "fork", "startMethod": 3, "ignore": ["MP101", "lambda", 1, "x"] }));
        assert_eq!(config.strategy, Some(Strategy::Fork));
        assert_eq!(config.started, None);
        assert_eq!(config.ignore, [Code::NestedFunction, Code::Lambda]);
        assert_eq!(super::config(&Value::Null).settings(), Config::default().settings());
    }
}

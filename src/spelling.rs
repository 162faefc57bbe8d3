//! What somebody may have meant who wrote a word that is not known.

/// The known word that comes nearest to a word; none where all are far from it. Capitals make no difference.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = word.chars().count() / 3 + 1;
    let distances = known.into_iter().map(|other| (distance(word, other), other));
    distances.filter(|(distance, _)| *distance <= most).min_by_key(|(distance, _)| *distance).map(|(_, other)| other)
}

/// How many letters have to be added, left out or changed to make one word of another (Levenshtein).
fn distance(word: &str, other: &str) -> usize {
    let letters: Vec<char> = other.to_lowercase().chars().collect();
    // The distances of what has been read of the word to each beginning of the other.
    let mut row: Vec<usize> = (0..=letters.len()).collect();
    for letter in word.to_lowercase().chars() {
        let mut next: Vec<usize> = row.iter().take(1).map(|left| left + 1).collect();
        for ((known, pair), before) in letters.iter().zip(row.windows(2)).zip(0..) {
            let (changed, left) = (pair[0] + usize::from(*known != letter), pair[1] + 1);
            let added = next.get(before).map_or(left, |added: &usize| added + 1);
            next.push(changed.min(left).min(added));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found() {
        let known = ["strategy", "start-method", "exclude"];
        assert_eq!(nearest("strategie", known), Some("strategy"));
        assert_eq!(nearest("Start_Method", known), Some("start-method"));
        assert_eq!(nearest("exlude", known), Some("exclude"));
        assert_eq!(nearest("select", known), None);
        assert_eq!(nearest("", known), None);
    }

    #[test]
    fn distances_are_counted_in_letters() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", ""), 3);
        assert_eq!(distance("ÄB", "äb"), 0);
    }
}

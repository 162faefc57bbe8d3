//! The names of a file as numbers, and things grouped by a number.

use std::sync::Arc;

use rustc_hash::FxHashMap;

/// A (mangled) name of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NameId(u32);

impl NameId {
    /// The name of the cell that zero-argument `super()` reads, `__class__`: a name of every class, for the functions
    /// in it.
    pub(super) const CLASS_CELL: Self = Self(0);

    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// The names of a file, each with its number.
#[derive(Debug)]
pub(super) struct Names {
    ids: FxHashMap<Arc<str>, NameId>,
    texts: Vec<Arc<str>>,
}

impl Names {
    pub(super) fn new() -> Self {
        let mut names = Self { ids: FxHashMap::default(), texts: Vec::new() };
        names.number("__class__");
        names
    }

    /// The number of a name, which is given one if it has none.
    pub(super) fn number(&mut self, name: &str) -> NameId {
        if let Some(known) = self.ids.get(name) {
            return *known;
        }
        let id = NameId(self.texts.len() as u32);
        let text: Arc<str> = name.into();
        self.ids.insert(text.clone(), id);
        self.texts.push(text);
        id
    }

    /// The number of a name that has one.
    pub(super) fn find(&self, name: &str) -> Option<NameId> {
        self.ids.get(name).copied()
    }

    /// The name of a number.
    pub(super) fn text(&self, id: NameId) -> &str {
        self.texts.get(id.index()).map_or("", |text| text)
    }

    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }
}

/// Numbered things, grouped by another number and in their order in each group.
#[derive(Debug)]
pub(super) struct Groups<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy> Groups<T> {
    /// Things, each with the group that it belongs to, in so many groups.
    pub(super) fn new(groups: usize, things: impl Iterator<Item = (usize, T)> + Clone) -> Self {
        let mut starts = vec![0_u32; groups + 1];
        for (group, _) in things.clone() {
            starts[group + 1] += 1;
        }
        for group in 1..starts.len() {
            starts[group] += starts[group - 1];
        }
        let Some((_, first)) = things.clone().next() else { return Self { starts, items: Vec::new() } };
        let mut next = starts.clone();
        let mut items = vec![first; starts.last().map_or(0, |count| *count as usize)];
        for (group, item) in things {
            items[next[group] as usize] = item;
            next[group] += 1;
        }
        Self { starts, items }
    }

    /// The things of a group.
    pub(super) fn of(&self, group: usize) -> &[T] {
        match (self.starts.get(group), self.starts.get(group + 1)) {
            (Some(start), Some(end)) => &self.items[*start as usize..*end as usize],
            _ => &[],
        }
    }
}

//! How the processes of a project are started, where the table `[project]` of its `pyproject.toml` tells.

use std::str::FromStr;

use pep440_rs::{Version, VersionSpecifiers};
use toml::de::DeTable;

use crate::finding::{StartMethod, Started};

/// The first Python that does not fork by default on Linux.
const FIRST_WITHOUT: u64 = 14;

const LINUX: &str = "Operating System :: POSIX :: Linux";

/// Forked, where the project is for Linux only and for no Python that does otherwise there.
pub(super) fn started(project: &DeTable<'_>) -> Option<Started> {
    let text = |key: &str| project.get(key).and_then(|value| value.get_ref().as_str());
    let versions = text("requires-python")?;
    let specifiers = VersionSpecifiers::from_str(versions).ok()?;
    let classifiers = project.get("classifiers").and_then(|list| list.get_ref().as_array())?;
    let mut systems = classifiers
        .iter()
        .filter_map(|value| value.get_ref().as_str())
        .map(str::trim)
        .filter(|name| name.starts_with("Operating System ::"))
        .peekable();
    let is_linux = systems.peek().is_some() && systems.all(|system| system.starts_with(LINUX));
    let forks = is_linux && !allows_any_without_fork(&specifiers);
    let because =
        || format!("the classifiers name Linux only, and `requires-python = \"{versions}\"` ends before 3.14");
    forks.then(|| Started { method: StartMethod::Fork, because: because() })
}

/// Whether a project runs under a Python that does not fork by default: one of the next or of the far future.
fn allows_any_without_fork(specifiers: &VersionSpecifiers) -> bool {
    let minors = (FIRST_WITHOUT..FIRST_WITHOUT + 50).flat_map(|minor| [[3, minor, 0], [3, minor, 999]]);
    let mut versions = minors.chain([[4, 0, 0], [99, 0, 0]]);
    versions.any(|version| specifiers.contains(&Version::new(version)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forks(project: &str) -> bool {
        DeTable::parse(project).is_ok_and(|project| started(project.get_ref()).is_some())
    }

    #[test]
    fn only_linux_below_3_14_forks() {
        let linux = "classifiers = ['Operating System :: POSIX :: Linux', 'Programming Language :: Python']";
        for (versions, expected) in [
            (">=3.8,<3.14", true),
            (">=3.8, <=3.13", true),
            ("<3.14", true),
            ("==3.12.*", true),
            ("~=3.12.1", true),
            (">=3.8", false),
            ("~=3.12", false),
            (">=3.8,<4", false),
            (">=3.8,!=3.14.*", false),
            ("<3.15", false),
            ("^3.8", false),
            ("", false),
        ] {
            assert_eq!(forks(&format!("requires-python = '{versions}'\n{linux}")), expected, "{versions}");
        }
    }

    #[test]
    fn another_system_or_none_is_not_linux() {
        for classifiers in [
            "",
            "classifiers = []",
            "classifiers = ['Operating System :: OS Independent']",
            "classifiers = ['Operating System :: POSIX :: Linux', 'Operating System :: MacOS']",
            "classifiers = ['Operating System :: POSIX']",
            "classifiers = 3",
        ] {
            assert!(!forks(&format!("requires-python = '<3.14'\n{classifiers}")), "{classifiers}");
        }
    }
}

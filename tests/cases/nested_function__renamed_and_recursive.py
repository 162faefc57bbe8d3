# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "6 files\n[4, 1]\n"
# fork_works = false
# require = ['^def _count_by_ending_count\(', '^    print\(count\(TREE\), "files"\)$']
# note = "The name is taken by a module-level function, and the nested one is recursive: its own calls follow the new name, the others do not."
# ///
import multiprocessing

TREE = {"src": {"a.py": 1, "b.py": 1, "lib": {"c.py": 1, "d.c": 1}}, "e.py": 1, "doc": {"f.md": 1}}


def count(tree):
    return sum(count(node) if isinstance(node, dict) else 1 for node in tree.values())


def count_by_ending(tree, endings):
    def count(ending, tree=tree):
        return sum(
            count(ending, node) if isinstance(node, dict) else name.endswith(ending) and endings[ending]
            for name, node in tree.items()
        )

    with multiprocessing.Pool(2) as pool:
        return pool.map(count, endings)


def main():
    print(count(TREE), "files")
    print(count_by_ending(TREE, {".py": 1, ".md": 1}))


if __name__ == "__main__":
    main()

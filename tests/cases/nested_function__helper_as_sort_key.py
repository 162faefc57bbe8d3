# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "parent: ['1.2', '1.10']\n[['1.9', '1.10'], ['2.0', '10.0']]\n"
# fork_works = false
# require = ['key=(functools\.)?partial\(key_of, separator\)']
# note = "The helper is handed to `sorted` and `map` on both sides; the payload makes its own partial of it."
# ///
from concurrent import futures


def sort_versions(branches, separator):
    def key_of(version):
        return [int(part) for part in version.split(separator)]

    def newest(versions, count=2):
        return sorted(versions, key=key_of)[-count:]

    print("parent:", sorted(["1.10", "1.2"], key=key_of))
    with futures.ProcessPoolExecutor(2) as executor:
        return list(executor.map(newest, branches))


if __name__ == "__main__":
    print(sort_versions([["1.10", "1.9", "1.2"], ["10.0", "2.0"]], "."))

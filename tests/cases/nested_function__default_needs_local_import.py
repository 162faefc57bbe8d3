# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "['usr/bin', 'etc']\n"
# fork_works = false
# require = ['^import posixpath$']
# note = "A default reads a module that is imported in the encloser: the import goes to module level, where the default is evaluated."
# ///
from multiprocessing import Pool


def clean_paths(paths):
    import posixpath

    def clean(path, separator=posixpath.sep):
        return posixpath.normpath(path).strip(separator)

    with Pool(2) as pool:
        return pool.map(clean, paths)


if __name__ == "__main__":
    print(clean_paths(["/usr//bin/", "/etc/."]))

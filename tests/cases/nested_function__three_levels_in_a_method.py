# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[DB] a.sql -> /mnt/2024/db/a.sql\n[DB] b.sql -> /mnt/2024/db/b.sql\n[WWW] index -> /mnt/2024/www/index\n"
# fork_works = false
# note = "`copy` needs `prefix` for its own inner function, `volume` from the middle, and `stamp` and `self` through a helper of the method."
# ///
from multiprocessing import Pool


class Archive:
    def __init__(self, root):
        self.root = root

    def backup(self, volumes, stamp):
        def folder_of(volume):
            return f"{self.root}/{stamp}/{volume}"

        def backup_volume(volume, names):
            prefix = volume.upper()

            def copy(name):
                def tagged(text):
                    return f"[{prefix}] {text}"

                return tagged(f"{name} -> {folder_of(volume)}/{name}")

            with Pool(2) as pool:
                return pool.map(copy, names)

        for volume, names in volumes.items():
            print("\n".join(backup_volume(volume, names)))


if __name__ == "__main__":
    Archive("/mnt").backup({"db": ["a.sql", "b.sql"], "www": ["index"]}, stamp=2024)

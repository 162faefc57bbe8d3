# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "['oslo +2', 'lima -5', 'rome +2']\n"
# fork_works = false
# require = ['submit\(local_time, zones, city\)']
# note = "A task has no older behaviour than the value at the call, so a loop variable captured by a function above the loop is safe here."
# ///
from concurrent.futures import ProcessPoolExecutor


def local_times(zones):
    def local_time():
        return f"{city} {zones[city]:+d}"

    pending = []
    with ProcessPoolExecutor(max_workers=2) as executor:
        for city in zones:
            pending.append(executor.submit(local_time))
        return [future.result() for future in pending]


if __name__ == "__main__":
    print(local_times({"oslo": 2, "lima": -5, "rome": 2}))

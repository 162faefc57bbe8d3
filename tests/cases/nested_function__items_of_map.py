# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "['ok', 'too short', 'no digit']\n"
# fork_works = false
# require = ['\[(functools\.)?partial\(known, users\), (functools\.)?partial\(long_enough, limit\), has_digit\]']
# note = "The callables are the items: a pool task that calls what it is given. Items are pickled, also under fork."
# ///
import multiprocessing as mp


def call(check):
    return check("bob")


def validate(users, limit):
    def known(name):
        return "ok" if name in users else "unknown"

    def long_enough(name):
        return "ok" if len(name) >= limit else "too short"

    def has_digit(name):
        return "ok" if any(letter.isdigit() for letter in name) else "no digit"

    with mp.Pool(2) as pool:
        return pool.map(call, [known, long_enough, has_digit])


if __name__ == "__main__":
    print(validate({"bob"}, 5))

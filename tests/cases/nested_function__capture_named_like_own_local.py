# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[([3], 2), ([], 1)]\n"
# fork_works = false
# note = "`pack` has a local `limit`, its helper captures the encloser's `limit`: the parameter that carries it on needs a fresh name."
# ///
import multiprocessing


def pack_all(orders, limit):
    def fits(weight):
        return weight <= limit

    def pack(weights):
        limit = len(weights)
        return [weight for weight in weights if fits(weight)], limit

    with multiprocessing.Pool(2) as pool:
        return pool.map(pack, orders)


if __name__ == "__main__":
    print(pack_all([[3, 9], [12]], limit=5))

# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[5, 5, 13]\n"
# fork_works = false
# require = ['^def distance\(scale, dx, dy\):$', '(?s)^def distance.*^class Geometry:$']
# note = "A staticmethod encloses it: the function goes above the class, which keeps its decorator. `starmap` unpacks the items behind the captured value."
# ///
from math import hypot
from multiprocessing import Pool


class Geometry:
    unit = "cm"

    @staticmethod
    def distances(points, scale):
        """Rounded lengths of the vectors."""

        def distance(dx, dy):
            return round(hypot(dx, dy) * scale)

        with Pool(2) as pool:
            return pool.starmap(distance, points)


if __name__ == "__main__":
    print(Geometry.distances([(3, 4), (-4, 3), (5, 12)], scale=1))

# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "[3, 6, 9]\n"
# fork_works = false
# note = "The method that maps is inherited from a class of another module, and called on `self`."
# ///
from runner import Runner


class Scaler(Runner):
    def scale_all(self, numbers, factor):
        def scale(number):
            return number * factor

        return self.map(scale, numbers)


def main():
    print(Scaler().scale_all([1, 2, 3], 3))


if __name__ == "__main__":
   main()

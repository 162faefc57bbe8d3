# /// case
# expect = "refuse"
# codes = ["MP302"]
# stdout = "[1, 3]\n"
# note = "The main module calls what sets the global, and then what sends the worker."
# ///
import state


def main():
    state.setup(3)
    print(state.clip_all([1, 5]))


if __name__ == "__main__":
    main()

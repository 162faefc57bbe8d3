# /// case
# expect = "clean"
# stdout = "True\n2\n"
# note = "A context of its own has one start method, whatever the program's is: nothing is forgotten."
# ///
import multiprocessing


def context_for(method):
    return multiprocessing.get_context(method)


def work(number):
    return 2 * number


def main():
    print(context_for("spawn").get_start_method() == "spawn")
    context = context_for("spawn")
    if context.get_start_method() == "spawn":
        with context.Pool(1) as pool:
            print(pool.apply(work, (1,)))


if __name__ == "__main__":
    main()

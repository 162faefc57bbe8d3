MODE = "quiet"


def show(number):
    print(MODE, number, flush=True)

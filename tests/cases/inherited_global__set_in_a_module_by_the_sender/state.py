limit = 10


def setup(new_limit):
    global limit
    limit = new_limit

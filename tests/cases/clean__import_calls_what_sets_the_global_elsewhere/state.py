limit = 10


def set_up(new_limit):
    global limit
    limit = new_limit

settings = {"factor": 1}


def configure(**values):
    global settings
    settings = values


def work(x):
    return x * settings["factor"]

"""What the command line says, for everybody to ask."""
_options = {"level": 0}
_cache = None


def load(level):
    global _options
    _options = {"level": level}


def get(name):
    return _options[name]


def words():
    global _cache
    if _cache is None:
        _cache = ["one", "two"]
    return _cache

# In comprehensions of a class body, `__class__` is that of the module; the tables of early Python 3.12 say otherwise.
class C:
    listed = [super() for _ in ()]
    mapping = {__class__: (lambda: __class__) for _ in ()}

    class Inner:
        listed = [super() for _ in ()]

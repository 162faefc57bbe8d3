class Picklable:
    def __getstate__(self):
        return {k: v for k, v in self.__dict__.items() if not k.startswith("_")}

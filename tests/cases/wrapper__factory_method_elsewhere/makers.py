class Maker:
    def __init__(self, factor):
        self.factor = factor

    def scaler(self):
        factor = self.factor

        def scale(number):
            return number * factor

        return scale

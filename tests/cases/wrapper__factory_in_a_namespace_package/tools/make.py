def scaler(factor):
    def scale(x):
        return x * factor

    return scale

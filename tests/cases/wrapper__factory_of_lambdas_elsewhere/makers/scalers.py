def make_scaler(factor):
    return lambda number: number * factor

def run_parallel(function, items):
    return [function(item) for item in items]

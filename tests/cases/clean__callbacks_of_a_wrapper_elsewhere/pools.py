from multiprocessing import Pool


def apply(function, item, on_result):
    with Pool(1) as pool:
        pending = pool.apply_async(function, (item,), callback=on_result)
        pending.wait()

# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "csv a;b\njson ['a', 'b']\n"
# require = ['writers\["csv"\] = (functools\.)?partial\(write_csv, columns, separator\)', 'writers\["json"\] = (functools\.)?partial\(write_json, columns\)']
# note = "A dict is filled with `d[key] = function` and iterated with `.items()`."
# ///
from multiprocessing import Process


def export(columns, separator):
    writers = {}

    def write_csv(kind):
        print(kind, separator.join(columns))

    writers["csv"] = write_csv

    def write_json(kind):
        print(kind, columns)

    writers["json"] = write_json
    for kind, writer in writers.items():
        process = Process(target=writer, args=(kind,))
        process.start()
        process.join()


if __name__ == "__main__":
    export(["a", "b"], ";")

# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "menu -> name=tea, price=3\nmenu -> name=milk\n"
# note = "The function takes `**fields` and is called with a field `name`: the captured `name` must not catch it."
# ///
from multiprocessing import Process


def publish(name):
    def send(**fields):
        print(name, "->", ", ".join(f"{key}={value}" for key, value in sorted(fields.items())))

    for child in (
        Process(target=send, kwargs={"name": "tea", "price": 3}),
        Process(target=send, kwargs=dict(name="milk")),
    ):
        child.start()
        child.join()


if __name__ == "__main__":
    publish("menu")

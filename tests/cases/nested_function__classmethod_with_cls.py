# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "['11.00 USD', '2.20 USD']\n['~11 USD', '~2 USD']\n"
# fork_works = false
# require = ['^def convert\(cls, code, amount\):$']
# note = "`cls` is a capture like any other; it must stay the class that was asked, also for a subclass."
# ///
from concurrent.futures import ProcessPoolExecutor


class Money:
    rates = {"USD": 1.1, "JPY": 160.0}

    @staticmethod
    def show(amount, code):
        return f"{amount:.2f} {code}"

    @classmethod
    def convert_all(cls, amounts, code):
        def convert(amount):
            return cls.show(amount * cls.rates[code], code)

        with ProcessPoolExecutor(2) as executor:
            return list(executor.map(convert, amounts))


class RoughMoney(Money):
    @staticmethod
    def show(amount, code):
        return f"~{round(amount)} {code}"


if __name__ == "__main__":
    print(Money.convert_all([10, 2], "USD"))
    print(RoughMoney.convert_all([10, 2], "USD"))

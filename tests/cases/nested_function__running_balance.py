# /// case
# expect = "fix"
# safe = false
# codes = ["MP101"]
# stdout = "paid 30, 70 left\npaid 50, 20 left\n"
# fork_works = false
# mentions = ["balance"]
# note = "`amount=amount` is fixed early, `balance` is not: it goes on changing until the processes start."
# ///
from multiprocessing import Process


def pay(balance, amounts):
    payments = []
    for amount in amounts:
        balance -= amount

        def receipt(amount=amount):
            print(f"paid {amount}, {balance} left")

        payments.append(Process(target=receipt))
    for payment in payments:
        payment.start()
        payment.join()


if __name__ == "__main__":
    pay(100, [30, 50])

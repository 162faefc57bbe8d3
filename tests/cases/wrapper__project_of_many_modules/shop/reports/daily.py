from ..parallel import spread


def total(prices, amount):
    def cost(price):
        return price * amount

    return sum(spread(cost, prices))

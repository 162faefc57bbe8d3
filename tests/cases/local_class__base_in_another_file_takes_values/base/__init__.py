from .processes import Ticker, Worker

__all__ = ["Ticker", "Worker"]

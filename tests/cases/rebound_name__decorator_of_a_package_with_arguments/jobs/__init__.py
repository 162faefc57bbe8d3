from .isolation import isolated

__all__ = ["isolated"]

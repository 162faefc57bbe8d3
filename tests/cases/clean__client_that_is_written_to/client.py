"""What every process finds, as it would on a server."""

import os


class Client:
    def __getitem__(self, key):
        return os.environ[f"CLIENT_{key}"]

    def __setitem__(self, key, value):
        os.environ[f"CLIENT_{key}"] = value

# SPDX-License-Identifier: MIT
# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "7 kg\n9 kg\n"
# require = ['\A\ufeff# SPDX', '(?s)\A[^\t]*from __future__ import annotations.*^def weigh\(', '^\treturn print\(']
# forbid = ['^ +[a-z]', '\n\Z']
# note = "A byte order mark, tabs, and a `__future__` import that must stay the first statement; the file does not end in a newline."
# ///
"""Weigh parcels, one process each."""
from __future__ import annotations

import multiprocessing


def weigh_all(parcels: list[int], *, box: int = 2) -> None:
	def weigh(parcel: int, unit: str = "kg") -> None:
		return print(parcel + box, unit)

	for parcel in parcels:
		child = multiprocessing.Process(target=weigh, args=(parcel,))
		child.start()
		child.join()


if __name__ == "__main__":
	weigh_all([5, 7])
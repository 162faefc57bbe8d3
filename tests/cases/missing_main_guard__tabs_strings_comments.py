# /// case
# expect = "fix"
# codes = ["MP301"]
# stdout = "  one\n\ttwo\n[2]\n"
# require = ['^\t# The report\.$', '^  one$', '^\ttwo"""', '^\t\t-2,$']
# note = "The block is indented as the file indents; lines of strings keep theirs, comments and brackets follow."
# ///
from multiprocessing import Pool


def positive(number):
	return abs(number)


# The report.
print("""\
  one
	two""")
# Not a block: a list.
numbers = [
	-2,
]
with Pool(1) as pool:
	# In a child.
	print(pool.map(positive, numbers))
# The end.

def outer(n):
	# tabs and CRLF
	def add(x,
	        y=1):
		text = """
keep
	"""
		return x + n + y, text

	return add(1)

print(outer(2))
from .squares import of_all

print(of_all([1, 2]))

# Continuation lines, semicolons, one-line suites and nested parentheses.
def f(a, b): return lambda: (a,
    b); unreachable = 1
class C: x = 1; y = x; f = lambda self: (x,
  y)
def g(a,
      b=lambda: (
          1),
      *c): pass; return (((a))), \
        [lambda: b][0], \
        lambda: c
if (n := 1): x = [lambda: n,

    lambda: n]
for i in range(3): x = i; y = lambda: i
while False: pass
with open("f") as f1, open("g") as f2: f1; f2
try: pass
except E as e: pass
def h(): global x; x = 1; del x
@f
@g.h(1)

class D(C,
        metaclass=type): pass
lambda: (lambda: (lambda x: lambda y: (x, y, n)))

# Formatted strings since PEP 701: the same quotes, comments and line breaks inside.
def f(a, b):
    x = f"{f"{f"{a}"}"} {", ".join([lambda: b for b in a])}"
    y = f"{
        a  # comment
        + b
    }{'\n'.join(b)}"
    z = f"{a!r:{f"{b:>{y}}"}}"
    return lambda: f"{x} {y!r} {z:{a}}"

# Comprehensions and lambdas in the annotation scopes of a class, which Python 3.12 rejects.
class C[T]:
    rows = [1]
    type A = [row for row in rows]
    type B = lambda: rows
    type D[U: [x for x in rows]] = [U for y in rows if T]

    def method[V: lambda: rows](self, x: [rows for _ in rows]) -> [V for _ in rows]:
        return rows, V


def f(rows):
    class E:
        rows = rows
        x = rows

        class G[T: (rows, [rows for rows in rows])](*[rows for _ in rows], key=lambda: x):
            pass

        def method[V: (x, lambda: x)](self, y: {x: rows for _ in x}) -> (rows for _ in x):
            return rows, x

//! The name model on small programs: what each function captures, and the questions that the rules ask.
//! That the answers are right is what `the_programs_agree` shows, with larger programs of the same kinds.

use mpfix::module::{Binding, BindingKind, Module, ScopeId, ScopeKind, SymbolId};
use mpfix::syntax::{Kind, NodeId, Tree};
use mpfix::text::Source;

/// What it is about, the program, and each function, lambda or class in it with what it captures.
type Case = (&'static str, &'static str, &'static str);

const CASES: &[Case] = &[
    ("methods do not see the class", "def f(x):\n class C:\n  x = 1\n  def m(self): return x\n", "f; C x; m x"),
    ("a class body does", "def f():\n class C:\n  x = 1\n  y = x\n", "f; C"),
    ("bases and keywords stand outside", "def f(b, m):\n class C(b, metaclass=m): pass\n", "f; C"),
    ("first iterable", "def f(xs):\n class C:\n  ys = xs\n  z = [(y, ys) for y in ys]\n", "f; C xs"),
    ("walrus in a comprehension", "def f(a):\n [b := x for x in a]\n return lambda: b\n", "f; lambda b"),
    ("global", "def f():\n x = 1\n def g():\n  global x\n  return x\n", "f; g"),
    ("global below", "def f():\n x = 1\n def g():\n  global x\n  def h(): return x\n", "f; g; h"),
    ("nonlocal", "def f():\n x = 1\n def g():\n  nonlocal x\n  x = 2\n", "f; g x"),
    ("nonlocal without use", "def f():\n x = 1\n def g():\n  nonlocal x\n", "f; g x"),
    ("global of the module", "global x\nx = 1\ndef f(): return x\n", "f"),
    ("defaults stand outside", "def f(a):\n def g(b=a): return b\n return lambda c=a: c\n", "f; g; lambda"),
    ("decorators stand outside", "def f(d):\n @d\n def g(): pass\n @d\n class C: pass\n", "f; g; C"),
    ("recursion", "def f():\n def g(): return g\n", "f; g g"),
    ("passing through", "def f(x):\n def g():\n  def h(): return x\n", "f; g x; h x"),
    ("order of binding", "def f(b, a):\n c = 1\n return lambda: (c, a, b)\n", "f; lambda b a c"),
    ("except as", "def f():\n try: pass\n except E as e: return lambda: e\n", "f; lambda e"),
    ("with items", "def f(a):\n with (a as b, a as (c, *d)): return lambda: (b, c, d)\n", "f; lambda b c d"),
    ("for target", "def f(a, i):\n for a.b, a[i], *c in i: return lambda: (a, b, c, i)\n", "f; lambda a i c"),
    ("del", "def f():\n del x\n return lambda: x\n", "f; lambda x"),
    ("lambda in a lambda", "f = lambda a: lambda b=a: (a, b)\n", "lambda; lambda a"),
    ("strings", "def f(a, b):\n return lambda: f'{a:{b}} {f\"{a}\"} {{c}}'\n", "f; lambda a b"),
    (
        "imports",
        "def f():\n import a.b, c as d\n from e import g as h, i\n return lambda: (a, d, h, i, c)\n",
        "f; lambda a d h i",
    ),
    ("conditional imports", "def f():\n try: import j\n except E: j = None\n return lambda: j\n", "f; lambda j"),
    ("star import", "from m import *\ndef f(): return a\n", "f"),
    ("private names", "def f(_C__x):\n class _C:\n  def m(self): return __x, self.__y\n", "f; _C _C__x; m _C__x"),
    ("private name in a nested class", "class A:\n def f(self, __x):\n  class B:\n   y = __x\n", "A; f; B"),
    ("labels", "def f(__x):\n class C:\n  def m(self): return g(__x=1).__x\n", "f; C; m"),
    (
        "super",
        "class C:\n def m(self): return super().m()\n def n(self): return __class__\n",
        "C; m __class__; n __class__",
    ),
    ("super outside of a class", "def f(): return super\n", "f"),
    ("async", "async def f(a):\n async for b in a: return lambda: [c async for c in b]\n", "f; lambda b"),
    (
        "match",
        "def f(s):\n match s:\n  case [a, *b] | {'k': c, **d} | K(x=e) as g: return lambda: (a, b, c, d, e, g, K, x)\n",
        "f; lambda a b c d e g",
    ),
    ("type parameters", "def f[T: B](x: T):\n return lambda: (T, x, B)\n", "f T; lambda T x"),
    ("generic class", "def f(B):\n class C[T](B):\n  def m(self) -> T: return T, B\n", "f; C B T; m B T"),
    ("generic method in a class", "def f(a):\n class C:\n  a = 1\n  def m[T](self, x: a): return a\n", "f; C a; m a"),
    ("type alias", "def f(A):\n type X[T] = dict[T, A]\n return lambda: X\n", "f; lambda X"),
    ("attribute of a type", "def f(x, v):\n def g(): type(x).a = v\n", "f; g x v"),
    ("unpacked types", "def f(T):\n def g():\n  def h(*a: *T): return a[*T]\n", "f; g T; h T"),
    ("annotations", "def f(T):\n def g():\n  x: T = 1\n  def h(a: T) -> T: pass\n", "f; g T; h"),
    ("lazy annotations", "from __future__ import annotations\ndef f(T):\n def g():\n  x: T = 1\n", "f; g"),
    ("parenthesized annotation", "def f():\n (x): int\n def g(): return x\n", "f; g"),
    ("normal form", "def f(ﬁ): return lambda: fi\n", "f; lambda fi"),
];

struct Program {
    tree: Tree,
    module: Module,
}

impl Program {
    fn new(text: &str) -> Self {
        let tree = Tree::parse(Source::from_text(text));
        assert!(tree.damaged().is_empty(), "{text}");
        let module = Module::new(&tree);
        Self { tree, module }
    }

    fn identifiers<'p>(&'p self, name: &'p str) -> impl Iterator<Item = NodeId> + 'p {
        let all = self.tree.subtree(self.tree.root());
        all.filter(move |node| self.tree.kind(*node) == Kind::Identifier && self.tree.text(*node) == name)
    }

    /// The n-th mention of a name.
    fn mention(&self, name: &str, nth: usize) -> NodeId {
        self.identifiers(name).nth(nth).expect("the program mentions it")
    }

    fn symbol(&self, name: &str, nth: usize) -> SymbolId {
        let node = self.mention(name, nth);
        let bound = || self.module.binding_at(node).map(|binding| binding.symbol);
        self.module.symbol_at(node).or_else(bound).expect("it is a name")
    }

    fn title(&self, scope: ScopeId) -> String {
        let node = self.module.scope(scope).node;
        match self.module.scope(scope).kind {
            ScopeKind::Lambda => "lambda".to_owned(),
            _ => self.tree.children(node).next().map_or("", |name| self.tree.text(name)).to_owned(),
        }
    }

    fn captures(&self) -> String {
        let is_shown = |kind| matches!(kind, ScopeKind::Function | ScopeKind::Lambda | ScopeKind::Class);
        let shown = self.module.scopes().filter(|scope| is_shown(self.module.scope(*scope).kind));
        let lines = shown.map(|scope| {
            let free = self.module.free_variables(scope).into_iter();
            let names = free.map(|symbol| format!(" {}", self.module.symbol(symbol).name));
            format!("{}{}", self.title(scope), names.collect::<String>())
        });
        lines.collect::<Vec<_>>().join("; ")
    }
}

#[test]
fn functions_capture_what_they_name() {
    for (title, program, expected) in CASES {
        assert_eq!(Program::new(program).captures(), *expected, "{title}:\n{program}");
    }
}

#[test]
fn every_kind_of_binding_is_told_apart() {
    use BindingKind::*;
    let program = Program::new(
        "import a\nb = 1\nc: int\nd += 1\nfor e in b: pass\n[f for f in b]\nwith b as g: pass\n(h := 1)\n\
         try: pass\nexcept b as i: pass\nmatch b:\n  case j: pass\n\
         def k(l): pass\nclass m[n]: pass\ndel o\ntype p = b\n\
         from q import *\n",
    );
    let expected = [
        ("a", Import),
        ("b", Assignment),
        ("c", Annotation),
        ("d", Augmented),
        ("e", For),
        ("f", Comprehension),
        ("g", With),
        ("h", Walrus),
        ("i", Except),
        ("j", Match),
        ("k", Function),
        ("l", Parameter),
        ("m", Class),
        ("n", TypeParameter),
        ("o", Delete),
        ("p", TypeAlias),
        ("*", Import),
    ];
    let module = &program.module;
    let bindings = module.symbols().flat_map(|symbol| module.bindings_of(symbol));
    let mut found: Vec<&Binding> = bindings.collect();
    found.sort_by_key(|binding| binding.name);
    let found: Vec<_> = found.iter().map(|binding| (program.tree.text(binding.name), binding.kind)).collect();
    let mut expected: Vec<_> = expected.to_vec();
    expected.sort_by_key(|(name, _)| found.iter().position(|(other, _)| other == name));
    assert_eq!(found, expected);
}

#[test]
fn a_place_belongs_to_the_scope_that_runs_it() {
    use ScopeKind::*;
    let program = Program::new(
        "def a(b, c=d, *e: f) -> g: h\nclass i(j, k=l):\n  m = n\no = lambda p, q=r: s\n\
         t = [u for v in w if x for y in z]\n@aa\ndef ab[ac: ad](ae=af) -> ag: ah\ntype ai[aj] = ak\n",
    );
    let expected: &[(ScopeKind, &str)] = &[
        (Module, "a d f g i j l o r t w aa ab af ai"),
        (Function, "b e c h ae ah"),
        (Class, "m n"),
        (Lambda, "p q s"),
        (Comprehension, "u v x y z"),
        (TypeParameters, "ac ag aj"),
        (TypeAlias, "ad ak"),
    ];
    for (kind, names) in expected {
        for name in names.split(' ') {
            let scope = program.module.scope_at(&program.tree, program.mention(name, 0));
            assert_eq!(program.module.scope(scope).kind, *kind, "`{name}`");
        }
    }
}

#[test]
fn the_value_of_a_binding_is_found() {
    let program = Program::new("a = b = 1\n(c := 2)\nd: int = 3\ne, f = 4, 5\nfor g in 6: pass\nh: int\n");
    let expected =
        [("a", Some("1")), ("b", Some("1")), ("c", Some("2")), ("d", Some("3")), ("e", None), ("g", None), ("h", None)];
    for (name, value) in expected {
        let binding = program.module.binding_at(program.mention(name, 0)).expect("it binds");
        let found = program.module.value_of(&program.tree, binding);
        assert_eq!(found.map(|value| program.tree.text(value)), value, "`{name}`");
    }
}

#[test]
fn reads_see_the_bindings_that_reach_them() {
    // The program, and the lines whose bindings of `x` the last read of `x` may see.
    let cases = [
        ("x = 1\nx = 2\nx\n", vec![2]),
        ("x = 1\nif a: x = 2\nx\n", vec![1, 2]),
        ("if a: x = 1\nelse: x = 2\nx\n", vec![1, 2]),
        ("x = 1\nx\n", vec![1]),
        ("x = 1\ndel x\nx: int\nx\n", vec![1]),
        ("x = 1\nx = 2\ndef f(): return x\n", vec![2]),
        ("x = 1\ndef f(): return x\nx = 2\n", vec![1, 3]),
        ("for x in a:\n  x\n", vec![1]),
        ("x = 0\nfor x in a: pass\nx\n", vec![1, 2]),
        ("def f(x):\n  x\n", vec![1]),
        ("def f(x):\n  if a:\n    x = 1\n  x\n", vec![1, 3]),
    ];
    for (text, lines) in cases {
        let program = Program::new(text);
        let read = program.identifiers("x").filter(|node| program.module.symbol_at(*node).is_some()).last();
        let last = read.expect("it is read");
        let symbol = program.module.symbol_at(last).expect("it is read");
        let line = |binding: &Binding| text[..program.tree.span(binding.name).start].matches('\n').count() + 1;
        let found: Vec<usize> = program.module.reaching(&program.tree, symbol, last).iter().map(line).collect();
        assert_eq!(found, lines, "{text}");
    }
}

#[test]
fn one_name_in_one_scope_is_one_symbol() {
    let program = Program::new("x = 1\ndef f():\n  x = x\n  def g():\n    nonlocal x\n    x = 2\ndef h(): x\n");
    assert_ne!(program.symbol("x", 0), program.symbol("x", 1));
    assert_eq!(program.symbol("x", 1), program.symbol("x", 2));
    assert_eq!(program.symbol("x", 1), program.symbol("x", 4));
    assert_eq!(program.symbol("x", 0), program.symbol("x", 5));
}

#[test]
fn no_depth_of_nesting_overflows_the_stack() {
    let terms = 20_000;
    let depth = 5_000;
    let blocks = |levels: usize| (0..levels).map(|level| format!("{}if a:\n", " ".repeat(level))).collect::<String>();
    let programs = [
        vec!["a"; terms].join(" + "),
        vec!["a"; terms].join(" and "),
        format!("{}a", "not ".repeat(terms)),
        format!("{}a", "-".repeat(terms)),
        format!("a{}", "[0]".repeat(terms)),
        format!("a{}", ".b()".repeat(depth / 5)),
        format!("{}a{}", "(".repeat(depth), ")".repeat(depth)),
        format!("{}a{}", "[".repeat(depth), "]".repeat(depth)),
        format!("{}a{}", "f(".repeat(depth), ")".repeat(depth)),
        format!("{}a{} = b", "(".repeat(depth), ",)".repeat(depth)),
        format!("{}a", "lambda: ".repeat(depth)),
        format!("{}a{}", "[".repeat(depth / 5), " for a in b]".repeat(depth / 5)),
        format!("{}1", "a = ".repeat(depth)),
        format!("{}a", "a if b else ".repeat(depth)),
        blocks(290),
        blocks(600),
        blocks(601),
    ];
    for program in programs {
        let tree = Tree::parse(Source::from_text(program));
        let module = Module::new(&tree);
        let last = tree.subtree(tree.root()).last().expect("there is a node");
        assert!(module.scope_at(&tree, last) >= module.module_scope());
    }
}

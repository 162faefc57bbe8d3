"""Lets `multiprocessing` send nested functions by value, so that a program runs in real processes before it is repaired.

Only the self check uses it: what a program prints then must be what `threads_as_processes.py` made it print. Imported
by `sitecustomize` in the parent and in every child. A task's function is copied at the call, not later by the thread
that sends it: captured values are those at the call. A lock in a task becomes another lock.
"""
import functools
import importlib
import marshal
import sys
import types
from concurrent.futures.process import ProcessPoolExecutor
from multiprocessing import Lock, context, synchronize
from multiprocessing.pool import Pool
from multiprocessing.reduction import ForkingPickler

EMPTY = "no value yet"


def reducer_override(self, value):
    """Functions that pickle could not find by name, and modules; all else as always."""
    if isinstance(value, types.ModuleType):
        return importlib.import_module, (value.__name__,)
    if isinstance(value, synchronize.Lock) and context.get_spawning_popen() is None:
        return Lock, ()
    if isinstance(value, functools._lru_cache_wrapper) and "<" in value.__qualname__:
        return functools.lru_cache, (value.__wrapped__,)
    if not isinstance(value, types.FunctionType) or importable(value):
        return NotImplemented
    code = marshal.dumps(value.__code__)
    cells = [contents(cell) for cell in value.__closure__ or ()]
    state = (cells, value.__defaults__, value.__kwdefaults__, value.__name__)
    return empty_function, (code, value.__module__, len(cells)), state, None, None, fill


def importable(function):
    found = sys.modules.get(function.__module__)
    for name in function.__qualname__.split("."):
        found = getattr(found, name, None)
    return found is function


def contents(cell):
    try:
        return cell.cell_contents
    except ValueError:
        return EMPTY


def empty_function(code, module, cells):
    """The function without its values, so that it may be one of them."""
    namespace = vars(sys.modules.get(module) or sys.modules.get("__mp_main__") or sys.modules["__main__"])
    return types.FunctionType(marshal.loads(code), namespace, closure=tuple(types.CellType() for _ in range(cells)) or None)


def fill(function, state):
    values, function.__defaults__, function.__kwdefaults__, function.__name__ = state
    for cell, value in zip(function.__closure__ or (), values):
        if value != EMPTY:
            cell.cell_contents = value


def copied_at_call(method):
    """The method, given a copy of the function that is its first argument."""
    @functools.wraps(method)
    def call(self, function, *args, **kwargs):
        return method(self, ForkingPickler.loads(ForkingPickler.dumps(function)), *args, **kwargs)
    return call


ForkingPickler.reducer_override = reducer_override
Pool.apply_async = copied_at_call(Pool.apply_async)
ProcessPoolExecutor.submit = copied_at_call(ProcessPoolExecutor.submit)

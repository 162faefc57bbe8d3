#!/usr/bin/env python3
"""Run a program with threads in place of processes: what it would print if functions needed no pickling.

usage: threads_as_processes.py PROGRAM

`multiprocessing` and the process pool of `concurrent.futures` are replaced; the program's text is not changed. A
process or task runs to its end, in a thread, at the moment it is started or submitted: a child that only reads sees
then what a forked child would see. Data (arguments, items, results, what is put in a queue) is copied by pickle, so a
program with data that can't be pickled fails here too. With `THREADS_STRICT` in the environment captured values are
checked as well: they must be picklable, and the child must not change them.
"""
import concurrent.futures
import concurrent.futures.thread
import functools
import io
import os
import pickle
import queue
import runpy
import sys
import threading
import types

STRICT = "THREADS_STRICT" in os.environ


class Copier(pickle.Pickler):
    """Pickles data; functions and shared objects inside of it are kept as they are."""

    def __init__(self, file, kept):
        super().__init__(file, protocol=5)
        self.kept = kept

    def persistent_id(self, value):
        if isinstance(value, (types.FunctionType, types.ModuleType, Shared)) or hasattr(value, "cache_info"):
            self.kept.append(value)
            return len(self.kept) - 1
        return None


class Restorer(pickle.Unpickler):
    def __init__(self, file, kept):
        super().__init__(file)
        self.kept = kept

    def persistent_load(self, number):
        return self.kept[number]


def dumped(value):
    kept, file = [], io.BytesIO()
    Copier(file, kept).dump(value)
    return file.getvalue(), kept


def copied(value):
    data, kept = dumped(value)
    return Restorer(io.BytesIO(data), kept).load()


def captured(function, seen):
    """The values that a function and its helpers capture; each function once."""
    if isinstance(function, functools.partial):
        yield list(function.args)
        yield from captured(function.func, seen)
    function = getattr(function, "__wrapped__", function) if hasattr(function, "cache_info") else function
    if not isinstance(function, types.FunctionType) or id(function) in seen:
        return
    seen.add(id(function))
    for cell in function.__closure__ or ():
        try:
            value = cell.cell_contents
        except ValueError:  # not bound yet
            continue
        if isinstance(value, (types.FunctionType, functools.partial)) or hasattr(value, "cache_info"):
            yield from captured(value, seen)
        else:
            yield value


def run(function, args, kwargs):
    """Call it in a thread of its own; gives its result or raises what it raised."""
    outcome = []

    def call():
        try:
            outcome.append((True, function(*args, **kwargs)))
        except BaseException as error:  # handed to the parent
            outcome.append((False, error))

    values = list(captured(function, set())) if STRICT else []
    before = [dumped(value)[0] for value in values]
    thread = threading.Thread(target=call)
    thread.start()
    thread.join()
    if before != [dumped(value)[0] for value in values]:
        raise RuntimeError("the child changes a captured value")
    [(good, value)] = outcome
    if not good:
        raise value
    return value


class Shared:
    """Objects that processes share: never copied."""


class Queue(Shared):
    def __init__(self, *_):
        self.items = queue.SimpleQueue()

    def put(self, value, *_):
        self.items.put(copied(value))

    def get(self, *_, timeout=None):
        return self.items.get(timeout=5)

    send, recv = put, get


class Value(Shared):
    def __init__(self, typecode, value, lock=True):
        self.value, self.lock = value, threading.RLock()

    def get_lock(self):
        return self.lock


class Lock(Shared):
    def __init__(self):
        self.lock = threading.Lock()

    def __enter__(self):
        return self.lock.__enter__()

    def __exit__(self, *details):
        self.lock.__exit__(*details)


class List(Shared, list):
    pass


class Process:
    exitcode = None

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        self.target, self.args, self.kwargs = target, args, kwargs

    def start(self):
        args, kwargs = copied((tuple(self.args), dict(self.kwargs)))
        run(self.target, args, kwargs)
        self.exitcode = 0

    def join(self, timeout=None):
        if self.exitcode is None:
            raise AssertionError("can only join a started process")


class Result:
    def __init__(self, value):
        self.value = value

    def get(self, timeout=None):
        return self.value


class Pool:
    def __init__(self, processes=None, initializer=None, initargs=()):
        if initializer:
            run(initializer, initargs, {})

    def apply(self, func, args=(), kwds={}):
        args, kwds = copied((tuple(args), dict(kwds)))
        return copied(run(func, args, kwds))

    def map(self, func, iterable, chunksize=None):
        return [self.apply(func, (item,)) for item in iterable]

    def starmap(self, func, iterable, chunksize=None):
        return [self.apply(func, item) for item in iterable]

    def imap(self, func, iterable, chunksize=1):
        return iter(self.map(func, iterable))

    imap_unordered = imap

    def apply_async(self, func, args=(), kwds={}, callback=None):
        return Result(self.apply(func, args, kwds))

    def map_async(self, func, iterable, chunksize=None):
        return Result(self.map(func, iterable))

    def starmap_async(self, func, iterable, chunksize=None):
        return Result(self.starmap(func, iterable))

    def close(self):
        pass

    join = terminate = close

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


class ProcessPoolExecutor(concurrent.futures.Executor):
    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=()):
        if initializer:
            run(initializer, initargs, {})

    def submit(self, fn, /, *args, **kwargs):
        future = concurrent.futures.Future()
        args, kwargs = copied((args, kwargs))
        future.set_result(copied(run(fn, args, kwargs)))
        return future

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        return super().map(fn, *iterables)


def pipe(duplex=True):
    end = Queue()
    return end, end


class Manager:
    def list(self, *values):
        return List(*values)


def install():
    """Put the replacements where `import` finds them."""
    module = types.ModuleType("multiprocessing")
    module.__path__ = []
    names = {"Process": Process, "Pool": Pool, "Queue": Queue, "SimpleQueue": Queue, "Value": Value, "Lock": Lock, "Pipe": pipe,
             "Manager": Manager, "get_context": lambda method=None: module}
    vars(module).update(names)
    module.pool = types.ModuleType("multiprocessing.pool")
    module.pool.Pool = Pool
    sys.modules.update({"multiprocessing": module, "multiprocessing.pool": module.pool})
    concurrent.futures.ProcessPoolExecutor = ProcessPoolExecutor


if __name__ == "__main__":
    install()
    program = sys.argv[1]
    sys.path[0] = os.path.dirname(os.path.abspath(program))
    sys.argv[:] = [program]
    runpy.run_path(program, run_name="__main__")

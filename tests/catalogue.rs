//! Every API of the catalogue, in the forms in which programs import and call it, and what only looks like one. The
//! sources are read, not run: nobody has all of these libraries.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it stands")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use mpfix::engine;
use mpfix::finding::{Finding, When};
use mpfix::text::Source;

/// A call that sends a function to another process.
struct Sink {
    /// The row of the catalogue.
    api: &'static str,
    /// How the message spells the API.
    spelling: &'static str,
    /// When it pickles.
    when: When,
    /// The imports, one a line.
    imports: &'static str,
    /// The statements; `FN` stands for a nested function and for a lambda in turn.
    calls: &'static str,
}

const fn always(api: &'static str, spelling: &'static str, imports: &'static str, calls: &'static str) -> Sink {
    Sink { api, spelling, when: When::Always, imports, calls }
}

const fn unless_fork(api: &'static str, spelling: &'static str, imports: &'static str, calls: &'static str) -> Sink {
    Sink { api, spelling, when: When::UnlessFork, imports, calls }
}

/// One of a context of its own that never is `fork`.
const fn spawned(api: &'static str, spelling: &'static str, imports: &'static str, calls: &'static str) -> Sink {
    Sink { api, spelling, when: When::Spawned, imports, calls }
}

const SINKS: &[Sink] = &[
    // multiprocessing: processes and pools.
    unless_fork(
        "multiprocessing.Process",
        "Process(target=...)",
        "import multiprocessing",
        "multiprocessing.Process(target=FN).start()",
    ),
    unless_fork(
        "multiprocessing.Process",
        "Process(target=...)",
        "import multiprocessing as mp",
        "mp.Process(None, FN)",
    ),
    unless_fork(
        "multiprocessing.Process",
        "Process(target=...)",
        "from multiprocessing import Process as P",
        "p = P(target=FN, args=(1,))\np.start()",
    ),
    unless_fork(
        "multiprocessing.Process",
        "Process(args=...)",
        "from multiprocessing import Process",
        "Process(target=print, args=(FN,)).start()",
    ),
    unless_fork(
        "multiprocessing.Process",
        "Process(kwargs=...)",
        "from multiprocessing import Process",
        "Process(target=print, kwargs={'key': FN}).start()",
    ),
    spawned(
        "multiprocessing.Process",
        "Process(target=...)",
        "from multiprocessing.context import SpawnProcess",
        "SpawnProcess(target=FN).start()",
    ),
    spawned(
        "multiprocessing.Process",
        "Process(target=...)",
        "import multiprocessing.context",
        "multiprocessing.context.ForkServerProcess(target=FN).start()",
    ),
    unless_fork(
        "multiprocessing.Process",
        "Process(target=...)",
        "from multiprocessing.process import BaseProcess",
        "BaseProcess(target=FN).start()",
    ),
    spawned(
        "multiprocessing.Process",
        "Process(target=...)",
        "from multiprocessing import get_context",
        "get_context('spawn').Process(target=FN).start()",
    ),
    unless_fork(
        "multiprocessing.Process",
        "Process(target=...)",
        "import multiprocessing as mp",
        "ctx = mp.get_context(n)\nctx.Process(target=FN).start()",
    ),
    unless_fork(
        "multiprocessing.Process",
        "Process(target=...)",
        "import torch.multiprocessing as mp",
        "mp.Process(target=FN).start()",
    ),
    unless_fork(
        "multiprocessing.Process",
        "Process(target=...)",
        "from torch import multiprocessing",
        "multiprocessing.Process(target=FN).start()",
    ),
    unless_fork(
        "multiprocessing.Process",
        "Process(target=...)",
        "from billiard import Process",
        "Process(target=FN).start()",
    ),
    unless_fork("multiprocessing.Pool", "Pool(initializer=...)", "from multiprocessing import Pool", "Pool(2, FN)"),
    unless_fork(
        "multiprocessing.Pool",
        "Pool(initializer=...)",
        "from multiprocessing.pool import Pool",
        "Pool(initializer=FN)",
    ),
    unless_fork(
        "multiprocessing.Pool",
        "Pool(initargs=...)",
        "from multiprocessing import Pool",
        "Pool(initializer=print, initargs=(FN,))",
    ),
    always("multiprocessing.Pool().apply", "Pool.apply", "from multiprocessing import Pool", "Pool().apply(FN)"),
    always(
        "multiprocessing.Pool().apply",
        "Pool.apply",
        "from multiprocessing import Pool",
        "with Pool() as pool:\n    pool.apply(print, (FN,))",
    ),
    always(
        "multiprocessing.Pool().apply_async",
        "Pool.apply_async",
        "import multiprocessing.pool as mpp",
        "pool = mpp.Pool()\npool.apply_async(func=FN, args=(n,))",
    ),
    always(
        "multiprocessing.Pool().map",
        "Pool.map",
        "import multiprocessing",
        "with multiprocessing.Pool() as pool:\n    pool.map(FN, [n])",
    ),
    always(
        "multiprocessing.Pool().map",
        "Pool.map",
        "import multiprocessing as mp",
        "with mp.get_context('fork').Pool() as pool:\n    pool.map(FN, [n])",
    ),
    always(
        "multiprocessing.Pool().map",
        "Pool.map",
        "from torch.multiprocessing import Pool",
        "with Pool() as pool:\n    pool.map(FN, [n])",
    ),
    always("multiprocessing.Pool().map", "Pool.map", "import billiard", "pool = billiard.Pool()\npool.map(FN, [n])"),
    always("multiprocessing.Pool().map", "Pool.map", "from billiard.pool import Pool", "Pool().map(FN, [n])"),
    always("multiprocessing.Pool().map", "Pool.map", "from multiprocessing import Pool", "Pool().map(str, [FN])"),
    always(
        "multiprocessing.Pool().map_async",
        "Pool.map_async",
        "from multiprocessing import Pool",
        "Pool().map_async(FN, [n])",
    ),
    always("multiprocessing.Pool().imap", "Pool.imap", "from multiprocessing import Pool", "Pool().imap(FN, [n])"),
    always(
        "multiprocessing.Pool().imap_unordered",
        "Pool.imap_unordered",
        "from multiprocessing import Pool",
        "Pool().imap_unordered(FN, [n])",
    ),
    always(
        "multiprocessing.Pool().starmap",
        "Pool.starmap",
        "from multiprocessing import Pool",
        "Pool().starmap(FN, [(n,)])",
    ),
    always(
        "multiprocessing.Pool().starmap_async",
        "Pool.starmap_async",
        "from multiprocessing import Pool",
        "Pool().starmap_async(FN, [(n,)])",
    ),
    // multiprocessing: what carries objects.
    always("multiprocessing.Queue().put", "Queue.put", "from multiprocessing import Queue", "q = Queue()\nq.put(FN)"),
    always(
        "multiprocessing.Queue().put",
        "Queue.put",
        "import multiprocessing as mp",
        "q = mp.get_context().Queue()\nq.put((FN, n))",
    ),
    always(
        "multiprocessing.Queue().put_nowait",
        "Queue.put_nowait",
        "import multiprocessing",
        "multiprocessing.Queue().put_nowait(FN)",
    ),
    always(
        "multiprocessing.JoinableQueue().put",
        "JoinableQueue.put",
        "from multiprocessing import JoinableQueue",
        "JoinableQueue().put(obj=FN)",
    ),
    always(
        "multiprocessing.JoinableQueue().put_nowait",
        "JoinableQueue.put_nowait",
        "from multiprocessing import JoinableQueue",
        "JoinableQueue().put_nowait(FN)",
    ),
    always(
        "multiprocessing.SimpleQueue().put",
        "SimpleQueue.put",
        "from multiprocessing import SimpleQueue",
        "SimpleQueue().put([FN])",
    ),
    always(
        "multiprocessing.Pipe()[]().send",
        "Connection.send",
        "from multiprocessing import Pipe",
        "here, there = Pipe()\nhere.send(FN)",
    ),
    always(
        "multiprocessing.connection.Connection().send",
        "Connection.send",
        "from multiprocessing.connection import Connection",
        "def send(to: Connection):\n    to.send(FN)",
    ),
    unless_fork(
        "multiprocessing.managers.BaseManager().start",
        "BaseManager.start",
        "from multiprocessing.managers import BaseManager",
        "manager = BaseManager()\nmanager.start(FN)",
    ),
    unless_fork(
        "multiprocessing.managers.BaseManager().start",
        "BaseManager.start",
        "from multiprocessing.managers import SyncManager",
        "SyncManager().start(initializer=FN)",
    ),
    unless_fork(
        "multiprocessing.managers.BaseManager.register",
        "register(callable=...)",
        "from multiprocessing.managers import BaseManager",
        "BaseManager.register('make', callable=FN)",
    ),
    unless_fork(
        "multiprocessing.managers.BaseManager.register",
        "register(callable=...)",
        "from multiprocessing import managers",
        "class M(managers.BaseManager):\n    pass\nM.register('make', FN)",
    ),
    // concurrent.futures and asyncio.
    unless_fork(
        "concurrent.futures.ProcessPoolExecutor",
        "ProcessPoolExecutor(initializer=...)",
        "from concurrent.futures import ProcessPoolExecutor",
        "ProcessPoolExecutor(initializer=FN)",
    ),
    unless_fork(
        "concurrent.futures.ProcessPoolExecutor",
        "ProcessPoolExecutor(initargs=...)",
        "from concurrent.futures.process import ProcessPoolExecutor",
        "ProcessPoolExecutor(2, None, print, (FN,))",
    ),
    always(
        "concurrent.futures.ProcessPoolExecutor().submit",
        "ProcessPoolExecutor.submit",
        "import concurrent.futures",
        "with concurrent.futures.ProcessPoolExecutor() as executor:\n    executor.submit(FN, n)",
    ),
    always(
        "concurrent.futures.ProcessPoolExecutor().submit",
        "ProcessPoolExecutor.submit",
        "import concurrent.futures as cf",
        "cf.ProcessPoolExecutor().submit(sorted, [n], key=FN)",
    ),
    always(
        "concurrent.futures.ProcessPoolExecutor().map",
        "ProcessPoolExecutor.map",
        "from concurrent import futures",
        "executor = futures.ProcessPoolExecutor()\nexecutor.map(FN, [n], [n])",
    ),
    always(
        "concurrent.futures.InterpreterPoolExecutor().submit",
        "InterpreterPoolExecutor.submit",
        "from concurrent.futures import InterpreterPoolExecutor",
        "with InterpreterPoolExecutor() as executor:\n    executor.submit(FN)",
    ),
    always(
        "concurrent.futures.InterpreterPoolExecutor().map",
        "InterpreterPoolExecutor.map",
        "from concurrent.futures.interpreter import InterpreterPoolExecutor",
        "InterpreterPoolExecutor().map(FN, [n])",
    ),
    always(
        "run_in_executor",
        "run_in_executor",
        "import asyncio\nfrom concurrent.futures import ProcessPoolExecutor",
        "loop = asyncio.get_event_loop()\nwith ProcessPoolExecutor() as pool:\n    loop.run_in_executor(pool, FN, n)",
    ),
    // PyTorch.
    always(
        "torch.multiprocessing.spawn",
        "spawn",
        "import torch.multiprocessing as mp",
        "mp.spawn(FN, args=(n,), nprocs=2)",
    ),
    always("torch.multiprocessing.spawn", "spawn", "from torch.multiprocessing import spawn", "spawn(print, (FN,), 2)"),
    spawned(
        "torch.multiprocessing.start_processes",
        "start_processes",
        "import torch",
        "torch.multiprocessing.start_processes(FN, nprocs=2, start_method='spawn')",
    ),
    spawned(
        "torch.multiprocessing.start_processes",
        "start_processes",
        "from torch.multiprocessing import start_processes",
        "start_processes(FN)",
    ),
    unless_fork(
        "torch.multiprocessing.start_processes",
        "start_processes",
        "import torch.multiprocessing as mp",
        "mp.start_processes(FN, (), 2, True, False, n)",
    ),
    spawned(
        "torch.utils.data.DataLoader",
        "DataLoader(collate_fn=...)",
        "from torch.utils.data import DataLoader",
        "DataLoader(n, num_workers=4, collate_fn=FN, multiprocessing_context='spawn')",
    ),
    always(
        "multiprocessing.connection.Connection().send",
        "Connection.send",
        "from multiprocessing.connection import Client",
        "with Client(n) as connection:\n    connection.send(FN)",
    ),
    always(
        "multiprocessing.connection.Connection().send",
        "Connection.send",
        "import multiprocessing.connection",
        "listener = multiprocessing.connection.Listener(n)\nlistener.accept().send([FN])",
    ),
    unless_fork(
        "aiomultiprocess.Process",
        "Process(target=...)",
        "from aiomultiprocess import Worker",
        "Worker(target=FN).start()",
    ),
    unless_fork(
        "torch.utils.data.DataLoader",
        "DataLoader(collate_fn=...)",
        "from torch.utils.data import DataLoader",
        "DataLoader(n, num_workers=4, collate_fn=FN)",
    ),
    unless_fork(
        "torch.utils.data.DataLoader",
        "DataLoader(worker_init_fn=...)",
        "import torch.utils.data as data",
        "data.DataLoader(n, num_workers=n, worker_init_fn=FN)",
    ),
    unless_fork(
        "torch.utils.data.DataLoader",
        "DataLoader(collate_fn=...)",
        "import torch",
        "torch.utils.data.DataLoader(n, 1, True, None, None, 2, FN)",
    ),
    // Other libraries that use `multiprocessing` or its pickle.
    unless_fork(
        "pebble.ProcessPool",
        "ProcessPool(initializer=...)",
        "from pebble import ProcessPool",
        "ProcessPool(initializer=FN)",
    ),
    always(
        "pebble.ProcessPool().schedule",
        "ProcessPool.schedule",
        "import pebble",
        "with pebble.ProcessPool() as pool:\n    pool.schedule(FN, args=[n], timeout=3)",
    ),
    always(
        "pebble.ProcessPool().submit",
        "ProcessPool.submit",
        "from pebble import ProcessPool",
        "ProcessPool().submit(FN, None, n)",
    ),
    always(
        "pebble.ProcessPool().map",
        "ProcessPool.map",
        "from pebble.pool.process import ProcessPool",
        "ProcessPool().map(FN, [n])",
    ),
    always(
        "tqdm.contrib.concurrent.process_map",
        "process_map",
        "from tqdm.contrib.concurrent import process_map",
        "process_map(FN, [n], max_workers=2)",
    ),
    always(
        "tqdm.contrib.concurrent.process_map",
        "process_map",
        "import tqdm.contrib.concurrent",
        "tqdm.contrib.concurrent.process_map(FN, [n])",
    ),
    unless_fork(
        "aiomultiprocess.Process",
        "Process(target=...)",
        "from aiomultiprocess import Process",
        "Process(target=FN, args=(n,)).start()",
    ),
    unless_fork(
        "aiomultiprocess.Pool",
        "Pool(initializer=...)",
        "import aiomultiprocess",
        "aiomultiprocess.Pool(initializer=FN)",
    ),
    always(
        "aiomultiprocess.Pool().apply",
        "Pool.apply",
        "from aiomultiprocess import Pool",
        "async def run():\n    async with Pool() as pool:\n        await pool.apply(FN, (n,))",
    ),
    always(
        "aiomultiprocess.Pool().map",
        "Pool.map",
        "import aiomultiprocess as amp",
        "async def run():\n    async with amp.Pool() as pool:\n        await pool.map(FN, [n])",
    ),
    always(
        "aiomultiprocess.Pool().starmap",
        "Pool.starmap",
        "from aiomultiprocess.pool import Pool",
        "async def run():\n    pool = Pool()\n    await pool.starmap(FN, [(n,)])",
    ),
    unless_fork(
        "multiprocessing.managers.BaseManager().start",
        "BaseManager.start",
        "from multiprocessing.managers import SharedMemoryManager",
        "SharedMemoryManager().start(initializer=FN)",
    ),
    // Interpreters of one process, and what is set through a manager.
    always(
        "concurrent.interpreters.Interpreter().call",
        "Interpreter.call",
        "from concurrent import interpreters",
        "interp = interpreters.create()\ninterp.call(FN, 1)",
    ),
    always(
        "concurrent.interpreters.Interpreter().call_in_thread",
        "Interpreter.call_in_thread",
        "import concurrent.interpreters",
        "concurrent.interpreters.create().call_in_thread(FN)",
    ),
    // Libraries with processes of their own.
    always(
        "concurrent.futures.InterpreterPoolExecutor",
        "InterpreterPoolExecutor(initializer=...)",
        "from concurrent.futures import InterpreterPoolExecutor",
        "InterpreterPoolExecutor(2, initializer=FN)",
    ),
    always("anyio.to_process.run_sync", "run_sync", "from anyio import to_process", "to_process.run_sync(FN, 1)"),
    always(
        "anyio.to_process.run_sync",
        "run_sync",
        "import anyio.to_process",
        "anyio.to_process.run_sync(FN, 1, cancellable=True)",
    ),
    always(
        "fastcore.parallel.parallel",
        "parallel",
        "from fastcore.parallel import parallel",
        "parallel(FN, n, n_workers=2)",
    ),
    always(
        "scipy.optimize.differential_evolution",
        "differential_evolution",
        "from scipy.optimize import differential_evolution",
        "differential_evolution(FN, n, updating='deferred', workers=-1)",
    ),
    always("scipy.optimize.brute", "brute", "from scipy import optimize", "optimize.brute(FN, n, workers=2)"),
    always(
        "scipy.optimize.brute",
        "brute",
        "import multiprocessing\nimport scipy.optimize",
        "with multiprocessing.Pool() as pool:\n    scipy.optimize.brute(FN, n, workers=pool.map)",
    ),
    always("pqdm.processes.pqdm", "pqdm", "from pqdm.processes import pqdm", "pqdm(n, FN, n_jobs=2)"),
    always("pqdm.processes.pqdm", "pqdm", "import pqdm.processes", "pqdm.processes.pqdm([1], FN, 4)"),
    always("parmap.map", "map", "import parmap", "parmap.map(FN, n, 1, pm_processes=2)"),
    always("parmap.map_async", "map_async", "import parmap", "parmap.map_async(FN, n, 1, pm_processes=2)"),
    always("parmap.starmap", "starmap", "import parmap", "parmap.starmap(FN, n, 1, pm_processes=2)"),
    always("parmap.starmap_async", "starmap_async", "import parmap", "parmap.starmap_async(FN, n, 1, pm_processes=2)"),
    unless_fork(
        "mpire.WorkerPool().map",
        "WorkerPool.map",
        "from mpire import WorkerPool",
        "with WorkerPool(n_jobs=2) as pool:\n    pool.map(FN, n)",
    ),
    unless_fork(
        "mpire.WorkerPool().map_unordered",
        "WorkerPool.map_unordered",
        "from mpire import WorkerPool",
        "with WorkerPool(n_jobs=2) as pool:\n    pool.map_unordered(FN, n)",
    ),
    unless_fork(
        "mpire.WorkerPool().imap",
        "WorkerPool.imap",
        "from mpire import WorkerPool",
        "with WorkerPool(n_jobs=2) as pool:\n    pool.imap(FN, n)",
    ),
    unless_fork(
        "mpire.WorkerPool().imap_unordered",
        "WorkerPool.imap_unordered",
        "from mpire import WorkerPool",
        "with WorkerPool(n_jobs=2) as pool:\n    pool.imap_unordered(FN, n)",
    ),
    unless_fork(
        "mpire.WorkerPool().apply",
        "WorkerPool.apply",
        "from mpire import WorkerPool",
        "with WorkerPool(n_jobs=2) as pool:\n    pool.apply(FN, n)",
    ),
    unless_fork(
        "mpire.WorkerPool().apply_async",
        "WorkerPool.apply_async",
        "from mpire import WorkerPool",
        "with WorkerPool(n_jobs=2) as pool:\n    pool.apply_async(FN, n)",
    ),
    always(
        "mpi4py.futures.MPIPoolExecutor().submit",
        "MPIPoolExecutor.submit",
        "from mpi4py.futures import MPIPoolExecutor",
        "MPIPoolExecutor().submit(FN, 1)",
    ),
    always(
        "mpi4py.futures.MPIPoolExecutor().map",
        "MPIPoolExecutor.map",
        "from mpi4py import futures",
        "with futures.MPIPoolExecutor() as pool:\n    pool.map(FN, n)",
    ),
    always(
        "mpi4py.futures.MPIPoolExecutor",
        "MPIPoolExecutor(initializer=...)",
        "from mpi4py.futures import MPIPoolExecutor",
        "MPIPoolExecutor(2, FN)",
    ),
    unless_fork("pypeln.process.map", "map(f=...)", "import pypeln as pl", "pl.process.map(FN, n, workers=2)"),
    unless_fork(
        "pypeln.process.flat_map",
        "flat_map(f=...)",
        "import pypeln as pl",
        "pl.process.flat_map(FN, n, workers=2)",
    ),
    unless_fork("pypeln.process.filter", "filter(f=...)", "import pypeln as pl", "pl.process.filter(FN, n, workers=2)"),
    unless_fork("pypeln.process.each", "each(f=...)", "import pypeln as pl", "pl.process.each(FN, n, workers=2)"),
    always(
        "emcee.EnsembleSampler",
        "EnsembleSampler",
        "import emcee\nfrom multiprocessing import Pool",
        "with Pool() as pool:\n    emcee.EnsembleSampler(4, 2, FN, pool=pool)",
    ),
];

/// Imports and statements that only look like a sink, and why they are none.
const LOOK_ALIKES: &[(&str, &str, &str)] = &[
    // Threads.
    ("import threading", "threading.Thread(target=FN).start()", "a thread"),
    ("import multiprocessing, threading", "threading.Timer(1, FN).start()", "a thread"),
    ("import multiprocessing\nfrom threading import Thread as Process", "Process(target=FN).start()", "a thread"),
    ("import multiprocessing.dummy", "multiprocessing.dummy.Process(target=FN).start()", "threads"),
    ("import multiprocessing.dummy as multiprocessing", "multiprocessing.Pool().map(FN, [n])", "threads"),
    ("from multiprocessing.dummy import Pool", "Pool().map(FN, [n])", "threads"),
    ("from multiprocessing.pool import ThreadPool", "with ThreadPool() as pool:\n    pool.map(FN, [n])", "threads"),
    ("import multiprocessing.pool", "multiprocessing.pool.ThreadPool(2, FN).apply_async(FN)", "threads"),
    ("from concurrent.futures import ThreadPoolExecutor", "ThreadPoolExecutor(initializer=FN).submit(FN)", "threads"),
    ("import asyncio, concurrent.futures", "asyncio.get_event_loop().run_in_executor(None, FN)", "threads"),
    (
        "import asyncio\nfrom concurrent.futures import ThreadPoolExecutor",
        "asyncio.get_event_loop().run_in_executor(ThreadPoolExecutor(), FN)",
        "threads",
    ),
    ("import asyncio, multiprocessing", "asyncio.to_thread(FN)", "threads"),
    ("from tqdm.contrib.concurrent import thread_map, process_map", "thread_map(FN, [n])", "threads"),
    ("from pebble import ThreadPool", "ThreadPool().schedule(FN)", "threads"),
    ("import queue, multiprocessing", "queue.Queue().put(FN)", "a queue of threads"),
    // Libraries that pickle functions by value.
    ("import multiprocess", "multiprocess.Pool().map(FN, [n])", "dill"),
    ("import multiprocess as multiprocessing", "multiprocessing.Process(target=FN).start()", "dill"),
    ("from pathos.multiprocessing import ProcessingPool as Pool", "Pool().map(FN, [n])", "dill"),
    ("from pathos.pools import ProcessPool", "ProcessPool().map(FN, [n])", "dill"),
    ("import multiprocessing\nfrom p_tqdm import p_map", "p_map(FN, [n])", "dill"),
    (
        "import multiprocessing\nfrom joblib import Parallel, delayed",
        "Parallel(n_jobs=2)(delayed(FN)(i) for i in n)",
        "loky",
    ),
    ("import concurrent.futures\nfrom loky import get_reusable_executor", "get_reusable_executor().submit(FN)", "loky"),
    ("import multiprocessing, ray", "ray.remote(FN).remote(n)", "cloudpickle"),
    ("from dask.distributed import Client\nimport multiprocessing", "Client().submit(FN, n)", "cloudpickle"),
    // What stays in the parent.
    ("from multiprocessing import Pool", "Pool().apply_async(print, callback=FN, error_callback=FN)", "a callback"),
    ("from multiprocessing import Pool", "Pool().map_async(print, [n], 1, FN)", "a callback"),
    (
        "from concurrent.futures import ProcessPoolExecutor",
        "ProcessPoolExecutor().submit(print).add_done_callback(FN)",
        "a callback",
    ),
    ("from multiprocessing import Pool", "sorted(Pool().map(print, [n]), key=FN)", "not an argument of it"),
    ("from multiprocessing import Pool", "Pool().map(print, map(FN, [n]))", "called in the parent"),
    ("from multiprocessing.managers import BaseManager", "BaseManager.register('make')", "nothing is sent"),
    ("from torch.utils.data import DataLoader", "DataLoader(n, collate_fn=FN)", "no workers"),
    ("from torch.utils.data import DataLoader", "DataLoader(n, num_workers=0, collate_fn=FN)", "no workers"),
    (
        "from torch.utils.data import DataLoader",
        "DataLoader(n, num_workers=2, collate_fn=FN, multiprocessing_context='fork')",
        "forked",
    ),
    (
        "from torch.utils.data import DataLoader\nimport torch.multiprocessing as mp",
        "DataLoader(n, num_workers=2, collate_fn=FN, multiprocessing_context=mp.get_context('fork'))",
        "forked",
    ),
    ("import torch.multiprocessing as mp", "mp.start_processes(FN, nprocs=2, start_method='fork')", "forked"),
    (
        "import multiprocessing, pebble",
        "pebble.ProcessPool(initializer=FN, context=multiprocessing.get_context('fork'))",
        "forked",
    ),
    ("from torch.utils.data import DataLoader", "DataLoader(n, num_workers=2, sampler=FN)", "stays in the parent"),
    (
        "from functools import partial\nfrom torch.utils.data import DataLoader",
        "partial(DataLoader, batch_size=4)(n, collate_fn=FN)",
        "no workers",
    ),
    ("from functools import partial\nimport parmap", "partial(parmap.map, pm_parallel=False)(FN, n)", "serial"),
    ("from scipy.optimize import brute", "brute(FN, n)", "serial, though others have workers"),
    ("from scipy.optimize import brute", "brute(FN, n, workers=1)", "serial"),
    ("from scipy.optimize import brute", "brute(FN, n, workers=map)", "serial"),
    ("from scipy.optimize import brute", "brute(FN, n, workers=n)", "who knows"),
    ("from pqdm.processes import pqdm", "pqdm(n, FN, n_jobs=1)", "serial"),
    ("from pqdm.threads import pqdm", "pqdm(n, FN, n_jobs=2)", "threads"),
    ("import parmap", "parmap.map(FN, n, pm_parallel=False)", "serial"),
    ("from fastcore.parallel import parallel", "parallel(FN, n, n_workers=0)", "serial"),
    ("from fastcore.parallel import parallel", "parallel(FN, n, threadpool=True)", "threads"),
    ("from mpire import WorkerPool", "with WorkerPool(2, use_dill=True) as pool:\n    pool.map(FN, n)", "by value"),
    ("from mpire import WorkerPool", "WorkerPool(2, start_method='threading').map(FN, n)", "threads"),
    ("from anyio import to_thread, to_process", "to_thread.run_sync(FN)", "threads"),
    ("import pypeln as pl, mpire", "pl.thread.map(FN, n)", "threads"),
    ("import emcee", "emcee.EnsembleSampler(4, 2, FN)", "no pool"),
    ("import emcee", "emcee.EnsembleSampler(4, 2, FN, pool=n)", "a pool of unknown kind"),
    (
        "import emcee, multiprocessing.pool",
        "emcee.EnsembleSampler(4, 2, FN, pool=multiprocessing.pool.ThreadPool())",
        "threads",
    ),
    // Literally `fork`.
    ("from multiprocessing import get_context", "get_context('fork').Process(target=FN).start()", "inherited"),
    ("import multiprocessing as mp", "ctx = mp.get_context('fork')\nctx.Process(target=FN)", "inherited"),
    ("from multiprocessing import get_context", "get_context(method='fork').Pool(initializer=FN)", "inherited"),
    ("from multiprocessing.context import ForkProcess", "ForkProcess(target=FN).start()", "inherited"),
    // The same words.
    ("import multiprocessing\nclass Process:\n    pass", "Process(target=FN)", "a class of the file"),
    ("import multiprocessing\nfrom mine import Process", "Process(target=FN)", "a class of somebody else"),
    ("import multiprocessing, pandas", "pandas.DataFrame(n).apply(FN)", "a data frame"),
    ("import multiprocessing", "n.map(FN, [1])", "unknown"),
    ("import multiprocessing", "n.pool.submit(FN)", "unknown"),
    ("import subprocess, multiprocessing", "subprocess.Popen(n, preexec_fn=FN)", "no pickle"),
    ("import multiprocessing, sched", "sched.scheduler().enter(1, 1, FN)", "no pickle"),
    ("import multiprocessing, atexit", "atexit.register(FN)", "no pickle"),
];

/// The program in which a nested function, and the one in which a lambda takes the place of `FN`.
fn programs(imports: &str, calls: &str) -> [String; 2] {
    let program = |definition: &str, function: &str| {
        let calls: Vec<String> = calls.lines().map(|line| format!("    {}\n", line.replace("FN", function))).collect();
        format!("{imports}\n\n\ndef outer(n):\n{definition}{}", calls.concat())
    };
    [program("    def work(*args):\n        return n\n\n", "work"), program("", "lambda *args: n")]
}

fn findings(program: &str) -> Vec<Finding> {
    engine::analyze(&Source::from_text(program)).findings
}

#[test]
fn every_api_is_known_in_every_form() {
    let mut wrong = Vec::new();
    for sink in SINKS {
        for (program, code) in programs(sink.imports, sink.calls).iter().zip(["MP101", "MP102"]) {
            let found = findings(program);
            let said: Vec<String> = found.iter().map(|finding| finding.message.clone()).collect();
            let reaches = format!("reaches `{}`", sink.spelling);
            match &found[..] {
                [one] if one.code.code() == code && one.message.ends_with(&reaches) && one.when == sink.when => {}
                _ => wrong
                    .push(format!("{}: {said:?}, not {code} that {reaches} ({:?})\n{program}", sink.api, sink.when)),
            }
            if !engine::mentions_sink(program.as_bytes()) {
                wrong.push(format!("{}: the file would not be looked at\n{program}", sink.api));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn what_only_looks_like_a_sink_is_left_alone() {
    let mut wrong = Vec::new();
    for (imports, calls, why) in LOOK_ALIKES {
        for program in programs(imports, calls) {
            for finding in findings(&program) {
                wrong.push(format!("{} ({why})\n{program}", finding.message));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn what_goes_through_a_manager_is_sent() {
    let sets = [
        ("shared = Manager().dict()\nshared['key'] = FN", "dict.__setitem__"),
        ("shared = Manager().list([1])\nshared[0] = FN", "list.__setitem__"),
        ("with Manager() as m:\n    space = m.Namespace()\n    space.work = FN", "Namespace.__setattr__"),
        ("Manager().Value('i', 0).value = FN", "Value.__setattr__"),
        ("with Manager() as manager:\n    q = manager.Queue()\n    q.put(FN)", "Queue.put"),
        ("Manager().JoinableQueue().put_nowait(item=FN)", "JoinableQueue.put_nowait"),
        ("items = Manager().list()\nitems.append(FN)", "list.append"),
        ("Manager().list().insert(0, FN)", "list.insert"),
        ("Manager().list().sort(key=FN)", "list.sort"),
        ("with Manager() as manager:\n    manager.dict().update({'key': FN})", "dict.update"),
        ("shared = Manager().dict()\nshared.setdefault('key', FN)", "dict.setdefault"),
        ("Manager().list([FN])", "Manager.list"),
        ("Manager().dict(key=FN)", "Manager.dict"),
        ("Manager().Barrier(2, FN)", "Manager.Barrier"),
        ("Manager().Pool(2).map(FN, [1])", "Pool.map"),
        ("m = SyncManager()\nm.start()\nm.dict()['key'] = FN", "dict.__setitem__"),
        ("m = Queues(address=('', 1))\nm.connect()\nq = m.get_queue()\nq.put(FN)", "get_queue.put"),
        ("with Queues() as m:\n    m.Maths(FN)", "Manager.Maths"),
    ];
    for (calls, spelling) in sets {
        let imports = "from multiprocessing import Manager\nfrom multiprocessing.managers import SyncManager\n\n\n\
                       class Queues(SyncManager):\n    def keep(self, f):\n        return f";
        for program in programs(imports, calls) {
            let said: Vec<String> = findings(&program).into_iter().map(|finding| finding.message).collect();
            assert!(
                matches!(&said[..], [one] if one.ends_with(&format!("reaches `{spelling}`"))),
                "{said:?}\n{program}"
            );
        }
    }
    let of_the_file = "from multiprocessing.managers import BaseManager\n\n\nclass Queues(BaseManager):\n    \
                       def keep(self, f):\n        return f\n\n\ndef outer(n):\n    plain = {}\n    \
                       plain['key'] = lambda: n\n    Queues().keep(lambda: n)\n    Queues().get_server()\n";
    assert_eq!(findings(of_the_file), []);
}

#[test]
fn an_interpreter_copies_a_function_without_state() {
    let program = "from concurrent import interpreters\n\n\ndef outer():\n    \
                   interpreters.create().call(lambda x: len(x), [1])\n";
    assert_eq!(findings(program), []);
}

/// The rows are found in the source of the catalogue: who adds one, adds it here, too.
#[test]
fn every_row_is_tried() {
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sink/catalogue.rs")).unwrap();
    let rows = source.split("ROWS: &[Row] = &[").nth(1).unwrap().split("\n];").next().unwrap();
    let mut known = BTreeSet::new();
    for start in ["starter(", "task(", "sends(", "of_mpire("] {
        let calls = rows.split(start).skip(1).map(str::trim_start);
        known.extend(calls.filter_map(|call| call.strip_prefix('"')?.split('"').next()));
    }
    let tried: BTreeSet<&str> = SINKS.iter().map(|sink| sink.api).collect();
    assert!(known.len() > 30, "{known:?}");
    assert_eq!(known, tried);
}

//! What pickle does not take, as data: one row for each type or constructor. Those of the standard library were tried
//! under CPython 3.11 and 3.13 with the pickler of `multiprocessing`, which takes more than `pickle` does; other
//! libraries, `tkinter`, `asyncio.Task`, `urlopen` and `weakref.proxy` are known from reports.
//!
//! Not here, since they travel, some only since Python 3.13 (`Path.iterdir`): sockets (`multiprocessing.reduction`
//! duplicates them; tried as `Process` arguments, as task arguments, in `initargs` and in a `Queue`, under every start
//! method), loggers, `asyncio` locks and queues that were not used yet, `itertools` objects, `io.StringIO`, and
//! `Connection`s.

/// A kind of object that pickle does not take.
#[derive(Debug)]
pub(super) struct Row {
    /// The dotted name: what is called, or the object itself. What a call answers is spelled `made()`.
    pub(super) path: &'static str,
    /// What it is, with an article.
    pub(super) what: &'static str,
    /// What the user sees, as CPython 3.11 spells it.
    pub(super) exception: &'static str,
    /// What people do instead.
    pub(super) way_out: &'static str,
}

const fn row(path: &'static str, what: &'static str, exception: &'static str, way_out: &'static str) -> Row {
    Row { path, what, exception, way_out }
}

const CREATE_IN_CHILD: &str = "create it in the child process";
const USE_SHARED: &str = "use its `multiprocessing` counterpart, or create it in the child process";
const USE_QUEUE: &str = "use a `multiprocessing.Queue`";
pub(super) const PASS_PATH: &str = "pass its path and open it in the child process";
pub(super) const PASS_LIST: &str = "pass a list of its items";
pub(super) const PASS_READ: &str = "pass what is read from it";
const PASS_OBJECT: &str = "pass the object itself";
const CONNECT_IN_CHILD: &str = "pass what it connects to and connect in the child process";
const PASS_ROWS: &str = "pass the rows, or connect in the child process";
const PASS_DATA: &str = "pass the data and make it in the child process";

const LOCK: &str = "TypeError: cannot pickle '_thread.lock' object";
const RLOCK: &str = "TypeError: cannot pickle '_thread.RLock' object";
const TEXT: &str = "TypeError: cannot pickle '_io.TextIOWrapper' object";
const READER: &str = "TypeError: cannot pickle '_io.BufferedReader' object";
const RANDOM: &str = "TypeError: cannot pickle '_io.BufferedRandom' object";
const GENERATOR: &str = "TypeError: cannot pickle 'generator' object";
const POOL: &str = "NotImplementedError: pool objects cannot be passed between processes or pickled";
const WEAK: &str = "TypeError: cannot pickle 'weakref.ReferenceType' object";
const WEAK_SET: &str = "AttributeError: Can't pickle local object 'WeakSet.__init__.<locals>._remove'";
const SSL: &str = "TypeError: cannot pickle 'SSLContext' object";
const HASH: &str = "TypeError: cannot pickle '_hashlib.HASH' object";
const MATCH: &str = "TypeError: cannot pickle 're.Match' object";
const SQLITE: &str = "TypeError: cannot pickle 'sqlite3.Connection' object";
const CURSOR: &str = "TypeError: cannot pickle 'sqlite3.Cursor' object";
const TK: &str = "TypeError: cannot pickle '_tkinter.tkapp' object";
const PARSER: &str = "AttributeError: Can't pickle local object 'ArgumentParser.__init__.<locals>.identity'";
const CTYPES: &str = "ValueError: ctypes objects containing pointers cannot be pickled";
const TRACEBACK: &str = "TypeError: cannot pickle 'traceback' object";
const FRAME: &str = "TypeError: cannot pickle 'frame' object";
const BLAKE: &str = "TypeError: cannot pickle '_blake2.blake2b' object";
const SCANNER: &str = "TypeError: cannot pickle '_sre.SRE_Scanner' object";
const FORMAT_TRACE: &str = "pass its text: `traceback.format_exc()`";
const ENVIRONB: &str =
    "PicklingError: Can't pickle <function _check_bytes>: attribute lookup _check_bytes on os failed";
const ENVIRON: &str = "AttributeError: Can't pickle local object '_createenviron.<locals>.encode'";

/// What calling these answers can't be pickled.
pub(super) const MADE: &[Row] = &[
    row("threading.Lock", "a `threading.Lock`", LOCK, USE_SHARED),
    row("threading.RLock", "a `threading.RLock`", RLOCK, USE_SHARED),
    row("threading.Event", "a `threading.Event`", LOCK, USE_SHARED),
    row("threading.Condition", "a `threading.Condition`", RLOCK, USE_SHARED),
    row("threading.Semaphore", "a `threading.Semaphore`", LOCK, USE_SHARED),
    row("threading.BoundedSemaphore", "a `threading.BoundedSemaphore`", LOCK, USE_SHARED),
    row("threading.Barrier", "a `threading.Barrier`", LOCK, USE_SHARED),
    row("threading.Thread", "a `threading.Thread`", LOCK, CREATE_IN_CHILD),
    row("threading.Timer", "a `threading.Timer`", LOCK, CREATE_IN_CHILD),
    row("threading.current_thread", "a `threading.Thread`", LOCK, "pass its `name`"),
    row("threading.main_thread", "a `threading.Thread`", LOCK, "pass its `name`"),
    row("threading.local", "a `threading.local`", "TypeError: cannot pickle '_thread._local' object", CREATE_IN_CHILD),
    row("_thread.allocate_lock", "a `_thread.lock`", LOCK, USE_SHARED),
    row("queue.Queue", "a `queue.Queue`", LOCK, USE_QUEUE),
    row("queue.LifoQueue", "a `queue.LifoQueue`", LOCK, USE_QUEUE),
    row("queue.PriorityQueue", "a `queue.PriorityQueue`", LOCK, USE_QUEUE),
    row(
        "queue.SimpleQueue",
        "a `queue.SimpleQueue`",
        "TypeError: cannot pickle '_queue.SimpleQueue' object",
        "use a `multiprocessing.SimpleQueue`",
    ),
    row("sched.scheduler", "a `sched.scheduler`", RLOCK, CREATE_IN_CHILD),
    row("asyncio.get_event_loop", "an event loop", WEAK_SET, CREATE_IN_CHILD),
    row("asyncio.get_running_loop", "an event loop", WEAK_SET, CREATE_IN_CHILD),
    row("asyncio.new_event_loop", "an event loop", WEAK_SET, CREATE_IN_CHILD),
    row(
        "asyncio.get_running_loop().create_future",
        "an `asyncio.Future`",
        "TypeError: cannot pickle '_asyncio.Future' object",
        PASS_READ,
    ),
    row("asyncio.create_task", "an `asyncio.Task`", "TypeError: cannot pickle '_asyncio.Task' object", PASS_READ),
    row("io.TextIOWrapper", "an open file", TEXT, PASS_PATH),
    row("io.BufferedReader", "an open file", READER, PASS_PATH),
    row("io.BufferedWriter", "an open file", "TypeError: cannot pickle '_io.BufferedWriter' object", PASS_PATH),
    row("io.BufferedRandom", "an open file", RANDOM, PASS_PATH),
    row("io.FileIO", "an open file", "TypeError: cannot pickle '_io.FileIO' object", PASS_PATH),
    row("codecs.open", "an open file", "TypeError: can't serialize StreamReaderWriter", PASS_PATH),
    row("gzip.open", "an open file", READER, PASS_PATH),
    row("bz2.open", "an open file", READER, PASS_PATH),
    row("lzma.open", "an open file", READER, PASS_PATH),
    row("gzip.GzipFile", "an open file", READER, PASS_PATH),
    row("bz2.BZ2File", "an open file", READER, PASS_PATH),
    row("lzma.LZMAFile", "an open file", READER, PASS_PATH),
    row("os.popen", "an open file", TEXT, "pass what it prints"),
    row("tempfile.TemporaryFile", "an open file", RANDOM, PASS_PATH),
    row("tempfile.NamedTemporaryFile", "an open file", RANDOM, "pass its `name` and open it in the child process"),
    row("zipfile.ZipFile", "a `zipfile.ZipFile`", READER, PASS_PATH),
    row("tarfile.open", "a `tarfile.TarFile`", READER, PASS_PATH),
    row("tarfile.TarFile", "a `tarfile.TarFile`", READER, PASS_PATH),
    row("os.scandir", "a directory iterator", "TypeError: cannot pickle 'posix.ScandirIterator' object", PASS_LIST),
    row("os.walk", "a generator", GENERATOR, PASS_LIST),
    row("glob.iglob", "a generator", GENERATOR, PASS_LIST),
    row("pathlib.Path().glob", "a generator", GENERATOR, PASS_LIST),
    row("pathlib.Path().rglob", "a generator", GENERATOR, PASS_LIST),
    row("difflib.unified_diff", "a generator", GENERATOR, PASS_LIST),
    row("difflib.context_diff", "a generator", GENERATOR, PASS_LIST),
    row("difflib.ndiff", "a generator", GENERATOR, PASS_LIST),
    row("tokenize.generate_tokens", "a generator", GENERATOR, PASS_LIST),
    row("tokenize.tokenize", "a generator", GENERATOR, PASS_LIST),
    row("ast.walk", "a generator", GENERATOR, PASS_LIST),
    row("typing.Generator", "a generator", GENERATOR, PASS_LIST),
    row("collections.abc.Generator", "a generator", GENERATOR, PASS_LIST),
    row("types.GeneratorType", "a generator", GENERATOR, PASS_LIST),
    row("re.finditer", "an iterator over matches", SCANNER, PASS_READ),
    row("re.compile().finditer", "an iterator over matches", SCANNER, PASS_READ),
    row("re.compile().match", "a `re.Match`", MATCH, PASS_READ),
    row("re.compile().fullmatch", "a `re.Match`", MATCH, PASS_READ),
    row("re.compile().search", "a `re.Match`", MATCH, PASS_READ),
    row("re.match", "a `re.Match`", MATCH, PASS_READ),
    row("re.fullmatch", "a `re.Match`", MATCH, PASS_READ),
    row("re.search", "a `re.Match`", MATCH, PASS_READ),
    row("csv.reader", "a `csv.reader`", "TypeError: cannot pickle '_csv.reader' object", PASS_LIST),
    row("csv.DictReader", "a `csv.DictReader`", "TypeError: cannot pickle '_csv.reader' object", PASS_LIST),
    row("csv.writer", "a `csv.writer`", "TypeError: cannot pickle '_csv.writer' object", CREATE_IN_CHILD),
    row("csv.DictWriter", "a `csv.DictWriter`", "TypeError: cannot pickle '_csv.writer' object", CREATE_IN_CHILD),
    row("mmap.mmap", "a `mmap.mmap`", "TypeError: cannot pickle 'mmap.mmap' object", CREATE_IN_CHILD),
    row("ssl.create_default_context", "a `ssl.SSLContext`", SSL, CREATE_IN_CHILD),
    row("ssl.SSLContext", "a `ssl.SSLContext`", SSL, CREATE_IN_CHILD),
    row(
        "ssl.create_default_context().wrap_socket",
        "a `ssl.SSLSocket`",
        "TypeError: cannot pickle 'SSLSocket' object",
        CONNECT_IN_CHILD,
    ),
    row(
        "ssl.SSLContext().wrap_socket",
        "a `ssl.SSLSocket`",
        "TypeError: cannot pickle 'SSLSocket' object",
        CONNECT_IN_CHILD,
    ),
    row("http.client.HTTPSConnection", "a `http.client.HTTPSConnection`", SSL, CONNECT_IN_CHILD),
    row("urllib.request.urlopen", "an open response", READER, "read it in the parent, or open it in the child process"),
    row("selectors.DefaultSelector", "a selector", "TypeError: cannot pickle 'select.epoll' object", CREATE_IN_CHILD),
    row("select.poll", "a `select.poll`", "TypeError: cannot pickle 'select.poll' object", CREATE_IN_CHILD),
    row("http.cookiejar.CookieJar", "a `CookieJar`", RLOCK, PASS_READ),
    row("xmlrpc.server.SimpleXMLRPCServer", "a server", LOCK, CREATE_IN_CHILD),
    row("select.epoll", "a `select.epoll`", "TypeError: cannot pickle 'select.epoll' object", CREATE_IN_CHILD),
    row("socketserver.TCPServer", "a server", LOCK, CREATE_IN_CHILD),
    row("socketserver.UDPServer", "a server", LOCK, CREATE_IN_CHILD),
    row("socketserver.ThreadingTCPServer", "a server", LOCK, CREATE_IN_CHILD),
    row("http.server.HTTPServer", "a server", LOCK, CREATE_IN_CHILD),
    row("http.server.ThreadingHTTPServer", "a server", LOCK, CREATE_IN_CHILD),
    row("sqlite3.connect", "a database connection", SQLITE, CONNECT_IN_CHILD),
    row("sqlite3.Connection", "a database connection", SQLITE, CONNECT_IN_CHILD),
    row("sqlite3.Cursor", "a database cursor", CURSOR, PASS_ROWS),
    row("sqlite3.connect().cursor", "a database cursor", CURSOR, PASS_ROWS),
    row("sqlite3.connect().execute", "a database cursor", CURSOR, PASS_ROWS),
    row("sqlite3.connect().cursor().execute", "a database cursor", CURSOR, PASS_ROWS),
    row(
        "psycopg2.connect",
        "a database connection",
        "TypeError: cannot pickle 'psycopg2.extensions.connection' object",
        CONNECT_IN_CHILD,
    ),
    row("pymysql.connect", "a database connection", READER, CONNECT_IN_CHILD),
    row(
        "pyodbc.connect",
        "a database connection",
        "TypeError: cannot pickle 'pyodbc.Connection' object",
        CONNECT_IN_CHILD,
    ),
    row("pymongo.MongoClient", "a `pymongo.MongoClient`", LOCK, CONNECT_IN_CHILD),
    row("redis.Redis", "a `redis.Redis`", LOCK, CONNECT_IN_CHILD),
    row("redis.StrictRedis", "a `redis.Redis`", LOCK, CONNECT_IN_CHILD),
    row("h5py.File", "an open `h5py.File`", "TypeError: h5py objects cannot be pickled", PASS_PATH),
    row(
        "cv2.VideoCapture",
        "a `cv2.VideoCapture`",
        "TypeError: cannot pickle 'cv2.VideoCapture' object",
        CREATE_IN_CHILD,
    ),
    row(
        "sqlalchemy.create_engine",
        "a database engine",
        "AttributeError: Can't pickle local object 'create_engine.<locals>.connect'",
        CONNECT_IN_CHILD,
    ),
    row(
        "boto3.client",
        "a `boto3` client",
        "PicklingError: Can't pickle <class 'botocore.client.S3'>: attribute lookup S3 on botocore.client failed",
        CREATE_IN_CHILD,
    ),
    row("subprocess.Popen", "a `subprocess.Popen`", LOCK, CREATE_IN_CHILD),
    row("argparse.ArgumentParser", "an `argparse.ArgumentParser`", PARSER, "pass the parsed values"),
    row("weakref.ref", "a weak reference", WEAK, PASS_OBJECT),
    row("weakref.WeakMethod", "a weak reference", "TypeError: cannot pickle 'WeakMethod' object", PASS_OBJECT),
    row("weakref.proxy", "a weak reference", "TypeError: cannot pickle 'weakref.ProxyType' object", PASS_OBJECT),
    row(
        "weakref.WeakValueDictionary",
        "a `weakref.WeakValueDictionary`",
        "AttributeError: Can't pickle local object 'WeakValueDictionary.__init__.<locals>.remove'",
        "pass a `dict` of it",
    ),
    row(
        "weakref.WeakKeyDictionary",
        "a `weakref.WeakKeyDictionary`",
        "AttributeError: Can't pickle local object 'WeakKeyDictionary.__init__.<locals>.remove'",
        "pass a `dict` of it",
    ),
    row("weakref.WeakSet", "a `weakref.WeakSet`", WEAK_SET, "pass a `set` of it"),
    row(
        "concurrent.futures.ThreadPoolExecutor",
        "a `ThreadPoolExecutor`",
        "TypeError: cannot pickle '_queue.SimpleQueue' object",
        CREATE_IN_CHILD,
    ),
    row("concurrent.futures.ProcessPoolExecutor", "a `ProcessPoolExecutor`", LOCK, CREATE_IN_CHILD),
    row("concurrent.futures.Future", "a `Future`", RLOCK, "pass its result"),
    row("concurrent.futures.ProcessPoolExecutor().submit", "a `Future`", RLOCK, "pass its result"),
    row("concurrent.futures.ThreadPoolExecutor().submit", "a `Future`", RLOCK, "pass its result"),
    row("multiprocessing.Pool", "a `multiprocessing.Pool`", POOL, CREATE_IN_CHILD),
    row("multiprocessing.pool.Pool", "a `multiprocessing.Pool`", POOL, CREATE_IN_CHILD),
    row("multiprocessing.pool.ThreadPool", "a `multiprocessing.pool.ThreadPool`", POOL, CREATE_IN_CHILD),
    row("multiprocessing.dummy.Pool", "a `multiprocessing.pool.ThreadPool`", POOL, CREATE_IN_CHILD),
    row("multiprocessing.Manager", "a `multiprocessing.Manager`", WEAK, "pass the proxies that it makes"),
    row("multiprocessing.managers.SyncManager", "a manager", WEAK, "pass the proxies that it makes"),
    row("multiprocessing.Process", "a `multiprocessing.Process`", WEAK, "pass what it is made from, or its `pid`"),
    row("sys._getframe", "a frame", FRAME, PASS_READ),
    row("inspect.currentframe", "a frame", FRAME, PASS_READ),
    row("types.FrameType", "a frame", FRAME, PASS_READ),
    row("types.TracebackType", "a traceback", TRACEBACK, FORMAT_TRACE),
    row("sys.exc_info", "the answer of `sys.exc_info()`, with its traceback,", TRACEBACK, FORMAT_TRACE),
    row("sys.exc_info()[2]", "a traceback", TRACEBACK, FORMAT_TRACE),
    row("types.CodeType", "a code object", "TypeError: cannot pickle code objects", "pass the source"),
    row(
        "importlib.import_module",
        "a module",
        "TypeError: cannot pickle 'module' object",
        "import it in the child process",
    ),
    row("types.ModuleType", "a module", "TypeError: cannot pickle 'module' object", "import it in the child process"),
    row(
        "types.MappingProxyType",
        "a `types.MappingProxyType`",
        "TypeError: cannot pickle 'mappingproxy' object",
        "pass a `dict` of it",
    ),
    row("dict().keys", "a view of a dict", "TypeError: cannot pickle 'dict_keys' object", "pass a list of it"),
    row("dict().values", "a view of a dict", "TypeError: cannot pickle 'dict_values' object", "pass a list of it"),
    row("dict().items", "a view of a dict", "TypeError: cannot pickle 'dict_items' object", "pass a list of it"),
    row("logging.StreamHandler", "a log handler", RLOCK, "configure logging in the child process"),
    row("logging.FileHandler", "a log handler", RLOCK, "configure logging in the child process"),
    row("logging.handlers.RotatingFileHandler", "a log handler", RLOCK, "configure logging in the child process"),
    row("logging.handlers.TimedRotatingFileHandler", "a log handler", RLOCK, "configure logging in the child process"),
    row("hashlib.md5", "a hash object", HASH, PASS_DATA),
    row("hashlib.sha1", "a hash object", HASH, PASS_DATA),
    row("hashlib.sha256", "a hash object", HASH, PASS_DATA),
    row("hashlib.sha512", "a hash object", HASH, PASS_DATA),
    row("hashlib.sha224", "a hash object", HASH, PASS_DATA),
    row("hashlib.sha384", "a hash object", HASH, PASS_DATA),
    row("hashlib.sha3_256", "a hash object", HASH, PASS_DATA),
    row("hashlib.sha3_512", "a hash object", HASH, PASS_DATA),
    row("hashlib.blake2b", "a hash object", BLAKE, PASS_DATA),
    row("hashlib.blake2s", "a hash object", "TypeError: cannot pickle '_blake2.blake2s' object", PASS_DATA),
    row("hashlib.new", "a hash object", HASH, PASS_DATA),
    row("hmac.new", "a hash object", "TypeError: cannot pickle '_hashlib.HMAC' object", PASS_DATA),
    row("zlib.compressobj", "a compressor", "TypeError: cannot pickle 'zlib.Compress' object", CREATE_IN_CHILD),
    row("zlib.decompressobj", "a decompressor", "TypeError: cannot pickle 'zlib.Decompress' object", CREATE_IN_CHILD),
    row("bz2.BZ2Compressor", "a compressor", "TypeError: cannot pickle '_bz2.BZ2Compressor' object", CREATE_IN_CHILD),
    row(
        "lzma.LZMACompressor",
        "a compressor",
        "TypeError: cannot pickle '_lzma.LZMACompressor' object",
        CREATE_IN_CHILD,
    ),
    row(
        "bz2.BZ2Decompressor",
        "a decompressor",
        "TypeError: cannot pickle '_bz2.BZ2Decompressor' object",
        CREATE_IN_CHILD,
    ),
    row(
        "lzma.LZMADecompressor",
        "a decompressor",
        "TypeError: cannot pickle '_lzma.LZMADecompressor' object",
        CREATE_IN_CHILD,
    ),
    row("struct.Struct", "a `struct.Struct`", "TypeError: cannot pickle '_struct.Struct' object", "pass its format"),
    row(
        "random.SystemRandom",
        "a `random.SystemRandom`",
        "NotImplementedError: System entropy source does not have state.",
        CREATE_IN_CHILD,
    ),
    row(
        "contextvars.ContextVar",
        "a `ContextVar`",
        "TypeError: cannot pickle '_contextvars.ContextVar' object",
        "pass its value",
    ),
    row(
        "contextvars.copy_context",
        "a context",
        "TypeError: cannot pickle '_contextvars.Context' object",
        "pass the values that are read from it",
    ),
    row(
        "ctypes.CDLL",
        "a shared library",
        "AttributeError: Can't pickle local object 'CDLL.__init__.<locals>._FuncPtr'",
        "load it in the child process",
    ),
    row("ctypes.byref", "a pointer", "TypeError: cannot pickle 'CArgObject' object", "pass what it points to"),
    row("ctypes.pointer", "a pointer", CTYPES, "pass what it points to"),
    row("cProfile.Profile", "a profiler", "TypeError: cannot pickle 'Profile' object", CREATE_IN_CHILD),
    row(
        "unittest.mock.Mock",
        "a mock",
        "PicklingError: Can't pickle <class 'unittest.mock.Mock'>: it's not the same object as unittest.mock.Mock",
        "pass a plain object, or patch in the child process",
    ),
    row(
        "unittest.mock.AsyncMock",
        "a mock",
        "PicklingError: Can't pickle <class 'unittest.mock.AsyncMock'>: it's not the same object as \
         unittest.mock.AsyncMock",
        "pass a plain object, or patch in the child process",
    ),
    row(
        "unittest.mock.MagicMock",
        "a mock",
        "PicklingError: Can't pickle <class 'unittest.mock.MagicMock'>: it's not the same object as \
         unittest.mock.MagicMock",
        "pass a plain object, or patch in the child process",
    ),
    row("tkinter.Tk", "a window", TK, PASS_READ),
    row("tkinter.Toplevel", "a window", TK, PASS_READ),
    row("tkinter.Frame", "a window", TK, PASS_READ),
    row("tkinter.Canvas", "a window", TK, PASS_READ),
];

/// Objects of other modules, and attributes of what they make, that can't be pickled.
pub(super) const OBJECTS: &[Row] = &[
    row("os.environ", "`os.environ`", ENVIRON, "pass `dict(os.environ)`"),
    row("os.environb", "`os.environb`", ENVIRONB, "pass `dict(os.environb)`"),
    row("sys.modules", "`sys.modules`", "TypeError: cannot pickle 'module' object", "pass the names"),
    row("sys.stdin", "`sys.stdin`", TEXT, "read it in the parent, or use it in the child process"),
    row("sys.stdout", "`sys.stdout`", TEXT, "use it in the child process"),
    row("sys.stderr", "`sys.stderr`", TEXT, "use it in the child process"),
    row(
        "subprocess.Popen().stdin",
        "`subprocess.Popen.stdin`",
        "TypeError: cannot pickle '_io.BufferedWriter' object",
        "use it in a thread of the parent",
    ),
    row(
        "multiprocessing.shared_memory.SharedMemory().buf",
        "the `buf` of a `SharedMemory`",
        "TypeError: cannot pickle memoryview objects",
        "pass the `SharedMemory` itself, or its `name`",
    ),
    row("subprocess.Popen().stdout", "`subprocess.Popen.stdout`", READER, "read it in a thread of the parent"),
    row("subprocess.Popen().stderr", "`subprocess.Popen.stderr`", READER, "read it in a thread of the parent"),
];

/// What opens a file as `open` does, with the position of the mode.
pub(super) const OPENS: &[(&str, usize)] = &[("io.open", 1), ("os.fdopen", 1), ("pathlib.Path().open", 0)];

/// Builtins whose answers can't be pickled.
pub(super) const BUILTINS: &[Row] = &[
    row("memoryview", "a `memoryview`", "TypeError: cannot pickle memoryview objects", "pass the bytes"),
    row(
        "super",
        "a `super` object",
        "PicklingError: args[0] from __newobj__ args has the wrong class",
        "call it where it stands",
    ),
    row(
        "globals",
        "the globals of the module",
        "TypeError: cannot pickle 'module' object",
        "pass what is read of them",
    ),
    row("compile", "a code object", "TypeError: cannot pickle code objects", "pass the source"),
];

/// Classes whose instances hold something that can't be pickled once they are set up: a subclass has it, too.
pub(super) const BASES: &[&str] = &[
    "threading.Thread",
    "threading.Timer",
    "threading.local",
    "queue.Queue",
    "sched.scheduler",
    "socketserver.TCPServer",
    "socketserver.UDPServer",
    "http.server.HTTPServer",
    "argparse.ArgumentParser",
    "logging.StreamHandler",
    "logging.FileHandler",
    "sqlite3.Connection",
    "tkinter.Tk",
    "tkinter.Toplevel",
    "tkinter.Frame",
    "tkinter.Canvas",
];

/// What `open` answers, by its mode: how CPython calls it, none where the mode can't be read.
pub(super) fn opened(mode: Option<&str>, is_unbuffered: bool) -> &'static str {
    match mode {
        _ if is_unbuffered => "TypeError: cannot pickle '_io.FileIO' object",
        Some(mode) if mode.contains('b') && mode.contains('+') => RANDOM,
        Some(mode) if mode.contains('b') && mode.contains(['w', 'a', 'x']) => {
            "TypeError: cannot pickle '_io.BufferedWriter' object"
        }
        Some(mode) if mode.contains('b') => READER,
        _ => TEXT,
    }
}

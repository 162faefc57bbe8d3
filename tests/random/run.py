#!/usr/bin/env python3
"""Repair random programs with mpfix and run them: does each print what it would print if functions needed no pickling?

usage: run.py --mpfix BIN --count N [--seed S] [--jobs 2] [--keep DIR] [--min-repaired 97]
       run.py --self-check N [--seed S] [--jobs 2]
       run.py --coverage N [--seed S]

Seeds S to S + N - 1. What a program prints is taken from a run with threads in place of processes
(`threads_as_processes.py`). Then, after `BIN --write .`:

exit 0: repaired. The program prints the same under spawn, with the same exit code; a second run changes nothing; no
        function reads a global name that the original had no need of and nobody binds.
exit 1: refused. What mpfix changed, if anything, still prints the same with threads; the reason is kept.
else:   an error. A program that mpfix leaves as it is, with exit 0, is missed: every one of them fails under spawn.

--keep writes a folder for each program: `original.py`, `main.py`, `report.txt`, `expected.txt`, `got.txt`.
--self-check needs no mpfix: every program compiles, captures only what can be pickled and is not changed by a child,
prints the same in two runs with threads and in one with real processes that get functions by value (`by_value.py`), and
fails as it stands under spawn.
--coverage counts what the programs contain.
Exit 1 when one differs, is missed or is an error, or when less than --min-repaired percent are repaired; the last line
is `N passed, M failed`.
"""
import argparse
import builtins
import collections
import concurrent.futures
import os
import pathlib
import re
import shutil
import signal
import subprocess
import symtable
import sys
import tempfile
import time
from dataclasses import dataclass

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from features import coverage  # noqa: E402
from generate import generate  # noqa: E402

TIMEOUT = 30
THREADS = str(HERE / "threads_as_processes.py")
# Makes spawn the default start method of a program and its children; BY_VALUE lets it send nested functions.
SITE = f"""import os, sys
if os.environ.get("RANDOM_START_METHOD"):
    import multiprocessing.context as _c
    _c._default_context._default_context = _c._concrete_contexts[os.environ["RANDOM_START_METHOD"]]
if os.environ.get("RANDOM_BY_VALUE"):
    sys.path.append({str(HERE)!r})
    import by_value
    sys.path.pop()
"""
STATES = ["fit", "repaired", "refused", "differs", "missed", "error"]


@dataclass
class Outcome:
    """What became of one program; `reason` says why it is not simply repaired."""
    seed: int
    state: str
    reason: str = ""


# --- running programs ------------------------------------------------------------------------------------------------

def environment(**more):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "RANDOM_", "THREADS_"))}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0", **more}


def run(arguments, folder, env):
    """Exit code, stdout and stderr; on a timeout the program and all that it started are ended."""
    child = subprocess.Popen(arguments, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, text=True, encoding="utf-8", errors="replace", start_new_session=True)
    try:
        out, err = child.communicate(timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        return 124, "", "timed out"
    return child.returncode, out, err


def run_threads(folder, **env):
    return run([sys.executable, "-S", THREADS, "main.py"], folder, environment(**env))


def run_spawn(folder, site, **env):
    return run([sys.executable, "main.py"], folder, environment(PYTHONPATH=str(site), RANDOM_START_METHOD="spawn", **env))


def run_mpfix(binary, folder, *arguments):
    code, out, err = run([binary, *arguments, "."], folder, environment())
    return code, out + err


def staged(work, seed):
    """The program of that seed in a folder of its own."""
    folder = pathlib.Path(work) / f"p{seed}"
    folder.mkdir()
    (folder / "main.py").write_bytes(generate(seed).encode("utf-8"))
    return folder


def last_line(err):
    return (err.strip().splitlines() or [""])[-1][:160]


# --- judging a repair ------------------------------------------------------------------------------------------------

def judge(seed, binary, work, keep):
    """Repair one program and compare."""
    folder = staged(work, seed)
    original = (folder / "main.py").read_bytes()
    expected = run_threads(folder)
    if expected[0] != 0 or not expected[1]:
        outcome, notes = Outcome(seed, "error", f"the generated program fails with threads: {last_line(expected[2])}"), {}
    else:
        outcome, notes = after_write(seed, binary, folder, pathlib.Path(work) / "site", original, expected[1])
    if keep:
        keep_program(pathlib.Path(keep) / f"{outcome.state}-{seed:06}", folder, original, {"expected.txt": expected[1], **notes}, outcome)
    shutil.rmtree(folder)
    return outcome


def after_write(seed, binary, folder, site, original, expected):
    """Run `--write` and look at what it did."""
    code, report = run_mpfix(binary, folder, "--write")
    notes = {"report.txt": report}
    changed = (folder / "main.py").read_bytes()
    if code not in (0, 1):
        return Outcome(seed, "error", f"--write exits {code}: {last_line(report)}"), notes
    if code == 0 and changed == original:
        return Outcome(seed, "missed", "nothing found in a program that fails under spawn"), notes
    wrong = text_faults(original, changed)
    if not wrong and changed != original:
        again, _ = run_mpfix(binary, folder, "--write")
        if (folder / "main.py").read_bytes() != changed:
            wrong = "a second --write changes the file again"
        elif again != code:
            wrong = f"a second --write exits {again}, the first one {code}"
    if not wrong and changed != original:
        wrong = behaviour_fault(folder, site, code, expected, notes)
    if wrong:
        return Outcome(seed, "differs", wrong), notes
    if code == 0:
        return Outcome(seed, "repaired"), notes
    _, notes["report.txt"] = run_mpfix(binary, folder)
    return Outcome(seed, "refused", reason_of(notes["report.txt"])), notes


def behaviour_fault(folder, site, code, expected, notes):
    """How the changed program differs, under spawn when it is repaired and with threads when something was refused."""
    got = run_spawn(folder, site) if code == 0 else run_threads(folder)
    notes["got.txt"] = got[1] + ("\n--- stderr\n" + got[2] if got[2] else "")
    if got[0] == 0 and got[1] == expected:
        return ""
    where = "under spawn" if code == 0 else "with threads, after a refusal"
    return f"{where}: exit {got[0]}, {last_line(got[2]) or first_difference(expected, got[1])}"


def first_difference(expected, got):
    pairs = zip(expected.splitlines() + ["(end)"], got.splitlines() + ["(end)"])
    return next((f"{a[:60]!r} became {b[:60]!r}" for a, b in pairs if a != b), "line ends differ")


def text_faults(original, changed):
    """What is wrong with the changed file as a text."""
    try:
        new = undefined(changed) - undefined(original)
    except SyntaxError as error:
        return f"the changed file does not parse: {error}"
    return f"undefined names: {', '.join(sorted(new))}" if new else ""


def undefined(data):
    """The global names that some scope of the file reads and nothing binds."""
    top = symtable.symtable(data, "main.py", "exec")
    tables = list(all_tables(top))
    bound = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported()}
    bound |= {s.get_name() for t in tables for s in t.get_symbols() if s.is_declared_global() and s.is_assigned()}
    read = {s.get_name() for t in tables for s in t.get_symbols() if s.is_referenced() and (s.is_global() or t is top)}
    return {n for n in read - bound if not hasattr(builtins, n) and n not in ("__name__", "__file__", "__doc__")}


def all_tables(table):
    yield table
    for child in table.get_children():
        yield from all_tables(child)


def reason_of(report):
    """Why the first finding is not repaired, without names and numbers so that equal reasons count together."""
    code = re.search(r"\bMP\d\d\d\b", report)
    told = re.search(r"(?:no fix: |unsafe: )[^\n]*", report)
    text = told[0].split("; `mpfix")[0].rstrip(")") if told else next(iter(report.splitlines()), "(no report)")
    return f"{code[0] if code else '?'} {re.sub(r'`[^`]*`|[0-9]+', '..', text)}"[:160]


def keep_program(target, folder, original, notes, outcome):
    target.mkdir(parents=True, exist_ok=True)
    (target / "original.py").write_bytes(original)
    shutil.copy(folder / "main.py", target / "main.py")
    for name, text in {**notes, "outcome.txt": f"{outcome.state}: {outcome.reason}\n"}.items():
        (target / name).write_text(text, encoding="utf-8")


# --- the self check --------------------------------------------------------------------------------------------------

def self_check(seed, work):
    """Is this program fit for the test?"""
    folder, site = staged(work, seed), pathlib.Path(work) / "site"
    try:
        return Outcome(seed, *program_fault(folder, site))
    finally:
        shutil.rmtree(folder)


def program_fault(folder, site):
    compile((folder / "main.py").read_bytes(), "main.py", "exec")
    first = run_threads(folder, THREADS_STRICT="1")
    if first[0] != 0 or not first[1]:
        return "error", f"with threads: exit {first[0]}, {last_line(first[2])}"
    second = run_threads(folder, PYTHONHASHSEED="1")
    if second != first:
        return "differs", f"two runs with threads: {first_difference(first[1], second[1])}"
    spawned = run_spawn(folder, site)
    if spawned[0] == 124:
        return "error", "hangs under spawn"
    if spawned[0] == 0 and spawned[1] == first[1]:
        return "missed", "works under spawn as it stands"
    real = run_spawn(folder, site, RANDOM_BY_VALUE="1")
    if real[:2] != first[:2]:
        return "differs", f"in real processes: exit {real[0]}, {last_line(real[2]) or first_difference(first[1], real[1])}"
    if undefined((folder / "main.py").read_bytes()):
        return "error", f"undefined names: {undefined((folder / 'main.py').read_bytes())}"
    return "fit", ""


# --- the whole run ---------------------------------------------------------------------------------------------------

def all_outcomes(seeds, jobs, check):
    """Outcomes in the order of the seeds; a program that breaks the harness is an error of its own."""
    def guarded(seed):
        try:
            return check(seed)
        except Exception as error:
            return Outcome(seed, "error", f"{type(error).__name__}: {error}")

    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(guarded, seeds))


def summary(outcomes, seconds):
    """The table of states and reasons."""
    counts = collections.Counter(o.state for o in outcomes)
    print(f"{len(outcomes)} programs in {seconds:.0f} s")
    for state in STATES:
        if counts[state]:
            print(f"  {state:<10}{counts[state]:>6}{counts[state] / len(outcomes):>8.1%}")
    reasons = collections.defaultdict(list)
    for outcome in outcomes:
        if outcome.state == "refused":
            reasons[outcome.reason].append(outcome.seed)
    for reason, seeds in sorted(reasons.items(), key=lambda item: -len(item[1])):
        print(f"  refused {len(seeds):>4}  {reason}   (seeds {', '.join(map(str, seeds[:5]))})")
    for outcome in outcomes:
        if outcome.state in ("differs", "missed", "error"):
            print(f"FAIL seed {outcome.seed}: {outcome.state}: {outcome.reason}")
    return counts


def finish(counts, total, min_repaired):
    """The last lines and the exit code."""
    failed = counts["differs"] + counts["missed"] + counts["error"]
    passed = total - failed
    share = 100 * counts["repaired"] / total
    if share < min_repaired:
        print(f"FAIL only {share:.1f} % are repaired, {min_repaired:g} % are asked for")
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mpfix", default=str(HERE.parents[1] / "target" / "release" / "mpfix"))
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", help="write a folder for each program here")
    parser.add_argument("--min-repaired", type=float, default=97, help="percent")
    parser.add_argument("--self-check", type=int, metavar="N", help="check the generator itself on N seeds")
    parser.add_argument("--coverage", type=int, metavar="N", help="count the features of N programs")
    options = parser.parse_args()
    count = options.self_check or options.coverage or options.count
    seeds = range(options.seed, options.seed + count)
    if options.coverage:
        print(coverage(map(generate, seeds)))
        return 0
    binary = os.path.abspath(shutil.which(options.mpfix) or options.mpfix)
    if not options.self_check and not os.path.exists(binary):
        parser.error(f"no mpfix at {binary}")
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mpfix-random-") as work:
        (pathlib.Path(work) / "site").mkdir()
        (pathlib.Path(work) / "site" / "sitecustomize.py").write_text(SITE)
        check = (lambda seed: self_check(seed, work)) if options.self_check else (lambda seed: judge(seed, binary, work, options.keep))
        outcomes = all_outcomes(seeds, options.jobs, check)
    counts = summary(outcomes, time.monotonic() - start)
    return finish(counts, len(outcomes), 0 if options.self_check else options.min_repaired)


if __name__ == "__main__":
    sys.exit(main())

"""Starts one process after the other, whatever its jobs are kept in."""
from multiprocessing import Process


def run(process):
    process.start()
    process.join()


def by_name(jobs):
    for name, job in jobs.items():
        run(Process(target=job, name=name))


def numbered(*jobs):
    for number, job in enumerate(jobs):
        run(Process(target=job, args=(number,)))


def named(**jobs):
    for job in jobs.values():
        run(Process(target=job))


def with_arguments(jobs):
    for job, arguments in jobs:
        run(Process(target=job, args=arguments))


def by_key(jobs):
    for name, (job, arguments) in jobs.items():
        run(Process(target=job, args=arguments, name=name))


def in_order(jobs):
    ordered = sorted(jobs, key=lambda pair: pair[0])
    with_arguments([(job, (priority,)) for priority, job in ordered])


def chosen(jobs, name):
    run(Process(target=jobs[name]))

from multiprocessing import Process


def run_jobs(jobs):
    children = [Process(target=job.function, name=job.name) for job in jobs]
    for child in children:
        child.start()
        child.join()

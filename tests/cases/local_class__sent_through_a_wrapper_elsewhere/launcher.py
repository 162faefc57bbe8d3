from multiprocessing import Process


def start(job):
    process = Process(target=job.run)
    process.start()
    process.join()

def make_job(title, number):
    class Job:
        def __init__(self, number):
            self.number = number

        def run(self):
            print(title, self.number, flush=True)

    return Job(number)

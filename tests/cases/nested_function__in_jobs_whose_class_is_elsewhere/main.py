# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "hello tea\nhello tea\n"
# note = "The class of the jobs, the loop that runs them and the functions are in three files; what the loop leaves alone stays."
# ///
from jobs import Job
from runner import run_jobs


def main(word):
    def hello():
        print("hello", word, flush=True)

    jobs = [Job("hello", hello, lambda: None)]
    jobs.append(Job("again", function=hello))
    run_jobs(jobs)


if __name__ == "__main__":
    main("tea")

# /// case
# expect = "fix"
# codes = ["MP105"]
# safe = false
# stdout = "report 1\ncleanup\n"
# mentions = ['the undecorated `report` reaches `Process\(target=\.\.\.\)` through `jobs.isolated`']
# require = ['^report = jobs\.isolated\(timeout=30\)\(_report\)$', '^    cleanup = staticmethod\(jobs\.isolated\(30\)\(_cleanup\)\)$']
# note = "A decorator with arguments, re-exported by its package, that hands on to a wrapper of a third module."
# ///
import jobs


@jobs.isolated(timeout=30)
def report(number):
    print("report", number, flush=True)


class Maintenance:
    @staticmethod
    @jobs.isolated(30)
    def cleanup():
        print("cleanup", flush=True)


if __name__ == "__main__":
    report(1)
    Maintenance.cleanup()

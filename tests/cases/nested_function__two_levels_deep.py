# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "example.org/blog/index by ann\nexample.org/blog/_next by ann (draft)\nexample.org/docs/api by ann\n"
# note = "The payload stands two functions deep and captures from both; the function in the middle stays where it is."
# ///
from multiprocessing import Process


def publish(site, owner, sections):
    def publish_section(section):
        base = f"{site}/{section}"

        def upload(page, draft=False):
            print(f"{base}/{page} by {owner}" + (" (draft)" if draft else ""))

        for page in sections[section]:
            child = Process(target=upload, args=(page,), kwargs={"draft": page.startswith("_")})
            child.start()
            child.join()

    for section in sorted(sections):
        publish_section(section)


if __name__ == "__main__":
    publish("example.org", "ann", {"docs": ["api"], "blog": ["index", "_next"]})

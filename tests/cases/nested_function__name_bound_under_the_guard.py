# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "render: 2 frames\n['blur-1', 'blur-2']\n"
# fork_works = false
# require = ['^def _render_task\(effect, frame\):$', '^    task = "render"$']
# note = "`task` is a module name too, but bound only under the guard: in the parent it would replace the hoisted function, and pickle would not find it."
# ///
from multiprocessing import Pool


def render(frames, effect):
    def task(frame):
        return f"{effect}-{frame}"

    with Pool(2) as pool:
        return pool.map(task, frames)


if __name__ == "__main__":
    task = "render"
    frames = [1, 2]
    print(f"{task}: {len(frames)} frames")
    print(render(frames, "blur"))

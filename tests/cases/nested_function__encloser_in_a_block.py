# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "['3 of 4', '1 of 4']\n"
# fork_works = false
# note = "The enclosing function is itself defined in a block, as the fallback of an optional import."
# ///
import multiprocessing

try:
    from a_fast_ranking_that_nobody_has import rank_all
except ImportError:

    def rank_all(scores):
        # 1 is the best.
        def rank(score):
            return f"{sum(1 for other in scores if other > score) + 1} of {len(scores)}"

        with multiprocessing.Pool(2) as pool:
            return pool.map(rank, scores[:2])


if __name__ == "__main__":
    print(rank_all([5, 9, 7, 1]))

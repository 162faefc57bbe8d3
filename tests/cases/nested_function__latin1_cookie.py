# -*- coding: latin-1 -*-
# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "['caf\\xe9: 2', 'th\\xe9: 3']\n"
# fork_works = false
# require = ['\A# -\*- coding: latin-1 -\*-$', '^# D\ufffdcompte\.$', '^def compte\(prix, n\ufffd, boisson\):$']
# note = "Latin-1 with a coding cookie: one byte a letter, in names, comments and strings. Every byte outside the edit stays."
# ///
from multiprocessing import Pool


def tarif(boissons, prix):
    né = len(boissons)

    # Décompte.
    def compte(boisson):
        return f"{boisson}: {prix.get(boisson, né)}"  # déjà là

    with Pool(2) as pool:
        return pool.map(compte, boissons)


if __name__ == "__main__":
    print(ascii(tarif(["café", "thé"], {"thé": 3})))

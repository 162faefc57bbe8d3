from launcher import launch


def background(**options):
    launch(daemon=False, **options)

from .parallel import *

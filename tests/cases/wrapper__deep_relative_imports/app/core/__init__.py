from . import pools as _pools

parallel = _pools.run_parallel

"""When things happen, in what order, what comes out. Only definitions, assets, checks and history import Dagster."""

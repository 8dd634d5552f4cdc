"""When things happen, in what order, and what comes out. Only definitions, assets, checks and history import Dagster."""

"""When things happen, in what order, and what comes out. Only definitions, assets and checks import Dagster."""

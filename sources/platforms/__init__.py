"""Exports of platforms, app stores and our own back ends: one file per export, or per family of exports."""

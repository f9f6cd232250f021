"""Fills the site's templates: pages become Markdown with HTML that comes through Python-Markdown byte for byte."""

from generator.passes.render.site import render_site

__all__ = ["render_site"]

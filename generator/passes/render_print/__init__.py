"""Render print: a sheet as it lies on paper, as HTML that stands alone and as a job for the typesetter; both show one view of it."""

from __future__ import annotations

from generator.passes.render_print.job import print_job
from generator.passes.render_print.page import print_style, render_print_page

__all__ = ["print_job", "print_style", "render_print_page"]

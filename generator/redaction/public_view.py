"""What the readers of a site may see of a project: all of it, or what is not internal."""

from __future__ import annotations

from dataclasses import replace

from generator.checks.resolve import Outcome
from generator.document.pages import SiteSettings
from generator.redaction.redact import redact


def as_seen(outcome: Outcome, settings: SiteSettings) -> Outcome:
    """What the readers of the site may see: everything, or for the public what is not internal. An outcome already redacted is returned."""
    if not settings.public or outcome.whole is not None:
        return outcome
    variants = redact(outcome.variants)
    hidden = outcome.variants.keys() - variants.keys()
    return replace(
        outcome, variants=variants, names=tuple(name for name in outcome.names if name not in hidden), layers={}, whole=outcome.variants
    )

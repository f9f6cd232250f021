"""Loaded by Python at its start from PYTHONPATH: every clock of the process is fast by RUNBOOK_TEST_FAST_BY seconds."""

from __future__ import annotations

import datetime as dt
import os
import time
from typing import Any

FAST_BY = float(os.environ.get("RUNBOOK_TEST_FAST_BY", "0"))

right_time, right_gmtime, right_localtime, right_strftime = time.time, time.gmtime, time.localtime, time.strftime


def wrong_time() -> float:
    return right_time() + FAST_BY


class TakesTheRight(type):
    """What the interpreter itself makes is of the right types, and must be taken for the wrong ones."""

    right: type

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, cls.right)


class WrongDate(dt.date, metaclass=TakesTheRight):
    right = dt.date

    @classmethod
    def today(cls) -> Any:
        return cls.fromtimestamp(wrong_time())


class WrongDatetime(dt.datetime, metaclass=TakesTheRight):
    right = dt.datetime

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> Any:
        return cls.fromtimestamp(wrong_time(), tz)

    @classmethod
    def today(cls) -> Any:
        return cls.fromtimestamp(wrong_time())

    @classmethod
    def utcnow(cls) -> Any:
        return cls.fromtimestamp(wrong_time(), dt.UTC).replace(tzinfo=None)


def apply() -> None:
    clocks: dict[str, Any] = {
        "time": wrong_time,
        "time_ns": lambda: int(wrong_time() * 1_000_000_000),
        "gmtime": lambda seconds=None: right_gmtime(wrong_time() if seconds is None else seconds),
        "localtime": lambda seconds=None: right_localtime(wrong_time() if seconds is None else seconds),
        "strftime": lambda form, moment=None: right_strftime(form, right_localtime(wrong_time()) if moment is None else moment),
    }
    for name, clock in clocks.items():
        setattr(time, name, clock)
    for name, kind in {"date": WrongDate, "datetime": WrongDatetime}.items():
        setattr(dt, name, kind)


if FAST_BY:
    apply()

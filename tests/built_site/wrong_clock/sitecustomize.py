"""Python loads this module at its start from PYTHONPATH; it sets every clock of the process forward by RUNBOOK_TEST_FAST_BY seconds."""

from __future__ import annotations

import datetime as dt
import os
import time
from typing import Any

FAST_BY = float(os.environ.get("RUNBOOK_TEST_FAST_BY", "0"))

real_time, real_gmtime, real_localtime, real_strftime = time.time, time.gmtime, time.localtime, time.strftime


def wrong_time() -> float:
    return real_time() + FAST_BY


class AcceptsRealType(type):
    """Makes isinstance() accept dates of the real type, which the interpreter itself still creates."""

    real: type

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, cls.real)


class WrongDate(dt.date, metaclass=AcceptsRealType):
    real = dt.date

    @classmethod
    def today(cls) -> Any:
        return cls.fromtimestamp(wrong_time())


class WrongDatetime(dt.datetime, metaclass=AcceptsRealType):
    real = dt.datetime

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
        "gmtime": lambda seconds=None: real_gmtime(wrong_time() if seconds is None else seconds),
        "localtime": lambda seconds=None: real_localtime(wrong_time() if seconds is None else seconds),
        "strftime": lambda form, moment=None: real_strftime(form, real_localtime(wrong_time()) if moment is None else moment),
    }
    for name, clock in clocks.items():
        setattr(time, name, clock)
    for name, kind in {"date": WrongDate, "datetime": WrongDatetime}.items():
        setattr(dt, name, kind)


if FAST_BY:
    apply()

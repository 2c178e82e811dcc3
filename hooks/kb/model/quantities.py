"""Numbers as they were printed: their decimals say how far they were rounded."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

_SCALES = {"K": 3, "M": 6, "B": 9, "T": 12}


class Printed(str):
    """A decimal number as printed, such as `38.2`.

    value: the number. half_step: half of the last printed decimal, so the true number lies
    within value ± half_step.
    """

    pattern = r"^-?\d+(\.\d+)?$"

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls, core_schema.str_schema(pattern=cls.pattern)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "pattern": cls.pattern}

    def _split(self) -> tuple[Decimal, int]:
        return Decimal(str(self)), 0

    @property
    def value(self) -> Decimal:
        number, power = self._split()
        return number.scaleb(power)

    @property
    def half_step(self) -> Decimal:
        number, power = self._split()
        exponent = number.as_tuple().exponent
        assert isinstance(exponent, int)  # the pattern admits no NaN and no infinity
        return Decimal(5).scaleb(exponent - 1 + power)

    @property
    def decimals(self) -> int:
        """Printed digits after the decimal point."""
        return len(self.partition(".")[2].rstrip("KMBT"))


class Usd(Printed):
    """US dollars as printed, such as `4.1B` (K, M, B, T = 10³, 10⁶, 10⁹, 10¹²)."""

    pattern = r"^\d+(\.\d+)?[KMBT]?$"

    def _split(self) -> tuple[Decimal, int]:
        scale = _SCALES.get(self[-1], 0)
        return Decimal(self.rstrip("KMBT")), scale

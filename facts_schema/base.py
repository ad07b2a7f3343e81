"""The one base of every value that goes in or comes out."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen, closed value: unknown fields are refused, nothing changes after construction."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

"""The seller, as the account states it: papers are held against it."""

from __future__ import annotations

from typing import Any

from facts_schema.base import Value

_MANY = {"name": "names", "address": "addresses"}


class Seller(Value):
    """Names, addresses and how to reach the seller, as the account states them."""

    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    country: str = ""
    phone: str = ""
    email: str = ""


def with_seller(data: dict[str, Any]) -> dict[str, Any]:
    """A case document in which ``account``, with one name and one address, is a seller."""
    if not isinstance(data.get("account"), dict):
        return data
    if data.get("seller"):
        raise ValueError('give "account" or "seller", not both')
    own = {_MANY.get(key, key): [value] if key in _MANY else value for key, value in data["account"].items()}
    return {key: value for key, value in data.items() if key != "account"} | {"seller": own}

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.product_cost import ProductCost


T = TypeVar("T", bound="CallCost")


@_attrs_define
class CallCost:
    """What a call cost."""

    product_costs: list[ProductCost]
    """ The cost of each product. """
    total_duration_seconds: float
    """ How long the call took, in seconds. """
    total_duration_unit_price: float
    """ The price of a second. """
    combined_cost: float
    """ The cost of all products together. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        product_costs = []
        for product_costs_item_data in self.product_costs:
            product_costs_item = product_costs_item_data.to_dict()
            product_costs.append(product_costs_item)

        total_duration_seconds = self.total_duration_seconds

        total_duration_unit_price = self.total_duration_unit_price

        combined_cost = self.combined_cost

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "product_costs": product_costs,
                "total_duration_seconds": total_duration_seconds,
                "total_duration_unit_price": total_duration_unit_price,
                "combined_cost": combined_cost,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.product_cost import ProductCost  # noqa: PLC0415

        d = dict(src_dict)
        product_costs = []
        _product_costs = d.pop("product_costs")
        for product_costs_item_data in _product_costs:
            product_costs_item = ProductCost.from_dict(product_costs_item_data)

            product_costs.append(product_costs_item)

        total_duration_seconds = d.pop("total_duration_seconds")

        total_duration_unit_price = d.pop("total_duration_unit_price")

        combined_cost = d.pop("combined_cost")

        call_cost = cls(
            product_costs=product_costs,
            total_duration_seconds=total_duration_seconds,
            total_duration_unit_price=total_duration_unit_price,
            combined_cost=combined_cost,
        )

        call_cost.additional_properties = d
        return call_cost

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties

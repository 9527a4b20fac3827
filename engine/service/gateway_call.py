"""A gateway hands over an SMS: it is believed for its signature."""

from collections.abc import Mapping
from enum import StrEnum

from engine.delivery.sms_inbound import Forged, InboundCall, Unreadable
from engine.model.inbound_sms import InboundSms
from engine.service.engine import Engine


class CallRefused(StrEnum):
    """Why a gateway's call is not taken."""

    NO_GATEWAY = "NO_GATEWAY"
    SIGNATURE_INVALID = "SIGNATURE_INVALID"
    SMS_UNREADABLE = "SMS_UNREADABLE"


def read_call(engine: Engine, url: str, headers: Mapping[str, str], body: bytes) -> InboundSms | CallRefused:
    """The SMS that the gateway hands over to the address `url`, believed for its signature."""
    if engine.sms_inbound is None:
        return CallRefused.NO_GATEWAY
    call = InboundCall(url=url, headers=headers, body=body, at=engine.clock.now())
    try:
        return engine.sms_inbound.read(call)
    except Forged:
        return CallRefused.SIGNATURE_INVALID
    except Unreadable:
        return CallRefused.SMS_UNREADABLE

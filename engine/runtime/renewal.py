"""Later deliveries of contracts, at the prices that were fixed when each item joined (V8, V9, S4.63)."""

from dataclasses import replace

from engine.model.decision import Decision, Problem, Rejection
from engine.model.effects import ChangeContract, StartTimer
from engine.model.events import ContractRenewed, TimerKind
from engine.model.facts import Facts
from engine.runtime.prepare import Prepared
from engine.values.calendar import later


def decide_renewal(prepared: Prepared, event: ContractRenewed, facts: Facts) -> Decision | Rejection:
    """Count a delivery that was paid and wait for the next one; one that is not the next changes nothing."""
    contract = facts.contracts.get(event.contract_id)
    if contract is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("contract",))
    decision = Decision(revision=prepared.program.revision)
    if not event.paid or event.number != contract.number + 1:
        return decision
    due = later(contract.next_renewal_at, contract.cycle, prepared.zone)
    after = replace(contract, number=event.number, next_renewal_at=due, version=contract.version + 1)
    timer = StartTimer(kind=TimerKind.CONTRACT_RENEWAL, subject=contract.id, due=due)
    return replace(decision, effects=(ChangeContract(after=after), timer))

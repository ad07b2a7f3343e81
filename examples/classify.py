"""Classify cases from Python: one object in, one object out."""

from diagnose import Case, Diagnoser

NOTICES = {
    "first": "Your account has been deactivated because your order defect rate exceeds our target of 1%.",
    "second": "We removed your listings because buyers doubt the authenticity of the items you sent.",
    "third": "Your payout of 1,200.00 EUR is on its way to your bank account. No reply is required.",
}

diagnoser = Diagnoser()
for name, notice in NOTICES.items():
    diagnosis = diagnoser.diagnose(Case(id=name, notice=notice), detail="short")
    grounds = (
        ", ".join(f"{ground.id} {ground.probability:.2f}" for ground in diagnosis.grounds) or "no ground"
    )
    print(f"{name}: {diagnosis.enforcement or 'no action'}; {grounds}")

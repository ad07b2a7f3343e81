"""Look ahead: how the grounds would stand if the client gave one answer or another."""

from diagnose import Case, Diagnoser

NOTICE = "Your account has been deactivated because your order defect rate exceeds our target of 1%."
QUESTION = "ask-what-the-defects-are"

diagnoser = Diagnoser()
question = diagnoser.knowledge.questions[QUESTION]
print(question.asks)
with diagnoser.settled(Case(notice=NOTICE)) as settled:
    for choice in question.choices:
        best = settled.suppose({QUESTION: choice.id})[0]
        causes = ", ".join(f"{cause.item.id} {cause.probability:.2f}" for cause in best.root_causes[:2])
        print(f"  {choice.says}: {best.item.id}; {causes or 'no root cause yet'}")

"""The scaffold of a ground: what an author fills in. It passes the reader as it is."""

SCAFFOLD = """\
id: GROUND
title: "FILL IN: what it is called, in a few words"
means: "FILL IN: what Amazon holds against the account, in one sentence."
often_confused_with: []       # ids of grounds; name this one in theirs, too
frequency: occasional         # common | occasional | rare
# remedy: appeal | documents | edit | retraction | acknowledge | pay | interview | wait | counsel
remedy: appeal
outlook: fair                 # easy | fair | hard | very-hard
outlook_because: "FILL IN: why."
sources: [fill-in-a-source]   # ids in sources.yaml

rules:
  - id: notice-states-GROUND
    when: {all: [notice-says-GROUND]}       # define it under facts/, say how notices put it under wording/
    strength: decisive
    because: "FILL IN: The notice says that ..."
    sources: [fill-in-a-source]   # what is no source but experience says basis: practice

root_causes:
  - id: GROUND-first-cause                # FILL IN: an id that says the cause
    title: "FILL IN: why it came to that"
    rules:
      - id: GROUND-first-cause-told
        when: {all: [GROUND-first-cause-is-so]}   # with a question; no sibling uses it
        strength: moderate
        basis: practice
        because: "FILL IN: The seller says that ..."
    actions:
      - id: GROUND-first-correction
        corrective:
          do: "FILL IN: an instruction."
          done: "FILL IN: On {date} we ..."
  - id: GROUND-second-cause               # at least two
    title: "FILL IN: another cause"
    rules:
      - id: GROUND-second-cause-told
        when: {all: [GROUND-second-cause-is-so]}
        strength: moderate
        basis: practice
        because: "FILL IN: The seller says that ..."

evidence: []                  # - {need: <evidence id>, because: ...}
actions:
  - id: GROUND-prevention
    preventive:
      do: "FILL IN: an instruction."
      done: "FILL IN: Since {date} ..."
cautions:
  - "FILL IN: what to avoid."
submit: "FILL IN: where the answer is submitted."
"""

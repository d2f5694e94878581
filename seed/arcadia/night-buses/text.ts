// The announced draft: ten numbered units in four sections.
export const text = `---
title: Night buses for people who work at night
lang: en
---

# Why buses at night

One working person in nine in Arcadia begins or ends a shift between eleven in the evening and five in the morning. Most of them have no bus for one of the two journeys.

A bus at night is meant first for people who *have* to travel: those who clean, bake, nurse, guard, unload and come home. Whoever is coming from a party is welcome on it too.

# Lines and hours

A night line runs every day of the year, at least once an hour, between the last and the first bus of the day.

| Line | From | To | Every |
|---|---|---|---:|
| N1 | Orvale, Granary Square | Orvale, General Hospital | 30 min |
| N2 | Orvale, General Hospital | Port Selim, container quay | 60 min |
| N3 | Orvale, Saltmarket | Kestrel Hill | 60 min |
| N4 | Haute-Rive, station | Haute-Rive, bakeries and depots | 60 min |

: The first four lines

Where fewer than four people an hour ride on a line over half a year, it may become a bus on request. It may not become nothing.

# Safe and within reach

Between two stops, after eleven in the evening, the driver lets people out wherever it is safe to halt.[^1]

Every stop of a night line has a light, a seat, a kerb that a wheelchair can board from, and a clear view from the nearest street.

No driver is alone on a night line for more than four hours, and every bus has a button that is answered by a person.

# Money and proof

A ride at night costs what it costs by day. The difference is paid by the state for three years, and then shared with the towns as set out in a law still to be made.

Each month the operator publishes how many people rode, how many buses did not come, and how many people waited for them.

[^1]: On the passenger's word, and at the driver's judgement.
`;

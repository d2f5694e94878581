// The draft itself: twenty-six numbered units in eight sections.
export const text = `---
title: Draft rules on open public works
lang: en
---

# Purpose and reach

These rules let anyone follow a public work from the first sketch to the final account, without asking permission and without having to know whom to ask.

A work is *public* when public money pays for any part of it, whoever owns the land and whoever holds the contract. In particular, these rules reach:

1. buildings that people use or enter, from ministries to bus shelters;
2. roads, bridges, quays and paths, together with
    - their lighting and drainage,
    - the ramps, lifts and crossings that make them usable by everyone, and
    - the trees and planting beside them;
3. pipes, cables and other works that nobody sees once they are covered;
4. upkeep of any of these under a contract that runs for more than one year.

A work may be kept out of the register only where its drawings would put lives at risk. The reason is published, the decision is taken by the minister in person, and the Court of Audit sees the whole file within thirty days.

# Before money is asked for

Whoever plans a public work publishes **what is to be built, why it is needed, and what it will cost to build and to keep for twenty years**[^1] before the money is asked for, and not after.

The plan names at least two other ways of meeting the same need, one of which is to repair what already stands, and says why they were set aside.

| Kind of work | Rules apply from (crowns) | Days of notice |
|---|---:|---:|
| Building | 200,000 | 28 |
| Road, bridge or quay | 120,000 | 28 |
| Path, square or park | 40,000 | 21 |
| Buried pipes and cables | 80,000 | 14 |
| Upkeep, *per year* | 25,000 | 14 |

: Thresholds and notice by kind of work

A work below its threshold is entered in one line of the yearly list: the place, the purpose, the amount and who did it. Splitting a work into parts to stay below a threshold counts as breaking these rules.

No ground is broken until the notice has stood for the days in the table **and every question asked in that time has been answered in public**. A question that repeats an earlier one may be answered by pointing to it.

When a wall, a roof or a riverbank cannot wait, work begins first and the notice follows within seven days: what gave way, who decided, and what was spent. A work that is still called urgent after ninety days is treated as a planned one.

# While the work goes on

A board at every entrance to the site says, in words that a passer-by understands, what is being built, for how much, by whom, until when, and where to ask.

A change that adds more than five per cent to the cost or thirty days to the time is published *before* it is agreed, with its reason and the office that asked for it.

Every invoice for a work above its threshold is published within twenty working days of being paid. Unit prices may be covered for up to two years where the builder shows, in writing, what harm their publication would do.[^2]

The register names the official who signs for each stage of a work, with the date and what was signed for. Private addresses, telephone numbers and signatures are never shown.

The main builder lists every subcontractor down to the third tier, with their owners, and updates the list before new people come on site.

One photograph a month is taken from the same spot and kept in the register.

A serious accident, or an order to stop work, is published within five working days, without the names of those who were hurt.

# After the work is done

Within sixty days of the handover the final account stands beside the first estimate, line by line, and every difference above ten per cent is explained in a sentence.

> We were told what the market hall would cost. Nobody has yet told us what it did cost, and we walk past it every day.
>
> A stallholder, at the hearing in Orvale

Five years after the handover the owner reports whether the work does what it was built to do, and asks the people who use it.

# Asking and being answered

Anyone may ask about any public work, by any channel, without giving a reason. The answer comes within twenty working days, and question and answer are published together.

Whoever believes that these rules have been broken may say so to the Court of Audit, which decides within forty working days whether to look into it and publishes why. Nobody may be dismissed, moved or left out of a tender for having spoken in good faith.

# Languages

تُكتب لوحة الموقع وملخّص المشروع بالعربية والروسية أيضاً متى طلب ذلك عشرون من سكّان الحي، ولا يُحتسب أجل الإعلان إلا من يوم نشر الترجمة.

Вопрос о любой работе можно задать на любом из языков Аркадии. Ответ даётся на том же языке, а его перевод на остальные языки появляется рядом не позднее чем через десять рабочих дней.

# Last things

These rules take effect six months after they are adopted. Works already under way have one further year to publish their plan, their changes and their invoices to date.

Half of one per cent of each year's works budget pays for the register and for the people who answer. After two years the forum publishes what the rules have cost, what they have changed, and what should be dropped.

[^1]: Twenty years of upkeep, heating, cleaning and repair, at today's prices. Works built to last less are counted to the end of their life.

[^2]: The Ministry decides on the request within ten working days. The total of the invoice is never covered.
`;

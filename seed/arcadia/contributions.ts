// Everything that was said in Arcadia, in one list: parents before their replies.
import { onAfterwards } from './open-works/on-afterwards.ts';
import { onNames } from './open-works/on-names.ts';
import { onNoticeMore } from './open-works/on-notice-more.ts';
import { onNotice } from './open-works/on-notice.ts';
import { onPlanningMore } from './open-works/on-planning-more.ts';
import { onPlanning } from './open-works/on-planning.ts';
import { onPurposeMore } from './open-works/on-purpose-more.ts';
import { onPurpose } from './open-works/on-purpose.ts';
import { onSite } from './open-works/on-site.ts';
import { onUrgent } from './open-works/on-urgent.ts';
import { onWhole } from './open-works/on-whole.ts';
import { suggested } from './open-works/suggested.ts';
import { onPlate } from './school-meals/on-plate.ts';
import { onPrice } from './school-meals/on-price.ts';
import { onTime } from './school-meals/on-time.ts';
import type { ContributionShape } from './shape.ts';

const said: readonly ContributionShape[] = [
	...onPurpose,
	...onPurposeMore,
	...onPlanning,
	...onPlanningMore,
	...onNotice,
	...onNoticeMore,
	...onUrgent,
	...onSite,
	...onNames,
	...onAfterwards,
	...onWhole,
	...suggested,
	...onPlate,
	...onPrice,
	...onTime
];

/** In the order in which people spoke. */
export const contributions = said.toSorted((one, other) => other.daysAgo - one.daysAgo);

/** What is overdue: all that waits once the day for answers is over, unless somebody said why it stays so. */

import { expect, test } from 'vitest';
import { overdueOf } from './meter.ts';

const at = new Date('2027-03-10T12:00:00Z');
const past = new Date('2027-03-10T11:59:59Z');
const declared = { by: 'Desk', because: 'Because.', lang: 'en', at: past };

test.each([
	['nothing before the day', new Date('2027-03-10T12:00:01Z'), 3, null, 0],
	['all that waits after it', past, 3, null, 3],
	['all that waits from its very second', at, 3, null, 3],
	['nothing without a day', null, 3, null, 0],
	['nothing where all is answered', past, 0, null, 0],
	['nothing once it was said why', past, 3, declared, 0]
])('overdue is %s', (_, responseBy, open, said, count) => {
	expect(overdueOf({ open, declared: said }, responseBy, at)).toBe(count);
});

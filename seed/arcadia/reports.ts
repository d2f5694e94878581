// What readers reported to the moderators, and what came of it.
import type { ReportShape } from './shape.ts';

export const reports = [
	{
		contribution: 'compra-casa',
		by: 'priya',
		rule: 'advertising',
		reason: 'This is an advertisement for a firm, prices included.',
		daysAgo: 13.5,
		outcome: 'refused'
	},
	{
		contribution: 'names-insult',
		by: 'clerk',
		rule: 'privacy',
		reason: 'It gives the home of a colleague, with the number of the house.',
		daysAgo: 7.3,
		outcome: 'refused'
	},
	{
		contribution: 'names-insult',
		by: 'beatrix',
		rule: 'privacy',
		reason: 'A home address. Please take it down before somebody goes there.',
		daysAgo: 7.2,
		outcome: 'refused'
	},
	{
		contribution: 'splitting',
		by: 'samuel',
		rule: 'unlawful',
		reason: 'It accuses the city of breaking the law.',
		daysAgo: 11.8,
		outcome: 'kept',
		note: 'No person is named, and the source is given with its page. Whether the inference holds is for the thread to argue.'
	},
	{
		contribution: 'not-everything',
		by: 'heron',
		rule: 'repetition',
		reason: 'He says the same under P13 and P26.',
		daysAgo: 1.7,
		outcome: 'waiting'
	},
	{
		contribution: 'names-rubble',
		by: 'oisin',
		rule: 'subject',
		reason: 'I read this through a translation and it seems to be about wages, not about names.',
		daysAgo: 0.4,
		outcome: 'waiting'
	}
] as const satisfies readonly ReportShape[];

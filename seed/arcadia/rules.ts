// The rules of conduct: what a moderator may cite when hiding a remark, and nothing else.
import type { Rule } from './shape.ts';

export const rules = [
	{
		key: 'subject',
		title: 'Keep to the text',
		text: 'A remark is about the document or about what people have said of it. Other matters have other places, and we will point you to them.'
	},
	{
		key: 'respect',
		title: 'Argue with the argument',
		text: 'Disagree as strongly as you like with what was said or done. Do not insult, mock or threaten the person who said or did it.'
	},
	{
		key: 'hatred',
		title: 'No hatred',
		text: 'Nobody is demeaned for origin, language, belief, sex, gender, age, disability or poverty. This holds for officials and for strangers alike.'
	},
	{
		key: 'privacy',
		title: 'Leave private lives private',
		text: 'No home address, telephone number, state of health or family matter of anybody, yourself included. What people do in a public office may be discussed by name.'
	},
	{
		key: 'honesty',
		title: 'Speak as who you are',
		text: 'A pseudonym is welcome. Posing as another person, as an official or as an organisation is not, and neither is inventing a source.'
	},
	{
		key: 'repetition',
		title: 'Once is enough',
		text: 'The same text sent many times, or by many accounts for one person, is kept once. To show that you agree, support the remark that says it.'
	},
	{
		key: 'advertising',
		title: 'No advertising',
		text: 'Offers, prices and links whose purpose is to sell something do not belong here. Saying which firm or product you know from experience does.'
	},
	{
		key: 'unlawful',
		title: 'Nothing unlawful',
		text: 'No call to violence, no accusation of a crime against a named person without a source that can be checked, no material that belongs to somebody else.'
	}
] as const satisfies readonly Rule[];

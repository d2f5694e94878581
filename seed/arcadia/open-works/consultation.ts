// The open consultation: it began some eighteen days ago and has twelve left.
import type { ConsultationShape } from '../shape.ts';
import { arabic } from './text-ar.ts';
import { french } from './text-fr.ts';
import { text } from './text.ts';

export const openWorks = {
	slug: 'open-works',
	language: 'en',
	title: 'Draft rules on open public works',
	subtitle: 'What the public may know about what the public pays for',
	description:
		'Roads, schools, quays and pipes cost Arcadia about a fifth of what it spends in a year, and few people can find out what any one of them cost. This draft says what must be published, when, and by whom. Read it, vote on each paragraph, and say what should change. Every contribution gets a reasoned answer.',
	feedsInto:
		'Commitment 4 of the action plan, “Works in plain sight”. The forum decides on the final text in its spring session; the Ministry then issues it as a decree.',
	responsible: 'Ministry of Works and Waterways',
	contact: 'open-works@arcadia.example',
	otherChannels: [
		'By letter: Open works, Secretariat for Open Government, 3 Granary Square, Orvale.',
		'By telephone, in five languages: 0555 010 204, Monday to Friday from 9 to 13.',
		'In person: public libraries of Orvale, Port Selim and Haute-Rive keep a printed copy and pass on what you write on it.'
	],
	opensInDays: -18.2,
	closesInDays: 12.4,
	responseByInDays: 70,
	firstNumber: 1,
	markdown: text,
	languages: [french, arabic],
	notices: [
		{
			unit: 7,
			by: 'tobias',
			body: 'The printed copies handed out in Port Selim give 14 days of notice for a path, square or park. The right figure is 21, as it stands here. Votes and remarks on this page were always about 21.',
			daysAgo: 15.1
		},
		{
			unit: 'whole',
			by: 'marisol',
			body: 'The hearing in Haute-Rive has moved from the town hall to the school gymnasium, which has a lift. The day and the hour are the same.',
			daysAgo: 6.3
		}
	]
} as const satisfies ConsultationShape;

// The announced consultation: the dates are public, the text can be read, nobody may speak yet.
import type { ConsultationShape } from '../shape.ts';
import { text } from './text.ts';

export const nightBuses = {
	slug: 'night-buses',
	language: 'en',
	title: 'Night buses for people who work at night',
	subtitle: 'A first network of four lines, and what it promises',
	description:
		'Forty thousand people go to work or come home when nothing runs. This draft proposes four lines, how often they run, how one is kept safe on them, and who pays. It opens for votes and remarks in a few days, and can be read from today.',
	feedsInto:
		'Commitment 9 of the action plan, “The first bus”. The timetable for next winter is fixed on the basis of the answers.',
	responsible: 'Ministry of Works and Waterways',
	contact: 'night-buses@arcadia.example',
	otherChannels: [
		'By telephone at night: 0555 010 209, from 22 to 5, for as long as the consultation is open.',
		'On the bus: paper cards with the drivers of the first and last service of every line.'
	],
	opensInDays: 6.1,
	closesInDays: 34.4,
	responseByInDays: 90,
	firstNumber: 1,
	markdown: text
} as const satisfies ConsultationShape;

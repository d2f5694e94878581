// Suggested wording: other words, a paragraph more, one less; two that nearly agree, one that builds on another.
import type { ContributionShape } from '../shape.ts';

const on = (unit: number) => ({ consultation: 'open-works', unit, kind: 'suggestion' }) as const;

export const suggested = [
	{
		...on(9),
		key: 'nine-dated',
		by: 'beatrix',
		lang: 'en',
		suggests: {
			act: 'replace',
			words:
				'No ground is broken until the notice has stood for the days in the table **and every question asked at least seven days before its end has been answered in public**. A question that repeats an earlier one may be answered by pointing to it. A question that comes later is answered within seven days, and does not hold up the work.'
		},
		body: 'It keeps the promise to those who ask in time, and nobody can stop a crane on the last day.',
		daysAgo: 15.8,
		supporters: 38
	},
	{
		...on(9),
		key: 'nine-dated-chamber',
		by: 'gregor',
		for: 'chamber',
		lang: 'en',
		suggests: {
			act: 'replace',
			words:
				'No ground is broken until the notice has stood for the days in the table **and every question asked at least seven days before its end has been answered in public**. A question that repeats an earlier one may be answered by pointing to it. A question that comes later is answered within seven days, and does not stop the work.'
		},
		body: 'Builders can plan with this. They cannot plan with silence.',
		daysAgo: 14.2,
		supporters: 11
	},
	{
		...on(9),
		key: 'nine-who',
		by: 'niamh',
		lang: 'en',
		suggests: {
			act: 'replace',
			words:
				'No ground is broken until the notice has stood for the days in the table **and the office that planned the work has answered in public, under its own name, every question asked at least seven days before its end**. A question that repeats an earlier one may be answered by pointing to it. A question that comes later is answered within seven days, and does not hold up the work.',
			basedOn: 'nine-dated'
		},
		body: 'The same, and it says who answers. Where three may, none does.',
		daysAgo: 12.9,
		supporters: 24
	},
	{
		...on(9),
		key: 'nueve-recordar',
		by: 'maribel',
		lang: 'es',
		suggests: {
			act: 'add',
			words:
				'Whoever has left a street name and a way to be reached is told of every notice that concerns it, by letter or telephone where they ask for that.'
		},
		body: 'Un aviso que nadie ve no es un aviso. Lo propongo en inglés porque el texto está en inglés; la idea es de la asociación de mi barrio.',
		daysAgo: 11.6,
		supporters: 29
	},
	{
		...on(5),
		key: 'five-range',
		by: 'priya',
		lang: 'en',
		suggests: {
			act: 'replace',
			words:
				'Whoever plans a public work publishes **what is to be built, why it is needed, and the range of what it will cost to build and to keep for twenty years, with what that range depends on**[^1] before the money is asked for, and not after.'
		},
		body: 'A single figure will be wrong on the first day. Ask for a range and what it depends on.',
		daysAgo: 13.9,
		supporters: 33
	},
	{
		...on(20),
		key: 'twenty-cut',
		by: 'surveyor',
		lang: 'en',
		suggests: { act: 'remove' },
		body: 'After five years those who built it have moved on, and the report will praise itself. What people think of a work they can say under P21, in any year.',
		daysAgo: 9.3,
		supporters: 4
	},
	{
		...on(17),
		key: 'seventeen-days',
		by: 'stall',
		lang: 'en',
		suggests: {
			act: 'replace',
			words:
				'A serious accident, or an order to stop work, is published within *two* working days, on the board at the entrance too, without the names of those who were hurt.'
		},
		body: 'In five days everybody in the street knows something, and none of it is right.',
		daysAgo: 8.7,
		supporters: 17
	},
	{
		...on(2),
		key: 'deux-parfois',
		by: 'delphine',
		lang: 'fr',
		suggests: {
			act: 'replace',
			words:
				'A work is *public* when public money pays for any part of it, lends for it or stands surety for it, whoever owns the land and whoever holds the contract. In particular, these rules reach:'
		},
		body: 'La moitié des grands chantiers se font aujourd’hui avec des garanties, pas avec des crédits. Sans ces mots, ils passent à côté du registre.',
		daysAgo: 6.8,
		supporters: 21
	}
] as const satisfies readonly ContributionShape[];

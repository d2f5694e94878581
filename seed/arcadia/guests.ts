// Two people who took part in Arcadia without an address: unverified, counted apart.

export const guests = [
	{
		name: 'Bus 14, upper deck',
		consultation: 'open-works',
		unit: 7,
		lang: 'en',
		body: 'I have no computer and share this telephone with my sister. The sign at the stop is where I read about works. Put the number of the entry on the sign.',
		daysAgo: 6.2,
		votes: [
			[7, 'agree'],
			[9, 'agree'],
			[14, 'unsure']
		]
	},
	{
		name: 'La vecina del tercero',
		consultation: 'open-works',
		unit: 9,
		lang: 'es',
		body: 'Una semana es poco para quien trabaja de noche. Diez días, y que se pueda preguntar en la farmacia.',
		daysAgo: 4.1,
		votes: [[9, 'changes']]
	}
] as const;

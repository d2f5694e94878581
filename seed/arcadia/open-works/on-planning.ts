// Remarks on plans, estimates and thresholds (P5 to P8).
import type { ContributionShape } from '../shape.ts';

export const onPlanning = [
	{
		key: 'twenty-years',
		consultation: 'open-works',
		unit: 5,
		by: 'haruki',
		for: 'polytechnic',
		kind: 'evidence',
		lang: 'en',
		body: 'Our students compared 61 school buildings twenty years after they were opened. Heating, cleaning and repair came to 1.9 times the price of construction; in the worst case to 3.4 times. Nobody had been shown those figures when the money was voted. (School of Construction, Working paper 14, “What a school costs”.)',
		daysAgo: 17.5,
		supporters: 29
	},
	{
		key: 'which-prices',
		consultation: 'open-works',
		unit: 5,
		by: 'surveyor',
		kind: 'comment',
		lang: 'en',
		body: "The footnote says “at today's prices”, which is honest but not enough. Energy and wages do not move together. Publish the unit rates that were used and anyone can do the sum again in a bad year.",
		daysAgo: 16.9,
		replyTo: 'twenty-years',
		supporters: 18
	},
	{
		key: 'paper-copy',
		consultation: 'open-works',
		unit: 5,
		by: 'grace',
		kind: 'question',
		lang: 'en',
		body: 'Is Working paper 14 free to read? I could not find it at the Saltmarket library.',
		daysAgo: 16.1,
		replyTo: 'twenty-years',
		supporters: 3
	},
	{
		key: 'small-towns-burden',
		consultation: 'open-works',
		unit: 5,
		by: 'ottoline',
		for: 'towns',
		kind: 'comment',
		lang: 'en',
		body: 'We support this for large works. For a footpath of sixty thousand crowns, a twenty-year forecast costs about as much as the gravel. Give us a one-page form and standard figures per metre, kept by the ministry, and we will fill it in gladly.',
		daysAgo: 15.7,
		supporters: 16
	},
	{
		key: 'form-is-fine',
		consultation: 'open-works',
		unit: 5,
		by: 'solveig',
		for: 'works',
		kind: 'comment',
		lang: 'en',
		body: 'Standard figures exist for roads and we can publish them. For buildings they would be misleading. Would a form for everything but buildings serve you?',
		daysAgo: 14.2,
		replyTo: 'small-towns-burden',
		supporters: 9
	},
	{
		key: 'form-yes',
		consultation: 'open-works',
		unit: 5,
		by: 'clerk',
		kind: 'comment',
		lang: 'en',
		body: 'It would serve us. I fill in forms on Thursdays; I am also the cemetery, the lost property and the band.',
		daysAgo: 13.8,
		replyTo: 'small-towns-burden',
		supporters: 7
	},
	{
		key: 'before-is-the-word',
		consultation: 'open-works',
		unit: 5,
		by: 'sunniva',
		for: 'accounts',
		kind: 'comment',
		lang: 'en',
		body: '“Before the money is asked for, and not after.” The committee has been shown plans on the morning of the vote, with the estimate still in pencil. Please add a number of days. Ten would let us read; five would let us skim.',
		daysAgo: 13.1,
		supporters: 20
	},
	{
		key: 'por-que',
		consultation: 'open-works',
		unit: 5,
		by: 'rocio',
		kind: 'comment',
		lang: 'es',
		body: 'De las tres cosas, la que nunca nos cuentan es el porqué. En Santa Aldara se hizo una rotonda donde no había atascos. Que el motivo venga con un dato: cuántos coches, cuántos accidentes, cuántas quejas.',
		daysAgo: 11.9,
		supporters: 14
	},
	{
		key: 'por-que-datos',
		consultation: 'open-works',
		unit: 5,
		by: 'nuria',
		kind: 'comment',
		lang: 'es',
		body: 'De acuerdo, aunque hay obras buenas sin cifras: un banco a la sombra no reduce ningún accidente.',
		daysAgo: 10.2,
		replyTo: 'por-que',
		supporters: 6
	},
	{
		key: 'estimate-honest',
		consultation: 'open-works',
		unit: 5,
		by: 'gregor',
		for: 'chamber',
		kind: 'comment',
		lang: 'en',
		body: 'An early estimate is a guess, and everyone in the trade knows it. If it is printed as one figure it becomes a promise that the builder has to keep and the planner has already forgotten. Print the figure together with the year and how far the drawings had come.',
		daysAgo: 9.7,
		supporters: 8
	},
	{
		key: 'market-hall-figures',
		consultation: 'open-works',
		unit: 5,
		by: 'stall',
		kind: 'evidence',
		lang: 'en',
		body: 'Orvale market hall. Council paper, first reading: 4.1 million. Second reading: 4.9. Opening speech: “a little over six”. Answer to my letter, two years on: 7.3, “subject to final account”. I have all four papers and will lend them.',
		daysAgo: 8.4,
		supporters: 24
	},
	{
		key: 'pourquoi-vingt',
		consultation: 'open-works',
		unit: 5,
		by: 'noemie',
		kind: 'question',
		lang: 'fr',
		body: "Pourquoi vingt ans et pas trente ? Un pont dure davantage, et c'est au bout de vingt-cinq ans qu'il commence à coûter.",
		daysAgo: 6.6,
		supporters: 2
	},
	{
		key: 'zimoy',
		consultation: 'open-works',
		unit: 5,
		by: 'vera',
		kind: 'comment',
		lang: 'ru',
		body: 'Прошу отдельно указывать расходы на зиму. Наша новая остановка стоила дорого, а снег с неё убирать никто не обязан: в смете этого не было.',
		daysAgo: 2.3,
		supporters: 5
	},
	{
		key: 'repair-first',
		consultation: 'open-works',
		unit: 6,
		by: 'maelle',
		kind: 'comment',
		lang: 'fr',
		body: "Réparer ce qui existe devrait venir en premier, pas comme « une » des deux autres voies. On compare toujours le neuf, chiffré par un bureau d'études, à l'ancien, chiffré par personne.",
		daysAgo: 15.8,
		supporters: 16
	},
	{
		key: 'straw-men',
		consultation: 'open-works',
		unit: 6,
		by: 'beatrix',
		kind: 'comment',
		lang: 'en',
		body: 'Two alternatives written by the people who want the third will be straw men. Let whoever objects during the notice name one alternative, and let that one be answered as well.',
		daysAgo: 12.3,
		supporters: 10
	},
	{
		key: 'straw-cost',
		consultation: 'open-works',
		unit: 6,
		by: 'chiara',
		for: 'chamber',
		kind: 'comment',
		lang: 'it',
		body: 'Condivido il timore, ma ogni alternativa seria costa settimane di studio. Se chiunque può proporne una, qualcuno lo farà soltanto per perdere tempo. Basterebbe chiedere venti firme.',
		daysAgo: 7.2,
		replyTo: 'straw-men',
		supporters: 3
	}
] as const satisfies readonly ContributionShape[];

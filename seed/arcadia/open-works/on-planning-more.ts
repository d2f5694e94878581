// More remarks on plans, estimates and thresholds (P5 to P8).
import type { ContributionShape } from '../shape.ts';

export const onPlanningMore = [
	{
		key: 'doing-nothing',
		consultation: 'open-works',
		unit: 6,
		by: 'samuel',
		kind: 'comment',
		lang: 'en',
		body: 'One of the two should be to do nothing, with what happens then. It is the cheapest option and nobody ever prices it.',
		daysAgo: 4.8,
		supporters: 6,
		editedFrom: 'One of the two should be to do nothing.'
	},
	{
		key: 'path-threshold',
		consultation: 'open-works',
		unit: 7,
		by: 'edith',
		kind: 'comment',
		lang: 'en',
		body: 'Forty thousand for a path is too high. The steps at Saltmarket, where my neighbour broke her hip, were rebuilt for thirty-one thousand and nobody was asked where the handrail should go.',
		daysAgo: 17.2,
		supporters: 9
	},
	{
		key: 'path-too-low',
		consultation: 'open-works',
		unit: 7,
		by: 'ottoline',
		for: 'towns',
		kind: 'comment',
		lang: 'en',
		body: 'And for us it is too low. Last year forty thousand crowns bought three hundred metres of path, so nearly every repair in a village would need twenty-one days of notice in a season that has ninety dry ones. We ask for sixty.',
		daysAgo: 16.3,
		supporters: 12
	},
	{
		key: 'path-between',
		consultation: 'open-works',
		unit: 7,
		by: 'niamh',
		kind: 'comment',
		lang: 'en',
		body: "Could the threshold depend on who is affected and not only on the sum? Steps that a clinic's patients use, yes. A track to a reservoir, no.",
		daysAgo: 15.3,
		replyTo: 'path-too-low',
		supporters: 11
	},
	{
		key: 'buried-fourteen',
		consultation: 'open-works',
		unit: 7,
		by: 'mason',
		kind: 'comment',
		lang: 'en',
		body: 'Why do pipes get fourteen days when a building gets twenty-eight? A pipe closes the street. It is the one work that everybody notices.',
		daysAgo: 13.9,
		supporters: 13
	},
	{
		key: 'buried-why',
		consultation: 'open-works',
		unit: 7,
		by: 'dmitri',
		for: 'works',
		kind: 'comment',
		lang: 'en',
		body: 'Because most of them replace what is there, and because leaks do not improve by waiting. I agree that closing a street is another matter, and would rather tie the longer notice to the closing than to the pipe.',
		daysAgo: 12.9,
		replyTo: 'buried-fourteen',
		supporters: 5
	},
	{
		key: 'tramos',
		consultation: 'open-works',
		unit: 7,
		by: 'hugo',
		kind: 'question',
		lang: 'es',
		body: '¿Las cantidades llevan impuestos o no? En el pliego de la plaza del Molino la diferencia entre una cosa y otra decidía si había anuncio.',
		daysAgo: 11.1,
		supporters: 4
	},
	{
		key: 'inflation',
		consultation: 'open-works',
		unit: 7,
		by: 'surveyor',
		kind: 'comment',
		lang: 'en',
		body: 'Any sum written into a decree is wrong after three years. Tie the column to the building cost index, round it to the nearest five thousand, and publish it every January.',
		daysAgo: 9.1,
		supporters: 15
	},
	{
		key: 'upkeep-per-year',
		consultation: 'open-works',
		unit: 7,
		by: 'joana',
		kind: 'question',
		lang: 'pt',
		body: 'A linha da manutenção diz “por ano”. Um contrato de três anos a vinte mil por ano fica então sempre fora, embora custe sessenta mil. Foi essa a intenção?',
		daysAgo: 6.9,
		supporters: 2
	},
	{
		key: 'upkeep-answer',
		consultation: 'open-works',
		unit: 7,
		by: 'tobias',
		kind: 'comment',
		lang: 'en',
		body: 'Thank you for the question; others have asked it by telephone. The intention was that such a contract stays in the yearly list (P8) and out of the register. Whether that is right is exactly what this consultation is for.',
		daysAgo: 5.8,
		replyTo: 'upkeep-per-year',
		supporters: 4
	},
	{
		key: 'floors',
		consultation: 'open-works',
		unit: 7,
		by: 'yasin',
		kind: 'comment',
		lang: 'ar',
		body: 'الجدول واضح، لكن أسعار البناء في الجزر أعلى بالثلث من العاصمة. الحدّ نفسه يعني أن نصف أعمالنا تدخل في القواعد ونصف أعمالهم يبقى خارجها.',
		daysAgo: 4.1,
		supporters: 3
	},
	{
		key: 'sidewalk',
		consultation: 'open-works',
		unit: 7,
		by: 'podyezd',
		kind: 'comment',
		lang: 'ru',
		body: 'Четырнадцать дней для труб — мало. О том, что двор перекопают, мы узнаём от экскаватора.',
		daysAgo: 1.4,
		supporters: 4
	},
	{
		key: 'splitting',
		consultation: 'open-works',
		unit: 8,
		by: 'yusuf',
		for: 'ledger',
		kind: 'evidence',
		lang: 'en',
		body: "We looked at three years of the city's yearly lists. Between 110,000 and 120,000 crowns there are 43 road works; between 120,000 and 130,000 there are six. Either roads in Orvale prefer certain prices or somebody prefers certain thresholds. The table is in our report “Just below”, annex B.",
		daysAgo: 14.4,
		supporters: 18
	},
	{
		key: 'splitting-benign',
		consultation: 'open-works',
		unit: 8,
		by: 'ottoline',
		for: 'towns',
		kind: 'comment',
		lang: 'en',
		body: 'Some of that is budgeting to the limit, which is lawful and even thrifty: we ask what can be done for the sum and stop there. Please do not call it splitting unless there were two contracts for one street.',
		daysAgo: 12.7,
		replyTo: 'splitting',
		supporters: 7
	},
	{
		key: 'one-line',
		consultation: 'open-works',
		unit: 8,
		by: 'zoya',
		kind: 'comment',
		lang: 'ru',
		body: 'Одной строки достаточно, если в ней есть фамилия подрядчика и адрес. У нас во дворе трижды за год красили одну и ту же ограду, и узнать об этом можно было бы как раз из такого списка.',
		daysAgo: 8.7,
		supporters: 6
	}
] as const satisfies readonly ContributionShape[];

// Remarks on whole sections and on the draft as a whole, and two that were withdrawn.
import type { ContributionShape } from '../shape.ts';

export const onWhole = [
	{
		key: 'begin-thanks',
		consultation: 'open-works',
		unit: 'whole',
		by: 'priya',
		kind: 'comment',
		lang: 'en',
		body: 'I have answered four consultations of this ministry and this is the first that I could read on the bus. Whether it is any good depends on P13 and P14; the rest follows from them.',
		daysAgo: 17.8,
		supporters: 15
	},
	{
		key: 'league-summary',
		consultation: 'open-works',
		unit: 'whole',
		by: 'ottoline',
		for: 'towns',
		kind: 'comment',
		lang: 'en',
		body: "The League represents 118 towns of fewer than ten thousand people. We support the purpose, and ask for three things: higher thresholds for paths (P7), a short form in place of the twenty-year forecast (P5), and the office in place of the name (P14). We shall send our members' own examples before the close.",
		daysAgo: 14.9,
		supporters: 10
	},
	{
		key: 'compra-casa',
		consultation: 'open-works',
		unit: 'whole',
		by: 'heron',
		kind: 'comment',
		lang: 'en',
		body: "Need someone to read your town's plans? Kestrel Surveys does it from 40 crowns a page, first page free, call any time and mention this page for ten per cent off.",
		daysAgo: 13.6,
		supporters: 0,
		hidden: {
			rule: 'advertising',
			facts:
				'The remark offered the services of a surveying firm with its prices. Experience with a firm may be described; an offer may not be made here.',
			by: 'casimir',
			daysAgo: 13.4
		}
	},
	{
		key: 'sin-plazos',
		consultation: 'open-works',
		unit: 'whole',
		by: 'rocio',
		kind: 'question',
		lang: 'es',
		body: '¿Qué pasa cuando no se cumple? He buscado en los veintiséis párrafos una consecuencia y solo encuentro que el Tribunal “publica por qué”. Una norma sin consecuencia es una recomendación con número.',
		daysAgo: 10.4,
		supporters: 8
	},
	{
		key: 'consequences',
		consultation: 'open-works',
		unit: 'whole',
		by: 'amara',
		for: 'ledger',
		kind: 'comment',
		lang: 'en',
		body: 'We missed it too, at first. Our proposal: no further payment for a work whose entry is more than thirty days behind. It needs no fine and no court, and it concentrates the mind.',
		daysAgo: 8.6,
		replyTo: 'sin-plazos',
		supporters: 13
	},
	{
		key: 'consequences-builder',
		consultation: 'open-works',
		unit: 'whole',
		by: 'gregor',
		for: 'chamber',
		kind: 'comment',
		lang: 'en',
		body: "Then the town forgets the entry and the builder goes unpaid. Hold back the planner's budget, by all means. Not the wages of people who did the work.",
		daysAgo: 7.3,
		replyTo: 'sin-plazos',
		supporters: 6
	},
	{
		key: 'whole-private',
		consultation: 'open-works',
		unit: 'whole',
		by: 'pavel',
		kind: 'comment',
		lang: 'ru',
		body: 'Пишу только секретариату. Я тридцать лет проработал в дорожном управлении и готов показать, как на деле составляется «первая смета». На слушание не приду, но по телефону отвечу на любой вопрос.',
		daysAgo: 5.5,
		private: true,
		supporters: 0
	},
	{
		key: 'resume-court',
		consultation: 'open-works',
		unit: 'whole',
		by: 'voisine',
		kind: 'comment',
		lang: 'fr',
		body: "Je découvre le texte ce soir et j'ai voté sur tout sauf P23. Pourrait-on avoir un résumé d'une page ? Mes voisins liront une page, pas vingt-six paragraphes.",
		daysAgo: 0.3,
		supporters: 1
	},
	{
		key: 'sec-before',
		consultation: 'open-works',
		unit: { section: 'Before money is asked for' },
		by: 'noemie',
		kind: 'comment',
		lang: 'fr',
		body: "Dans toute cette partie, il est question de publier et jamais de prévenir. Publier, c'est déposer quelque part ; prévenir, c'est venir frapper. J'aimerais lire le second mot au moins une fois.",
		daysAgo: 13.4,
		supporters: 7
	},
	{
		key: 'sec-during',
		consultation: 'open-works',
		unit: { section: 'While the work goes on' },
		by: 'duarte',
		kind: 'comment',
		lang: 'pt',
		body: 'Fui encarregado de obra. Tudo o que se pede nesta parte já existe numa pasta no contentor do estaleiro. O que falta não é a informação, é a tomada onde a ligar.',
		daysAgo: 6.3,
		supporters: 4
	},
	{
		key: 'sec-languages',
		consultation: 'open-works',
		unit: { section: 'Languages' },
		by: 'yasin',
		kind: 'comment',
		lang: 'ar',
		body: 'أشكركم على كتابة هذا القسم بالعربية والروسية لا على ترجمته فقط. هذه أول مرة أقرأ فيها قاعدة بلغتي قبل أن تصير قاعدة.',
		daysAgo: 0.15,
		supporters: 2
	},
	{
		key: 'withdrawn-board',
		consultation: 'open-works',
		unit: 11,
		by: 'niamh',
		kind: 'comment',
		lang: 'en',
		body: "“Where to ask” must not mean the foreman's own telephone. He is up a ladder.",
		daysAgo: 3.0,
		withdrawn: true,
		supporters: 0
	},
	{
		key: 'withdrawn-cost',
		consultation: 'open-works',
		unit: 5,
		by: 'andres',
		kind: 'comment',
		lang: 'es',
		body: '¿Veinte años también para un bordillo? Eso no lo calcula nadie.',
		daysAgo: 4.9,
		withdrawn: true,
		supporters: 0
	}
] as const satisfies readonly ContributionShape[];

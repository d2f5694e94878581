// More remarks on the notice and its questions (P9), the most discussed paragraph.
import type { ContributionShape } from '../shape.ts';

export const onNoticeMore = [
	{
		key: 'cuanto-respuesta',
		consultation: 'open-works',
		unit: 9,
		by: 'tobias',
		kind: 'comment',
		lang: 'es',
		body: 'Sí. El año pasado hubo avisos para 212 obras. En 151 nadie preguntó nada; en 48 llegaron entre una y cinco preguntas; en trece, más de cinco. La que más tuvo fue el puente de los Curtidores, con 77.',
		daysAgo: 10.6,
		replyTo: 'cuanto-tarda',
		supporters: 16
	},
	{
		key: 'thirteen-works',
		consultation: 'open-works',
		unit: 9,
		by: 'priya',
		kind: 'comment',
		lang: 'en',
		body: 'So the quarrel in this thread is about thirteen works out of two hundred and twelve. They are presumably the thirteen that mattered.',
		daysAgo: 10.1,
		replyTo: 'cuanto-tarda',
		supporters: 14
	},
	{
		key: 'delai-ecole',
		consultation: 'open-works',
		unit: 9,
		by: 'aminata',
		kind: 'comment',
		lang: 'fr',
		body: "Pour une école, vingt-huit jours en juillet ne valent rien : personne n'est là. Que les jours de vacances scolaires ne comptent pas quand l'ouvrage est une école.",
		daysAgo: 9.5,
		supporters: 8
	},
	{
		key: 'delai-ete',
		consultation: 'open-works',
		unit: 9,
		by: 'sylvain',
		kind: 'comment',
		lang: 'fr',
		body: "C'est pourtant l'été qu'on répare les écoles, justement parce que personne n'est là. Il faudrait alors annoncer en avril.",
		daysAgo: 8.8,
		replyTo: 'delai-ecole',
		supporters: 4
	},
	{
		key: 'workers-wait',
		consultation: 'open-works',
		unit: 9,
		by: 'miron',
		for: 'union',
		kind: 'comment',
		lang: 'ru',
		body: 'Простой из-за неотвеченного вопроса ложится не на заказчика, а на бригаду: люди сидят без оплаты. Если условие останется, напишите, что простой по вине ведомства оплачивает ведомство.',
		daysAgo: 8.2,
		supporters: 9
	},
	{
		key: 'workers-agree',
		consultation: 'open-works',
		unit: 9,
		by: 'gregor',
		for: 'chamber',
		kind: 'comment',
		lang: 'en',
		body: 'The Chamber and the Union do not often sign the same sentence. We would sign this one.',
		daysAgo: 7.5,
		replyTo: 'workers-wait',
		supporters: 10
	},
	{
		key: 'ground-broken',
		consultation: 'open-works',
		unit: 9,
		by: 'mason',
		kind: 'question',
		lang: 'en',
		body: 'What counts as breaking ground? Fences go up, trees come down and the hut arrives weeks before anybody digs.',
		daysAgo: 6.4,
		supporters: 3
	},
	{
		key: 'ground-felling',
		consultation: 'open-works',
		unit: 9,
		by: 'maelle',
		kind: 'comment',
		lang: 'fr',
		body: "L'abattage doit compter, voir P3. Un arbre ne se remet pas en place si la réponse est bonne.",
		daysAgo: 5.9,
		replyTo: 'ground-broken',
		supporters: 6
	},
	{
		key: 'jar',
		consultation: 'open-works',
		unit: 9,
		by: 'salma',
		kind: 'comment',
		lang: 'ar',
		body: 'أؤيد هذه الفقرة بقوة. حُفر شارعنا ثلاث مرات في سنة واحدة: للماء ثم للكهرباء ثم للألياف. لو نُشر الإعلان قبل شهر لسأل أحدنا السؤال البسيط: لماذا لا تحفرون مرة واحدة؟',
		daysAgo: 5.1,
		supporters: 9
	},
	{
		key: 'jar-once',
		consultation: 'open-works',
		unit: 9,
		by: 'omar',
		kind: 'comment',
		lang: 'ar',
		body: 'وهذا سؤال يصلح لكل شارع. ليُنشر مع كل إعلان بيانٌ بالأعمال الأخرى المقررة في المكان نفسه خلال سنتين.',
		daysAgo: 3.9,
		replyTo: 'jar',
		supporters: 5
	},
	{
		key: 'not-everything',
		consultation: 'open-works',
		unit: 9,
		by: 'samuel',
		kind: 'comment',
		lang: 'en',
		body: 'I am against the whole paragraph. We elect people to decide where a pipe goes. If they decide badly we elect others. Twenty-eight days here and ten there is how a country ends up unable to build anything.',
		daysAgo: 2.8,
		supporters: 4
	},
	{
		key: 'last-week-both',
		consultation: 'open-works',
		unit: 9,
		by: 'jonas',
		kind: 'comment',
		lang: 'en',
		body: 'I came to vote against this because of the idle crane and have changed my mind after reading this thread, and P21 beside it. With the dates that Beatrix Umehara proposes I agree; without them I do not.',
		daysAgo: 0.6,
		supporters: 3
	}
] as const satisfies readonly ContributionShape[];

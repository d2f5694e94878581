// Remarks on the notice and its questions (P9), the most discussed paragraph.
import type { ContributionShape } from '../shape.ts';

export const onNotice = [
	{
		key: 'nine-veto',
		consultation: 'open-works',
		unit: 9,
		words: 'and every question asked in that time has been answered in public',
		by: 'gregor',
		for: 'chamber',
		kind: 'comment',
		lang: 'en',
		body: 'The second half of this paragraph, in bold, hands a veto to anyone with a pen. Forty questions on the last day and the crane stands idle at two thousand crowns a day, which the public pays. Keep the notice, drop the condition.',
		daysAgo: 17.7,
		supporters: 27
	},
	{
		key: 'nine-veto-not',
		consultation: 'open-works',
		unit: 9,
		by: 'amara',
		for: 'ledger',
		kind: 'comment',
		lang: 'en',
		body: 'It asks for answers, not for agreement. “We have read this and will go ahead, because” is an answer. If forty questions cannot be answered in a week, the plan was not ready.',
		daysAgo: 17.3,
		replyTo: 'nine-veto',
		supporters: 31
	},
	{
		key: 'nine-crane',
		consultation: 'open-works',
		unit: 9,
		by: 'gregor',
		for: 'chamber',
		kind: 'comment',
		lang: 'en',
		body: "Then say by when. As it stands an unanswered question stops the work for as long as the office is on holiday, and the builder pays for somebody else's silence.",
		daysAgo: 16.6,
		replyTo: 'nine-veto-not',
		supporters: 9
	},
	{
		key: 'nine-deadline',
		consultation: 'open-works',
		unit: 9,
		by: 'beatrix',
		kind: 'comment',
		lang: 'en',
		body: 'Both of you could live with a date: questions are taken until day 21, answers are due by day 28, and what is unanswered on day 28 is published as unanswered, with the name of the office.',
		daysAgo: 16.5,
		replyTo: 'nine-veto',
		supporters: 22
	},
	{
		key: 'nine-middle',
		consultation: 'open-works',
		unit: 9,
		by: 'hamish',
		kind: 'comment',
		lang: 'en',
		body: 'I like this, but being published as unanswered is no great punishment for some offices I know. Stop the work for ten days more, and then let it begin.',
		daysAgo: 15.6,
		replyTo: 'nine-deadline',
		supporters: 13
	},
	{
		key: 'tanners-bridge',
		consultation: 'open-works',
		unit: 9,
		by: 'stall',
		kind: 'evidence',
		lang: 'en',
		body: "Tanners' Bridge was closed on a Monday. The notice went up the Friday before. Fourteen months later, eleven of the twenty-six shops on the south side were gone. I kept the traders' own count, month by month, and gave a copy to the hearing. Twenty-eight days would not have saved us all, but we would have known when to stop ordering.",
		daysAgo: 16.7,
		supporters: 34
	},
	{
		key: 'tanners-lease',
		consultation: 'open-works',
		unit: 9,
		by: 'kofi',
		kind: 'comment',
		lang: 'en',
		body: 'I was one of the eleven. I had signed a five-year lease nine days before the notice. Nobody lied to me. Nobody knew that they ought to tell me.',
		daysAgo: 15.1,
		replyTo: 'tanners-bridge',
		supporters: 12
	},
	{
		key: 'who-answers',
		consultation: 'open-works',
		unit: 9,
		words: 'has been answered in public',
		by: 'clerk',
		kind: 'question',
		lang: 'en',
		body: 'Who answers: the town that pays, the ministry that approved, or the builder who knows? In my experience, where three may answer, none does.',
		daysAgo: 14.8,
		supporters: 8
	},
	{
		key: 'who-answers-ministry',
		consultation: 'open-works',
		unit: 9,
		by: 'solveig',
		for: 'works',
		kind: 'comment',
		lang: 'en',
		body: 'Whoever planned the work, as in P5. That office may ask the builder, but the answer goes out under its own name. We should have written it here and will propose to.',
		daysAgo: 13.6,
		replyTo: 'who-answers',
		supporters: 10
	},
	{
		key: 'deaf-notice',
		consultation: 'open-works',
		unit: 9,
		by: 'wendeline',
		for: 'access',
		kind: 'comment',
		lang: 'en',
		body: 'A notice on a lamp post is no notice to somebody who does not see it. Let people leave a street name and a way to be reached, and be told. Letters and telephone included.',
		daysAgo: 13.4,
		supporters: 19
	},
	{
		key: 'telegram',
		consultation: 'open-works',
		unit: 9,
		by: 'lidia',
		kind: 'comment',
		lang: 'ru',
		body: 'Поддерживаю. Моей матери восемьдесят один год, она не выходит зимой из дома и не пользуется сетью. О замене труб она узнала, когда отключили воду. Письмо в ящик стоит меньше, чем бутыль воды.',
		daysAgo: 12.8,
		supporters: 11
	},
	{
		key: 'repetida',
		consultation: 'open-works',
		unit: 9,
		words: 'may be answered by pointing to it',
		by: 'andres',
		kind: 'comment',
		lang: 'es',
		body: 'La última frase (“puede responderse remitiendo a ella”) es sensata, pero se presta al abuso. Que quien pregunta pueda decir que su pregunta era otra, una sola vez.',
		daysAgo: 12.2,
		supporters: 7
	},
	{
		key: 'cuanto-tarda',
		consultation: 'open-works',
		unit: 9,
		by: 'maribel',
		kind: 'question',
		lang: 'es',
		body: '¿Alguien ha contado cuántas preguntas llegan hoy por obra? Sin ese número discutimos sobre fantasmas.',
		daysAgo: 11.4,
		supporters: 5
	}
] as const satisfies readonly ContributionShape[];

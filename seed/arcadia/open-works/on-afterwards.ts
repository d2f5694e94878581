// Remarks on accounts, questions, languages and money (P18 to P26).
import type { ContributionShape } from '../shape.ts';

export const onAfterwards = [
	{
		key: 'line-by-line',
		consultation: 'open-works',
		unit: 18,
		by: 'stall',
		kind: 'comment',
		lang: 'en',
		body: 'If only one paragraph of this draft survives, let it be this one.',
		daysAgo: 13.0,
		supporters: 22
	},
	{
		key: 'line-by-line-same',
		consultation: 'open-works',
		unit: 18,
		by: 'surveyor',
		kind: 'comment',
		lang: 'en',
		body: 'The estimate and the account are never cut into the same lines; one is by trade and the other by invoice. Fix the list of lines in the plan (P5), or the comparison in P18 will be a poem.',
		daysAgo: 8.9,
		supporters: 11
	},
	{
		key: 'five-years',
		consultation: 'open-works',
		unit: 20,
		by: 'huda',
		kind: 'comment',
		lang: 'ar',
		body: '«ويسأل من يستعملونه» — أحسنتم. ليُسأل الأطفال أيضاً إذا كان المبنى مدرسة.',
		daysAgo: 7.0,
		supporters: 4
	},
	{
		key: 'any-channel',
		consultation: 'open-works',
		unit: 21,
		by: 'lidia',
		kind: 'comment',
		lang: 'ru',
		body: '«Без указания причин» — очень важно. Когда я спросила, сколько стоил забор у поликлиники, меня прежде всего спросили, из какой я организации. Ни из какой. Я там лечусь.',
		daysAgo: 16.6,
		supporters: 10
	},
	{
		key: 'twenty-working',
		consultation: 'open-works',
		unit: 21,
		by: 'beatrix',
		kind: 'question',
		lang: 'en',
		body: 'Twenty working days is four weeks. The notice in P7 is at most four weeks. How can a question asked during the notice be answered before the ground is broken, if the office may take as long as the whole notice?',
		daysAgo: 11.2,
		supporters: 6
	},
	{
		key: 'twenty-working-answer',
		consultation: 'open-works',
		unit: 21,
		by: 'dmitri',
		for: 'works',
		kind: 'comment',
		lang: 'en',
		body: 'You have found a real contradiction between P9 and P21. Questions asked during a notice need a shorter time. We had seven working days in an earlier draft, and lost it on the way.',
		daysAgo: 9.6,
		replyTo: 'twenty-working',
		supporters: 9
	},
	{
		key: 'same-question',
		consultation: 'open-works',
		unit: 21,
		by: 'maribel',
		kind: 'comment',
		lang: 'es',
		body: 'Publicar juntas la pregunta y la respuesta, sí; el nombre de quien pregunta, solo si quiere.',
		daysAgo: 5.7,
		supporters: 3
	},
	{
		key: 'good-faith',
		consultation: 'open-works',
		unit: 22,
		by: 'miron',
		for: 'union',
		kind: 'comment',
		lang: 'ru',
		body: 'Уволят не «за сообщение», а «по сокращению» через три месяца. Пусть год после сообщения доказывать причину увольнения обязан работодатель.',
		daysAgo: 10.5,
		supporters: 14
	},
	{
		key: 'court-capacity',
		consultation: 'open-works',
		unit: 22,
		by: 'bertrand',
		for: 'audit',
		kind: 'comment',
		lang: 'fr',
		body: "Quarante jours ouvrables sont tenables si les signalements restent ce qu'ils sont, une trentaine par an. La Cour ne demande pas de moyens nouveaux aujourd'hui ; elle demande que le délai soit revu avec elle au bout de deux ans (P26).",
		daysAgo: 7.6,
		supporters: 8
	},
	{
		key: 'moved-last-year',
		consultation: 'open-works',
		unit: 22,
		by: 'oisin',
		kind: 'comment',
		lang: 'en',
		body: 'I reported a drawing that had been changed after it was signed, and was moved to another section six weeks later. I do not want a case. I would like somebody to look at whether “moved” can be proved at all, because in my letter it says “rotation”.',
		daysAgo: 4.4,
		private: true,
		supporters: 0
	},
	{
		key: 'twenty-neighbours',
		consultation: 'open-works',
		unit: 23,
		by: 'salma',
		kind: 'comment',
		lang: 'ar',
		body: 'عشرون ساكناً عدد معقول في المدينة وكثير في قرية من ستين بيتاً. أقترح عشرين أو عُشر السكان، أيهما أقل.',
		daysAgo: 14.0,
		supporters: 8
	},
	{
		key: 'translation-delay',
		consultation: 'open-works',
		unit: 23,
		by: 'hamish',
		kind: 'comment',
		lang: 'en',
		body: 'I follow this through the summary and support it. One worry: if the notice counts only from the day of the translation, a late translator delays the roof of a school. Give the translation its own deadline of five days.',
		daysAgo: 9.9,
		supporters: 4
	},
	{
		key: 'perevod',
		consultation: 'open-works',
		unit: 24,
		by: 'vera',
		kind: 'comment',
		lang: 'ru',
		body: 'Спасибо за этот пункт. Прошу только, чтобы перевод ответа был подписан: кто переводил, человек или программа. От этого зависит, насколько ему верить.',
		daysAgo: 12.6,
		supporters: 9
	},
	{
		key: 'perevod-tri',
		consultation: 'open-works',
		unit: 24,
		by: 'artyom',
		kind: 'question',
		lang: 'ru',
		body: 'А если вопрос задан на языке, который не входит в число официальных? На стройках Аркадии говорят не только на пяти языках.',
		daysAgo: 6.1,
		supporters: 2
	},
	{
		key: 'half-per-cent',
		consultation: 'open-works',
		unit: 26,
		by: 'josephine',
		for: 'meridian',
		kind: 'comment',
		lang: 'en',
		body: 'Registers of this kind fail in their third year, when the software is paid for and the people are not. Half of one per cent is about what the working ones spend. Please keep “and for the people who answer”.',
		daysAgo: 13.2,
		supporters: 12
	},
	{
		key: 'half-too-much',
		consultation: 'open-works',
		unit: 26,
		by: 'samuel',
		kind: 'comment',
		lang: 'en',
		body: 'Half of one per cent of our works budget is eleven kilometres of resurfaced road a year. I would want to be told which eleven.',
		daysAgo: 10.9,
		supporters: 7
	},
	{
		key: 'half-market-hall',
		consultation: 'open-works',
		unit: 26,
		by: 'kofi',
		kind: 'comment',
		lang: 'en',
		body: 'It is also less than a fifth of what one market hall went over. I know which of the two I would have rather paid.',
		daysAgo: 9.8,
		replyTo: 'half-too-much',
		supporters: 16
	}
] as const satisfies readonly ContributionShape[];

// Remarks on naming officials (P14), the most disputed paragraph, and on subcontractors.
import type { ContributionShape } from '../shape.ts';

export const onNames = [
	{
		key: 'names-no',
		consultation: 'open-works',
		unit: 14,
		by: 'clerk',
		kind: 'comment',
		lang: 'en',
		body: "There are three of us who sign anything here, and everyone knows where we live without an address being printed. Last winter someone left a bag of rubble on my colleague's doorstep over a kerb. Name the office and the rank. The Court can always ask for the name.",
		daysAgo: 17.5,
		supporters: 33
	},
	{
		key: 'names-yes',
		consultation: 'open-works',
		unit: 14,
		by: 'amara',
		for: 'ledger',
		kind: 'comment',
		lang: 'en',
		body: 'A signature is an act of office. If nobody is named, the answer to “who decided this?” is a building. We have heard “the services” for twenty years and it has never once picked up a telephone.',
		daysAgo: 16.9,
		signedBy: ['union', 'meridian', 'families'],
		supporters: 28
	},
	{
		key: 'names-both',
		consultation: 'open-works',
		unit: 14,
		by: 'edith',
		kind: 'comment',
		lang: 'en',
		body: 'Both remarks above are true, so the question is how much naming buys. Elsewhere the rule is that whoever *decides* is named and whoever *checks* is not. That would leave out the clerk and keep the head of works.',
		daysAgo: 16.0,
		replyTo: 'names-yes',
		supporters: 19
	},
	{
		key: 'names-both-clerk',
		consultation: 'open-works',
		unit: 14,
		by: 'clerk',
		kind: 'comment',
		lang: 'en',
		body: 'I could live with that. In a small town the two are often one person, but then at least she is paid for it.',
		daysAgo: 15.8,
		replyTo: 'names-both',
		supporters: 14
	},
	{
		key: 'names-women',
		consultation: 'open-works',
		unit: 14,
		by: 'tamsin',
		kind: 'comment',
		lang: 'en',
		body: 'A name in a searchable register is found by a former husband as easily as by a journalist. There has to be a way to be left out for those who have a reason, without having to tell the reason to their whole office.',
		daysAgo: 14.5,
		supporters: 15
	},
	{
		key: 'names-rubble',
		consultation: 'open-works',
		unit: 14,
		by: 'miron',
		for: 'union',
		kind: 'comment',
		lang: 'ru',
		body: 'Мастер на площадке подписывает то, что ему велели. Если в реестре останется только его имя, отвечать перед жителями будет он, а не тот, кто урезал смету. Называйте того, кто утверждает деньги.',
		daysAgo: 13.5,
		supporters: 10
	},
	{
		key: 'names-cour',
		consultation: 'open-works',
		unit: 14,
		by: 'bertrand',
		for: 'audit',
		kind: 'comment',
		lang: 'fr',
		body: "La Cour dispose des noms et continuera d'en disposer. La publication sert autre chose : que l'habitant sache à qui écrire. Pour cela, une fonction et une adresse de service suffisent, à condition que quelqu'un réponde.",
		daysAgo: 12.4,
		supporters: 11
	},
	{
		key: 'nombres-si',
		consultation: 'open-works',
		unit: 14,
		by: 'vecina',
		kind: 'comment',
		lang: 'es',
		body: 'El que firma una multa lleva nombre y número. El que firma un puente, también debería.',
		daysAgo: 11.0,
		supporters: 9
	},
	{
		key: 'nombres-no',
		consultation: 'open-works',
		unit: 14,
		by: 'maestra',
		kind: 'comment',
		lang: 'es',
		body: 'El de la multa lleva número, no nombre, y por algo será. Pongamos un número que solo el Tribunal de Cuentas sepa abrir.',
		daysAgo: 10.3,
		replyTo: 'nombres-si',
		supporters: 7
	},
	{
		key: 'names-ten-years',
		consultation: 'open-works',
		unit: 14,
		by: 'edmund',
		kind: 'question',
		lang: 'en',
		body: 'How long does a name stay? Under the archive act the file is kept for thirty years, which is longer than most people hold a post and longer than some of them live. I would suggest five years in the register and the rest in the archive.',
		daysAgo: 9.0,
		supporters: 6
	},
	{
		key: 'afraid-to-sign',
		consultation: 'open-works',
		unit: 14,
		words: 'the official who signs',
		by: 'clerk',
		kind: 'comment',
		lang: 'en',
		body: 'I did not want to write this under P14 for all to see. Two engineers in our district have asked to be moved since the draft came out. If the rule stays as it is we shall have nobody under fifty who will sign. I can put you in touch with them if you keep their names to yourselves.',
		daysAgo: 8.3,
		private: true,
		supporters: 0
	},
	{
		key: 'names-insult',
		consultation: 'open-works',
		unit: 14,
		by: 'heron',
		kind: 'comment',
		lang: 'en',
		body: 'If you want to know who signs, it is always the same man and he lives at the yellow house on Limekiln Row, number 14, go and ask him yourselves.',
		daysAgo: 7.4,
		supporters: 1,
		hidden: {
			rule: 'privacy',
			facts:
				'The remark gave the street and house number of a municipal engineer. The argument about naming officials was not the reason; it may be made again without the address.',
			by: 'leila',
			daysAgo: 7.1
		}
	},
	{
		key: 'asma',
		consultation: 'open-works',
		unit: 14,
		by: 'karim',
		kind: 'comment',
		lang: 'ar',
		body: 'أنا مهندس ووقّعت على أعمال كثيرة. لا أخاف من اسمي، لكني أطلب أن يُنشر معه ما طلبتُ تغييره ورُفض. التوقيع وحده نصف الحكاية.',
		daysAgo: 6.0,
		supporters: 6
	},
	{
		key: 'names-flip',
		consultation: 'open-works',
		unit: 14,
		by: 'joana',
		kind: 'comment',
		lang: 'pt',
		body: 'Mudei o meu voto depois de ler os comentários de quem trabalha nas câmaras pequenas. Quem decide, com nome; quem verifica, com função.',
		daysAgo: 1.1,
		supporters: 3
	},
	{
		key: 'third-tier',
		consultation: 'open-works',
		unit: 15,
		by: 'miron',
		for: 'union',
		kind: 'comment',
		lang: 'ru',
		body: 'Третий уровень — это как раз те, кому не платят. На набережной Порт-Селима работали люди, которых не было ни в одном списке. Добавьте: без записи в реестре на площадку не пускают.',
		daysAgo: 15.9,
		supporters: 16
	},
	{
		key: 'third-tier-burden',
		consultation: 'open-works',
		unit: 15,
		by: 'renzo',
		kind: 'comment',
		lang: 'it',
		body: 'Io sono il secondo livello e a volte il terzo. Dichiarare i proprietari della mia ditta è facile: sono mia sorella e io. Ma chi controlla le società che stanno in una casella postale?',
		daysAgo: 12.0,
		supporters: 5
	},
	{
		key: 'port-selim-list',
		consultation: 'open-works',
		unit: 15,
		by: 'zoya',
		kind: 'evidence',
		lang: 'ru',
		body: 'Мой брат работал на набережной в Порт-Селиме три месяца без договора. У него сохранились записи смен и переводы от человека, которого нет ни в одном списке. Могу передать копии, но имя брата прошу не называть.',
		daysAgo: 9.2,
		private: true,
		supporters: 0
	},
	{
		key: 'tiers-enough',
		consultation: 'open-works',
		unit: 15,
		by: 'gregor',
		for: 'chamber',
		kind: 'comment',
		lang: 'en',
		body: 'Down to the second tier our members can answer for what they write. For the third they would be copying what they are told. Better a short list that is true.',
		daysAgo: 3.4,
		supporters: 6
	},
	{
		key: 'accidents',
		consultation: 'open-works',
		unit: 17,
		by: 'miron',
		for: 'union',
		kind: 'comment',
		lang: 'ru',
		body: 'Пять рабочих дней — разумно. Но «серьёзный» надо определить. Предлагаем: всё, после чего человек не вышел на смену три дня.',
		daysAgo: 14.3,
		supporters: 13
	},
	{
		key: 'accidents-near',
		consultation: 'open-works',
		unit: 17,
		by: 'mason',
		kind: 'comment',
		lang: 'en',
		body: 'Add the near misses. A slab that falls where a man stood a minute ago hurts nobody and teaches everybody.',
		daysAgo: 9.4,
		supporters: 9
	}
] as const satisfies readonly ContributionShape[];

// More remarks on what the rules are for and how far they reach (P1 to P4).
import type { ContributionShape } from '../shape.ts';

export const onPurposeMore = [
	{
		key: 'digital',
		consultation: 'open-works',
		unit: 3,
		by: 'oisin',
		kind: 'question',
		lang: 'en',
		body: "Does this cover software? The traffic lights on the ring road cost more than the ring road's resurfacing, and nine tenths of that was a licence.",
		daysAgo: 8.1,
		supporters: 4
	},
	{
		key: 'mosaic',
		consultation: 'open-works',
		unit: 3,
		by: 'najjar',
		kind: 'comment',
		lang: 'ar',
		body: 'أقترح إضافة ترميم المباني القديمة إلى القائمة. ورشة والدي عملت في ترميم سقف الخان، وكان الناس يسألوننا كل يوم عمّا نفعل لأن أحداً لم يخبرهم.',
		daysAgo: 5.4,
		supporters: 6
	},
	{
		key: 'lives-at-risk',
		consultation: 'open-works',
		unit: 4,
		by: 'amara',
		for: 'ledger',
		kind: 'comment',
		lang: 'en',
		body: '“Would put lives at risk” is the right test and “the minister in person” the right signature. What is missing is an end. A work kept out of the register should come back to the minister every year, or enter it.',
		daysAgo: 17.6,
		supporters: 26
	},
	{
		key: 'lives-too-narrow',
		consultation: 'open-works',
		unit: 4,
		by: 'hamish',
		kind: 'comment',
		lang: 'en',
		body: 'I disagree with the test. Publishing the wiring of a water plant may put no life at risk on any given day and still be a foolish thing to do. Let the exception be “lives or a service that many people depend on”, and then watch how often it is used.',
		daysAgo: 16.2,
		supporters: 11
	},
	{
		key: 'narrow-on-purpose',
		consultation: 'open-works',
		unit: 4,
		by: 'yusuf',
		for: 'ledger',
		kind: 'comment',
		lang: 'en',
		body: "The wiring can stay covered; nobody asks for it. The question is whether the plant's *existence, price and builder* may vanish as well. A wider word would cover all four.",
		daysAgo: 15.5,
		replyTo: 'lives-too-narrow',
		supporters: 15
	},
	{
		key: 'narrow-reply',
		consultation: 'open-works',
		unit: 4,
		by: 'hamish',
		kind: 'comment',
		lang: 'en',
		body: 'Then say that. “Drawings may be withheld, the entry may not.” I would vote for that sentence.',
		daysAgo: 14.9,
		replyTo: 'lives-too-narrow',
		supporters: 7
	},
	{
		key: 'two-hundred-steps',
		consultation: 'open-works',
		unit: 4,
		by: 'clerk',
		kind: 'question',
		lang: 'en',
		body: 'In a town of four thousand there is no security officer to ask. Who tells us whether the drawings of a pumping station put lives at risk, and how long may we wait for the answer?',
		daysAgo: 13.3,
		supporters: 5
	},
	{
		key: 'no-secrets',
		consultation: 'open-works',
		unit: 4,
		by: 'esteban',
		kind: 'comment',
		lang: 'es',
		body: 'Toda excepción que firma una sola persona acaba siendo una costumbre. Que la firme la ministra, sí, pero que el Tribunal de Cuentas pueda levantarla y no solo leerla.',
		daysAgo: 10.8,
		supporters: 12
	},
	{
		key: 'cour-acces',
		consultation: 'open-works',
		unit: 4,
		by: 'bertrand',
		for: 'audit',
		kind: 'comment',
		lang: 'fr',
		body: "La Cour peut lire le dossier et publier un avis. Lever la décision d'un ministre supposerait une loi, qu'un décret ne peut pas remplacer. Nous demandons en revanche que l'avis soit publié dans tous les cas.",
		daysAgo: 9.9,
		replyTo: 'no-secrets',
		supporters: 13
	},
	{
		key: 'beside-waterworks',
		consultation: 'open-works',
		unit: 4,
		by: 'tamsin',
		kind: 'comment',
		lang: 'en',
		body: 'I live next to the new pumping hall and I would rather not say so in public. The wall on the lane side is four metres high on the plan and one and a half in fact. I am telling you and not the register because anyone could climb it.',
		daysAgo: 7.7,
		private: true,
		supporters: 0
	},
	{
		key: 'dangerous-word',
		consultation: 'open-works',
		unit: 4,
		by: 'karim',
		kind: 'comment',
		lang: 'ar',
		body: 'كلمة «خطر» واسعة جداً. يكفي أن يقول موظف إن نشر المخطط خطر حتى يُغلق الملف. أقترح أن يُذكر نوع الخطر بالاسم: فيضان أو حريق أو اعتداء.',
		daysAgo: 3.6,
		supporters: 8
	}
] as const satisfies readonly ContributionShape[];

// Remarks on work that cannot wait (P10).
import type { ContributionShape } from '../shape.ts';

export const onUrgent = [
	{
		key: 'gym-roof',
		consultation: 'open-works',
		unit: 10,
		by: 'aminata',
		kind: 'evidence',
		lang: 'fr',
		body: "Le toit du gymnase de Haute-Rive est tombé un dimanche. Le lendemain, les travaux commençaient : c'était juste. Mais la facture d'urgence comprenait aussi les vestiaires, que l'on promettait depuis six ans (délibération du conseil municipal, point 9). L'urgence avait bon dos.",
		daysAgo: 17.0,
		supporters: 21
	},
	{
		key: 'gym-roof-seven',
		consultation: 'open-works',
		unit: 10,
		by: 'sylvain',
		kind: 'comment',
		lang: 'fr',
		body: "D'où l'intérêt d'écrire « ce qui a cédé » : les vestiaires n'avaient pas cédé.",
		daysAgo: 15.4,
		replyTo: 'gym-roof',
		supporters: 9
	},
	{
		key: 'seven-days-short',
		consultation: 'open-works',
		unit: 10,
		by: 'ottoline',
		for: 'towns',
		kind: 'comment',
		lang: 'en',
		body: 'In the week after a flood the person who would write the notice is filling sandbags. Seven days for a line of text, thirty for the sums. Nobody is helped by figures made up on the sixth day.',
		daysAgo: 14.1,
		supporters: 8
	},
	{
		key: 'ninety-long',
		consultation: 'open-works',
		unit: 10,
		by: 'tomasz',
		kind: 'comment',
		lang: 'en',
		body: "Ninety days is a whole fishing season. Below the weir, the “urgent” bank was armoured with concrete for a kilometre beyond the slip. Thirty days, then a plan like everyone else's.",
		daysAgo: 12.1,
		supporters: 12
	},
	{
		key: 'quien-decide',
		consultation: 'open-works',
		unit: 10,
		by: 'vecina',
		kind: 'comment',
		lang: 'es',
		body: '“Quién decidió” debe ser un nombre y un cargo. Si pone “los servicios técnicos” es que no ha decidido nadie.',
		daysAgo: 9.8,
		supporters: 6
	},
	{
		key: 'urgent-count',
		consultation: 'open-works',
		unit: 10,
		by: 'bertrand',
		for: 'audit',
		kind: 'evidence',
		lang: 'fr',
		body: "À titre d'information : sur cinq ans, 38 % des travaux déclarés urgents par les communes ont duré plus de six mois (rapport annuel de la Cour, chapitre 7, tableau 3). Le seuil de quatre-vingt-dix jours toucherait donc plus d'un cas sur trois.",
		daysAgo: 6.2,
		supporters: 15
	},
	{
		key: 'wet-season',
		consultation: 'open-works',
		unit: 10,
		by: 'huda',
		kind: 'question',
		lang: 'ar',
		body: 'ماذا لو كان السبب معروفاً منذ سنوات؟ جدار المدرسة القديمة متصدّع منذ أن كنت تلميذة. هل يُسمّى انهياره يوماً ما أمراً عاجلاً؟',
		daysAgo: 2.1,
		supporters: 2
	}
] as const satisfies readonly ContributionShape[];

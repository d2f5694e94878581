// Remarks on what the rules are for and how far they reach (P1 to P4).
import type { ContributionShape } from '../shape.ts';

export const onPurpose = [
	{
		key: 'look-up-by-street',
		consultation: 'open-works',
		unit: 1,
		words: 'without having to know whom to ask',
		by: 'lamplighter',
		kind: 'comment',
		lang: 'en',
		body: '“Without having to know whom to ask” is the best half of the sentence. I have twice been sent from the city to the ministry and back over one dark street. Let people look a work up by street and house number, not by contract number.',
		daysAgo: 17.4,
		supporters: 19
	},
	{
		key: 'street-answer',
		consultation: 'open-works',
		unit: 1,
		by: 'solveig',
		for: 'works',
		kind: 'comment',
		lang: 'en',
		body: 'The register is being built on a map, so a street will be enough. What we have not solved is works that have no address, such as a stretch of riverbank. Suggestions are welcome.',
		daysAgo: 15.9,
		replyTo: 'look-up-by-street',
		supporters: 8
	},
	{
		key: 'riverbank-names',
		consultation: 'open-works',
		unit: 1,
		by: 'tomasz',
		kind: 'comment',
		lang: 'en',
		body: "Use the names that people use. Every anglers' club on the Merle has a map with all of them.",
		daysAgo: 15.2,
		replyTo: 'street-answer',
		supporters: 6
	},
	{
		key: 'dibujo',
		consultation: 'open-works',
		unit: 1,
		words: 'the first sketch',
		by: 'andres',
		kind: 'question',
		lang: 'es',
		body: '¿Qué se entiende por “primer boceto”? En un ayuntamiento hay ideas que nunca salen de una servilleta. Convendría decir que la obra empieza a ser pública cuando alguien gasta dinero en estudiarla.',
		daysAgo: 11.6,
		supporters: 3
	},
	{
		key: 'whoever-owns',
		consultation: 'open-works',
		unit: 2,
		words: 'any part of it',
		by: 'haruki',
		for: 'polytechnic',
		kind: 'comment',
		lang: 'en',
		body: '“Any part of it” is clear and I would keep it, but it reaches a farm shed built with a grant of two hundred crowns. The thresholds in P7 should be said to apply to the public part of the money, or to the whole. The text leaves it open.',
		daysAgo: 16.8,
		supporters: 14
	},
	{
		key: 'entreprise-publique',
		consultation: 'open-works',
		unit: 2,
		by: 'etienne',
		kind: 'question',
		lang: 'fr',
		body: "Une société d'économie mixte, dont la ville détient quarante pour cent, est-elle visée ? Si c'est l'argent qui compte et non le propriétaire, je comprends que oui. Mieux vaut l'écrire.",
		daysAgo: 9.3,
		supporters: 5
	},
	{
		key: 'ramps-thanks',
		consultation: 'open-works',
		unit: 3,
		words: 'the ramps, lifts and crossings that make them usable by everyone',
		by: 'wendeline',
		for: 'access',
		kind: 'comment',
		lang: 'en',
		body: 'We asked for ramps, lifts and crossings to be named and they are. Please keep them inside the same point as the road, and not in a list of their own: a lift that is a separate work is a lift that is built last.',
		daysAgo: 17.1,
		supporters: 23
	},
	{
		key: 'lift-kestrel',
		consultation: 'open-works',
		unit: 3,
		by: 'edith',
		kind: 'evidence',
		lang: 'en',
		body: 'The Kestrel Hill stairs are an example. The stairs were opened in June; the lift beside them was “phase two” and came twenty-six months later (minutes of the Kestrel Hill ward meeting, items 4 and 11, kept at the library).',
		daysAgo: 16.4,
		replyTo: 'ramps-thanks',
		supporters: 17
	},
	{
		key: 'hidden-pipes',
		consultation: 'open-works',
		unit: 3,
		words: 'works that nobody sees once they are covered',
		by: 'mason',
		kind: 'comment',
		lang: 'en',
		body: 'Point 3 matters more than it looks. I laid drains for thirty-one years and what is under the road is drawn where somebody meant to put it, not where it is. Ask for a drawing of what was built, before it is covered.',
		daysAgo: 14.7,
		supporters: 21
	},
	{
		key: 'trees',
		consultation: 'open-works',
		unit: 3,
		words: 'the trees and planting beside them',
		by: 'maelle',
		kind: 'comment',
		lang: 'fr',
		body: "Les arbres et plantations sont cités, très bien. Mais leur abattage l'est-il ? Sur le quai des Teinturiers, quarante-deux platanes ont disparu au titre de la « préparation du chantier », donc avant les travaux eux-mêmes.",
		daysAgo: 13.2,
		supporters: 9
	},
	{
		key: 'trees-yes',
		consultation: 'open-works',
		unit: 3,
		by: 'dmitri',
		for: 'works',
		kind: 'comment',
		lang: 'en',
		body: 'Clearing a site is part of the work in our reading, felling included. I have noted that the text does not say so, and that it should.',
		daysAgo: 12.5,
		replyTo: 'trees',
		supporters: 4
	}
] as const satisfies readonly ContributionShape[];

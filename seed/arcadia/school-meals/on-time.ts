// Remarks on time, people and control (P9 to P12), and on the whole.
import type { ContributionShape } from '../shape.ts';

export const onTime = [
	{
		key: 'sm-cuarenta',
		consultation: 'school-meals',
		unit: 9,
		by: 'maestra',
		kind: 'comment',
		lang: 'es',
		body: 'Cuarenta minutos sentados, no cuarenta desde que suena el timbre. Entre lavarse, bajar y hacer cola se van quince.',
		daysAgo: 49.8,
		supporters: 17
	},
	{
		key: 'sm-horario',
		consultation: 'school-meals',
		unit: 9,
		by: 'beatrix',
		kind: 'question',
		lang: 'en',
		body: 'With two sittings this moves the end of the school day by a quarter of an hour, and the buses with it. Has anybody asked the drivers?',
		daysAgo: 38.6,
		supporters: 5
	},
	{
		key: 'sm-monitoras',
		consultation: 'school-meals',
		unit: 10,
		by: 'cocinero',
		kind: 'comment',
		lang: 'es',
		body: 'Una persona por cada veinte está bien para los mayores. Con los de tres años, una por cada diez: hay que pelarles la naranja a todos.',
		daysAgo: 46.8,
		supporters: 11
	},
	{
		key: 'sm-surveillance',
		consultation: 'school-meals',
		unit: 10,
		by: 'sylvain',
		kind: 'comment',
		lang: 'fr',
		body: "« Engagée et formée » : par qui, et payée combien d'heures ? Deux heures par jour au milieu de la journée, ce n'est pas un emploi, c'est une parenthèse.",
		daysAgo: 37.2,
		supporters: 4
	},
	{
		key: 'sm-comision',
		consultation: 'school-meals',
		unit: 11,
		by: 'lucia',
		for: 'families',
		kind: 'comment',
		lang: 'es',
		body: 'Que la comisión pueda ir sin avisar. El día que avisamos hubo mantel.',
		daysAgo: 45.0,
		supporters: 13
	},
	{
		key: 'sm-comision-priv',
		consultation: 'school-meals',
		unit: 11,
		by: 'vecina',
		kind: 'comment',
		lang: 'es',
		body: 'En la escuela de mis nietos la presidenta de la comisión es cuñada del dueño del catering. No quiero ponerlo en público porque es buena persona, pero alguien debería saberlo.',
		daysAgo: 33.1,
		private: true,
		supporters: 0
	},
	{
		key: 'sm-pesar',
		consultation: 'school-meals',
		unit: 12,
		by: 'haruki',
		kind: 'evidence',
		lang: 'en',
		body: 'We weighed what came back in nine schools for a term: 118 grams a child on a day with twenty-five minutes, 74 grams on a day with forty. Same kitchen, same menus. So P9 and P12 are one rule. (Orvale Polytechnic, field notes, spring term.)',
		daysAgo: 36.4,
		supporters: 8
	},
	{
		key: 'sm-pesar-donde',
		consultation: 'school-meals',
		unit: 12,
		by: 'voisine',
		kind: 'comment',
		lang: 'fr',
		body: 'Peser, bien. Et donner ? La loi interdit encore de remettre le lendemain ce qui est resté en cuisine sans avoir été servi.',
		daysAgo: 24.8,
		supporters: 7
	},
	{
		key: 'sm-todo',
		consultation: 'school-meals',
		unit: 'whole',
		by: 'lucia',
		for: 'families',
		kind: 'comment',
		lang: 'es',
		body: 'La Federación ha reunido a familias de 63 escuelas. Apoyamos la norma con dos condiciones: que el precio no tenga escalones que castiguen (P7) y que el tiempo de comer sea tiempo de estar sentado (P9). Lo demás lo iremos viendo en el plato.',
		daysAgo: 21.4,
		supporters: 19
	}
] as const satisfies readonly ContributionShape[];

// Remarks on what is served (P1 to P6).
import type { ContributionShape } from '../shape.ts';

export const onPlate = [
	{
		key: 'sm-sin-prisa',
		consultation: 'school-meals',
		unit: 1,
		by: 'maestra',
		kind: 'comment',
		lang: 'es',
		body: '“Sin prisa” es lo que más falta hace. En mi escuela comen ciento diez en dos turnos de veinticinco minutos, y los pequeños dejan la fruta porque se acaba el tiempo antes que el plato.',
		daysAgo: 50.2,
		supporters: 21
	},
	{
		key: 'sm-caliente',
		consultation: 'school-meals',
		unit: 1,
		by: 'cocinero',
		kind: 'question',
		lang: 'es',
		body: '¿“Caliente” significa cocinado allí mismo? Llevo doce años en una cocina central: sale a noventa grados y llega a sesenta, y nadie diría que está frío. Pero tampoco que está recién hecho.',
		daysAgo: 48.7,
		supporters: 9
	},
	{
		key: 'sm-caliente-resp',
		consultation: 'school-meals',
		unit: 1,
		by: 'inma',
		for: 'education',
		kind: 'comment',
		lang: 'es',
		body: 'Queríamos decir que se sirva por encima de sesenta y cinco grados, se cocine donde se cocine. El texto no lo dice y debería.',
		daysAgo: 47.5,
		replyTo: 'sm-caliente',
		supporters: 5
	},
	{
		key: 'sm-privadas',
		consultation: 'school-meals',
		unit: 2,
		by: 'hugo',
		kind: 'comment',
		lang: 'es',
		body: 'De acuerdo con incluir a las privadas que reciben dinero público. Quien cobra por plaza, que dé de comer por plaza.',
		daysAgo: 45.9,
		supporters: 7
	},
	{
		key: 'sm-carta',
		consultation: 'school-meals',
		unit: 3,
		by: 'vecina',
		kind: 'comment',
		lang: 'es',
		body: 'Cuatro semanas está bien. Que se cuelgue también en la puerta, no solo en la aplicación: los abuelos que recogen a los niños somos los que preguntamos qué han comido.',
		daysAgo: 49.4,
		supporters: 8
	},
	{
		key: 'sm-origin',
		consultation: 'school-meals',
		unit: 3,
		by: 'noemie',
		kind: 'comment',
		lang: 'fr',
		body: "L'origine de « chaque aliment principal », oui, mais du mois écoulé. Un menu annoncé dit d'où l'on espère que viendra la tomate.",
		daysAgo: 44.6,
		supporters: 6
	},
	{
		key: 'sm-legumes',
		consultation: 'school-meals',
		unit: 4,
		by: 'aminata',
		kind: 'comment',
		lang: 'fr',
		body: "Les légumineuses deux fois par semaine : c'est ce que nous servons depuis trois ans à Haute-Rive. La première année, la moitié revenait. Ce n'est pas le goût qui a changé, c'est la cuisinière qui a eu le droit d'assaisonner.",
		daysAgo: 47.1,
		supporters: 11
	},
	{
		key: 'sm-fish',
		consultation: 'school-meals',
		unit: 4,
		by: 'mason',
		kind: 'comment',
		lang: 'en',
		body: "My grandson's school serves fish on Mondays, which means Friday's fish. Say that it must be bought within two days, or leave it out.",
		daysAgo: 41.3,
		supporters: 4
	},
	{
		key: 'sm-cien',
		consultation: 'school-meals',
		unit: 5,
		by: 'esteban',
		kind: 'comment',
		lang: 'es',
		body: 'Cien kilómetros en línea recta o por carretera, da igual: en la meseta no hay huerta en invierno. Un cuarenta por ciento al año se puede; un cuarenta por ciento cada mes, no.',
		daysAgo: 50.0,
		supporters: 15
	},
	{
		key: 'sm-cien-huerta',
		consultation: 'school-meals',
		unit: 5,
		by: 'rocio',
		kind: 'comment',
		lang: 'es',
		body: 'Lo mismo pensábamos en Santa Aldara. Con col, puerro, calabaza y manzana guardada llegamos al cuarenta y cuatro en enero. El problema no fue el campo, fue el almacén.',
		daysAgo: 48.2,
		replyTo: 'sm-cien',
		supporters: 10
	},
	{
		key: 'sm-cien-datos',
		consultation: 'school-meals',
		unit: 5,
		by: 'rocio',
		kind: 'evidence',
		lang: 'es',
		body: 'Dejo las cuentas de tres cursos: 31, 39 y 44 por ciento, con un coste por comida que subió seis céntimos el primer año y no volvió a subir. (Memoria del comedor de Santa Aldara, páginas 7 a 12; se puede pedir en la secretaría de la escuela.)',
		daysAgo: 46.4,
		supporters: 12
	},
	{
		key: 'sm-tenders',
		consultation: 'school-meals',
		unit: 5,
		by: 'gregor',
		kind: 'question',
		lang: 'en',
		body: 'Is a distance lawful as a condition in a tender? In my trade we have been told for years that it is not, and that one should write freshness instead.',
		daysAgo: 39.8,
		supporters: 2
	},
	{
		key: 'sm-allergy',
		consultation: 'school-meals',
		unit: 6,
		by: 'salma',
		kind: 'comment',
		lang: 'ar',
		body: 'شكراً على عبارة «دون أن تضطر الأسرة إلى تقديم تفسيرات». ابنتي كانت تُسأل كل أسبوع أمام زميلاتها لماذا لا تأكل اللحم.',
		daysAgo: 46.0,
		supporters: 13
	},
	{
		key: 'sm-carne',
		consultation: 'school-meals',
		unit: 6,
		by: 'andres',
		kind: 'comment',
		lang: 'es',
		body: 'Un plato sin carne cada día, sí. Pero que sea un plato y no la guarnición del otro.',
		daysAgo: 42.7,
		supporters: 5
	},
	{
		key: 'sm-celiacos',
		consultation: 'school-meals',
		unit: 6,
		by: 'nuria',
		kind: 'evidence',
		lang: 'es',
		body: 'En nuestra encuesta a 64 familias con hijos celíacos, 41 mandan la comida de casa porque no se fían del cambio de cazos. Ninguna pide un menú distinto: piden un cazo de otro color.',
		daysAgo: 40.5,
		supporters: 9
	}
] as const satisfies readonly ContributionShape[];

// What has become of the closed consultation so far: themes, groups, the first answers, a second version.
import type { AnswersShape } from '../shape.ts';

export const schoolMealsAnswers = {
	consultation: 'school-meals',
	themes: [
		{
			slug: 'time-at-table',
			basis: 'SECTOR',
			names: {
				es: 'Tiempo para comer',
				en: 'Time to eat',
				fr: 'Le temps de manger',
				ru: 'Время на еду',
				ar: 'وقت الطعام'
			},
			carriedBy: ['sm-sin-prisa', 'sm-cuarenta', 'sm-horario', 'sm-pesar', 'sm-todo']
		},
		{
			slug: 'prices',
			basis: 'SECTOR',
			names: {
				es: 'Precio y ayudas',
				en: 'Prices and support',
				fr: 'Prix et aides',
				ru: 'Цены и помощь',
				ar: 'الأسعار والدعم'
			},
			carriedBy: [
				'sm-tramos',
				'sm-gratis',
				'sm-gratis-no',
				'sm-gratis-verguenza',
				'sm-dolg',
				'sm-deuda-quien',
				'sm-todo'
			]
		},
		{
			slug: 'food',
			basis: 'SECTOR',
			names: {
				es: 'Lo que se sirve',
				en: 'What is served',
				fr: 'Ce qui est servi',
				ru: 'Что подают',
				ar: 'ما يُقدَّم'
			},
			carriedBy: [
				'sm-caliente',
				'sm-caliente-resp',
				'sm-carta',
				'sm-origin',
				'sm-legumes',
				'sm-fish',
				'sm-cien',
				'sm-cien-huerta',
				'sm-cien-datos',
				'sm-tenders',
				'sm-allergy',
				'sm-carne',
				'sm-celiacos'
			]
		},
		{
			slug: 'oversight',
			basis: 'GOVERNANCE',
			names: {
				es: 'Quién comprueba',
				en: 'Who checks',
				fr: 'Qui vérifie',
				ru: 'Кто проверяет',
				ar: 'من يتحقق'
			},
			carriedBy: ['sm-comision', 'sm-comision-priv', 'sm-pesar-donde']
		}
	],
	groups: [
		{
			key: 'sentados',
			title: 'Cuarenta minutos sentados, no desde el timbre',
			lang: 'es',
			members: ['sm-sin-prisa', 'sm-cuarenta', 'sm-pesar', 'sm-todo']
		},
		{
			key: 'gratis',
			title: 'Comedor gratuito para todos',
			lang: 'es',
			members: ['sm-gratis', 'sm-gratis-no', 'sm-gratis-verguenza']
		},
		{
			key: 'cercania',
			title: 'Cien kilómetros en invierno',
			lang: 'es',
			members: ['sm-cien', 'sm-cien-huerta', 'sm-cien-datos', 'sm-tenders']
		}
	],
	sortedDaysAgo: 15,
	responses: [
		{
			key: 'sentados',
			state: 'published',
			kind: 'included_with_changes',
			answers: ['sm-sin-prisa', 'sm-cuarenta', 'sm-pesar', 'sm-todo'],
			agency: 'education',
			by: 'inma',
			daysAgo: 4.2,
			consideredDaysAgo: 9,
			decidedBy: 'La comisión de comedores del Ministerio',
			units: [9],
			parts: {
				input:
					'Cuatro contribuciones, una de ellas de la Federación de Familias, piden que los cuarenta minutos se cuenten sentados y no desde el timbre. La Politécnica de Orvale aporta mediciones en nueve escuelas.',
				consideration:
					'La comisión de comedores lo estudió con dos direcciones de escuela y con las mediciones de la Politécnica a la vista.',
				influence: 'P9 dice ahora desde cuándo se cuenta el tiempo, y cómo, cuando hay dos turnos.',
				reasons:
					'Se incluye. No se fija el horario de la tarde, como pedía una de ellas: depende del transporte de cada zona y lo decide cada escuela.',
				beyond: 'Las mediciones servirán de punto de partida para el seguimiento del compromiso 7.'
			}
		},
		{
			key: 'caliente',
			state: 'published',
			kind: 'included',
			answers: ['sm-caliente', 'sm-caliente-resp'],
			agency: 'education',
			by: 'inma',
			daysAgo: 4.1,
			consideredDaysAgo: 9,
			decidedBy: 'La comisión de comedores del Ministerio',
			units: [1],
			parts: {
				input:
					'Un cocinero pregunta qué significa «caliente» cuando se cocina lejos de la escuela.',
				consideration: 'Se comparó con la norma sanitaria vigente para cocinas centrales.',
				influence: 'P1 dice la temperatura a la que se sirve, se cocine donde se cocine.',
				reasons: 'Se incluye: la palabra sola no permitía comprobar nada.',
				beyond: 'Sin otro uso previsto.'
			}
		},
		{
			key: 'gratis',
			state: 'published',
			kind: 'not_included',
			answers: ['sm-gratis', 'sm-gratis-no', 'sm-gratis-verguenza'],
			agency: 'education',
			by: 'inma',
			daysAgo: 3.4,
			consideredDaysAgo: 8,
			decidedBy: 'La comisión de comedores del Ministerio, con el Ministerio de Hacienda',
			units: [],
			parts: {
				input:
					'Se pide que el comedor sea gratuito para todos, por su coste de gestión y porque pedir papeles avergüenza. Otra persona responde que las cuotas son un tercio del coste.',
				consideration:
					'Se rehicieron las cuentas con los datos de los tres últimos cursos: las cuotas cubren el treinta y cuatro por ciento.',
				influence:
					'No cambia el precio. La lista de colores que describe una de las contribuciones deja de estar permitida por la instrucción que acompaña a la norma.',
				reasons:
					'No se incluye: costaría cuarenta y un millones al año que el presupuesto no tiene. La vergüenza tiene otro remedio, y ese sí se toma.',
				beyond: 'El cálculo se publica con la norma, para quien quiera volver a proponerlo.'
			}
		},
		{
			key: 'sin-avisar',
			state: 'published',
			kind: 'included',
			answers: ['sm-comision', 'sm-comision-priv'],
			agency: 'education',
			by: 'inma',
			daysAgo: 3.1,
			consideredDaysAgo: 8,
			decidedBy: 'La comisión de comedores del Ministerio',
			units: [11],
			parts: {
				input: 'Se pide que la comisión del comedor pueda ir sin avisar y que sea independiente.',
				consideration: 'Lo estudió la comisión de comedores con la Federación de Familias.',
				influence:
					'P11 dice ahora que la comisión va sin avisar y quién no puede formar parte de ella.',
				reasons: 'Se incluye tal como se pidió.',
				beyond: 'Sin otro uso previsto.'
			}
		},
		{
			key: 'tramos',
			state: 'review',
			kind: 'included_with_changes',
			answers: ['sm-tramos', 'sm-tramos-imprenta'],
			agency: 'education',
			by: 'inma',
			daysAgo: 1.5,
			consideredDaysAgo: 8,
			decidedBy: 'La comisión de comedores del Ministerio',
			units: [],
			parts: {
				input: 'La Federación de Familias pide una escala continua o seis tramos.',
				consideration: 'El Ministerio de Hacienda calcula ambas posibilidades.',
				influence: '',
				reasons: '',
				beyond: ''
			}
		}
	],
	version: {
		by: 'inma',
		daysAgo: 2.6,
		note: 'Tres puntos cambian por lo que se dijo en la consulta: qué es comer caliente (P1), desde cuándo se cuenta el tiempo (P9) y cómo comprueba la comisión (P11).',
		changes: [
			{
				unit: 1,
				from: 'come caliente, sentado y sin prisa',
				to: 'come sentado, sin prisa y caliente, servido a más de sesenta y cinco grados se cocine donde se cocine',
				note: 'Para que se pueda comprobar.',
				because: ['sm-caliente', 'sm-caliente-resp'],
				responses: ['caliente']
			},
			{
				unit: 9,
				from: 'La comida dura al menos cuarenta minutos.',
				to: 'La comida dura al menos cuarenta minutos, contados desde que cada niña y cada niño está sentado, también cuando hay dos turnos.',
				note: 'El tiempo de la cola no es tiempo de comer.',
				because: ['sm-sin-prisa', 'sm-cuarenta', 'sm-pesar', 'sm-todo'],
				responses: ['sentados']
			},
			{
				unit: 11,
				from: 'Comen allí una vez al mes, preguntan lo que quieren y publican lo que han visto.',
				to: 'Comen allí una vez al mes, sin avisar, preguntan lo que quieren y publican lo que han visto. Nadie que tenga parentesco o negocios con quien cocina forma parte de ella.',
				note: '',
				because: ['sm-comision', 'sm-comision-priv'],
				responses: ['sin-avisar']
			}
		]
	}
} as const satisfies AnswersShape;

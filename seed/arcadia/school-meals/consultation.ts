// The closed consultation: the answers are being written and are due soon.
import type { ConsultationShape } from '../shape.ts';
import { text } from './text.ts';

export const schoolMeals = {
	slug: 'school-meals',
	language: 'es',
	title: 'Comer bien en la escuela',
	subtitle: 'Propuesta de norma sobre los comedores escolares',
	description:
		'Ciento ochenta mil niñas y niños comen cada día en la escuela. Esta propuesta dice qué se les sirve, cuánto paga cada familia, cuánto dura la comida y quién comprueba que se cumple. La consulta está cerrada: el Ministerio estudia cada contribución y responderá a todas con sus razones.',
	feedsInto:
		'Compromiso 7 del plan de acción, «Una mesa para todos». El Ministerio de Educación presentará la norma al Consejo de Ministros antes del próximo curso.',
	responsible: 'Ministry of Education',
	contact: 'school-meals@arcadia.example',
	otherChannels: [
		'Por carta: Comedores, Secretariat for Open Government, 3 Granary Square, Orvale.',
		'En la escuela: las comisiones de comedor recogieron aportaciones en papel, que están incluidas aquí.'
	],
	opensInDays: -51.2,
	closesInDays: -20.3,
	responseByInDays: 9,
	firstNumber: 1,
	markdown: text
} as const satisfies ConsultationShape;

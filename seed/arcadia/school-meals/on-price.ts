// Remarks on who pays (P7 and P8).
import type { ContributionShape } from '../shape.ts';

export const onPrice = [
	{
		key: 'sm-tramos',
		consultation: 'school-meals',
		unit: 7,
		by: 'lucia',
		for: 'families',
		kind: 'comment',
		lang: 'es',
		body: 'El salto entre el segundo y el tercer tramo es demasiado grande: por ganar cien coronas más al año, una familia con dos hijos paga quinientas sesenta más. Pedimos una escala continua o, al menos, seis tramos.',
		daysAgo: 50.6,
		supporters: 24
	},
	{
		key: 'sm-tramos-imprenta',
		consultation: 'school-meals',
		unit: 7,
		by: 'inma',
		for: 'education',
		kind: 'comment',
		lang: 'es',
		body: 'Hemos rehecho la cuenta y es correcta. Una escala continua obliga a pedir la renta exacta, cosa que muchas familias no quieren; seis tramos reducen el salto a la mitad. Seguimos escuchando.',
		daysAgo: 47.9,
		replyTo: 'sm-tramos',
		supporters: 8
	},
	{
		key: 'sm-gratis',
		consultation: 'school-meals',
		unit: 7,
		by: 'maribel',
		kind: 'comment',
		lang: 'es',
		body: 'Gratis para todos. Se gasta tanto en comprobar quién puede pagar que casi sale lo mismo, y nadie tiene que enseñar la nómina para que su hijo coma sopa.',
		daysAgo: 49.1,
		supporters: 22
	},
	{
		key: 'sm-gratis-no',
		consultation: 'school-meals',
		unit: 7,
		by: 'samuel',
		kind: 'comment',
		lang: 'en',
		body: "It would not come out the same. The ministry's own paper puts the checking at three per cent of the cost and the fees at thirty-four. I would rather see that money in smaller classes.",
		daysAgo: 45.2,
		replyTo: 'sm-gratis',
		supporters: 9
	},
	{
		key: 'sm-gratis-verguenza',
		consultation: 'school-meals',
		unit: 7,
		by: 'tamsin',
		kind: 'comment',
		lang: 'en',
		body: 'I paid the lowest band for four years. The form was not the hard part. The hard part was the list in the office, with the three colours.',
		daysAgo: 44.1,
		replyTo: 'sm-gratis',
		supporters: 14
	},
	{
		key: 'sm-dolg',
		consultation: 'school-meals',
		unit: 8,
		by: 'zoya',
		kind: 'comment',
		lang: 'ru',
		body: 'Самый важный пункт. Моего сына однажды отправили к раздаче с запиской о долге в руке. Долг был ошибкой бухгалтерии, а записку он помнит.',
		daysAgo: 48.0,
		supporters: 18
	},
	{
		key: 'sm-deuda-quien',
		consultation: 'school-meals',
		unit: 8,
		by: 'clerk',
		kind: 'question',
		lang: 'en',
		body: 'Who carries the unpaid meals in the books, the school or the town? If it is the school, the kindest heads will have the largest debts.',
		daysAgo: 43.5,
		supporters: 6
	}
] as const satisfies readonly ContributionShape[];

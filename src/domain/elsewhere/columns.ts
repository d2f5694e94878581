/** Which column of a file says what: guessed from its header in five languages, chosen by whoever enters it. */

import { isChannel, isConsent, type Channel, type Consent } from './elsewhere.ts';
import { isRemarkKind, type RemarkKind } from '../contribution/contribution.ts';

export const fields = [
	'body',
	'unit',
	'lang',
	'author',
	'organisation',
	'kind',
	'channel',
	'day',
	'consent',
	'externalId',
	'source',
	'contact'
] as const;
export type Field = (typeof fields)[number];

/** Numbers of columns, from 0; a field without one is the same for the whole file, or absent. */
export type Columns = Partial<Record<Field, number>>;

/** Header words as files have them, without case, accents and marks. */
const headers: Record<Field, string> = {
	body: `body text comment comments remark contribution words message content submission answer feedback opinion
		texto comentario aporte aportacion contribucion mensaje contenido opinion
		texte commentaire remarque contribution message contenu avis
		текст комментарий замечание предложение сообщение содержание
		النص نص تعليق التعليق مساهمة المساهمة رسالة`,
	unit: `unit paragraph para place p number section part article
		parrafo unidad lugar numero apartado paragraphe unite lieu numero article
		абзац пункт место номер الفقرة فقرة رقم موضع`,
	lang: `lang language locale idioma lengua langue язык اللغة لغة`,
	author: `author name person who from sender submitter
		autor nombre persona remitente auteur nom personne expediteur
		автор имя отправитель الاسم اسم المؤلف الكاتب`,
	organisation: `organisation organization org body institution
		organizacion entidad institucion organisme organisation institution
		организация учреждение المنظمة منظمة المؤسسة`,
	kind: `kind type tipo clase genre type nature вид тип النوع نوع`,
	channel: `channel via medium canal medio voie moyen канал способ القناة قناة`,
	day: `day date received receivedon receivedat fecha recibido dia date recu jour дата получено день
		التاريخ تاريخ اليوم`,
	consent: `consent publication visibility consentimiento publicacion visibilidad
		consentement visibilite согласие публикация видимость الموافقة موافقة`,
	externalId: `externalid id identifier ref reference no nr number code
		identificador referencia codigo identifiant reference numero
		идентификатор код ссылка المعرف معرف مرجع`,
	source: `source document origin note fuente origen procedencia source origine источник المصدر مصدر`,
	contact: `contact email mail address emailaddress contacto correo correoelectronico
		courriel contact adresse почта адрес электроннаяпочта بريد البريد عنوان`
};

/** A header's word without what files write differently. */
function bare(text: string): string {
	const letters = text.normalize('NFKD').replace(/\p{M}/gu, '');
	return letters.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

const known = new Map<string, Field[]>();
for (const field of fields)
	for (const word of headers[field].split(/\s+/))
		known.set(bare(word), [...(known.get(bare(word)) ?? []), field]);

/** The columns as their names say, each field once and each column once. */
export function guess(header: readonly string[]): Columns {
	const columns: Columns = {};
	const taken = new Set<number>();
	const offer = (field: Field, at: number) => {
		if (columns[field] !== undefined || taken.has(at)) return;
		columns[field] = at;
		taken.add(at);
	};
	header.forEach((name, at) => {
		const [field] = (known.get(bare(name)) ?? []).filter((one) => columns[one] === undefined);
		if (field) offer(field, at);
	});
	// A single column can only hold the words.
	if (header.length === 1) offer('body', 0);
	return columns;
}

/** The columns a form sent: `column.body` = `3`. Null where one is none of the file's, or is given twice. */
export function columnsIn(sent: Record<string, string>, width: number): Columns | null {
	const columns: Columns = {};
	const taken = new Set<number>();
	for (const field of fields) {
		const word = sent[`column.${field}`] ?? '';
		if (word === '') continue;
		const at = Number(word);
		if (!Number.isInteger(at) || at < 0 || at >= width || taken.has(at)) return null;
		taken.add(at);
		columns[field] = at;
	}
	return columns;
}

const said = <Word extends string>(table: Record<Word, string>) => {
	const words = new Map<string, Word>();
	for (const [word, others] of Object.entries<string>(table) as [Word, string][])
		for (const other of [word, ...others.split(/\s+/)]) words.set(bare(other), word);
	return (cell: string) => words.get(bare(cell));
};

const channelWords = said<Channel>({
	letter: 'post mail paper carta courrier lettre письмо почта رسالة بريد',
	email: 'e-mail correo courriel электроннаяпочта имейл بريدإلكتروني',
	meeting:
		'workshop event hearing reunion taller audiencia réunion atelier встреча собрание اجتماع لقاء',
	telephone: 'phone call hotline telefono téléphone appel телефон звонок هاتف',
	platform:
		'website web site survey form online plataforma encuesta plateforme sondage платформа сайт منصة موقع'
});
const kindWords = said<RemarkKind>({
	comment: 'remark comentario commentaire remarque комментарий замечание تعليق',
	question: 'pregunta question вопрос سؤال',
	evidence: 'data evidencia prueba preuve donnée доказательство данные دليل بيانات'
});
const consentWords = said<Consent>({
	named: 'public name yes conombre público nominatif public nommé поимённо публично باسم علني',
	nameless: 'anonymous sinnombre anónimo anonyme sansnom анонимно безымени مجهول بدوناسم',
	private:
		'secretariat confidential privado confidencial privé confidentiel закрыто конфиденциально خاص سري'
});

export const channelOf = (cell: string) => (isChannel(cell) ? cell : channelWords(cell));
export const kindOf = (cell: string) => (isRemarkKind(cell) ? cell : kindWords(cell));
export const consentOf = (cell: string) => (isConsent(cell) ? cell : consentWords(cell));

/** The text as a file of Word: remarks as comments in the margin, changes as tracked changes. */

import {
	AlignmentType,
	Document,
	HeadingLevel,
	LevelFormat,
	Packer,
	Paragraph,
	Table,
	TableCell,
	TableRow,
	TextRun,
	WidthType,
	type ICommentOptions,
	type ParagraphChild
} from 'docx';
import type { Listing, Marker, Run } from '../../text/unit.ts';
import { around, carrying, tracked, type Revision } from './runs.ts';
import { notesOf, type Paper, type PaperComment, type PaperUnit } from './paper.ts';

/** Twips the number of a unit hangs into the margin. */
const hanging = 850;
const levels = Object.values(HeadingLevel).filter((level) => level.startsWith('Heading'));

/** The file's bytes. */
export async function docxOf(paper: Paper): Promise<Buffer> {
	const builder = builderOf(paper);
	const children = [...titleOf(paper), ...paper.units.flatMap(builder.unit)];
	const document = new Document({
		title: paper.title,
		creator: paper.by,
		features: { updateFields: false },
		styles: { default: { document: { run: { font: 'Calibri', size: 22 } } } },
		numbering: { config: builder.listings },
		footnotes: builder.footnotes,
		comments: {
			children: [...paper.comments, ...paper.units.flatMap(({ comments }) => comments)].map(
				commentOf
			)
		},
		sections: [{ properties: {}, children }]
	});
	return Packer.toBuffer(document);
}

function titleOf({ title, lang, rtl, head, comments }: Paper): Paragraph[] {
	const run = new TextRun({ text: title, rightToLeft: rtl, language: { value: lang } });
	return [
		new Paragraph({
			heading: HeadingLevel.TITLE,
			bidirectional: rtl,
			children: carrying(run, comments)
		}),
		...head.map(
			(line) => new Paragraph({ bidirectional: rtl, text: line, spacing: { after: 120 } })
		)
	];
}

const commentOf = ({ id, parent, author, at, lang, lines }: PaperComment): ICommentOptions => ({
	id,
	author,
	initials: [...author].slice(0, 1).join('') || '?',
	date: new Date(at),
	...(parent === null ? {} : { parentId: parent }),
	children: lines.map(
		(text) => new Paragraph({ children: [new TextRun({ text, language: { value: lang } })] })
	)
});

type Numbered = { reference: string; levels: ReturnType<typeof levelOf>[] };

function builderOf(paper: Paper) {
	const listings: Numbered[] = [];
	const footnotes: Record<string, { children: Paragraph[] }> = {};
	let revisions = 0;
	const revision = (): Revision => ({ id: ++revisions, author: paper.by, date: paper.at });

	function unit(one: PaperUnit): (Paragraph | Table)[] {
		const { lang, rtl, label, body, comments, pieces, came, went } = one;
		const tongue = { lang, rtl };
		const place = { bidirectional: rtl, spacing: { after: 160 } };
		const hung = {
			...place,
			indent: { start: 0, hanging },
			tabStops: [{ type: 'left' as const, position: 0 }]
		};
		const mark = label
			? carrying(
					new TextRun({ text: label, size: 18, color: '5C6670' }),
					comments.filter((said) => pieces !== null || said.place === null)
				)
			: carrying(
					new TextRun({ text: '' }),
					comments.filter((said) => said.place === null)
				);
		const lead = label ? [...mark, new TextRun({ text: '\t' })] : mark;
		if (pieces) {
			const whole = came
				? { run: { insertion: revision() } }
				: went
					? { run: { deletion: revision() } }
					: {};
			const style = one.kind === 'heading' ? { heading: levelNamed(one.level) } : {};
			return [
				new Paragraph({
					...hung,
					...style,
					...whole,
					children: [...lead, ...tracked(pieces, tongue, revision)]
				})
			];
		}
		const numbers = new Map<number, number>();
		const footnote = (note: number) => {
			const text = notesOf(body)[note];
			if (!text) return null;
			const known = numbers.get(note);
			if (known !== undefined) return known;
			const id = Object.keys(footnotes).length + 1;
			numbers.set(note, id);
			const children = [
				new Paragraph({ bidirectional: rtl, children: around([])(text.runs, tongue, () => null) })
			];
			footnotes[id] = { children };
			return id;
		};
		const within = around(comments.filter((said) => said.place !== null));
		const runs = (said: Run[]): ParagraphChild[] => within(said, tongue, footnote);

		if ('runs' in body) {
			const heading = one.kind === 'heading' ? { heading: levelNamed(one.level) } : {};
			return [
				new Paragraph({
					...(label ? hung : place),
					...heading,
					children: [...lead, ...runs(body.runs)]
				})
			];
		}
		if ('paragraphs' in body)
			return body.paragraphs.map(
				(said, at) =>
					new Paragraph({
						...place,
						indent: { start: 400, ...(at === 0 && label ? { hanging: hanging + 400 } : {}) },
						children: [...(at === 0 ? lead : []), ...runs(said)]
					})
			);
		if ('items' in body) {
			const above = new Paragraph({
				...hung,
				keepNext: true,
				children: [...lead, ...(body.lead ? runs(body.lead) : [])]
			});
			return [above, ...itemsOf(body, 0, runs, place)];
		}
		if ('rows' in body) {
			const above = new Paragraph({
				...hung,
				keepNext: true,
				children: [...lead, ...(body.caption ? runs(body.caption) : [])]
			});
			const row = (cells: Run[][], isHead: boolean) =>
				new TableRow({
					tableHeader: isHead,
					children: cells.map(
						(cell) =>
							new TableCell({
								children: [new Paragraph({ bidirectional: rtl, children: runs(cell) })]
							})
					)
				});
			const rows = [
				...body.head.map((cells) => row(cells, true)),
				...body.rows.map((cells) => row(cells, false))
			];
			return rows.length
				? [
						above,
						new Table({
							visuallyRightToLeft: rtl,
							width: { size: 100, type: WidthType.PERCENTAGE },
							rows
						}),
						new Paragraph({ text: '' })
					]
				: [above];
		}
		const bare: Run = 'code' in body ? { text: body.code, code: true } : { text: body.alt };
		const below =
			'code' in body || !body.caption
				? []
				: [new Paragraph({ ...place, children: runs(body.caption) })];
		return [new Paragraph({ ...hung, children: [...lead, ...runs([bare])] }), ...below];
	}

	function itemsOf(
		list: Listing,
		depth: number,
		runs: (said: Run[]) => ParagraphChild[],
		place: object
	): Paragraph[] {
		const reference = `list${listings.length + 1}`;
		listings.push({
			reference,
			levels: Array.from({ length: 9 }, (_, level) => levelOf(list.marker, list.start, level))
		});
		return list.items.flatMap(({ parts }) =>
			parts.flatMap((part, at) =>
				'list' in part
					? itemsOf(part.list, Math.min(depth + 1, 8), runs, place)
					: [
							new Paragraph({
								...place,
								...(at === 0
									? { numbering: { reference, level: depth } }
									: { indent: { start: 720 * (depth + 1) } }),
								children: runs(part.runs)
							})
						]
			)
		);
	}

	return { unit, listings, footnotes };
}

const levelNamed = (level: number | null) => levels[(level ?? 1) - 1] ?? HeadingLevel.HEADING_6;

const formats: Record<Marker, (typeof LevelFormat)[keyof typeof LevelFormat]> = {
	bullet: LevelFormat.BULLET,
	decimal: LevelFormat.DECIMAL,
	'lower-alpha': LevelFormat.LOWER_LETTER,
	'upper-alpha': LevelFormat.UPPER_LETTER,
	'lower-roman': LevelFormat.LOWER_ROMAN,
	'upper-roman': LevelFormat.UPPER_ROMAN
};

const levelOf = (marker: Marker, start: number, level: number) => ({
	level,
	start,
	format: formats[marker],
	text: marker === 'bullet' ? '•' : `%${level + 1}.`,
	alignment: AlignmentType.START,
	style: { paragraph: { indent: { start: 720 * (level + 1), hanging: 360 } } }
});

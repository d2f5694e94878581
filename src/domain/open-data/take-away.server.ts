/** Taking a consultation away as data, streamed: memory stays the same however much there is. */

import type { Database } from '#domain/database.server.ts';
import { changeRows, linkRows, responseRows, themeRows } from './answers.server.ts';
import { csvOf, mark, type Row } from './csv.ts';
import { columns, type Format, type Table } from './dictionary.ts';
import { closing, jsonOf, opening } from './json.ts';
import { contributionRow, tallyRow, textRow, unitRow, type Source } from './rows.ts';
import * as store from './store.server.ts';

/** Contributions read at once: a megabyte at their longest, and no query outlives its batch. */
const batch = 200;

/** Answers the next rows; null after the last. */
type Batches = () => Promise<Row[] | null>;

/**
 * The file as pieces of text. Whoever stops reading ends the queries; each batch frees its connection.
 * No generators: one inside another kept every batch alive until a full collection, 100 MB of a long file.
 */
export function takeAway(
	db: Database,
	source: Source,
	table: Table,
	format: Format
): AsyncIterableIterator<string> {
	const more = batchesOf(db, source, table);
	const named = columns[table];
	let place: 'head' | 'first' | 'rows' | 'end' = 'head';

	async function piece(): Promise<string | null> {
		if (place === 'end') return null;
		if (place === 'head') {
			place = 'first';
			return format === 'csv' ? mark + csvOf([named.map(({ name }) => name)]) : opening;
		}
		const rows = await more();
		const first = place === 'first';
		place = rows ? 'rows' : 'end';
		if (!rows) return format === 'csv' ? null : closing;
		return format === 'csv' ? csvOf(rows) : jsonOf(named, rows, first);
	}
	return {
		[Symbol.asyncIterator]() {
			return this;
		},
		async next() {
			const value = await piece();
			return value === null ? { done: true, value: undefined } : { done: false, value };
		},
		async return() {
			place = 'end';
			return { done: true, value: undefined };
		}
	};
}

function batchesOf(db: Database, source: Source, table: Table): Batches {
	if (table === 'contributions') return contributionRows(db, source);
	if (table === 'links') return linksInBatches(db, source);
	const read = {
		units: unitRows,
		texts: textRows,
		tallies: tallyRows,
		responses: responseRows,
		themes: themeRows,
		changes: changeRows
	}[table];
	return once(() => read(db, source));
}

function once(read: () => Promise<Row[]>): Batches {
	let over = false;
	return async () => {
		if (over) return null;
		over = true;
		const rows = await read();
		return rows.length > 0 ? rows : null;
	};
}

const unitRows = async (db: Database, source: Source) =>
	(await store.units(db, source.consultation)).map((unit) => unitRow(source, unit));

const textRows = async (db: Database, source: Source) =>
	(await store.texts(db, source.consultation)).map((text) => textRow(source, text));

async function tallyRows(db: Database, source: Source) {
	const rows = await store.tallies(db, source.consultation);
	const of = Map.groupBy(rows, (row) => row.unitId);
	return [...of.values()].map((kinds) => tallyRow(source, kinds));
}

function contributionRows(db: Database, source: Source): Batches {
	let after: store.Place | undefined;
	let over = false;
	return async () => {
		if (over) return null;
		const found = await store.contributionsAfter(db, source.consultation.id, batch, after);
		const last = found.at(-1);
		over = found.length < batch;
		if (!last) return null;
		after = { at: last.at, id: last.id };
		return found.map((said) => contributionRow(source, said));
	};
}

/** A batch of contributions can have no links at all: reading goes on to the next that has some. */
function linksInBatches(db: Database, source: Source): Batches {
	let after: store.Place | null = store.beginning;
	return async () => {
		while (after) {
			const { rows, last, found } = await linkRows(db, source, batch, after);
			after = found < batch ? null : last;
			if (rows.length > 0) return rows;
		}
		return null;
	};
}

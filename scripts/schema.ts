/** Writes schema.sql and the generated table types from a freshly migrated database; --check only compares. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../src/platform/connection.server.ts';
import { migrate } from '../src/platform/migrate.ts';
import { openPostgres } from '../src/platform/postgres/launch.ts';
import { root } from '../src/platform/root.ts';
import { dumpSchema } from '../src/platform/schema-dump.ts';

const folder = mkdtempSync(join(tmpdir(), 'folkmoot-schema-'));
const postgres = await openPostgres({
	folder,
	mode: 'serve',
	durable: false,
	say: () => undefined
});
const { db } = connect(postgres.url, 2);
try {
	await migrate(db);
	const made = new Map([
		['schema.sql', await dumpSchema(db)],
		['src/domain/tables.server.ts', tablesOf(postgres.url)]
	]);
	if (process.argv.includes('--check')) compare(made);
	else for (const [file, text] of made) writeFileSync(join(root, file), text);
} finally {
	await db.destroy();
	await postgres.stop();
	rmSync(folder, { recursive: true, force: true });
}

function tablesOf(url: string) {
	const out = join(folder, 'tables.ts');
	const command = join(root, 'node_modules/kysely-codegen/dist/cli/bin.js');
	const options = [
		'--dialect=postgres',
		'--camel-case',
		'--exclude-pattern=schema_migration*',
		'--type-mapping={"int8":"number"}'
	];
	const overrides = JSON.stringify({
		columns: { 'vote.value': "'agree' | 'changes' | 'disagree' | 'unsure'" }
	});
	execFileSync(
		process.execPath,
		[command, ...options, `--overrides=${overrides}`, `--url=${url}`, `--out-file=${out}`],
		{ cwd: root, stdio: ['ignore', 'ignore', 'inherit'] }
	);
	return readFileSync(out, 'utf8');
}

function compare(made: Map<string, string>) {
	for (const [file, text] of made) {
		if (readFileSync(join(root, file), 'utf8') === text) continue;
		console.error(`${file} is not what the migrations make. Run: npm run schema`);
		process.exitCode = 1;
	}
}

/** A bare Node server that writes votes with the same upsert, one commit for each, and nothing else. */

import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 12 });
const upsert = {
	name: 'vote',
	text: `insert into vote (unit_id, voter_id, voter_kind, version_id, value, cast_at)
		values ($1, $2, 'person', $3, $4, clock_timestamp())
		on conflict (unit_id, voter_id) do update
			set value = excluded.value, version_id = excluded.version_id, cast_at = excluded.cast_at`
};

createServer((request, response) => {
	let body = '';
	request.setEncoding('utf8').on('data', (text: string) => (body += text));
	request.on('end', () => {
		const form = new URLSearchParams(body);
		const values = ['unit', 'voter', 'version', 'value'].map((name) => form.get(name));
		if (!values[0]) return void response.end();
		pool.query({ ...upsert, values }, (error) => {
			response.writeHead(error ? 500 : 200, { 'content-type': 'application/json' });
			response.end('{"ok":true}');
		});
	});
}).listen(Number(process.env.PORT), '127.0.0.1');

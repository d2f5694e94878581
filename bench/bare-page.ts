/** A bare Node server that answers everything with the same stored bytes and headers. */

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const body = readFileSync(process.env.BODY ?? '');
const headers = JSON.parse(readFileSync(process.env.HEADERS ?? '', 'utf8')) as Record<
	string,
	string
>;

createServer((_, response) => {
	response.writeHead(200, headers);
	response.end(body);
}).listen(Number(process.env.PORT), '127.0.0.1');

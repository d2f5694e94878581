/** Several processes of one installation behind one address, and people who are signed in there. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { freePort, startServer, type Server } from '#tests/server.ts';
import { signIn, type SignedIn } from '#tests/sessions.ts';
import { openBalancer, type Balancer } from './balancer.ts';

export const secret = 'several-0123456789-abcdefghijklmnopqrstuvwxyz';
export const consultation = '/en/arcadia/consultations/open-works';

export type Processes = {
	balancer: Balancer;
	servers: [Server, Server];
	origin: string;
	ports: number[];
	/** Starts another process in place of one that ended, on its port. */
	restart: (which: 0 | 1) => Promise<void>;
	close: () => Promise<void>;
};

/** Two processes, started at once on one database, and what stands before them. */
export async function openProcesses(env: Record<string, string>): Promise<Processes> {
	const balancer = await openBalancer(await freePort());
	const ports = [await freePort(), await freePort()] as const;
	const start = (port: number) =>
		startServer({
			port,
			env: {
				FOLKMOOT_SECRET: secret,
				FOLKMOOT_ORIGIN: balancer.origin,
				FOLKMOOT_ADDRESS_HEADER: 'x-forwarded-for',
				...env
			}
		});
	const servers: [Server, Server] = await Promise.all([start(ports[0]), start(ports[1])]);
	balancer.send([...ports]);
	return {
		balancer,
		servers,
		origin: balancer.origin,
		ports: [...ports],
		restart: async (which) => void (servers[which] = await start(ports[which])),
		close: async () => {
			await balancer.close();
			await Promise.all(servers.map((server) => server.stop()));
		}
	};
}

/** So many new people, each signed in and from a network of their own. */
export async function newPeople(db: Database, count: number) {
	const { rows } = await sql<{ id: string }>`
		insert into person (id, name, email)
		select gen_random_uuid(), 'Someone ' || n, gen_random_uuid() || '@many.example'
		from generate_series(1, ${count}::int) n returning id`.execute(db);
	const signed = await signIn(
		db,
		secret,
		rows.map(({ id }) => id)
	);
	return signed.map((one): Own => ({ ...one, address: nextAddress() }));
}
export type Own = SignedIn & { address: string };

let networks = 0;
const nextAddress = () => {
	networks += 1;
	return `10.${(networks >> 8) & 255}.${networks & 255}.7`;
};

/** The numbered units of the example's open consultation. */
export const unitsOf = (db: Database) =>
	db
		.selectFrom('unitText')
		.innerJoin('consultation', 'consultation.versionId', 'unitText.versionId')
		.select(['unitText.unitId as id', 'unitText.number', 'unitText.versionId'])
		.where('consultation.slug', '=', 'open-works')
		.where('unitText.number', 'is not', null)
		.orderBy('position')
		.execute();

/** How long it took until something was so; forever when it took longer than that. */
export async function millisecondsUntil(
	done: () => Promise<boolean | undefined>,
	most = 2000
): Promise<number> {
	const begun = performance.now();
	while (!(await done())) {
		if (performance.now() - begun > most) return Infinity;
		await new Promise((resume) => setTimeout(resume, 10));
	}
	return performance.now() - begun;
}

/** How the embedded PostgreSQL runs: durable, modest, and reachable from this machine only. */

const common = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	max_connections: '100',
	shared_buffers: '128MB',
	effective_cache_size: '512MB',
	work_mem: '8MB',
	maintenance_work_mem: '64MB',
	random_page_cost: '1.1',
	jit: 'off',
	timezone: 'UTC',
	log_timezone: 'UTC',
	idle_in_transaction_session_timeout: '60s',
	// Statements and keys can hold what people wrote: the log says that something failed, not on what.
	log_min_messages: 'log',
	log_min_error_statement: 'panic',
	log_error_verbosity: 'terse',
	log_checkpoints: 'off'
};

/** A transaction is answered when it is on the disk. */
const safe = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };

/** For throw-away databases of tests only. */
const fast = {
	fsync: 'off',
	synchronous_commit: 'off',
	full_page_writes: 'off',
	wal_level: 'minimal',
	max_wal_senders: '0'
};

export function settings(port: number, durable: boolean): string[] {
	const all = { ...common, ...(durable ? safe : fast), port: String(port) };
	return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Refuses a Kysely `deleteFrom` or `updateTable` chain without `where`: one forgotten line empties a table. */

const starts = new Set(['deleteFrom', 'updateTable']);
/** A chain that hands itself on (to `$call`, or as an argument) may get its `where` elsewhere. */
const limits = new Set(['where', 'whereRef', '$call', '$if']);

export const where = {
	meta: {
		type: 'problem',
		messages: { missing: '{{verb}} without where changes every row. Say which rows are meant.' },
		schema: []
	},
	create: (context) => ({
		CallExpression(node) {
			const verb = nameOf(node);
			if (!starts.has(verb) || isLimited(node)) return;
			context.report({ node, messageId: 'missing', data: { verb } });
		}
	})
};

function isLimited(call) {
	for (let node = call; isLink(node); node = node.parent.parent)
		if (limits.has(nameOf(node.parent.parent))) return true;
	return false;
}

const isLink = (node) =>
	node.parent?.type === 'MemberExpression' &&
	node.parent.object === node &&
	node.parent.parent?.type === 'CallExpression' &&
	node.parent.parent.callee === node.parent;

const nameOf = (node) =>
	node.callee?.type === 'MemberExpression' ? node.callee.property.name : undefined;

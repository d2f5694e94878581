/** The catalogue of one language, a file per area. */
export { default as accounts } from './es/accounts.json' with { type: 'json' };
export { default as consultation } from './es/consultation.json' with { type: 'json' };
export { default as contribution } from './es/contribution.json' with { type: 'json' };
export { default as errors } from './es/errors.json' with { type: 'json' };
export { default as imports } from './es/imports.json' with { type: 'json' };
export { default as mail } from './es/mail.json' with { type: 'json' };
export { default as moderation } from './es/moderation.json' with { type: 'json' };
export { default as organisations } from './es/organisations.json' with { type: 'json' };
export { default as reading } from './es/reading.json' with { type: 'json' };
export { default as rules } from './es/rules.json' with { type: 'json' };
export { default as search } from './es/search.json' with { type: 'json' };
export { default as site } from './es/site.json' with { type: 'json' };
export { default as staff } from './es/staff.json' with { type: 'json' };
export { default as voting } from './es/voting.json' with { type: 'json' };
export { default as exports } from './es/exports.json' with { type: 'json' };
export { default as representatives } from './es/representatives.json' with { type: 'json' };
export { default as statements } from './es/statements.json' with { type: 'json' };

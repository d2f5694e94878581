/** The catalogue of one language, a file per area. */
export { default as accounts } from './ar/accounts.json' with { type: 'json' };
export { default as consultation } from './ar/consultation.json' with { type: 'json' };
export { default as contribution } from './ar/contribution.json' with { type: 'json' };
export { default as errors } from './ar/errors.json' with { type: 'json' };
export { default as imports } from './ar/imports.json' with { type: 'json' };
export { default as mail } from './ar/mail.json' with { type: 'json' };
export { default as moderation } from './ar/moderation.json' with { type: 'json' };
export { default as organisations } from './ar/organisations.json' with { type: 'json' };
export { default as reading } from './ar/reading.json' with { type: 'json' };
export { default as rules } from './ar/rules.json' with { type: 'json' };
export { default as search } from './ar/search.json' with { type: 'json' };
export { default as site } from './ar/site.json' with { type: 'json' };
export { default as staff } from './ar/staff.json' with { type: 'json' };
export { default as voting } from './ar/voting.json' with { type: 'json' };
export { default as exports } from './ar/exports.json' with { type: 'json' };
export { default as representatives } from './ar/representatives.json' with { type: 'json' };
export { default as statements } from './ar/statements.json' with { type: 'json' };

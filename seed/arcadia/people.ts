// The named people of Arcadia. All of them are invented.
import type { Person } from './shape.ts';

export const people = [
	{ key: 'marisol', name: 'Marisol Ferrant', email: 'marisol@arcadia.example', language: 'en' },
	{ key: 'tobias', name: 'Tobias Okwuosa', email: 'tobias@arcadia.example', language: 'en' },
	{ key: 'leila', name: 'Leila Haddadin', email: 'leila@arcadia.example', language: 'ar' },
	{ key: 'casimir', name: 'Casimir Dray', email: 'casimir@arcadia.example', language: 'fr' },
	{ key: 'amara', name: 'Amara Seidel', email: 'amara@arcadia.example', language: 'en' },
	{ key: 'jonas', name: 'Jonas Withey', email: 'jonas@arcadia.example', language: 'en' },
	{ key: 'petra', name: 'Petra Lindqvall', email: 'petra@arcadia.example', language: 'en' },
	{ key: 'aurelio', name: 'Aurelio Castellane', email: 'aurelio@arcadia.example', language: 'es' },
	{
		key: 'thandeka',
		name: 'Thandeka Mbali-Ross',
		email: 'thandeka@arcadia.example',
		language: 'en'
	},
	{ key: 'ottilie', name: 'Ottilie Brandsma', email: 'ottilie@arcadia.example', language: 'en' },
	{ key: 'rafael', name: 'Rafael Quirino', email: 'rafael@arcadia.example', language: 'en' },
	{ key: 'dmitri', name: 'Dmitri Valen', email: 'dmitri@arcadia.example', language: 'en' },
	{ key: 'solveig', name: 'Solveig Aakrem', email: 'solveig@arcadia.example', language: 'en' },
	{ key: 'edmund', name: 'Edmund Farraday-Lisle', email: 'edmund@arcadia.example', language: 'en' },
	{ key: 'inma', name: 'Inmaculada Roca Tell', email: 'inma@arcadia.example', language: 'es' },
	{ key: 'bertrand', name: 'Bertrand Achourel', email: 'bertrand@arcadia.example', language: 'fr' },
	{ key: 'sunniva', name: 'Sunniva Okafor-Hale', email: 'sunniva@arcadia.example', language: 'en' },
	{ key: 'yusuf', name: 'Yusuf Tanriver', email: 'yusuf@arcadia.example', language: 'en' },
	{ key: 'gregor', name: 'Gregor Maltby', email: 'gregor@arcadia.example', language: 'en' },
	{ key: 'chiara', name: 'Chiara Bonfantini', email: 'chiara@arcadia.example', language: 'en' },
	{ key: 'miron', name: 'Мирон Дубрава', email: 'miron@arcadia.example', language: 'ru' },
	{
		key: 'wendeline',
		name: 'Wendeline Prosper',
		email: 'wendeline@arcadia.example',
		language: 'en'
	},
	{ key: 'ottoline', name: 'Ottoline Karras', email: 'ottoline@arcadia.example', language: 'en' },
	{ key: 'haruki', name: 'Haruki Oyelaran', email: 'haruki@arcadia.example', language: 'en' },
	{ key: 'lucia', name: 'Lucía Entrerríos', email: 'lucia@arcadia.example', language: 'es' },
	{
		key: 'josephine',
		name: 'Josephine Ndlela-Moor',
		email: 'josephine@arcadia.example',
		language: 'en'
	},
	{ key: 'tomasz', name: 'Tomasz Wierzbak', email: 'tomasz@arcadia.example', language: 'en' },
	{
		key: 'delphine',
		name: 'Delphine Corvaisier',
		email: 'delphine@arcadia.example',
		language: 'fr'
	},
	{
		key: 'mason',
		name: 'Mason, retired',
		pseudonym: true,
		email: 'mason@arcadia.example',
		language: 'en'
	},
	{
		key: 'lamplighter',
		name: 'Lamplighter',
		pseudonym: true,
		email: 'lamplighter@arcadia.example',
		language: 'en'
	},
	{
		key: 'heron',
		name: 'heron_on_the_quay',
		pseudonym: true,
		email: 'heron@arcadia.example',
		language: 'en'
	},
	{
		key: 'stall',
		name: 'Stall 41',
		pseudonym: true,
		email: 'stall@arcadia.example',
		language: 'en'
	},
	{
		key: 'driver',
		name: 'Number 9 driver',
		pseudonym: true,
		email: 'driver@arcadia.example',
		language: 'en'
	},
	{
		key: 'surveyor',
		name: 'Quantity surveyor, 22 years',
		pseudonym: true,
		email: 'surveyor@arcadia.example',
		language: 'en'
	},
	{
		key: 'clerk',
		name: 'A clerk in a small town',
		pseudonym: true,
		email: 'clerk@arcadia.example',
		language: 'en'
	},
	{ key: 'priya', name: 'Priya Ravensworth', email: 'priya@arcadia.example', language: 'en' },
	{ key: 'oisin', name: 'Oisín Caldermoor', email: 'oisin@arcadia.example', language: 'en' },
	{ key: 'beatrix', name: 'Beatrix Umehara', email: 'beatrix@arcadia.example', language: 'en' },
	{ key: 'hamish', name: 'Hamish Dunmore-Li', email: 'hamish@arcadia.example', language: 'en' },
	{ key: 'grace', name: 'Grace Attwater', email: 'grace@arcadia.example', language: 'en' },
	{ key: 'samuel', name: 'Samuel Obrecht', email: 'samuel@arcadia.example', language: 'en' },
	{ key: 'tamsin', name: 'Tamsin Roe', email: 'tamsin@arcadia.example', language: 'en' },
	{ key: 'kofi', name: 'Kofi Lanterne', email: 'kofi@arcadia.example', language: 'en' },
	{ key: 'edith', name: 'Edith Marlowe-Sands', email: 'edith@arcadia.example', language: 'en' },
	{ key: 'niamh', name: 'Niamh Corrigall', email: 'niamh@arcadia.example', language: 'en' },
	{ key: 'maribel', name: 'Maribel Santacruz', email: 'maribel@arcadia.example', language: 'es' },
	{
		key: 'vecina',
		name: 'Vecina del 12',
		pseudonym: true,
		email: 'vecina@arcadia.example',
		language: 'es'
	},
	{ key: 'esteban', name: 'Esteban Olmedilla', email: 'esteban@arcadia.example', language: 'es' },
	{ key: 'rocio', name: 'Rocío Valdemar', email: 'rocio@arcadia.example', language: 'es' },
	{ key: 'andres', name: 'Andrés Quintanar Pol', email: 'andres@arcadia.example', language: 'es' },
	{
		key: 'maestra',
		name: 'Maestra de pueblo',
		pseudonym: true,
		email: 'maestra@arcadia.example',
		language: 'es'
	},
	{ key: 'nuria', name: 'Núria Casavella', email: 'nuria@arcadia.example', language: 'es' },
	{
		key: 'cocinero',
		name: 'Cocinero del turno de mañana',
		pseudonym: true,
		email: 'cocinero@arcadia.example',
		language: 'es'
	},
	{ key: 'hugo', name: 'Hugo Brandáriz', email: 'hugo@arcadia.example', language: 'es' },
	{
		key: 'voisine',
		name: 'Une voisine du canal',
		pseudonym: true,
		email: 'voisine@arcadia.example',
		language: 'fr'
	},
	{ key: 'etienne', name: 'Étienne Lacombrade', email: 'etienne@arcadia.example', language: 'fr' },
	{ key: 'maelle', name: 'Maëlle Kervadoc', email: 'maelle@arcadia.example', language: 'fr' },
	{ key: 'sylvain', name: 'Sylvain Obamé', email: 'sylvain@arcadia.example', language: 'fr' },
	{ key: 'aminata', name: 'Aminata Delorge', email: 'aminata@arcadia.example', language: 'fr' },
	{ key: 'noemie', name: 'Noémie Perrichon', email: 'noemie@arcadia.example', language: 'fr' },
	{ key: 'vera', name: 'Вера Синицкая', email: 'vera@arcadia.example', language: 'ru' },
	{ key: 'artyom', name: 'Артём Головань', email: 'artyom@arcadia.example', language: 'ru' },
	{ key: 'zoya', name: 'Зоя Каримова', email: 'zoya@arcadia.example', language: 'ru' },
	{
		key: 'podyezd',
		name: 'Третий подъезд',
		pseudonym: true,
		email: 'podyezd@arcadia.example',
		language: 'ru'
	},
	{ key: 'pavel', name: 'Павел Ржевцев', email: 'pavel@arcadia.example', language: 'ru' },
	{ key: 'lidia', name: 'Лидия Морошкина', email: 'lidia@arcadia.example', language: 'ru' },
	{ key: 'salma', name: 'سلمى الدروبي', email: 'salma@arcadia.example', language: 'ar' },
	{ key: 'karim', name: 'كريم بن ناصر', email: 'karim@arcadia.example', language: 'ar' },
	{
		key: 'najjar',
		name: 'ابنة النجّار',
		pseudonym: true,
		email: 'najjar@arcadia.example',
		language: 'ar'
	},
	{ key: 'omar', name: 'عمر الطحّان', email: 'omar@arcadia.example', language: 'ar' },
	{ key: 'huda', name: 'هدى الزيتوني', email: 'huda@arcadia.example', language: 'ar' },
	{ key: 'yasin', name: 'ياسين المرعي', email: 'yasin@arcadia.example', language: 'ar' },
	{ key: 'giulia', name: 'Giulia Ferrabosco', email: 'giulia@arcadia.example', language: 'en' },
	{ key: 'renzo', name: 'Renzo Altamarca', email: 'renzo@arcadia.example', language: 'en' },
	{ key: 'joana', name: 'Joana Seixal', email: 'joana@arcadia.example', language: 'en' },
	{ key: 'duarte', name: 'Duarte Falcoeira', email: 'duarte@arcadia.example', language: 'en' }
] as const satisfies readonly Person[];
